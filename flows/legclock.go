package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Each leg of a joint case has a clock of its own. Its short ones, to report
// in and to arrive, climb at once: an officer, the head of the agency, both
// leads, the coordinator. Its long ones climb like those of the cases.

// legOf is which leg a timer is of, from 1; 0 when it is the case's own.
func legOf(timer string) int {
	rest, ok := strings.CutPrefix(timer, "leg")
	n, err := strconv.Atoi(rest)
	if !ok || err != nil {
		return 0
	}
	return n
}

// LegDeadline is when the clock of a leg runs out.
func (x *change) LegDeadline(c cases.Case, l cases.Leg, from time.Time) time.Time {
	clocks := x.District.Legs(c.Danger)
	meet := time.Unix(l.Meet, 0)
	switch l.Clock.Name {
	case cases.ClockReach:
		due := x.District.Calendar.Add(from, clocks.Arrive)
		if l.Meet != 0 && meet.After(due) {
			return meet
		}
		return due
	case cases.ClockFinish:
		if meet.After(from) {
			from = meet
		}
		return x.District.Calendar.Add(from, clocks.Finish)
	case cases.ClockUndo:
		due := int64(0)
		for _, i := range l.Standing() {
			if by := l.Deeds[i].Undo; due == 0 || by < due {
				due = by
			}
		}
		return time.Unix(due, 0)
	}
	return x.District.Calendar.Add(from, clocks.Report)
}

// LegRung is when the step-th reminder of a leg's clock is due.
func (x *change) LegRung(c cases.Case, l cases.Leg, step int) time.Time {
	ladder := x.legLadder(c, l)
	if step >= len(ladder) {
		return time.Time{}
	}
	return ladder[step].When(time.Unix(l.Clock.Since, 0), time.Unix(l.Clock.Due, 0), x.District.Calendar)
}

func (x *change) legLadder(c cases.Case, l cases.Leg) []district.Rung {
	if shortClock(l.Clock.Name) {
		return x.District.LegLadder()
	}
	return x.District.Ladder(c.Danger)
}

// shortClock tells the clocks that climb within the hour.
func shortClock(name cases.ClockName) bool {
	return name == cases.ClockReport || name == cases.ClockReach
}

// legStrikes is the clock of a leg that has run out.
func (x *change) legStrikes(k talk.Clock) {
	if x.World.Case == nil {
		return
	}
	c := *x.World.Case
	l := c.Leg(legOf(k.Name))
	if l == nil || !l.Open() || l.Clock.Strikes() != k.Due.Unix() {
		return // it moved on meanwhile
	}
	if end := x.District.Quiet.End(x.Now); !c.Danger && end.After(x.Now) {
		after := x.pending(c)
		after.Legs = slices.Clone(after.Legs)
		after.Leg(l.N).Clock.Next = end.Unix() // nobody is disturbed: it strikes in the morning
		return
	}
	do := cases.LegLate
	if x.Now.Unix() < l.Clock.Due {
		do = cases.LegWarn
	}
	x.do(cases.Act{Do: do, By: cases.Person{Clock: true}, At: x.Now, Leg: l.N})
}

// remindLeg tells whom the rungs of a leg's clock name: of a short clock at
// once, of a long one with what else waits for them.
func (x *change) remindLeg(before, after cases.Case, n int, now func(Person, cases.View, text.Text)) {
	was, is := before.Leg(n), after.Leg(n)
	if was == nil || is == nil {
		return
	}
	told := map[int64]bool{}
	for _, p := range x.legRungPeople(before, *was) {
		if told[p.ID] || p.ID == 0 || p.Gone {
			continue
		}
		told[p.ID] = true
		if shortClock(is.Clock.Name) && !x.waited(before, *was) || after.Danger {
			head := x.legHead(after, *is)
			if p.Role != Officer {
				head = x.lateLegs(after, head)
			}
			now(p, ViewOf(after, p), head)
			continue
		}
		x.gather(p, after, cases.ClockName(is.Timer()), is.Clock)
	}
}

// waited tells whether a rung had to wait: for the morning, or for a bot that
// was away. What waited comes as one list.
func (x *change) waited(c cases.Case, l cases.Leg) bool {
	at := x.LegRung(c, l, l.Clock.Step)
	return x.District.Quiet.Holds(at) || x.Now.Sub(at) > x.District.Reminders.Gap
}

// legRungPeople is who is told of the rungs of a leg's clock that are due.
func (x *change) legRungPeople(c cases.Case, l cases.Leg) []Person {
	var all []Person
	for step, r := range x.legLadder(c, l) {
		if step < l.Clock.Step || x.LegRung(c, l, step).After(x.Now) {
			continue
		}
		for _, t := range r.Tell {
			switch t {
			case district.TellOfficer, district.TellHolder:
				all = append(all, x.legPeople(c, l)...)
			case district.TellHead:
				all = append(all, x.Staff.heads(l.Agency)...)
			case district.TellLead:
				all = append(append(all, x.Staff.heads(l.Agency)...), x.firstLead(c.Grid)...)
			case district.TellLeads:
				all = append(append(all, x.Staff.heads(l.Agency)...), x.leads(c.Grid)...)
			case district.TellCoordinator:
				all = append(all, x.Staff.in(Coordinator, "")...)
			}
		}
	}
	return all
}

// legPeople is who goes a leg: who reported in, as long as they can be
// reached, or else everybody of the agency who can be called; its head where
// nobody can.
func (x *change) legPeople(c cases.Case, l cases.Leg) []Person {
	if p := x.Staff.People[l.Officer]; p.Role == Officer && p.Agency == l.Agency && p.Duty && !p.Gone {
		return []Person{p}
	}
	if on := x.Staff.callable(l.Agency, c.Grid, c.Category); len(on) > 0 {
		return on
	}
	return x.Staff.heads(l.Agency)
}

// legHead is the first line of a card that comes as a reminder of a leg.
func (x *change) legHead(c cases.Case, l cases.Leg) text.Text {
	what, due := lackTexts[l.Clock.Name], text.On(x.District.Here(time.Unix(l.Clock.Due, 0)))
	if late := x.Now.Sub(time.Unix(l.Clock.Due, 0)); late >= 0 {
		return text.T("leg.late", "agency", agencyName(x.World, l.Agency), "what", what, "time", due, "late", text.Lasting(late))
	}
	return text.T("leg.soon", "agency", agencyName(x.World, l.Agency), "what", what, "time", due)
}

// lateLegs is a line for every agency that is late: who is told of one must
// not miss the others. Where none is, it is what was to be said.
func (x *change) lateLegs(c cases.Case, otherwise text.Text) text.Text {
	var lines []text.Text
	for _, l := range c.OpenLegs() {
		if l.Turned == nil && x.Now.Unix() >= l.Clock.Due {
			lines = append(lines, x.legHead(c, l))
		}
	}
	if len(lines) == 0 {
		return otherwise
	}
	return text.Lines(lines...)
}

// running is the clock a reminder is about: the case's own, or that of a leg.
func running(c cases.Case, name cases.ClockName) (cases.Clock, bool) {
	n := legOf(string(name))
	if n == 0 {
		return c.Clock, c.Clock.Name == name && c.Clock.Promise == 0
	}
	l := c.Leg(n)
	if l == nil || !l.Open() {
		return cases.Clock{}, false
	}
	return l.Clock, true
}
