package flows

import (
	"testing"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
)

// watching is a world in which one kind of case is looked at again after some
// days.
func watching(t *testing.T, looks ...calendar.Span) *change {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Categories {
		if d.Categories[i].ID == "lamp" {
			d.Categories[i].Watch = looks
		}
	}
	return &change{World: &World{District: d, Now: time.Date(2026, 11, 23, 10, 0, 0, 0, d.Zone)}}
}

// What was closed is known again for three months, however seldom its kind is
// looked at; longer only while somebody is still to look.
func TestWhatWasClosedIsKnownForThreeMonths(t *testing.T) {
	for name, looks := range map[string][]calendar.Span{
		"never": {}, "once": {{Plain: 7 * oneDay}}, "as usual": {{Plain: 7 * oneDay}, {Plain: 30 * oneDay}, {Plain: 90 * oneDay}},
	} {
		x := watching(t, looks...)
		ended := x.Now
		c := cases.Case{Number: 1001, Category: "lamp", Status: cases.Closed, Ended: ended.Unix()}
		last := ended
		for at := x.nextLook(c, ended); !at.IsZero(); at = x.nextLook(c, at) {
			last = at
			c.After++
		}
		if gone := last.Sub(ended); gone < relapseWithin || gone > relapseWithin+10*oneDay {
			t.Errorf("looked at %s, it is let go after %s", name, gone)
		}
	}
	x := watching(t)
	closed := func(days time.Duration, s cases.Status) int {
		return len(x.nearCases([]cases.Case{{Number: 1001, Status: s, Ended: x.Now.Add(-days * oneDay).Unix()}}))
	}
	if closed(89, cases.Closed) != 1 || closed(91, cases.Closed) != 0 || closed(91, cases.Watch) != 1 || closed(1, cases.Handling) != 0 {
		t.Error("what was closed longer ago, or not at all, is taken for a round, or what is still looked after is not")
	}
}

// When the three months are over, nobody is told: the case is let go.
func TestACaseIsLetGoInSilence(t *testing.T) {
	x := watching(t)
	c := cases.Case{Number: 1001, Rev: 7, Category: "lamp", Status: cases.Closed, Ended: x.Now.Add(-relapseWithin).Unix(), After: 1,
		Clock: cases.Clock{Name: cases.ClockAfter, Due: x.Now.Unix()}, Log: []cases.Entry{{Do: cases.Lapse}}}
	x.World.Case = &c
	ch, err := Decide(x.World, talk.Event{ID: "clock", At: x.Now, Clock: &talk.Clock{Case: 1001, Name: string(cases.ClockAfter), Due: x.Now}})
	if err != nil || len(ch.Letters)+len(ch.Log) != 0 || len(ch.Cases) != 1 {
		t.Fatalf("%+v, %v", ch, err)
	}
	if after := ch.Cases[0].After; after.Clock != (cases.Clock{}) || after.After != 2 || after.Status != cases.Closed {
		t.Errorf("%+v", after)
	}
}
