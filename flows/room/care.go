package room

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Care reads a care case as it is kept; nil for none.
func (r *Room) Care(n int) *carecase.Case {
	b, ok := r.cares[n]
	if !ok {
		return nil
	}
	c := Thaw[carecase.Case](r.T, b)
	c.Rev = 1
	return &c
}

// keepCare keeps a care case, which can be nowhere without keys.
func (r *Room) keepCare(m *world.Cared) {
	if m == nil {
		return
	}
	if !r.Seals {
		r.T.Fatalf("a care case is kept without keys")
	}
	if r.cares == nil {
		r.cares, r.projects, r.careFigures = map[int][]byte{}, map[string]int{}, map[string]int{}
	}
	before := carecase.Case{}
	if m.Before != nil {
		before = *m.Before
	} else if r.Care(m.After.N) != nil {
		r.T.Fatalf("care case %d is opened twice", m.After.N)
	}
	if m.Before != nil && m.Before.Rev != 1 {
		r.T.Fatalf("care case %d is written from what was not read", m.After.N)
	}
	r.cares[m.After.N] = Freeze(r.T, m.After)
	for _, field := range carecase.Tallied(before, m.After) {
		r.projects[field]++
	}
	for _, field := range m.Counts {
		r.careFigures[field]++
	}
}

// caring is what the store reads of care cases.
func (r *Room) caring(n world.Need) world.Caring {
	found := world.Caring{}
	if n.Care != 0 {
		found.Case = r.Care(n.Care)
	}
	if n.Projects {
		found.Projects = maps.Clone(r.projects)
	}
	if n.Cares == "" {
		return found
	}
	found.Listed = true
	for _, at := range slices.Backward(slices.Sorted(maps.Keys(r.cares))) {
		c := r.Care(at)
		found.Last = max(found.Last, at)
		for whose := range strings.SplitSeq(n.Cares, ",") {
			id, person := strings.CutPrefix(whose, "p")
			id, closed := strings.CutPrefix(id, "c")
			of, err := strconv.ParseInt(id, 10, 64)
			person = (person || closed) && err == nil
			theirs := person && slices.Contains(c.People(), of) || !person && strings.TrimPrefix(whose, world.Unrouted) == c.Grid
			if c.Open() != closed && c.Stripped == 0 && theirs {
				found.List = append(found.List, *c)
				break
			}
		}
	}
	return found
}

// careStrikes lets one clock of a care case strike that has to by now.
func (r *Room) careStrikes() bool {
	type strikes struct {
		n    int
		name string
		at   int64
	}
	var due []strikes
	for n := range r.cares {
		for name, at := range r.Care(n).Timers() {
			if at <= r.Now.Unix() {
				due = append(due, strikes{n, name, at})
			}
		}
	}
	if len(due) == 0 {
		return false
	}
	k := slices.MinFunc(due, func(a, b strikes) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.n, b.n), cmp.Compare(a.name, b.name))
	})
	r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Care: k.n, Name: k.name, Due: time.Unix(k.at, 0)}})
	if r.Care(k.n).Timers()[k.name] == k.at {
		r.T.Fatalf("the clock %s of care case %d strikes for ever", k.name, k.n)
	}
	return true
}

// countCare is what the store reads of the figures of care cases.
func (r *Room) countCare(span world.Span, care *world.Care) {
	care.Counts = map[string]int{}
	for field, n := range r.careFigures {
		if week, _, _ := strings.Cut(field, "|"); slices.Contains(strings.Split(span.Weeks, ","), week) {
			care.Counts[field] = n
		}
	}
	for n := range r.cares {
		if r.Care(n).Open() {
			care.Open++
		}
	}
}
