package sight_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/sight"
	"gridbot/flows/text"
)

// Who reads where it is in the words of who reported: said of every view, by hand.
func TestWhoReadsThePlaceInTheReportersWords(t *testing.T) {
	const officer, other = 7, 8
	told := cases.Case{Place: cases.Place{Name: text.Said("楼上502，我姓李"), More: "门口"}, Facts: []cases.Fact{{Ask: "hours", Value: "night"}, {Ask: "who", Value: "陈伯"}},
		Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegComing, Officer: officer}, {N: 2, Agency: "fire", Status: cases.LegReleased, Officer: other}}}
	danger := told
	danger.Danger = true
	for _, c := range []struct {
		as    cases.View
		id    int64
		of    cases.Case
		whole bool
	}{
		{cases.ViewReporter, 1, told, true}, {cases.ViewWorker, 1, told, true}, {cases.ViewGroup, 0, told, true}, {cases.ViewLead, 1, told, true},
		{cases.ViewOfficer, officer, told, true}, {cases.ViewOfficer, other, told, false}, {cases.ViewOfficer, 0, told, false}, {cases.ViewOfficer, other, danger, true},
		{cases.ViewAgency, 0, told, false}, {cases.ViewAgency, 0, danger, false}, {cases.ViewAddressee, 1, told, false}, {cases.ViewAddressee, 1, danger, false},
		{cases.ViewJoiner, 1, told, false}, {cases.ViewJoiner, 1, danger, false}, {cases.ViewOutside, 1, danger, false},
	} {
		at := sight.Place(c.of, c.as, c.id)
		facts := sight.Facts(c.of, c.as, c.id, func(f cases.Fact) bool { return f.Ask == "hours" })
		reads := strings.Contains(at.Name.Words+at.More, "楼上") || at.More != ""
		if reads != c.whole || sight.Whole(c.of, c.as, c.id) != c.whole || sight.Held(c.of, c.as, c.id) == c.whole || (len(facts) == 2) != c.whole || len(facts) == 0 {
			t.Errorf("%s, %d, danger %t: reads %+v and %v, want all of it %t", c.as, c.id, c.of.Danger, at, facts, c.whole)
		}
	}
}
