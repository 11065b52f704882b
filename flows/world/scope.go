package world

import (
	"maps"
	"slices"

	"gridbot/flows/cases"
)

// One agency may be many firms: an officer answers for grids, categories and
// places, and for those alone.

// Scope is what an officer answers for.
func (p Person) Scope() cases.Scope {
	return cases.Scope{Grids: p.Grids, Kinds: p.Kinds, Places: p.Places}
}

// In is who answers for a grid and a category; "" is any. The places are not asked.
func In(grid, category string) func(Person) bool {
	return func(p Person) bool { return p.Answers(grid, category) }
}

// For is who answers for a case.
func For(c cases.Case) func(Person) bool {
	return func(p Person) bool { return p.Scope().Fits(c) && (p.Known() || !c.Bars(p.Part())) }
}

// Nobody tells whether an agency has people, and none of them answers for a case.
func (s Staff) Nobody(agency string, c cases.Case) bool {
	all := s.Officers(agency)
	return len(all) > 0 && !slices.ContainsFunc(all, For(c))
}

// HeadsFor are the heads of an agency who answer for a case; where nobody at all
// answers for it, all of them.
func (s Staff) HeadsFor(agency string, c cases.Case) []Person {
	heads := s.Heads(agency)
	if s.Nobody(agency, c) {
		return heads
	}
	return slices.DeleteFunc(heads, func(p Person) bool { return !For(c)(p) })
}

// share is what an officer answers for within the agency.
func (p Person) share() cases.Share {
	own := p.Scope()
	if p.Role != Officer || own.Empty() || slices.ContainsFunc(p.Beside, cases.Scope.Empty) {
		return cases.Share{}
	}
	return cases.Share{Own: append([]cases.Scope{own}, p.Beside...), Others: p.Theirs}
}

// anyScoped tells whether some officer does not answer for everything.
func (w *World) anyScoped() bool {
	for _, p := range w.Staff.People {
		if p.Role == Officer && !p.Scope().Empty() {
			return true
		}
	}
	return false
}

// shares tells every officer what all of their agency answer for, and of whom they
// stand in for.
func (w *World) shares() {
	if !w.anyScoped() {
		return
	}
	theirs, beside, parted := map[string][]cases.Scope{}, map[int64][]cases.Scope{}, map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(w.Staff.People)) { // in a steady order: it is asked for with a list
		p := w.Staff.People[id]
		if p.Role != Officer {
			continue
		}
		s := p.Scope()
		theirs[p.Agency] = append(theirs[p.Agency], s)
		if !s.Empty() {
			parted[p.Agency] = true
		}
		if sub := w.Staff.People[p.Substitute]; (!p.Duty || p.Gone) && sub.Role == Officer && sub.Agency == p.Agency {
			beside[sub.ID] = append(beside[sub.ID], s)
		}
	}
	knows := func(p Person) Person {
		p.Theirs, p.Beside = theirs[p.Agency], beside[p.ID]
		return p
	}
	if parted[w.Me.Agency] && w.Me.Role == Officer {
		w.Me = knows(w.Me)
	}
	people := maps.Clone(w.Staff.People)
	for id, p := range people {
		if p.Role == Officer && parted[p.Agency] {
			people[id] = knows(p)
		}
	}
	w.Staff.People = people
}
