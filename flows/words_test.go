package flows_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"gridbot/flows"
	"gridbot/flows/text"
)

// Words lie in the folder of the package that says them. What is checked here
// is read from the folders and from the code, so that a new subject or a new
// language is checked as soon as its files are there.

// A wording is what one language says for an ID.
type wording struct {
	file   string
	words  string
	blanks []string
}

// spoken is what lies in the words of the packages: by package, language and ID.
type spoken map[string]map[text.Lang]map[string]wording

// langs are the languages that must be complete: those we say we speak, and
// those somebody has begun.
func (s spoken) langs() []text.Lang {
	all := slices.Clone(text.Langs)
	for _, pkg := range slices.Sorted(maps.Keys(s)) {
		for _, l := range slices.Sorted(maps.Keys(s[pkg])) {
			if !slices.Contains(all, l) {
				all = append(all, l)
			}
		}
	}
	return all
}

// in is everything one language says.
func (s spoken) in(l text.Lang) map[string]wording {
	all := map[string]wording{}
	for _, langs := range s {
		maps.Copy(all, langs[l])
	}
	return all
}

// rooms is the package in which each ID lives.
func (s spoken) rooms() map[string]string {
	of := map[string]string{}
	for pkg, langs := range s {
		for _, words := range langs {
			for id := range words {
				of[id] = pkg
			}
		}
	}
	return of
}

var blankForm = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

func blanksOf(words string) []string {
	names := []string{}
	for _, b := range blankForm.FindAllStringSubmatch(words, -1) {
		names = append(names, b[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// readWords reads all words there are, and complains of each file that is not
// as it should be.
func readWords(t *testing.T) spoken {
	t.Helper()
	all := spoken{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Base(filepath.Dir(file)) != "words" || filepath.Ext(file) != ".json" {
			return err
		}
		pkg := path.Join("gridbot/flows", filepath.ToSlash(filepath.Dir(filepath.Dir(file))))
		if all[pkg] == nil {
			all[pkg] = map[text.Lang]map[string]wording{}
		}
		all[pkg][text.Lang(strings.TrimSuffix(filepath.Base(file), ".json"))] = readFile(t, file)
		return nil
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("no words: %v", err)
	}
	return all
}

func readFile(t *testing.T, file string) map[string]wording {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]any
	if err := json.Unmarshal(b, &messages); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	// Written anew it is the same: so an ID stands once, and where one looks for it.
	var ordered bytes.Buffer
	enc := json.NewEncoder(&ordered)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(messages); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if !bytes.Equal(ordered.Bytes(), b) {
		t.Errorf("%s is not in order at %s", file, firstDifference(b, ordered.Bytes()))
	}
	all := map[string]wording{}
	for id, m := range messages {
		words, _ := m.(string)
		forms, _ := m.(map[string]any)
		if forms != nil {
			words, _ = forms["other"].(string)
		}
		for form, other := range forms {
			other, _ := other.(string)
			for _, b := range blanksOf(other) {
				if !slices.Contains(blanksOf(words), b) {
					t.Errorf("%s: %s has the blank %s only as %s", file, id, b, form)
				}
			}
		}
		if strings.TrimSpace(words) == "" {
			t.Errorf("%s: %s says nothing", file, id)
		}
		if strings.Count(words, "{{") != len(blankForm.FindAllString(words, -1)) {
			t.Errorf("%s: %s is more than words and blanks: %s", file, id, words)
		}
		all[id] = wording{file, words, blanksOf(words)}
	}
	return all
}

// firstDifference is the first line of a that b has not in the same place.
func firstDifference(a, b []byte) string {
	other := strings.Split(string(b), "\n")
	for i, line := range strings.Split(string(a), "\n") {
		if i >= len(other) || line != other[i] {
			return "line " + strconv.Itoa(i+1) + ": " + line
		}
	}
	return "its end"
}

func TestEveryWordExistsInEveryLanguage(t *testing.T) {
	all := readWords(t)
	of := map[string]string{}
	for _, pkg := range slices.Sorted(maps.Keys(all)) {
		ids := map[string]bool{}
		for _, words := range all[pkg] {
			for id := range words {
				ids[id] = true
			}
		}
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			if other, twice := of[id]; twice {
				t.Errorf("%s stands in the words of %s and of %s", id, other, pkg)
			}
			of[id] = pkg
		}
		first := all[pkg][text.Langs[0]]
		for _, l := range all.langs() {
			words, ok := all[pkg][l]
			if !ok {
				t.Errorf("%s says nothing in %s", pkg, l)
				continue
			}
			for _, id := range slices.Sorted(maps.Keys(ids)) {
				m, ok := words[id]
				if !ok {
					t.Errorf("%s: %s is missing in %s", pkg, id, l)
				} else if like, ok := first[id]; ok && !slices.Equal(m.blanks, like.blanks) {
					t.Errorf("%s: %s has the blanks %v in %s and %v in %s", pkg, id, like.blanks, text.Langs[0], m.blanks, l)
				}
			}
		}
	}
}

// What lies in a folder that nobody registered would be missing in the chat.
func TestTheCatalogSaysEveryWordThatLiesInAFolder(t *testing.T) {
	c, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	all := readWords(t)
	for _, l := range text.Langs {
		for id, m := range all.in(l) {
			var pairs []any
			for _, b := range m.blanks {
				pairs = append(pairs, b, 7)
			}
			if got, err := c.Say(l, text.T(id, pairs...)); err != nil || got == id {
				t.Errorf("%s: %s is said as %q: %v", m.file, id, got, err)
			}
		}
	}
}

func TestCodeAndCatalogsHoldTogether(t *testing.T) {
	all := readWords(t)
	words, rooms := all.in(text.Langs[0]), all.rooms()
	said, astray := readCode(t).mentions(rooms)
	if len(said) < 1000 {
		t.Errorf("only %d mentions of IDs were found in the code", len(said))
	}
	used := map[string]bool{}
	for _, s := range said {
		used[s.id] = true
		if strings.HasSuffix(s.id, ".") { // put together: "when.weekday." and the day
			continue
		}
		switch m, ok := words[s.id]; {
		case !ok:
			t.Errorf("%s: %s has no words", s.at, s.id)
		case !slices.Equal(s.blanks, m.blanks):
			t.Errorf("%s: %s has the blanks %v, and %v are filled", s.at, s.id, m.blanks, s.blanks)
		}
	}
	for _, s := range astray {
		if s.pkg != "gridbot/flows/text" { // which says the moments, and has a test for them
			t.Errorf("%s: %s is handed on where nobody sees which blanks are filled", s.at, s.id)
		}
	}
	for id := range words {
		if !strings.HasPrefix(id, "when.") && !used[id] {
			t.Errorf("%s: %s is never said", words[id].file, id)
		}
	}
}

// A subject can be taken away with its folder, and brings along all it says: so
// nobody says what lies in the folder of another, and what only one says lies
// with it.
func TestWordsLiveWithWhoSaysThem(t *testing.T) {
	rooms := readWords(t).rooms()
	code := readCode(t)
	said, _ := code.mentions(rooms)
	by := map[string]map[string]bool{}
	for _, s := range said {
		room, ok := rooms[s.id]
		if !ok {
			continue // has no words at all, which another test says
		}
		if s.pkg != room && !code.reach(s.pkg)[room] {
			t.Errorf("%s: %s lives in %s, which is not below %s", s.at, s.id, room, s.pkg)
		}
		if strings.HasPrefix(s.pkg, "gridbot/flows") { // what the bot says beyond them belongs to whose matter it is
			if by[s.id] == nil {
				by[s.id] = map[string]bool{}
			}
			by[s.id][s.pkg] = true
		}
	}
	for id, pkgs := range by {
		if len(pkgs) == 1 && !pkgs[rooms[id]] {
			t.Errorf("%s is said by %v alone and lives in %s", id, slices.Collect(maps.Keys(pkgs)), rooms[id])
		}
	}
}

// What a phone shows of a button; what fills a label's blanks has to fit too.
func TestLabelsFitOnButtons(t *testing.T) {
	label := regexp.MustCompile(`^(button|menu|rating|keys)\.|^talk\.(back|skip|yes|no)$|^report\.(send|edit|open\.|what\.list|here\.|name\.|where\.(none|nogrid|again))|^(return|decline|sendback)\.`)
	all := readWords(t)
	for _, l := range all.langs() {
		for id, m := range all.in(l) {
			question := strings.HasSuffix(id, ".why") || id == "report.edit.which"
			if n := utf8.RuneCountInString(m.words); label.MatchString(id) && !question && n > 40 {
				t.Errorf("%s in %s has %d characters: %s", id, l, n, m.words)
			}
		}
	}
}
