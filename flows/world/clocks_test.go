package world_test

import (
	"testing"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// What was closed is known again for three months, however seldom its kind is
// looked at; longer only while somebody is still to look.
func TestWhatWasClosedIsLookedAfterForThreeMonths(t *testing.T) {
	for name, looks := range map[string][]calendar.Span{
		"never": {}, "once": {{Plain: 7 * world.OneDay}}, "as usual": {{Plain: 7 * world.OneDay}, {Plain: 30 * world.OneDay}, {Plain: 90 * world.OneDay}},
	} {
		w := worldtest.New(t, looks...)
		ended := w.Now
		c := cases.Case{Number: 1001, Category: "lamp", Status: cases.Closed, Ended: ended.Unix()}
		last := ended
		look := func(from time.Time) time.Time { return w.Deadline(c, cases.ClockAfter, from) }
		for at := look(ended); !at.IsZero(); at = look(at) {
			last = at
			c.After++
		}
		if gone := last.Sub(ended); gone < world.RelapseWithin || gone > world.RelapseWithin+10*world.OneDay {
			t.Errorf("looked at %s, it is let go after %s", name, gone)
		}
	}
}
