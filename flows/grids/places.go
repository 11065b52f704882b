package grids

import (
	"cmp"
	"maps"
	"slices"

	"gridbot/flows/text"
)

// A Place is somewhere people name: a compound, a road, a landmark. Grid is
// the ID of the grid its point is in, "" when it is in none.
type Place struct {
	ID      string
	Names   text.Names
	Aliases []string
	Point   Point
	Grid    string
}

// Places finds the place somebody means. It does not change once it is made,
// and is safe for use by several goroutines.
type Places struct {
	all    []Place
	byID   map[string]int
	keys   []key
	starts map[[2]rune][]int // keys by their first two runes, longest first
	grams  map[[2]rune][]int // keys by every two runes next to each other, and by single Han
}

// key is one way to call one place.
type key struct {
	words Words
	place int
}

// NewPlaces makes the index. Places are kept in the order given; of places
// with the same ID, ByID finds the first.
func NewPlaces(ps []Place) *Places {
	p := &Places{
		all:    slices.Clone(ps),
		byID:   make(map[string]int, len(ps)),
		starts: map[[2]rune][]int{},
		grams:  map[[2]rune][]int{},
	}
	for i, place := range p.all {
		if _, taken := p.byID[place.ID]; !taken {
			p.byID[place.ID] = i
		}
		called := slices.Sorted(maps.Values(place.Names))
		seen := map[string]bool{}
		for _, name := range append(called, place.Aliases...) {
			w := Hear(name).cut(longestName)
			if w.Len() < 2 || seen[w.String()] { // one letter is in every sentence
				continue
			}
			seen[w.String()] = true
			p.keys = append(p.keys, key{w, i})
		}
	}
	slices.SortStableFunc(p.keys, func(a, b key) int { return cmp.Compare(b.words.Len(), a.words.Len()) })
	for i, k := range p.keys {
		first := [2]rune{k.words.runes[0], k.words.runes[1]}
		p.starts[first] = append(p.starts[first], i)
		for gram := range gramsOf(k.words) {
			p.grams[gram] = append(p.grams[gram], i)
		}
	}
	return p
}

// All is every place, in the order given.
func (p *Places) All() []Place { return slices.Clone(p.all) }

// ByID is the place of an ID.
func (p *Places) ByID(id string) (Place, bool) {
	i, found := p.byID[id]
	if !found {
		return Place{}, false
	}
	return p.all[i], true
}

// Nearest is the place nearest to a point, if one is within so many metres. Of
// two equally near, the one given first.
func (p *Places) Nearest(pt Point, within float64) (Place, bool) {
	if !pt.Valid() {
		return Place{}, false
	}
	found := -1
	for i, place := range p.all {
		if d := pt.Meters(place.Point); d <= within && (found < 0 || d < within) {
			found, within = i, d
		}
	}
	if found < 0 {
		return Place{}, false
	}
	return p.all[found], true
}
