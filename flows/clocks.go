package flows

import (
	"slices"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
)

// reopenedIn is how long what the reporter found not fixed may take.
var reopenedIn = calendar.Span{Work: 3}

// lookIn is how long a look-again may take.
var lookIn = calendar.Span{Work: 3}

// surveyAfter is when the reporter is asked again whether it has stayed fixed.
const surveyAfter = 28 * 24 * time.Hour

// Deadline is when a clock of a case runs out.
func (x *change) Deadline(c cases.Case, name cases.ClockName, from time.Time) time.Time {
	category, _ := x.District.Category(c.Category)
	if c.Danger && !category.Danger { // a gas smell under "other" is no less urgent
		category.Danger, category.Clocks = true, district.Clocks{}
	}
	clocks := x.District.ClocksOf(category)
	span := clocks.Claim
	switch name {
	case cases.ClockArrive:
		span = clocks.Arrive
	case cases.ClockHandle:
		span = clocks.Handle
		if last := c.Log[len(c.Log)-1]; last.Do == cases.Reopen && !c.Danger {
			span = reopenedIn
		}
	case cases.ClockVerify:
		span = clocks.Verify
	case cases.ClockAnswer:
		span = clocks.Answer
	case cases.ClockRectify:
		return c.Notice().Due()
	case cases.ClockPause:
		return time.Unix(c.Paused().Until, 0)
	case cases.ClockAfter:
		return x.nextLook(c, from)
	case cases.ClockLook:
		span = lookIn
	}
	return x.District.Calendar.Add(from, span)
}

// Rung is when the step-th reminder of the case's clock is due.
func (x *change) Rung(c cases.Case, step int) time.Time {
	ladder := x.District.Ladder(c.Danger)
	if step >= len(ladder) {
		return time.Time{}
	}
	return ladder[step].When(time.Unix(c.Clock.Since, 0), time.Unix(c.Clock.Due, 0), x.District.Calendar)
}

// A glance is what happens some time after a case was closed: the grid looks
// again, the reporter is asked again, or it is let go.
type glance struct {
	after  time.Duration
	survey bool
	last   bool
}

// glances are all there are for a category, in their order.
func (w *World) glances(category string) []glance {
	c, _ := w.District.Category(category)
	all := []glance{{after: surveyAfter, survey: true}}
	for _, span := range c.Watch {
		all = append(all, glance{after: span.Plain})
	}
	if n := len(c.Watch); n == 0 || c.Watch[n-1].Plain < relapseWithin { // until then what comes back is known again
		all = append(all, glance{after: relapseWithin, last: true})
	}
	slices.SortStableFunc(all, func(a, b glance) int { return int(a.after/time.Hour) - int(b.after/time.Hour) })
	return all
}

// nextLook is when the next look after closing is due, in office hours. What
// another system had closed is only let go.
func (x *change) nextLook(c cases.Case, from time.Time) time.Time {
	if c.Outcome == cases.Elsewhere {
		at := time.Unix(c.Ended, 0).Add(relapseWithin)
		if !at.After(from) {
			return time.Time{}
		}
		return x.District.Calendar.NextOpening(at)
	}
	all := x.glances(c.Category)
	if c.After >= len(all) {
		return time.Time{}
	}
	at := time.Unix(c.Ended, 0).Add(all[c.After].after)
	if at.Before(from) {
		at = from
	}
	return x.District.Calendar.NextOpening(at)
}

// strikes is the clock of a case that has run out.
func (x *change) strikes(k talk.Clock) error {
	c := x.World.Case
	if c == nil || string(c.Clock.Name) != k.Name || c.Clock.Strikes() != k.Due.Unix() {
		return nil // the case moved on meanwhile
	}
	if end := x.District.Quiet.End(x.Now); !c.Danger && end.After(x.Now) {
		x.pending(*c).Clock.Next = end.Unix() // nobody is disturbed: it strikes in the morning
		return nil
	}
	if all := x.glances(c.Category); c.Clock.Name == cases.ClockAfter && (c.Outcome == cases.Elsewhere || c.After < len(all) && all[c.After].last) {
		gone := x.pending(*c)
		gone.After, gone.Clock = len(all), cases.Clock{}
		return nil
	}
	by := cases.Person{Clock: true}
	do := x.struck(*c)
	if c.May(do, by) != nil {
		return nil
	}
	x.do(cases.Act{Do: do, By: by, At: x.Now, Red: x.red(*c)})
	return nil
}

// struck is what happens when the clock of a case strikes.
func (x *change) struck(c cases.Case) cases.Action {
	switch c.Clock.Name {
	case cases.ClockAnswer:
		return cases.Lapse
	case cases.ClockPause:
		return cases.Resume
	case cases.ClockAfter:
		if all := x.glances(c.Category); c.After < len(all) && all[c.After].survey {
			return cases.Survey
		}
		return cases.Recheck
	}
	if x.Now.Unix() < c.Clock.Due {
		return cases.Warn
	}
	return cases.Overdue
}

// due are the rungs that are told now: from the next one on, all whose time
// has come.
func (x *change) due(c cases.Case) []district.Rung {
	ladder := x.District.Ladder(c.Danger)
	to := c.Clock.Step
	for to < len(ladder) && !x.Rung(c, to).After(x.Now) {
		to++
	}
	return ladder[min(c.Clock.Step, len(ladder)):to]
}

// red tells whether a rung that is due puts the case on the red list.
func (x *change) red(c cases.Case) bool {
	return slices.ContainsFunc(x.due(c), func(r district.Rung) bool { return r.Red })
}
