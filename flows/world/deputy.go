package world

import (
	"cmp"
	"maps"
	"slices"
)

// An Away is when a lead or a coordinator is not there, and who stands in.
type Away struct {
	From   int64 `json:"from"` // unix seconds
	To     int64 `json:"to"`
	Deputy int64 `json:"deputy,omitempty"`
}

// Absent tells whether somebody is away now.
func (w *World) Absent(p Person) bool {
	return p.Away != nil && p.Away.From <= w.Now.Unix() && w.Now.Unix() < p.Away.To
}

// there tells whether somebody who leads can be told something now.
func (w *World) there(p Person) bool { return !p.Gone && !w.Absent(p) }

// MayDeputise tells whether somebody may stand in for a lead or a coordinator:
// they lead themselves, as they have to decide the same things.
func (p Person) MayDeputise(of Person) bool {
	return p.ID != of.ID && (p.Role == Lead || p.Role == Coordinator)
}

// deputy is who stands in for somebody who is away, if they are there themselves.
func (w *World) deputy(p Person) (Person, bool) {
	if !w.Absent(p) {
		return Person{}, false
	}
	d := w.Staff.People[p.Away.Deputy]
	return d, d.MayDeputise(p) && w.there(d)
}

// inPlace are those who are there, and the deputies of those who are away; of all
// together nobody twice. Who cannot be reached stays, where nobody else is.
func (w *World) inPlace(all []Person) []Person {
	var on []Person
	add := func(p Person) {
		if !slices.ContainsFunc(on, func(o Person) bool { return o.ID == p.ID }) {
			on = append(on, p)
		}
	}
	for _, p := range all {
		if !w.Absent(p) {
			add(p)
		} else if d, ok := w.deputy(p); ok {
			add(d)
		}
	}
	return on
}

// Leads are both leads of a grid, or who stands in for them; where there are none,
// the coordinator. Where nobody is there at all, the leads as they are: somebody
// must be told.
func (w *World) Leads(grid string) []Person {
	var leads []Person
	if grid != "" {
		leads = w.Staff.In(Lead, grid)
	}
	if on := w.inPlace(leads); len(on) > 0 {
		return on
	}
	if on := w.inPlace(w.Staff.In(Coordinator, "")); len(on) > 0 || len(leads) == 0 {
		return w.orAll(on)
	}
	return leads
}

// Coordinators are who coordinates the district, or stands in.
func (w *World) Coordinators() []Person { return w.orAll(w.inPlace(w.Staff.In(Coordinator, ""))) }

// orAll is every coordinator, where none is there.
func (w *World) orAll(on []Person) []Person {
	if len(on) == 0 {
		return w.Staff.In(Coordinator, "")
	}
	return on
}

// FirstLead is one lead of the grid who can be reached: whose turn it is. So two
// leads have the same load.
func (w *World) FirstLead(grid string) []Person { return ByTurn(w.Leads(grid)) }

// ByTurn is the one of some people whose turn it is; nobody, where none can be
// reached.
func ByTurn(ps []Person) []Person {
	on := slices.DeleteFunc(slices.Clone(ps), func(p Person) bool { return p.Gone })
	if len(on) == 0 {
		return nil
	}
	return []Person{slices.MinFunc(on, func(a, b Person) int { return cmp.Compare(a.Turn, b.Turn) })}
}

// backlog is how many reminders somebody is behind the others at most: who was
// away does not get all of them until they are level.
const backlog = 24

// Turned is a lead who was reminded so many times more.
func (w *World) Turned(p Person, times int) Person {
	p.Turn += times
	for _, o := range w.Staff.In(p.Role, p.Grid) {
		p.Turn = max(p.Turn, o.Turn-backlog)
	}
	return p
}

// also are the grids somebody belongs to besides the first.
func (p Person) also() []string {
	switch p.Role {
	case Worker:
		return p.Grids
	case Lead:
		return p.Acts
	}
	return nil
}

// Oversees tells whether somebody leads a grid now: their own, one whose lead they
// stand in for, or every one.
func (p Person) Oversees(grid string) bool {
	return p.Role == Coordinator || p.Acting || p.Role == Lead && grid != "" && (p.Grid == grid || slices.Contains(p.Acts, grid))
}

// standIns makes everybody stand in for whom they are named by now, and for
// nobody else.
func (w *World) standIns() {
	var grids map[int64][]string
	var acting map[int64]bool
	stood := w.Me.Acting || len(w.Me.Acts) > 0 // somebody did, when it was last asked
	for _, p := range w.Staff.People {
		stood = stood || p.Acting || len(p.Acts) > 0
		d, ok := w.deputy(p)
		if !ok || d.Role != Lead {
			continue
		}
		if grids == nil {
			grids, acting = map[int64][]string{}, map[int64]bool{}
		}
		switch {
		case p.Role == Coordinator:
			acting[d.ID] = true
		case p.Role == Lead && p.Grid != d.Grid && !slices.Contains(grids[d.ID], p.Grid):
			grids[d.ID] = append(grids[d.ID], p.Grid)
		}
	}
	if grids == nil && !stood {
		return // mostly: nobody is away
	}
	stands := func(p Person) (Person, bool) {
		slices.Sort(grids[p.ID])
		if slices.Equal(p.Acts, grids[p.ID]) && p.Acting == acting[p.ID] {
			return p, false
		}
		p.Acts, p.Acting = grids[p.ID], acting[p.ID]
		return p, true
	}
	w.Me, _ = stands(w.Me)
	var people map[int64]Person
	for id, p := range w.Staff.People {
		if is, changed := stands(p); changed {
			if people == nil {
				people = maps.Clone(w.Staff.People)
			}
			people[id] = is
		}
	}
	if people != nil {
		w.Staff.People = people
	}
}
