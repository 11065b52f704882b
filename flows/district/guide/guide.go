// Package guide is what a district's guide (工作指南) says: its classes and norms
// in numbered order, what is done, who answers for it, when it is looked at anew,
// and what residents read of it. It knows no playbook, no chat and nobody's name.
package guide

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/text"
)

// File is where a folder keeps it; it may be missing.
const File = "guide.yaml"

// A Guide is the classes as they stand in the file. The zero Guide is none.
type Guide struct{ Classes []Class }

// A Class is the first level; its number is its place.
type Class struct {
	Names text.Names
	Norms []Norm
}

// A Norm is how something is done.
type Norm struct {
	Number    string // class and place: 3.2
	Names     text.Names
	Does      text.Names // what is done, for the staff
	Residents text.Names // what residents read; empty: it is not theirs
	Kinds     []string   // categories it is about: their playbooks stand with it
	Owner     string     // the agency that answers for it; "": the street office
	Review    time.Time  // when it is looked at anew
}

// On tells whether the district has a guide.
func (g Guide) On() bool { return len(g.Classes) > 0 }

// Class is one by its number; nil for none.
func (g Guide) Class(number string) *Class {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(g.Classes) {
		return nil
	}
	return &g.Classes[n-1]
}

// Norm is one by its number; nil for none.
func (g Guide) Norm(number string) *Norm {
	for i := range g.Classes {
		for j := range g.Classes[i].Norms {
			if n := &g.Classes[i].Norms[j]; n.Number == number {
				return n
			}
		}
	}
	return nil
}

// Theirs tells whether residents read something of it.
func (n Norm) Theirs() bool { return len(n.Residents) > 0 }

// For is what residents read of a class, or all of it.
func (c Class) For(staff bool) []Norm {
	return slices.DeleteFunc(slices.Clone(c.Norms), func(n Norm) bool { return !staff && !n.Theirs() })
}

// Late tells whether it should have been looked at anew.
func (n Norm) Late(now time.Time) bool { return now.After(n.Review.AddDate(0, 0, 1)) }

// Find is what has all the words in it, those in whose name they stand first. A
// resident's search looks at nothing that is not theirs.
func (g Guide) Find(words string, staff bool) []Norm {
	parts := strings.Fields(strings.ToLower(words))
	if len(parts) == 0 {
		return nil
	}
	in := func(where ...text.Names) bool {
		var all strings.Builder
		for _, names := range where {
			for _, l := range text.Langs {
				all.WriteString(strings.ToLower(names[l]) + "\n")
			}
		}
		return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(all.String(), p) })
	}
	var named, said []Norm
	for _, c := range g.Classes {
		for _, n := range c.For(staff) {
			switch {
			case in(n.Names):
				named = append(named, n)
			case in(n.Names, n.Residents, c.Names) || staff && in(n.Names, n.Does, n.Residents, c.Names):
				said = append(said, n)
			}
		}
	}
	return append(named, said...)
}
