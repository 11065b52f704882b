package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// act is a line of a transcript in which a person does something.
var act = regexp.MustCompile(`^[^ #=\-B][^:]*: `)

// Nobody on the stairs answers eight questions. How many acts a report takes is
// counted in what is played.
func TestAReportTakesFewActs(t *testing.T) {
	for name, most := range map[string]int{
		"few-acts": 3, "few-acts-unsure-en": 3, "few-acts-photo": 4, "few-acts-photo-en": 4,
		"few-acts-danger": 1, "danger-words-en": 1,
		"file-few-acts": 7, "file-fixed": 5, // and of these one is the command
	} {
		played, err := os.ReadFile(filepath.Join("testdata", name+".chat"))
		if err != nil {
			t.Fatal(err)
		}
		acts, received := 0, false
		for _, line := range strings.Split(string(played), "\n") {
			if act.MatchString(line) {
				acts++
			}
			if received = strings.Contains(line, "收到了，谢谢") || strings.Contains(line, "Received, thank you") || strings.Contains(line, "✅ 登记好了"); received {
				break
			}
		}
		if !received || acts > most {
			t.Errorf("%s takes %d acts to a receipt (%v), of at most %d", name, acts, received, most)
		}
	}
}
