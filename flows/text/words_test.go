package text_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/text"
)

// catalog is every message of one language, with the blanks it has.
func catalog(t *testing.T, l text.Lang) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("words/*." + string(l) + ".json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no words in %s: %v", l, err)
	}
	blank := regexp.MustCompile(`\{\{\.(\w+)\}\}`)
	all := map[string][]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := json.Unmarshal(b, &messages); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for id, m := range messages {
			words, ok := m.(string)
			if !ok {
				words = m.(map[string]any)["other"].(string)
			}
			if strings.TrimSpace(words) == "" {
				t.Errorf("%s: %s says nothing", f, id)
			}
			if _, twice := all[id]; twice {
				t.Errorf("%s: %s stands twice", f, id)
			}
			blanks := []string{}
			for _, b := range blank.FindAllStringSubmatch(words, -1) {
				blanks = append(blanks, b[1])
			}
			slices.Sort(blanks)
			all[id] = slices.Compact(blanks)
		}
	}
	return all
}

// source is all our Go code without its tests.
func source(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, dir := range []string{"../../flows", "../../bot", "../../cmd"} {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			code, err := os.ReadFile(path)
			b.Write(code)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestEveryWordExistsInEveryLanguage(t *testing.T) {
	zh, en := catalog(t, text.Chinese), catalog(t, text.English)
	for id, blanks := range zh {
		if other, ok := en[id]; !ok {
			t.Errorf("%s is missing in English", id)
		} else if !slices.Equal(blanks, other) {
			t.Errorf("%s has the blanks %v in Chinese and %v in English", id, blanks, other)
		}
	}
	for id := range en {
		if _, ok := zh[id]; !ok {
			t.Errorf("%s is missing in Chinese", id)
		}
	}
}

func TestCodeAndCatalogsHoldTogether(t *testing.T) {
	zh, code := catalog(t, text.Chinese), source(t)
	for _, m := range regexp.MustCompile(`\b(?:text\.T|talk\.Sorry|said|T)\("([^"]+)"(?:, ((?:"\w+", [^"]*,? ?)*))?`).FindAllStringSubmatch(code, -1) {
		if _, ok := zh[m[1]]; !ok && !strings.HasSuffix(m[1], ".") {
			t.Errorf("the code says %s, which has no words", m[1])
		}
	}
	for id := range zh {
		if strings.HasPrefix(id, "when.") {
			continue // put together from the weekday and the month
		}
		if !strings.Contains(code, `"`+id+`"`) {
			t.Errorf("%s is never said", id)
		}
	}
}

// The code must fill every blank of a message: one that is left open would
// show as "<no value>". A blank is filled somewhere near where the ID stands.
func TestEveryBlankIsFilled(t *testing.T) {
	code := source(t)
	for id, blanks := range catalog(t, text.Chinese) {
		if strings.HasPrefix(id, "when.") {
			continue
		}
		at := strings.Index(code, `"`+id+`"`)
		if at < 0 {
			continue
		}
		near := code[at:min(len(code), at+400)]
		for _, b := range blanks {
			if !strings.Contains(near, `"`+b+`"`) && b != "words" {
				t.Errorf("%s: nothing fills the blank %s", id, b)
			}
		}
	}
}
