package text_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gridbot/flows/text"
)

var blank = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

func blanksOf(words string) []string {
	names := []string{}
	for _, b := range blank.FindAllStringSubmatch(words, -1) {
		names = append(names, b[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// message is one message of one language.
type message struct {
	words  string
	blanks []string
}

// catalog is every message of one language.
func catalog(t *testing.T, l text.Lang) map[string]message {
	t.Helper()
	files, err := filepath.Glob("words/*." + string(l) + ".json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no words in %s: %v", l, err)
	}
	all := map[string]message{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]json.RawMessage
		if err := json.Unmarshal(b, &messages); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for id, raw := range messages {
			if n := strings.Count(string(b), strconv.Quote(id)+":"); n > 1 {
				t.Errorf("%s: %s stands %d times", f, id, n)
			}
			var words string
			forms := map[string]string{}
			if json.Unmarshal(raw, &words) != nil {
				if err := json.Unmarshal(raw, &forms); err != nil {
					t.Fatalf("%s: %s: %v", f, id, err)
				}
				words = forms["other"]
			}
			for form, other := range forms {
				for _, b := range blanksOf(other) {
					if !slices.Contains(blanksOf(words), b) {
						t.Errorf("%s: %s has the blank %s only as %s", f, id, b, form)
					}
				}
			}
			if strings.TrimSpace(words) == "" {
				t.Errorf("%s: %s says nothing", f, id)
			}
			if strings.Count(words, "{{") != len(blank.FindAllString(words, -1)) {
				t.Errorf("%s: %s is more than words and blanks: %s", f, id, words)
			}
			if _, twice := all[id]; twice {
				t.Errorf("%s: %s stands twice", f, id)
			}
			all[id] = message{words, blanksOf(words)}
		}
	}
	return all
}

// A saying is a place in the code that says something.
type saying struct {
	at     string
	id     string
	blanks []string
}

// code is what our Go code says, its tests left out, and every string in it.
func code(t *testing.T) (sayings []saying, literals map[string]bool) {
	t.Helper()
	literals = map[string]bool{}
	for _, dir := range []string{"../../flows", "../../bot", "../../cmd"} {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			f, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := literal(n); ok {
					literals[s] = true
				}
				if call, ok := n.(*ast.CallExpr); ok {
					if s, ok := says(call); ok {
						s.at = files.Position(call.Pos()).String()
						sayings = append(sayings, s)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return sayings, literals
}

// says reads a call of text.T, talk.Sorry or said.
func says(call *ast.CallExpr) (saying, bool) {
	var name string
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	if !slices.Contains([]string{"T", "Sorry", "said"}, name) || len(call.Args) == 0 {
		return saying{}, false
	}
	id, ok := literal(call.Args[0])
	if !ok || strings.HasSuffix(id, ".") { // put together: "when.weekday." and the day
		return saying{}, false
	}
	s := saying{id: id, blanks: []string{}}
	if name == "said" {
		s.blanks = []string{"words"}
		return s, true
	}
	for i := 1; i < len(call.Args); i += 2 {
		if b, ok := literal(call.Args[i]); ok {
			s.blanks = append(s.blanks, b)
		}
	}
	slices.Sort(s.blanks)
	return s, true
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func TestEveryWordExistsInEveryLanguage(t *testing.T) {
	zh, en := catalog(t, text.Chinese), catalog(t, text.English)
	for id, m := range zh {
		if other, ok := en[id]; !ok {
			t.Errorf("%s is missing in English", id)
		} else if !slices.Equal(m.blanks, other.blanks) {
			t.Errorf("%s has the blanks %v in Chinese and %v in English", id, m.blanks, other.blanks)
		}
	}
	for id := range en {
		if _, ok := zh[id]; !ok {
			t.Errorf("%s is missing in Chinese", id)
		}
	}
}

func TestCodeAndCatalogsHoldTogether(t *testing.T) {
	zh := catalog(t, text.Chinese)
	sayings, literals := code(t)
	if len(sayings) < 200 {
		t.Errorf("only %d sayings were found in the code", len(sayings))
	}
	for _, s := range sayings {
		m, ok := zh[s.id]
		switch {
		case !ok:
			t.Errorf("%s: %s has no words", s.at, s.id)
		case !slices.Equal(s.blanks, m.blanks):
			t.Errorf("%s: %s has the blanks %v, and %v are filled", s.at, s.id, m.blanks, s.blanks)
		}
	}
	for id := range zh {
		if !strings.HasPrefix(id, "when.") && !literals[id] {
			t.Errorf("%s is never said", id)
		}
	}
}

// Days and months are put together from their names, so they are all said.
func TestEveryMomentOfAYearCanBeSaid(t *testing.T) {
	c := load(t)
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for day := range 366 {
		at := now.AddDate(0, 0, day-1)
		for _, l := range text.Langs {
			got, err := c.Say(l, text.At(at, now))
			if err != nil || strings.Contains(got, "when.") || strings.Contains(got, "no value") || !strings.Contains(got, "12:00") {
				t.Errorf("%v in %s: %q, %v", at, l, got, err)
			}
		}
	}
}

// What a phone shows of a button; what fills a label's blanks has to fit too.
func TestLabelsFitOnButtons(t *testing.T) {
	label := regexp.MustCompile(`^(button|menu|rating|keys)\.|^talk\.(back|skip|yes|no)$|^report\.(send|edit|open\.|what\.list|here\.|name\.|where\.(none|nogrid|again))|^(return|decline|sendback)\.`)
	for _, l := range text.Langs {
		for id, m := range catalog(t, l) {
			question := strings.HasSuffix(id, ".why") || id == "report.edit.which"
			if n := utf8.RuneCountInString(m.words); label.MatchString(id) && !question && n > 40 {
				t.Errorf("%s in %s has %d characters: %s", id, l, n, m.words)
			}
		}
	}
}
