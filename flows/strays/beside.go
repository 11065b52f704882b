package strays

import (
	"slices"

	"gridbot/flows/accord"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/request"
)

// spot is a spot whose kind is called otherwise now.
func (m Move) spot(s hotspots.Spot) hotspots.Spot {
	s.Kind = m.name(Category, s.Kind)
	return s
}

// Board is what is frequent, and what was decided of it, under the names of now.
func (m Move) Board(b hotspots.Board) (hotspots.Board, bool) {
	changed := false
	b.Found, b.Decided = slices.Clone(b.Found), slices.Clone(b.Decided)
	for i, h := range b.Found {
		b.Found[i].Grid, b.Found[i].Spot = m.name(Grid, h.Grid), m.spot(h.Spot)
		changed = changed || b.Found[i].Grid != h.Grid || b.Found[i].Spot != h.Spot
	}
	for i, d := range b.Decided {
		b.Decided[i].Grid, b.Decided[i].Spot = m.name(Grid, d.Grid), m.spot(d.Spot)
		changed = changed || b.Decided[i] != d
	}
	return b, changed
}

// Topics are the key topics under the names of now.
func (m Move) Topics(ts hotspots.Topics) (hotspots.Topics, bool) {
	changed := false
	ts.All = slices.Clone(ts.All)
	for i, t := range ts.All {
		ts.All[i].Grid, ts.All[i].Spot = m.name(Grid, t.Grid), m.spot(t.Spot)
		changed = changed || ts.All[i].Grid != t.Grid || ts.All[i].Spot != t.Spot
		ts.All[i].Points = slices.Clone(t.Points)
		for j, p := range t.Points {
			if p.Tick != nil && m.name(Agency, p.Tick.Agency) != p.Tick.Agency {
				tick := *p.Tick
				tick.Agency = m.name(Agency, tick.Agency)
				ts.All[i].Points[j].Tick, changed = &tick, true
			}
		}
	}
	return ts, changed
}

// Book is the playbooks under the names of now: what a version says stays, only
// what a grid or an agency is known by in it does not.
func (m Move) Book(b playbooks.Book) (playbooks.Book, bool) {
	changed := false
	name := func(of Kind, s *string) {
		if now := m.name(of, *s); now != *s {
			*s, changed = now, true
		}
	}
	b.Tasks = slices.Clone(b.Tasks)
	for i := range b.Tasks {
		name(Grid, &b.Tasks[i].Host)
		name(Grid, &b.Tasks[i].Grid)
	}
	b.All = slices.Clone(b.All)
	for i := range b.All {
		p := &b.All[i]
		name(Category, &p.Kind)
		if p.Back != nil {
			back := *p.Back
			name(Grid, &back.Grid)
			p.Back = &back
		}
		p.Versions, p.Uses = slices.Clone(p.Versions), slices.Clone(p.Uses)
		for j := range p.Versions {
			v := &p.Versions[j]
			name(Grid, &v.Grid)
			v.Steps = slices.Clone(v.Steps)
			for k := range v.Steps {
				name(Agency, &v.Steps[k].Agency)
			}
		}
		for j := range p.Uses {
			u := &p.Uses[j]
			name(Grid, &u.Grid)
			u.Doing = slices.Clone(u.Doing)
			for k := range u.Doing {
				name(Agency, &u.Doing[k].Agency)
			}
		}
	}
	return b, changed
}

// Accord is what is agreed on about a topic of a grid that is called otherwise now.
func (m Move) Accord(a accord.Accord) (accord.Accord, bool) {
	was := a.Grid
	a.Grid = m.name(Grid, was)
	return a, a.Grid != was
}

// Request is a request in a grid, or of departments, that are called otherwise now.
func (m Move) Request(r request.Request) (request.Request, bool) {
	changed := m.name(Grid, r.Grid) != r.Grid
	r.Grid = m.name(Grid, r.Grid)
	r.Steps = slices.Clone(r.Steps)
	for i, s := range r.Steps {
		r.Steps[i].Agency = m.name(Agency, s.Agency)
		changed = changed || r.Steps[i].Agency != s.Agency
	}
	return r, changed
}
