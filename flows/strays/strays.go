// Package strays is what happens when a district's folder changes under what is kept:
// which names stand in records that the folder knows no more, and what a record says
// once such a name is another one. It knows no chat, and not where anything is kept.
package strays

import (
	"cmp"
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/world"
)

// Kind is what a name is of.
type Kind string

// Grid, Category and Agency can be given another name; Place and Project are only
// missed.
const (
	Grid     Kind = "grid"
	Category Kind = "category"
	Agency   Kind = "agency"
	Place    Kind = "place"   // an officer answers for it, by its Chinese name
	Project  Kind = "project" // of care.yaml
)

// Names are all that a folder knows.
type Names map[Kind]map[string]bool

// Of are the names a folder knows.
func Of(d *district.District) Names {
	n := Names{Grid: {}, Category: {}, Agency: {}, Place: {}, Project: {}}
	for _, g := range d.Map.All() {
		n[Grid][g.ID] = true
	}
	for _, c := range d.Categories {
		n[Category][c.ID] = true
	}
	for _, a := range d.Agencies {
		n[Agency][a.ID] = true
	}
	for _, p := range d.Places.All() {
		n[Place][p.Names["zh-CN"]] = true
	}
	for _, p := range d.Care.Projects {
		n[Project][p.ID] = true
	}
	return n
}

// Knows tells whether the folder knows a name; no name at all is no stray.
func (n Names) Knows(of Kind, name string) bool { return name == "" || n[of][name] }

// A Stray is a name that the folder knows no more, and what still says it. Cases are
// numbers: nobody's words and nobody's name are in it.
type Stray struct {
	Kind        Kind
	Name        string
	Cases       []int // open ones, or those that are to be looked at again
	Staff       int   // people who work here
	Groups      int
	Plans       int // of duty
	Invites     int // that can still be used
	Conferences int // the grid's last one
	Cares       int // open care cases
	Offers      int // of a project, ever
}

// Found are the strays of a district.
type Found struct {
	names Names
	all   map[Kind]map[string]*Stray
}

// Against is nothing found yet.
func Against(names Names) *Found { return &Found{names: names, all: map[Kind]map[string]*Stray{}} }

// at is where a name is counted; what the folder knows is counted nowhere.
func (f *Found) at(of Kind, name string) *Stray {
	if f.names.Knows(of, name) {
		return &Stray{}
	}
	if f.all[of] == nil {
		f.all[of] = map[string]*Stray{}
	}
	if f.all[of][name] == nil {
		f.all[of][name] = &Stray{Kind: of, Name: name}
	}
	return f.all[of][name]
}

// All are the strays, in a steady order.
func (f *Found) All() []Stray {
	var all []Stray
	for _, of := range f.all {
		for _, s := range of {
			slices.Sort(s.Cases)
			s.Cases = slices.Compact(s.Cases)
			all = append(all, *s)
		}
	}
	slices.SortFunc(all, func(a, b Stray) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name)) })
	return all
}

// Line counts an open case.
func (f *Found) Line(l cases.Line) {
	count := func(of Kind, name string) {
		s := f.at(of, name)
		s.Cases = append(s.Cases, l.Number)
	}
	count(Grid, l.Grid)
	count(Category, l.Category)
	for _, leg := range l.Legs {
		if leg.Open {
			count(Agency, leg.Agency)
		}
	}
}

// Staff counts the people, the work groups and the plans of duty.
func (f *Found) Staff(staff world.Staff) {
	for _, p := range staff.People {
		for _, g := range slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(p.Grids), p.Grid)))) {
			f.at(Grid, g).Staff++
		}
		for _, c := range p.Kinds {
			f.at(Category, c).Staff++
		}
		for _, place := range p.Places {
			f.at(Place, place).Staff++
		}
		f.at(Agency, p.Agency).Staff++
	}
	for _, g := range staff.Groups {
		f.key(g.Key()).Groups++
	}
	for key := range staff.Rota.Plans {
		f.key(key).Plans++
	}
}

// key is where a grid is counted, or @ and an agency.
func (f *Found) key(key string) *Stray {
	if len(key) > 0 && key[0] == '@' {
		return f.at(Agency, key[1:])
	}
	return f.at(Grid, key)
}

// Invite counts an invitation that can still be used.
func (f *Found) Invite(in world.Invite) {
	f.at(Grid, in.Grid).Invites++
	f.at(Agency, in.Agency).Invites++
	f.at(Place, in.Place).Invites++
}

// Conference counts the last conference of a grid.
func (f *Found) Conference(grid string) { f.at(Grid, grid).Conferences++ }

// Cares counts open care cases of a grid.
func (f *Found) Cares(grid string, n int) {
	if n > 0 {
		f.at(Grid, grid).Cares += n
	}
}

// Offers counts how often a care project was offered, by the grid and the project.
func (f *Found) Offers(project string, n int) { f.at(Project, project).Offers += n }
