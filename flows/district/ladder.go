package district

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
)

// A Rung is one step of a ladder of reminders: when, and who is told. Exactly
// one of Share, Ahead of the deadline, and After, at it or later, counts.
type Rung struct {
	Share int           // percent of the clock that is gone; 0 when After counts
	After calendar.Span // since the deadline; zero: at the deadline
	Tell  []Told
	Red   bool // the case goes on the red list
}

// Told is who is told of a rung.
type Told string

const (
	TellHolder      Told = "holder"      // who must act, or who stands in
	TellLead        Told = "lead"        // one lead of the grid
	TellLeads       Told = "leads"       // both
	TellCoordinator Told = "coordinator" // of the district
	TellOfficer     Told = "officer"     // of an agency: who has its leg, or who could
	TellHead        Told = "head"        // of the agency
)

var (
	allTold = []string{string(TellHolder), string(TellLead), string(TellLeads), string(TellCoordinator)}
	legTold = []string{string(TellOfficer), string(TellHead), string(TellLeads), string(TellCoordinator)}
)

// usualLadder and dangerLadder are what a district has that names none.
var (
	usualLadder = []Rung{
		{Share: 80, Tell: []Told{TellHolder}},
		{Tell: []Told{TellHolder}},
		{After: calendar.Span{Work: 1}, Tell: []Told{TellLead}},
		{After: calendar.Span{Work: 2}, Tell: []Told{TellLeads, TellCoordinator}},
		{After: calendar.Span{Work: 5}, Tell: []Told{TellLeads, TellCoordinator}, Red: true},
	}
	dangerLadder = []Rung{
		{Share: 50, Tell: []Told{TellHolder}},
		{Tell: []Told{TellHolder, TellLeads}},
		{After: calendar.Span{Plain: 30 * time.Minute}, Tell: []Told{TellLeads, TellCoordinator}},
		{After: calendar.Span{Plain: 2 * time.Hour}, Tell: []Told{TellLeads, TellCoordinator}, Red: true},
	}
)

// usualLegLadder climbs while an agency that was called is silent, or on its way.
var usualLegLadder = []Rung{
	{Share: 60, Tell: []Told{TellOfficer}},
	{Tell: []Told{TellOfficer, TellHead}},
	{After: calendar.Span{Plain: 15 * time.Minute}, Tell: []Told{TellLeads}},
	{After: calendar.Span{Plain: 45 * time.Minute}, Tell: []Told{TellLeads, TellCoordinator}},
}

// LegLadder is the reminders of the short clocks of a leg, in their order: to
// report in, and to arrive. Its long ones climb the ladder of the cases.
func (d *District) LegLadder() []Rung { return d.legLadder }

// Reminders is how people are reminded.
type Reminders struct {
	Gap time.Duration // at most one message of reminders per person in this time
	Day int           // so many messages a day a member of the staff did not ask for; reminders beyond it are left out; 0: no limit
}

// usualDay is how many messages a day somebody is told without having asked, in a
// district that names no number, before reminders are left out; leastDay and mostDay
// are what can be named.
const (
	usualDay = 40
	leastDay = 5
	mostDay  = 1000
)

// usualGap is the gap of a district that names none.
const usualGap = 30 * time.Minute

// Ladder is the reminders of a clock, in their order.
func (d *District) Ladder(danger bool) []Rung {
	if danger {
		return d.dangerLadder
	}
	return d.ladder
}

// When is the moment of a rung of a clock that runs from since to due. Where
// the clock takes longer than a day, a reminder before the deadline comes in
// office hours.
func (r Rung) When(since, due time.Time, cal *calendar.Calendar) time.Time {
	if r.Share == 0 {
		return cal.Add(due, r.After)
	}
	whole := due.Sub(since)
	at := since.Add(whole / 100 * time.Duration(r.Share))
	if whole > 24*time.Hour {
		if open := cal.NextOpening(at); open.Before(due) {
			return open
		}
	}
	return at
}

// legRungs reads the ladder of the short clocks of a leg.
func (p page) legRungs(n *yaml.Node) []Rung {
	return p.rungs(n, "leg_ladder", usualLegLadder, legTold)
}

// ladderOf reads a ladder; usual where there is none.
func (p page) ladderOf(n *yaml.Node, what string, usual []Rung) []Rung {
	return p.rungs(n, what, usual, allTold)
}

func (p page) rungs(n *yaml.Node, what string, usual []Rung, told []string) []Rung {
	if n == nil {
		return usual
	}
	var rungs []Rung
	for _, item := range p.list(n, what) {
		e := p.entry(item, "a rung")
		at := e.need("at")
		r, ok := p.rungAt(at)
		for _, t := range p.words(e.need("tell"), "tell") {
			if !slices.Contains(told, t) {
				p.fault(item.Line, "nobody is called %q here; tell may be %s%s", clip(t), strings.Join(told, ", "), didYouMean(t, told))
				continue
			}
			r.Tell = append(r.Tell, Told(t))
		}
		r.Red = p.yes(e.get("red"), "red")
		e.done()
		if !ok {
			continue
		}
		if len(rungs) > 0 && !rungs[len(rungs)-1].before(r) {
			p.fault(at.Line, "this rung of %s does not come after the one above it", what)
			continue
		}
		rungs = append(rungs, r)
	}
	if len(rungs) == 0 {
		p.fault(n.Line, "%s has no rungs; leave it out for the usual ones", what)
		return usual
	}
	return rungs
}

// rungAt reads "80%", "due" or "+2wd".
func (p page) rungAt(n *yaml.Node) (r Rung, ok bool) {
	s := p.word(n, "at")
	if s == "" || s == "due" {
		return r, s != ""
	}
	if share, is := strings.CutSuffix(s, "%"); is {
		percent, err := strconv.Atoi(share)
		if err == nil && percent > 0 && percent < 100 {
			return Rung{Share: percent}, true
		}
	} else if after, is := strings.CutPrefix(s, "+"); is {
		if span, err := calendar.ParseSpan(after); err == nil && !span.Once {
			return Rung{After: span}, true
		}
	}
	p.fault(n.Line, "%q is not a rung; write one such as 80%%, due or +2wd", clip(s))
	return r, false
}

// before tells whether a rung certainly comes before another.
func (r Rung) before(s Rung) bool {
	switch {
	case r.Share != 0 && s.Share != 0:
		return r.Share < s.Share
	case r.Share != 0 || s.Share != 0:
		return s.Share == 0
	}
	return r.After.Before(s.After)
}

// reminders reads how people are reminded.
func (p page) reminders(n *yaml.Node) Reminders {
	r := Reminders{Gap: usualGap, Day: usualDay}
	if n == nil {
		return r
	}
	e := p.entry(n, "reminders")
	if gap := e.get("gap"); gap != nil {
		span, err := calendar.ParseSpan(p.word(gap, "the gap"))
		switch {
		case err != nil:
			p.fault(gap.Line, "the gap: %s", err)
		case span.Working() || span.Once || span.Plain > 12*time.Hour:
			p.fault(gap.Line, "the gap is at most 12h, and not in working days")
		default:
			r.Gap = span.Plain
		}
	}
	if day := e.get("day"); day != nil && day.Value == "never" {
		r.Day = 0
	} else {
		r.Day = p.whole(day, "day", "day is after how many messages a day a reminder is left out, from %d to %d, or never", leastDay, mostDay, usualDay)
	}
	e.done()
	return r
}
