package history

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What is said to find a fault again is there: FOUND.md names no test and no planted
// fault that is gone.
func TestWhatFindsAFaultAgainIsThere(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../FOUND.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]bool{}
	err = filepath.WalkDir("../../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllSubmatch(src, -1) {
			tests[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(b)) {
		named := regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(line, -1)
		for _, m := range named {
			if !tests[m[1]] {
				t.Errorf("%s is no test any more", m[1])
			}
		}
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| what") || strings.HasPrefix(line, "| ---") {
			continue
		}
		if rows++; len(named) == 0 {
			t.Errorf("nothing finds this again: %s", line)
		}
		for _, m := range regexp.MustCompile(`planted fault "([^"]+)"`).FindAllStringSubmatch(line, -1) {
			if !strings.Contains(plantedWords(), m[1]+"\n") {
				t.Errorf("%q is not planted any more", m[1])
			}
		}
	}
	if rows < 20 {
		t.Errorf("%d faults: the table is not read as it is written", rows)
	}
}

func plantedWords() string {
	words := ""
	for _, p := range Plants {
		words += string(p) + "\n"
	}
	return words
}
