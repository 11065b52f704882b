package cases

import (
	"slices"
	"strings"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Scope is what somebody of an agency answers for: grids, categories and places,
// the places by their Chinese name. None of one: all of it. One agency may be many
// firms, each with its own compounds.
type Scope struct {
	Grids, Kinds, Places []string
}

// Empty tells whether it is all there is.
func (s Scope) Empty() bool { return len(s.Grids)+len(s.Kinds)+len(s.Places) == 0 }

// Fits tells whether a case is within it. Of a case whose grid nobody knows yet
// the grid does not count; a place that has no name we know is in no compound.
func (s Scope) Fits(c Case) bool {
	return s.of(c.Grid, c.Category) && (len(s.Places) == 0 || slices.ContainsFunc(s.Places, c.at))
}

// fitsLine is the same of a line, as far as it tells: its words are those of all
// its places. A list that shows the case itself asks Fits.
func (s Scope) fitsLine(l *Line) bool {
	return s.of(l.Grid, l.Category) && (len(s.Places) == 0 || slices.ContainsFunc(s.Places, func(name string) bool {
		return strings.Contains(l.Seen, grids.Hear(name).String())
	}))
}

func (s Scope) of(grid, kind string) bool {
	return (grid == "" || len(s.Grids) == 0 || slices.Contains(s.Grids, grid)) && (len(s.Kinds) == 0 || slices.Contains(s.Kinds, kind))
}

// at tells whether the case is at a place, or one of its places is there.
func (c Case) at(name string) bool {
	is := func(p Place) bool {
		return name != "" && (p.Name.Names[text.Chinese] == name || strings.Contains(p.Name.Words, name))
	}
	return is(c.Place) || slices.ContainsFunc(c.Spots, func(s Spot) bool { return is(s.Place) })
}

// A Share is what somebody answers for within their agency: what is theirs, and of
// whom they stand in for; and what all others of the agency answer for. It is
// theirs, too, where nobody answers for it: it must not fall between two.
type Share struct {
	Own    []Scope // none: all there is
	Others []Scope
}

// Has tells whether a case is for whoever has this share.
func (s Share) Has(c Case) bool { return s.has(func(o Scope) bool { return o.Fits(c) }) }

// HasLine is the same of a line.
func (s Share) HasLine(l *Line) bool { return s.has(func(o Scope) bool { return o.fitsLine(l) }) }

func (s Share) has(fits func(Scope) bool) bool {
	return len(s.Own) == 0 || slices.ContainsFunc(s.Own, fits) || !slices.ContainsFunc(s.Others, fits)
}

// String is a share as it is asked for with a list: what cannot be in an ID or a
// name stands between.
func (s Share) String() string {
	if len(s.Own) == 0 {
		return ""
	}
	var all []string
	for i, scopes := range [][]Scope{s.Own, s.Others} {
		for _, o := range scopes {
			mark := string("oa"[i])
			all = append(all, strings.Join([]string{mark, strings.Join(o.Grids, "\x02"), strings.Join(o.Kinds, "\x02"), strings.Join(o.Places, "\x02")}, "\x01"))
		}
	}
	return strings.Join(all, "\x00")
}

// ParseShare reads what String has written.
func ParseShare(s string) Share {
	var share Share
	if s == "" {
		return share
	}
	list := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, "\x02")
	}
	for one := range strings.SplitSeq(s, "\x00") {
		f := append(strings.Split(one, "\x01"), "", "", "", "")
		o := Scope{list(f[1]), list(f[2]), list(f[3])}
		if f[0] == "o" {
			share.Own = append(share.Own, o)
		} else {
			share.Others = append(share.Others, o)
		}
	}
	return share
}

// answeredBy tells whether the leg of somebody's agency is for them: it is within
// what they answer for, or they have reported in for it.
func (c Case) answeredBy(p Person) bool {
	l := c.LegOf(p.Agency)
	return l != nil && (p.ID != 0 && l.Officer == p.ID || p.Share.Has(c))
}

// Elsewhere tells whether somebody's agency was called, and somebody else of it
// answers for this.
func (c Case) Elsewhere(p Person) bool { return c.openLeg(p.Agency) != nil && !c.answeredBy(p) }
