package report

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world/worldtest"
)

// A number is taken from words, however it is written.
func TestANumberIsTakenFromWords(t *testing.T) {
	w := worldtest.New(t)
	tests := []struct{ said, want string }{
		{"好几个", ""}, {"大概３个人", "3"}, {"12", "12"}, {"about 40 people", "40"}, {"", ""},
		{"99999999999999999999", "999999999"},
	}
	for _, test := range tests {
		d := detailOf(cases.Case{Category: "trapped", Facts: []cases.Fact{{Ask: "hurt", Value: "no"}}}, true)
		hearDetail(w, &d, talk.Event{Text: test.said})
		got := ""
		if d.Fact != nil {
			got = d.Fact.Value
		}
		if got != test.want {
			t.Errorf("%q is the number %q, want %q", test.said, got, test.want)
		}
	}
}
