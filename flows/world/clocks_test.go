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

// An officer is held to the time they named; to the meeting, where that is later.
func TestAnOfficerIsHeldToTheTimeTheyNamed(t *testing.T) {
	w := worldtest.New(t)
	at := func(d time.Duration) int64 { return w.Now.Add(d).Unix() }
	usual := w.District.Calendar.Add(w.Now, w.District.Legs(false).Arrive).Unix()
	for _, c := range []struct {
		meet, said, want int64
	}{{0, 0, usual}, {0, at(15 * time.Minute), at(15 * time.Minute)}, {at(30 * time.Hour), 0, at(30 * time.Hour)}, {at(30 * time.Hour), at(15 * time.Minute), at(30 * time.Hour)}, {0, at(5 * time.Hour), at(5 * time.Hour)}} {
		l := cases.Leg{Meet: c.meet, Due: c.said, Clock: cases.Clock{Name: cases.ClockReach}}
		if got := w.LegDeadline(cases.Case{}, l, w.Now).Unix(); got != c.want {
			t.Errorf("to meet at %d, said %d: due %d, want %d", c.meet, c.said, got, c.want)
		}
	}
}
