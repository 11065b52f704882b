// Package sight is what a view reads of the words of others: of who reported where
// it is, and what they answered. It knows neither people nor the district.
package sight

import (
	"slices"

	"gridbot/flows/cases"
)

// Where exactly it is people say in their own words, and often who they are with it:
// a flat, a name. Those who work for the grid need that. An agency needs it once
// somebody of theirs goes there: who has reported in reads it, in private; in danger
// whoever is called, at once. Their work group and who follows a notice or told of the
// same thing read the name of the place, if it is one we know.

// Whole reports whether who reads a view is told where it is in the words of who
// reported, and what they answered in words.
func Whole(c cases.Case, as cases.View, id int64) bool {
	switch as {
	case cases.ViewOfficer:
		return c.Danger || slices.ContainsFunc(c.Legs, func(l cases.Leg) bool {
			return l.Officer == id && id != 0 && (l.Open() || l.Status == cases.LegFinished)
		})
	case cases.ViewAgency, cases.ViewAddressee, cases.ViewJoiner, cases.ViewOutside:
		return false
	}
	return true
}

// Place is where it is, as who reads a view is told it.
func Place(c cases.Case, as cases.View, id int64) cases.Place {
	if Whole(c, as, id) {
		return c.Place
	}
	return cases.Place{Name: c.Place.Known(), Point: c.Place.Point, Wide: c.Place.Wide}
}

// Held reports whether there is more about the place than who reads a view is told.
func Held(c cases.Case, as cases.View, id int64) bool {
	return !Whole(c, as, id) && (c.Place.Name.Words != "" || c.Place.More != "")
}

// Facts are the answers who reads a view is told: those that were chosen, and in words
// where they may.
func Facts(c cases.Case, as cases.View, id int64, chosen func(cases.Fact) bool) []cases.Fact {
	if Whole(c, as, id) {
		return c.Facts
	}
	return slices.DeleteFunc(slices.Clone(c.Facts), func(f cases.Fact) bool { return !chosen(f) })
}
