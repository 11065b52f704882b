package world

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/district"
)

// reopenedIn is how long what the reporter found not fixed may take.
var reopenedIn = calendar.Span{Work: 3}

// lookIn is how long a look-again may take.
var lookIn = calendar.Span{Work: 3}

// surveyAfter is when the reporter is asked again whether it has stayed fixed.
const surveyAfter = 28 * 24 * time.Hour

// Deadline is when a clock of a case runs out.
func (w *World) Deadline(c cases.Case, name cases.ClockName, from time.Time) time.Time {
	switch name {
	case cases.ClockRectify:
		return c.Notice().Due()
	case cases.ClockPause:
		return time.Unix(c.Paused().Until, 0)
	case cases.ClockAfter:
		return w.nextLook(c, from)
	case cases.ClockSurvey:
		if c.Outcome == cases.Elsewhere || c.Outcome == cases.NothingSeen {
			return time.Time{}
		}
		return w.District.Calendar.NextOpening(time.Unix(c.Ended, 0).Add(surveyAfter))
	}
	return w.District.Calendar.Add(from, w.spanOf(c, name))
}

// spanOf is how long a clock of a case takes.
func (w *World) spanOf(c cases.Case, name cases.ClockName) calendar.Span {
	category, _ := w.District.Category(c.Category)
	if c.Danger && !category.Danger { // a gas smell under "other" is no less urgent
		category.Danger, category.Clocks = true, district.Clocks{}
	}
	clocks := w.District.ClocksOf(category)
	switch name {
	case cases.ClockArrive:
		return clocks.Arrive
	case cases.ClockHandle:
		if last := c.Log[len(c.Log)-1]; last.Do == cases.Reopen && !c.Danger {
			return reopenedIn
		}
		return clocks.Handle
	case cases.ClockVerify:
		return clocks.Verify
	case cases.ClockAnswer:
		return clocks.Answer
	case cases.ClockRectify: // its days are those of the notice; this is what they are counted in
		return clocks.Rectify
	case cases.ClockLook:
		return lookIn
	case cases.ClockReach:
		return w.District.Legs(c.Danger).Arrive
	case cases.ClockFinish:
		return w.District.Legs(c.Danger).Finish
	case cases.ClockReceive:
		return w.District.Orders.Enforce.Receive
	case cases.ClockDecide:
		return w.District.Orders.Enforce.Decide
	}
	return clocks.Claim
}

// Stood is where a moment of a clock moves to that stood still meanwhile: by the
// working time of it, unless it runs day and night.
func (w *World) Stood(c cases.Case, name cases.ClockName, at, from, to time.Time) time.Time {
	if !w.spanOf(c, name).Working() {
		return at.Add(to.Sub(from))
	}
	return w.District.Calendar.Shift(at, w.District.Calendar.Between(from, to))
}

// Rung is when the step-th reminder of the case's clock is due.
func (w *World) Rung(c cases.Case, step int) time.Time {
	ladder := w.District.Ladder(c.Danger)
	if step >= len(ladder) {
		return time.Time{}
	}
	return ladder[step].When(time.Unix(c.Clock.Since, 0), time.Unix(c.Clock.Due, 0), w.District.Calendar)
}

// Postponed is until when what strikes now and can wait is put off: in the quiet
// hours nobody is disturbed.
func (w *World) Postponed() (until time.Time, quiet bool) {
	until = w.District.Quiet.End(w.Now)
	return until, until.After(w.Now)
}

// A glance is what happens some time after a case was closed: the grid looks
// again, the reporter is asked again, or it is let go.
type glance struct {
	after  time.Duration
	Survey bool
	Last   bool
}

// Glances are all there are for a case, in their order. The reporter is asked by a
// clock of its own; of what an older release closed, that is one of these.
func (w *World) Glances(of cases.Case) []glance {
	c, _ := w.District.Category(of.Category)
	var all []glance
	if of.Asking.Name == "" {
		all = append(all, glance{after: surveyAfter, Survey: true})
	}
	for _, span := range c.Watch {
		all = append(all, glance{after: span.Plain})
	}
	if n := len(c.Watch); n == 0 || c.Watch[n-1].Plain < RelapseWithin { // until then what comes back is known again
		all = append(all, glance{after: RelapseWithin, Last: true})
	}
	slices.SortStableFunc(all, func(a, b glance) int { return int(a.after/time.Hour) - int(b.after/time.Hour) })
	return all
}

// nextLook is when the next look after closing is due, in office hours. What
// another system had closed, and where nothing was found, is only let go.
func (w *World) nextLook(c cases.Case, from time.Time) time.Time {
	if c.Next != 0 { // it came back: the next round is looked at
		return time.Time{}
	}
	if c.Outcome == cases.Elsewhere || c.Outcome == cases.NothingSeen {
		at := time.Unix(c.Ended, 0).Add(RelapseWithin)
		if !at.After(from) {
			return time.Time{}
		}
		return w.District.Calendar.NextOpening(at)
	}
	all := w.Glances(c)
	if c.After >= len(all) {
		return time.Time{}
	}
	at := time.Unix(c.Ended, 0).Add(all[c.After].after)
	if at.Before(from) {
		at = from
	}
	return w.District.Calendar.NextOpening(at)
}

// DueRungs are the rungs that are told now: from the next one on, all whose time
// has come.
func (w *World) DueRungs(c cases.Case) []district.Rung {
	ladder := w.District.Ladder(c.Danger)
	to := c.Clock.Step
	for to < len(ladder) && !w.Rung(c, to).After(w.Now) {
		to++
	}
	return ladder[min(c.Clock.Step, len(ladder)):to]
}

// ClockConvene names the daily event at which a grid's regular conference is
// called, when it is near; ClockBegin the timer at which one begins.
const (
	ClockConvene = "convene"
	ClockBegin   = "begin"
)

// The digest is a decision paper: five figures with their change, one picture,
// and three things to decide, each with buttons that do it.

// ClockDigest names the weekly event at which leads and coordinator get it.
const ClockDigest = "digest"

// ClockPlays names the one timer of all playbooks in use: when the next step is due,
// or one is looked at. Its grid is Everywhere.
const ClockPlays = "plays"

// ClockDraft names the timer of an unfinished report of danger.
const ClockDraft = "draft"

// Each leg of a joint case has a clock of its own. Its short ones, to report
// in and to arrive, climb at once: an officer, the head of the agency, both
// leads, the coordinator. Its long ones climb like those of the cases.

// LegOf is which leg a timer is of, from 1; 0 when it is the case's own.
func LegOf(timer string) int {
	rest, ok := strings.CutPrefix(timer, "leg")
	n, err := strconv.Atoi(rest)
	if !ok || err != nil {
		return 0
	}
	return n
}

// PostingOf is which posting a timer is of, from 1; 0 when it is of none.
func PostingOf(timer string) int {
	rest, ok := strings.CutPrefix(timer, string(cases.ClockPost))
	n, err := strconv.Atoi(rest)
	if !ok || err != nil {
		return 0
	}
	return n
}

// LegDeadline is when the clock of a leg runs out.
func (w *World) LegDeadline(c cases.Case, l cases.Leg, from time.Time) time.Time {
	clocks := w.District.Legs(c.Danger)
	meet := time.Unix(l.Meet, 0)
	switch l.Clock.Name {
	case cases.ClockReach:
		due := w.District.Calendar.Add(from, clocks.Arrive)
		if l.Due != 0 { // they said so themselves
			due = time.Unix(l.Due, 0)
		}
		if l.Meet != 0 && meet.After(due) {
			return meet
		}
		return due
	case cases.ClockFinish:
		if meet.After(from) {
			from = meet
		}
		return w.District.Calendar.Add(from, clocks.Finish)
	case cases.ClockReceive:
		return w.District.Calendar.Add(time.Unix(l.Law.At, 0), w.District.Orders.Enforce.Receive)
	case cases.ClockDecide: // whatever else they do meanwhile
		return w.District.Calendar.Add(time.Unix(l.Law.Ack, 0), w.District.Orders.Enforce.Decide)
	case cases.ClockUndo:
		due := int64(0)
		for _, i := range l.Standing() {
			if by := l.Deeds[i].Undo; due == 0 || by < due {
				due = by
			}
		}
		return time.Unix(due, 0)
	}
	return w.District.Calendar.Add(from, clocks.Report)
}

// LegRung is when the step-th reminder of a leg's clock is due.
func (w *World) LegRung(c cases.Case, l cases.Leg, step int) time.Time {
	ladder := w.LegLadder(c, l)
	if step >= len(ladder) {
		return time.Time{}
	}
	return ladder[step].When(time.Unix(l.Clock.Since, 0), time.Unix(l.Clock.Due, 0), w.District.Calendar)
}

func (w *World) LegLadder(c cases.Case, l cases.Leg) []district.Rung {
	if ShortClock(l.Clock.Name) {
		return w.District.LegLadder()
	}
	return w.District.Ladder(c.Danger)
}

// ShortClock tells the clocks that climb within the hour.
func ShortClock(name cases.ClockName) bool {
	return name == cases.ClockReport || name == cases.ClockReach
}

// Running is the clock a reminder is about: the case's own, or that of a leg or of
// a posting.
func Running(c cases.Case, name cases.ClockName) (cases.Clock, bool) {
	if p := c.Posting(PostingOf(string(name))); p != nil {
		return p.Clock, p.Waits()
	}
	n := LegOf(string(name))
	if n == 0 {
		return c.Clock, c.Clock.Name == name && c.Clock.Promise == 0
	}
	l := c.Leg(n)
	if l == nil || !l.Open() {
		return cases.Clock{}, false
	}
	return l.Clock, l.Clock.Promise == 0
}

// Promised is who is asked on the day an agency has named; nobody where none has.
func Promised(l cases.Leg, people []Person) []Person {
	if l.Clock.Promise == 0 {
		return nil
	}
	return slices.Clone(people)
}

// ClockMorning names the daily event at which a member of the staff gets the
// list of the day.
const ClockMorning = "morning"

// ClockGaps names the hourly event at which the leads hear of hours nobody is
// planned for.
const ClockGaps = "gaps"

// ClockMembers names the daily event at which it is known how many are in a work group;
// its key stands where a grid does.
const ClockMembers = "members"

// ClockEmpty names the event at which a chat forgets what is not its business any
// more; behind it stands below which case there may be more.
const ClockEmpty = "empty"

// ClockUnroute names the event at which the open cases of grids that the folder knows
// no more lose them; behind it stand how many there are, where that is to be told, a
// colon and the grids, separated by commas.
const ClockUnroute = "unroute:"

// ClockYear names the event at which a coordinator hears that a year's working
// days are missing.
const ClockYear = "year"

// Reminders are gathered before they are sent: whoever has several at the same
// time gets one list, and nobody hears of what moved on meanwhile. Danger does
// not wait.

// ClockRemind names the timer at which a person is told what was gathered.
const ClockRemind = "remind"

// What is closed is looked at again, and what comes back is known again.

// RelapseWithin is how long after closing a new report of the same kind at the
// same place may be a relapse. What is still looked after counts anyway.
const RelapseWithin = 90 * OneDay
