package acts

import (
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/text"
)

// Apart is a lane of its own into which a subject takes what would be an ordinary
// case.
type Apart struct {
	Is   func(x *Turn, c cases.Case) bool
	Said text.Text // what who tells of danger reads: who has it
	Does func(x *Turn, c cases.Case)
}

func (x *Turn) apart(c cases.Case) *Apart {
	for _, s := range x.Book.Subjects {
		if s.Apart != nil && s.Apart.Is(x, c) {
			return s.Apart
		}
	}
	return nil
}

// Parts takes a case that is about to be opened into a lane of its own, and tells
// whether it did.
func (x *Turn) Parts(c cases.Case) bool {
	a := x.apart(c)
	if a != nil {
		a.Does(x, c)
	}
	return a != nil
}

// HasIt is who has a case of danger that is about to be opened: usual, or those of its lane.
func (x *Turn) HasIt(c cases.Case, usual text.Text) text.Text {
	if a := x.apart(c); a != nil {
		return a.Said
	}
	return danger.Has(x.World, c, usual)
}
