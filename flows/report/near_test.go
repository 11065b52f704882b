package report

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
		return len(nearCases(w, []cases.Case{{Number: 1001, Status: s, Ended: w.Now.Add(-days * world.OneDay).Unix()}}))
	}
	if closed(89, cases.Closed) != 1 || closed(91, cases.Closed) != 0 || closed(91, cases.Watch) != 1 || closed(1, cases.Handling) != 0 {
		t.Error("what was closed longer ago, or not at all, is taken for a round, or what is still looked after is not")
	}
}
