package text

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// A message is filled as a template fills it; what is more than words and blanks is left
// to the template, and a missing blank is told.
func TestAMessageIsFilledAsATemplateFillsIt(t *testing.T) {
	t.Parallel()
	says := map[string]string{
		"a":       "at {{.place}}, {{ .n }} of them: {{.place}}!",
		"whole":   "{{.place}}",
		"brace":   "{{.place}} {{\"{{\"}} {{.n}}",
		"piped":   "{{.place | printf \"%q\"}}",
		"spaced":  "{{- .place -}} .",
		"percent": "100 % of {{.place}} <b>&",
	}
	words, err := json.Marshal(says)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Load(Room{"room", fstest.MapFS{"words/zh-CN.json": {Data: words}, "words/en.json": {Data: words}}})
	if err != nil {
		t.Fatal(err)
	}
	slow := *c
	slow.parts = nil
	for id, say := range says { // as if none had been taken apart
		if err := slow.bundle.AddMessages(language.English, &i18n.Message{ID: id, Other: say}); err != nil {
			t.Fatal(err)
		}
	}
	quick := 0
	for id := range says {
		if c.parts[English][id] != nil {
			quick++
		}
		for _, said := range []Text{T(id, "place", "<é{{.n}}>", "n", 3), T(id, "place", Said("x"), "n", "many"), T(id, "place", T("whole", "place", "in"), "n", -1), T(id, "n", 1), T(id)} {
			got, err := c.Say(English, said)
			want, slowErr := slow.Say(English, said)
			if got != want || (err == nil) != (slowErr == nil) {
				t.Errorf("%s: %q, %v; a template says %q, %v", id, got, err, want, slowErr)
			}
		}
	}
	if quick != 3 {
		t.Errorf("%d messages are filled without a template, want 3", quick)
	}
}
