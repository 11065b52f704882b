// Package duty is the plan of who is on: a week of shifts, and what differs on
// some days. It does not know anybody's name, what a plan is of, nor what
// somebody who is on is for.
package duty

import (
	"cmp"
	"slices"
	"time"

	"gridbot/flows/calendar"
)

// A Day is a row of the week: a weekday as time.Weekday counts them, or Holiday.
type Day int

// Holiday is the row of a day off that would else be worked: a weekday nobody
// works in the offices. A plan without that row takes the one of Sunday.
const Holiday Day = 7

// Days is how many rows a week has.
const Days = 8

// A Turn is one shift of the week, and who has it. It ends on the next day where
// To is not after From.
type Turn struct {
	Day  Day            `json:"day"`
	From calendar.Clock `json:"from"`
	To   calendar.Clock `json:"to"`
	Who  []int64        `json:"who,omitempty"`
}

// A Change is what differs from the week on certain days. In has what Out would
// have had in the shifts that begin in [From, To). Without In, Out is away;
// without Out, In is on besides, and then from From to To.
type Change struct {
	From int64 `json:"from"` // unix seconds
	To   int64 `json:"to"`
	Out  int64 `json:"out,omitempty"`
	In   int64 `json:"in,omitempty"`
	By   int64 `json:"by,omitempty"` // who said so
}

// An Ask is a swap that waits for an answer: With has the shift of Who that
// begins at From, and Who the one of With that begins at Back; 0 for none.
type Ask struct {
	N    int   `json:"n"`
	Who  int64 `json:"who"`
	With int64 `json:"with"`
	From int64 `json:"from"`
	Back int64 `json:"back,omitempty"`
}

// A Plan is who is on, week after week. It is a value: what changes it makes
// another one.
type Plan struct {
	Week    []Turn   `json:"week,omitempty"`
	Changes []Change `json:"changes,omitempty"` // a later one builds on those before it
	Asks    []Ask    `json:"asks,omitempty"`
	Asked   int      `json:"asked,omitempty"` // the number of the last swap that was asked for
	Wake    []int64  `json:"wake,omitempty"`  // who is called in danger when nobody is on
	Told    []int64  `json:"told,omitempty"`  // where the gaps begin that were told
}

// Empty tells whether nobody is planned.
func (p Plan) Empty() bool {
	return !slices.ContainsFunc(p.Week, func(t Turn) bool { return len(t.Who) > 0 })
}

// DayOf is the row of the week a day has. A make-up Saturday is planned like the
// Friday before it, a make-up Sunday like the Monday after it.
func DayOf(cal *calendar.Calendar, d calendar.Date) Day {
	weekday := d.Weekday()
	switch works := cal.Works(d); {
	case weekday == time.Saturday && works:
		return Day(time.Friday)
	case weekday == time.Sunday && works:
		return Day(time.Monday)
	case weekday != time.Saturday && weekday != time.Sunday && !works:
		return Holiday
	}
	return Day(weekday)
}

// Of are the shifts of a row of the week, in their order.
func (p Plan) Of(d Day) []Turn {
	var all []Turn
	for _, t := range p.Week {
		if t.Day == d && len(t.Who) > 0 {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b Turn) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return all
}

// A Shift is a turn of the week on a certain day, as what differs there makes it.
// It may be left with nobody.
type Shift struct {
	From, To time.Time
	Who      []int64
}

// Has tells whether somebody has the shift.
func (s Shift) Has(id int64) bool { return slices.Contains(s.Who, id) }

// longestExtra is how long a shift may last, or somebody be on besides at one go.
const longestExtra = 48 * time.Hour

// Shifts are those that begin in [from, to), by their beginning.
func (p Plan) Shifts(cal *calendar.Calendar, from, to time.Time) []Shift {
	if p.Empty() {
		return nil
	}
	zone := cal.Zone()
	all := p.which(cal, calendar.DateOf(from.In(zone)), calendar.DateOf(to.In(zone)), func(begin, _ time.Time) bool {
		return !begin.Before(from) && begin.Before(to)
	})
	slices.SortStableFunc(all, func(a, b Shift) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return all
}

// running are the shifts that run at t, in no order.
func (p Plan) running(cal *calendar.Calendar, t time.Time) []Shift {
	today := calendar.DateOf(t.In(cal.Zone()))
	return p.which(cal, today.Plus(-1), today, func(begin, end time.Time) bool { return !t.Before(begin) && t.Before(end) })
}

// which are the shifts of some days that fit, and who is on besides then.
func (p Plan) which(cal *calendar.Calendar, first, last calendar.Date, fits func(begin, end time.Time) bool) []Shift {
	var all []Shift
	zone := cal.Zone()
	for d := first; ; d = d.Plus(1) {
		row := p.row(cal, d)
		for _, t := range p.Week {
			if t.Day != row || len(t.Who) == 0 {
				continue
			}
			ends := d
			if t.To <= t.From {
				ends = d.Plus(1)
			}
			if begin, end := d.At(t.From, zone), ends.At(t.To, zone); begin.Before(end) && fits(begin, end) {
				all = append(all, Shift{begin, end, t.Who})
			}
		}
		if d == last {
			break
		}
	}
	for _, c := range p.Changes {
		if c.Out == 0 {
			if begin, end := time.Unix(c.From, 0).In(zone), time.Unix(c.To, 0).In(zone); fits(begin, end) {
				all = append(all, Shift{begin, end, []int64{c.In}})
			}
			continue
		}
		for i, s := range all {
			if begins := s.From.Unix(); s.Has(c.Out) && begins >= c.From && begins < c.To {
				all[i].Who = c.instead(s.Who)
			}
		}
	}
	return all
}

// row is the row of the week a day has in this plan.
func (p Plan) row(cal *calendar.Calendar, d calendar.Date) Day {
	row := DayOf(cal, d)
	if row == Holiday && !slices.ContainsFunc(p.Week, func(t Turn) bool { return t.Day == Holiday && len(t.Who) > 0 }) {
		return Day(time.Sunday)
	}
	return row
}

// instead is who has a shift as the change leaves it.
func (c Change) instead(who []int64) []int64 {
	left := make([]int64, 0, len(who))
	for _, id := range who {
		if id != c.Out {
			left = append(left, id)
		}
	}
	if c.In != 0 && !slices.Contains(left, c.In) {
		left = append(left, c.In)
	}
	return left
}

// On is who is on at t, each once.
func (p Plan) On(cal *calendar.Calendar, t time.Time) []int64 {
	var on []int64
	for _, s := range p.running(cal, t) {
		for _, id := range s.Who {
			if !slices.Contains(on, id) {
				on = append(on, id)
			}
		}
	}
	return on
}

// Names tells whether the plan says when somebody is on: who stands in the week,
// or comes in somewhere from t on. About anybody else it says nothing.
func (p Plan) Names(id int64, t time.Time) bool {
	return slices.ContainsFunc(p.Week, func(turn Turn) bool { return slices.Contains(turn.Who, id) }) ||
		slices.ContainsFunc(p.Changes, func(c Change) bool { return c.In == id && c.To > t.Unix() })
}

// Until is when the plan counts again for somebody who came on or went off by
// hand at t: at the end of the time they are on in a row, or, for who is not
// planned then, of the shift that runs, or else when the next one begins.
func (p Plan) Until(cal *calendar.Calendar, id int64, t time.Time) time.Time {
	end := t
	for _, s := range p.Shifts(cal, t.Add(-longestExtra), t.Add(ahead)) { // by their beginning: what joins on comes after
		if s.Has(id) && !s.From.After(end) && s.To.After(end) {
			end = s.To
		}
	}
	if end.After(t) {
		return end
	}
	for _, s := range p.running(cal, t) {
		if s.To.After(end) {
			end = s.To
		}
	}
	if end.After(t) {
		return end
	}
	for _, s := range p.Shifts(cal, t.Add(time.Second), t.Add(ahead)) {
		return s.From
	}
	return t.Add(ahead)
}

// ahead is as far as anybody plans their own shifts.
const ahead = 14 * 24 * time.Hour

// A Gap is a time in which nobody is on.
type Gap struct{ From, To time.Time }

// Gaps are the times in [from, to) in which nobody is on, within the hours that
// are to be covered every day; all day where those are empty. A plan in which
// nobody stands has none: there is nothing one could miss.
func (p Plan) Gaps(cal *calendar.Calendar, from, to time.Time, cover calendar.Hours) []Gap {
	if p.Empty() {
		return nil
	}
	free := []Gap{{from, to}}
	for _, s := range p.Shifts(cal, from.Add(-longestExtra), to) {
		if len(s.Who) > 0 {
			free = without(free, Gap{s.From, s.To})
		}
	}
	if cover != (calendar.Hours{}) {
		zone := cal.Zone()
		for d := calendar.DateOf(from.In(zone)).Plus(-1); !d.At(0, zone).After(to); d = d.Plus(1) {
			next := d.Plus(1) // from where it ends on this day until it begins on the next one
			if cover.To <= cover.From {
				next = d
			}
			free = without(free, Gap{d.At(cover.To, zone), next.At(cover.From, zone)})
		}
	}
	return free
}

// without takes a time out of others.
func without(all []Gap, out Gap) []Gap {
	if !out.From.Before(out.To) {
		return all
	}
	var left []Gap
	for _, g := range all {
		if !out.From.Before(g.To) || !g.From.Before(out.To) {
			left = append(left, g)
			continue
		}
		if g.From.Before(out.From) {
			left = append(left, Gap{g.From, out.From})
		}
		if out.To.Before(g.To) {
			left = append(left, Gap{out.To, g.To})
		}
	}
	return left
}
