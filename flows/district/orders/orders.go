// Package orders is what a district says of rectification and enforcement: who serves
// what, what must be shown, what of an agency's measures is undone only when, and who
// takes over what is not put right. It knows no case and nobody's name.
package orders

import (
	"gridbot/flows/calendar"
	"gridbot/flows/text"
)

// Orders is what stands in rectify.yaml. The zero Orders ask for nothing.
type Orders struct {
	State    map[string]text.Names // categories whose notices need a photo of how it is -> why
	Measures []Measure             // as in the file
	Enforce  Enforcement
	Advice   bool // the grid's workers advise (整改告知); an order is for those whose agency serves notices
}

// A Measure is something on the list of an agency that has a counterpart: supply is
// suspended and restored, a car towed away and released.
type Measure struct {
	Agency, Deed string
	Passed       bool       // it is undone when the re-inspection has passed, or a lead says why before
	Photo        text.Names // why a photo is needed, of doing it and of undoing it; empty: none is
	Says, Undone text.Names // what residents read of it, in plain words
}

// Enforcement is who takes over what is not put right, and how long that may take.
type Enforcement struct {
	Agency  string        // "": nobody does, in chat
	Receive calendar.Span // until they say that they have it
	Decide  calendar.Span // until what came of it comes back
}

// Measure is what the file says of something an agency does.
func (o Orders) Measure(agency, deed string) (Measure, bool) {
	for _, m := range o.Measures {
		if m.Agency == agency && m.Deed == deed {
			return m, true
		}
	}
	return Measure{}, false
}
