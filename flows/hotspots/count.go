package hotspots

import (
	"cmp"
	"slices"
)

// A Ledger is what was reported, by day, with numbers for names: it is counted
// many times over.
type Ledger struct {
	lines []line
	names []string       // of places and kinds; the first is that of neither
	heard map[voice]bool // while it is counted: one for all counts
}

// voice is who told of what, in which block of days.
type voice struct {
	spot
	who, block int32
}

type line struct {
	spot
	day, who int32
	no       int // of the case
	back     bool
}

// spot is a Spot by numbers; 0 is what is not known.
type spot struct{ place, kind int32 }

// staff and nameless are who is no resident that can be told apart.
const (
	staff    = 0
	nameless = 1
)

// NewLedger enters what was reported, in any order.
func NewLedger(events []Event) *Ledger {
	l := &Ledger{lines: make([]line, 0, len(events)), names: []string{""}}
	numbers, people := map[string]int32{"": 0}, map[int64]int32{0: staff, Nameless: nameless}
	number := func(name string) int32 {
		n, known := numbers[name]
		if !known {
			n = int32(len(l.names))
			numbers[name] = n
			l.names = append(l.names, name)
		}
		return n
	}
	for _, e := range events {
		who, known := people[e.Who]
		if !known {
			who = int32(len(people))
			people[e.Who] = who
		}
		l.lines = append(l.lines, line{spot{number(e.Place), number(e.Kind)}, int32(e.Day), who, e.Case, e.Back})
	}
	slices.SortStableFunc(l.lines, func(a, b line) int { return cmp.Compare(a.day, b.day) })
	return l
}

// named is a spot by its names.
func (l *Ledger) named(s spot) Spot { return Spot{l.names[s.place], l.names[s.kind]} }

// tally is what was told in some days, by spot.
type tally struct {
	spots map[spot]*counted
	total *counted
}

// of is what was told of a spot.
func (t tally) of(s spot) counted {
	if c := t.spots[s]; c != nil {
		return *c
	}
	return counted{}
}

type counted struct {
	voices, placed, back int           // placed: of those, where the place is known
	by                   map[int32]one // by resident; not of what is only compared with
	cases                []int         // neither
}

// one is what one of them told.
type one struct{ voices, cases int }

// found is a spot, with what was told of it.
func (c counted) found(at spot, why Why, days int, before, level float64) Found {
	f := Found{at: at, Why: why, Days: days, Voices: c.voices, Nameless: c.by[nameless].voices, Before: before, Level: level, Cases: c.cases}
	for who, n := range c.by {
		if who != staff && who != nameless && 2*n.cases > len(c.cases) {
			f.ByOne = n.cases
		}
	}
	return f
}

// one says whether a single resident is more than half of it.
func (c counted) one() bool {
	for who, n := range c.by {
		if who != staff && who != nameless && 2*n.voices > c.voices {
			return true
		}
	}
	return false
}

// like is how much was told of what a spot is compared with.
func (t tally) like(s spot) int {
	switch {
	case s.place != 0 && s.kind != 0:
		return t.of(spot{kind: s.kind}).placed - t.of(s).voices
	case s.kind != 0:
		return t.total.voices - t.of(s).voices
	}
	return t.total.placed - t.of(s).voices
}

// count counts the voices from a day to a day, both included: a resident once
// for a kind at a place in each block of so many days, the last of which ends
// with the last day; finds of the staff once a day, the nameless once a week.
// whole keeps whose they are, and of which cases.
func (l *Ledger) count(from, to, block int, whole bool) tally {
	first, _ := slices.BinarySearchFunc(l.lines, int32(from), func(e line, day int32) int { return cmp.Compare(e.day, day) })
	after, _ := slices.BinarySearchFunc(l.lines, int32(to+1), func(e line, day int32) int { return cmp.Compare(e.day, day) })
	if l.heard == nil {
		l.heard = make(map[voice]bool, len(l.lines))
	}
	clear(l.heard)
	t := tally{spots: map[spot]*counted{}, total: &counted{}}
	for _, e := range l.lines[first:after] {
		days := block
		switch e.who {
		case staff:
			days = 1
		case nameless:
			days = min(7, block)
		}
		v := voice{e.spot, e.who, (int32(to) - e.day) / int32(days)}
		fresh := !l.heard[v]
		l.heard[v] = true
		for _, s := range [...]spot{e.spot, {place: e.place}, {kind: e.kind}} {
			if s == (spot{}) || s == e.spot && (s.place == 0 || s.kind == 0) {
				continue // the wide ones come by themselves
			}
			c := t.spots[s]
			if c == nil {
				c = &counted{}
				t.spots[s] = c
			}
			c.add(e, fresh, whole)
		}
		t.total.add(e, fresh, false)
	}
	return t
}

// add counts one more report, which may be no voice of its own.
func (c *counted) add(e line, fresh, whole bool) {
	if e.back {
		c.back++
	}
	if fresh {
		c.voices++
		if e.place != 0 {
			c.placed++
		}
	}
	if !whole {
		return
	}
	c.cases = append(c.cases, e.no)
	if c.by == nil {
		c.by = map[int32]one{}
	}
	n := c.by[e.who]
	if n.cases++; fresh {
		n.voices++
	}
	c.by[e.who] = n
}
