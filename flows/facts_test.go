package flows

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
)

// A number is asked for in a category of danger alone, where nothing is asked
// before the report is sent; a district may ask for one anywhere.
func TestANumberIsTakenFromWords(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	w := &World{District: d}
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

// A closing says how many agencies had their share in it: who reported in and
// finished, each once; not who was let go or never came.
func TestAClosingCountsTheAgenciesThatFinished(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	x := &change{World: &World{District: d, Now: time.Unix(1_795_400_000, 0)}}
	at := x.Now.Unix()
	before := cases.Case{Number: 1001, Grid: "yanchang", Category: "kitchen", Status: cases.Verified, Legs: []cases.Leg{
		{N: 1, Agency: "gas", Status: cases.LegFinished, In: at}, {N: 2, Agency: "gas", Status: cases.LegFinished, In: at},
		{N: 3, Agency: "police", Status: cases.LegReleased, In: at}, {N: 4, Agency: "fire", Status: cases.LegFinished},
		{N: 5, Agency: "enforcement", Status: cases.LegFinished, In: at},
	}}
	for do, outcome := range map[cases.Action]cases.Outcome{cases.Confirm: cases.Confirmed, cases.Lapse: cases.Unconfirmed} {
		after := before
		after.Status, after.Outcome = cases.Closed, outcome
		after.Log = []cases.Entry{{At: at, Do: do, To: cases.Closed}}
		if l := x.logged(&before, after, cases.Act{Do: do}); l.Agencies != 2 || l.Outcome != outcome {
			t.Errorf("%s: %d agencies, %s", do, l.Agencies, l.Outcome)
		}
	}
}
