package grids

import (
	"maps"
	"slices"
	"unicode/utf8"

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
	keys   []key               // by their runes, so that those that begin alike stand together
	starts map[rune][2]int     // from where to where keys begin with a rune
	grams  map[[3]rune][]int32 // keys by what they share with what was said; see gramsOf
}

// key is one way to call one place.
type key struct {
	spelling
	plain   string // as Hear has it
	place   int
	pinyin  bool // the name in letters; its plain form is nobody's
	certain bool // it means the place where it stands; of others it is only a hint
}

// NewPlaces makes the index. Places are kept in the order given; of places
// with the same ID, ByID finds the first. A name in Chinese is known in pinyin
// as well.
func NewPlaces(ps []Place) *Places {
	p := &Places{
		all:    slices.Clone(ps),
		byID:   make(map[string]int, len(ps)),
		starts: map[rune][2]int{},
		grams:  map[[3]rune][]int32{},
	}
	for i, place := range p.all {
		if _, taken := p.byID[place.ID]; !taken {
			p.byID[place.ID] = i
		}
		called := slices.Sorted(maps.Values(place.Names))
		seen := map[string]bool{}
		for _, name := range append(called, place.Aliases...) {
			plain := Hear(name).String()
			if utf8.RuneCountInString(plain) < 2 || seen[plain] { // one letter is in every sentence
				continue
			}
			seen[plain] = true
			p.keys = append(p.keys, key{spelling: spell(name).asName(), plain: plain, place: i, certain: true})
			for _, letters := range inPinyin(name) {
				p.keys = append(p.keys, key{spelling: spell(letters).asName(), place: i, pinyin: true, certain: certain(letters)})
			}
		}
	}
	slices.SortStableFunc(p.keys, func(a, b key) int { return slices.Compare(a.runes, b.runes) })
	for i, k := range p.keys {
		span, begun := p.starts[k.runes[0]]
		if !begun {
			span[0] = i
		}
		span[1] = i + 1
		p.starts[k.runes[0]] = span
		for gram := range gramsOf(k.spelling) {
			p.grams[gram] = append(p.grams[gram], int32(i))
		}
	}
	return p
}

// asName is a spelling that is kept: most names in letters sound as they are
// written.
func (s spelling) asName() spelling {
	s = s.cut(longestName)
	if slices.Equal(s.runes, s.sounds) {
		s.sounds = s.runes
	}
	return s
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
