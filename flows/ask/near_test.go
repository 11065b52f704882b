package ask

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// What was closed is known again for three months; longer only while somebody
// is still to look.
func TestWhatWasClosedIsKnownForThreeMonths(t *testing.T) {
	w := worldtest.New(t)
	closed := func(days time.Duration, s cases.Status) int {
		return len(NearCases(w, []cases.Case{{Number: 1001, Status: s, Ended: w.Now.Add(-days * world.OneDay).Unix()}}))
	}
	if n := NearCases(w, nil); n != nil {
		t.Errorf("nothing is near, and %v", n)
	}
	if closed(89, cases.Closed) != 1 || closed(91, cases.Closed) != 0 || closed(91, cases.Watch) != 1 || closed(1, cases.Handling) != 0 {
		t.Error("what was closed longer ago, or not at all, is taken for a round, or what is still looked after is not")
	}
}

// While a round is worked on, what is told of the place is asked about, and is
// that round; what else is open there makes no round.
func TestWhatCameBackIsAskedAboutWhileItIsOpen(t *testing.T) {
	w := worldtest.New(t)
	was := []cases.Case{{Number: 1001, Status: cases.Watch, Ended: w.Now.Add(-world.OneDay).Unix()}}
	ask := func(list ...cases.Case) (cases.Near, int) {
		w.List = list
		n := NearCases(w, was)[0]
		return n, n.Next()
	}
	if n, next := ask(cases.Case{Number: 1002, Status: cases.Handling, Family: 1001, Round: 2}); n.Open != 1002 || next != 2 {
		t.Errorf("while round 2 is open: %+v, %d", n, next)
	}
	for name, other := range map[string]cases.Case{
		"it was closed again": {Number: 1002, Status: cases.Closed, Family: 1001, Round: 2}, "another thing is open": {Number: 1002, Status: cases.Handling},
		"it came back from another": {Number: 1002, Status: cases.Handling, Family: 1000, Round: 2},
	} {
		if n, next := ask(other); n.Open != 0 || next != 2 {
			t.Errorf("%s: %+v, %d", name, n, next)
		}
	}
}
