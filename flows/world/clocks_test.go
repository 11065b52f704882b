package world_test

import (
	"testing"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/text"
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

// A clock that counts working time stands still for the working time of a pause:
// from Friday 16:50 to Monday 9:00 that is ten minutes. One that runs day and
// night stands still day and night.
func TestAPauseIsAsLongAsTheOfficeWasOpen(t *testing.T) {
	w := worldtest.New(t)
	at := func(s string) time.Time {
		t.Helper()
		m, err := time.ParseInLocation("2006-01-02 15:04", s, w.District.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	lead, worker := cases.Person{ID: 1, Grid: "north", Lead: true}, cases.Person{ID: 2, Grid: "north", Worker: true}
	note := text.Said("the parts are on their way")
	for _, row := range []struct {
		category, due, paused, resumed, want string
		danger                               bool
	}{
		{"lamp", "2026-11-30 09:00", "2026-11-27 16:50", "2026-11-30 09:00", "2026-11-30 09:10", false},
		{"lamp", "2026-11-27 17:00", "2026-11-27 16:50", "2026-11-30 09:00", "2026-11-30 09:10", false},
		{"lamp", "2026-12-01 10:00", "2026-11-24 10:00", "2026-11-26 10:00", "2026-12-03 10:00", false},
		{"lamp", "2026-12-01 10:00", "2026-11-28 10:00", "2026-11-29 18:00", "2026-12-01 10:00", false}, // a weekend
		{"lamp", "2026-11-24 09:30", "2026-11-24 10:00", "2026-11-24 11:00", "2026-11-24 10:30", false}, // it was late before
		{"lamp", "2026-11-27 18:00", "2026-11-27 16:50", "2026-11-30 09:00", "2026-11-30 10:10", true},
	} {
		c := cases.Case{Number: 1001, Category: row.category, Grid: "north", Danger: row.danger, Status: cases.Handling, Assignee: 2, Log: []cases.Entry{{Do: cases.Arrive}},
			Clock: cases.Clock{Name: cases.ClockHandle, Since: at("2026-11-23 10:00").Unix(), Due: at(row.due).Unix()}}
		c, _, err := c.Apply(cases.Act{Do: cases.Pause, By: lead, At: at(row.paused), Until: at("2026-12-31 09:00"), Note: note, Times: w}, w)
		if err != nil {
			t.Fatal(err)
		}
		c, _, err = c.Apply(cases.Act{Do: cases.Resume, By: worker, At: at(row.resumed), Times: w}, w)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Due().In(w.District.Zone).Format("2006-01-02 15:04"); got != row.want {
			t.Errorf("due %s, paused from %s to %s: due %s, want %s", row.due, row.paused, row.resumed, got, row.want)
		}
	}
}
