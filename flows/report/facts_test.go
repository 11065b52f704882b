package report

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world/worldtest"
)

// A number is asked for in a category of danger alone, where nothing is asked
// before the report is sent; a district may ask for one anywhere.
func TestANumberIsTakenFromWords(t *testing.T) {
	w := worldtest.New(t)
	tests := []struct{ said, want string }{
		{"好几个", ""}, {"大概３个人", "3"}, {"12", "12"}, {"about 40 people", "40"}, {"", ""},
		{"99999999999999999999", "999999999"},
	}
	for _, test := range tests {
		r := report{Category: "trapped", Facts: []cases.Fact{{Ask: "hurt", Value: "no"}}}
		hearFact(w, &r, talk.Event{Text: test.said})
		got := ""
		if len(r.Facts) == 2 {
			got = r.Facts[1].Value
		}
		if got != test.want {
			t.Errorf("%q is the number %q, want %q", test.said, got, test.want)
		}
	}
}
