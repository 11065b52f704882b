package duty

import (
	"slices"
	"time"

	"gridbot/flows/calendar"
)

// keptFor is how long what differed is kept after it is over: last week can be
// taken over into this one.
const keptFor = 14 * 24 * time.Hour

// Toggled is the plan with somebody put into a turn of the week, or taken out.
func (p Plan) Toggled(t Turn, id int64) Plan {
	p.Week = cloned(p.Week)
	i := slices.IndexFunc(p.Week, func(o Turn) bool { return o.Day == t.Day && o.From == t.From && o.To == t.To })
	if i < 0 {
		p.Week = append(p.Week, Turn{Day: t.Day, From: t.From, To: t.To})
		i = len(p.Week) - 1
	}
	if at := slices.Index(p.Week[i].Who, id); at >= 0 {
		p.Week[i].Who = slices.Delete(p.Week[i].Who, at, at+1)
	} else {
		p.Week[i].Who = append(p.Week[i].Who, id)
	}
	return p.kept()
}

// Like is the plan in which some rows of the week are like another.
func (p Plan) Like(d Day, others ...Day) Plan {
	turns := p.Of(d)
	p.Week = slices.DeleteFunc(cloned(p.Week), func(t Turn) bool { return slices.Contains(others, t.Day) && t.Day != d })
	for _, o := range others {
		for _, t := range turns {
			if o != d {
				t.Day, t.Who = o, slices.Clone(t.Who)
				p.Week = append(p.Week, t)
			}
		}
	}
	return p
}

// Changed is the plan with one thing more that differs, as of now.
func (p Plan) Changed(now time.Time, cs ...Change) Plan {
	p.Changes = append(slices.Clone(p.Changes), cs...)
	return p.Pruned(now)
}

// Undone is the plan without what differs from a moment on for somebody.
func (p Plan) Undone(from, out, in int64) (Plan, bool) {
	n := len(p.Changes)
	p.Changes = slices.DeleteFunc(slices.Clone(p.Changes), func(c Change) bool { return c.From == from && c.Out == out && c.In == in })
	return p, len(p.Changes) < n
}

// Again are the changes of the seven days before the week of now, a week later,
// as far as they are not there yet.
func (p Plan) Again(cal *calendar.Calendar, now time.Time) []Change {
	zone := cal.Zone()
	today := calendar.DateOf(now.In(zone))
	monday := today.Plus(-(int(today.Weekday()) + 6) % 7)
	from, to := monday.Plus(-7).At(0, zone), monday.At(0, zone)
	var all []Change
	for _, c := range p.Changes {
		if c.From < from.Unix() || c.From >= to.Unix() {
			continue
		}
		c.From, c.To = weekLater(c.From, zone), weekLater(c.To, zone)
		if !slices.ContainsFunc(p.Changes, func(o Change) bool { return o.From == c.From && o.Out == c.Out && o.In == c.In }) {
			all = append(all, c)
		}
	}
	return all
}

// weekLater is the same time of day a week later, also where clocks change.
func weekLater(at int64, zone *time.Location) int64 {
	return time.Unix(at, 0).In(zone).AddDate(0, 0, 7).Unix()
}

// Without is the plan without somebody who left.
func (p Plan) Without(id int64) Plan {
	p.Week = cloned(p.Week)
	for i := range p.Week {
		p.Week[i].Who = slices.DeleteFunc(p.Week[i].Who, func(o int64) bool { return o == id })
	}
	p.Changes = slices.Clone(p.Changes)
	for i, c := range p.Changes {
		if c.In == id {
			p.Changes[i].In = 0
		}
	}
	p.Changes = slices.DeleteFunc(p.Changes, func(c Change) bool { return c.Out == id || c.Out == 0 && c.In == 0 })
	p.Asks = slices.DeleteFunc(slices.Clone(p.Asks), func(a Ask) bool { return a.Who == id || a.With == id })
	p.Wake = slices.DeleteFunc(slices.Clone(p.Wake), func(o int64) bool { return o == id })
	return p.kept()
}

// Pruned is the plan without what is long over.
func (p Plan) Pruned(now time.Time) Plan {
	old := now.Add(-keptFor).Unix()
	p.Changes = slices.DeleteFunc(slices.Clone(p.Changes), func(c Change) bool { return c.To < old })
	p.Asks = slices.DeleteFunc(slices.Clone(p.Asks), func(a Ask) bool { return a.From <= now.Unix() })
	p.Told = slices.DeleteFunc(slices.Clone(p.Told), func(at int64) bool { return at < old })
	return p
}

// Asking is the plan with one swap more that waits for an answer. An earlier one
// of the same shift is no more.
func (p Plan) Asking(now time.Time, a Ask) (Plan, Ask) {
	p = p.Pruned(now)
	p.Asked++
	a.N = p.Asked
	p.Asks = append(slices.DeleteFunc(p.Asks, func(o Ask) bool { return o.Who == a.Who && o.From == a.From }), a)
	return p, a
}

// AskOf is the swap of a number that still waits for an answer.
func (p Plan) AskOf(n int, now time.Time) (Ask, bool) {
	i := slices.IndexFunc(p.Asks, func(a Ask) bool { return a.N == n && a.From > now.Unix() && (a.Back == 0 || a.Back > now.Unix()) })
	if i < 0 {
		return Ask{}, false
	}
	return p.Asks[i], true
}

// Answered is the plan without a swap that was answered.
func (p Plan) Answered(n int) Plan {
	p.Asks = slices.DeleteFunc(slices.Clone(p.Asks), func(a Ask) bool { return a.N == n })
	return p
}

// Swapped is the plan after a swap; false where one of the two does not have
// their shift any more.
func (p Plan) Swapped(cal *calendar.Calendar, now time.Time, a Ask) (Plan, bool) {
	mine, ok := p.ShiftOf(cal, a.Who, a.From)
	if !ok || mine.Has(a.With) {
		return p, false
	}
	cs := []Change{{From: a.From, To: a.From + 1, Out: a.Who, In: a.With, By: a.With}}
	if a.Back != 0 {
		theirs, ok := p.ShiftOf(cal, a.With, a.Back)
		if !ok || theirs.Has(a.Who) {
			return p, false
		}
		cs = append(cs, Change{From: a.Back, To: a.Back + 1, Out: a.With, In: a.Who, By: a.With})
	}
	return p.Answered(a.N).Changed(now, cs...), true
}

// ShiftOf is the shift of somebody that begins at a moment.
func (p Plan) ShiftOf(cal *calendar.Calendar, id, begins int64) (Shift, bool) {
	at := time.Unix(begins, 0)
	for _, s := range p.Shifts(cal, at, at.Add(time.Second)) {
		if s.Has(id) {
			return s, true
		}
	}
	return Shift{}, false
}

// kept is the plan without turns nobody has.
func (p Plan) kept() Plan {
	p.Week = slices.DeleteFunc(p.Week, func(t Turn) bool { return len(t.Who) == 0 })
	return p
}

// cloned is a week that can be changed.
func cloned(week []Turn) []Turn {
	own := slices.Clone(week)
	for i := range own {
		own[i].Who = slices.Clone(own[i].Who)
	}
	return own
}
