package cases

import "slices"

// Of who came to the staff a while ago nobody may know yet who they are. In what is about
// somebody at home they have no part: they are as any neighbour. In danger whoever can
// come is called.

// Bars tells whether somebody has no part in the case yet. What was given to them stays
// theirs.
func (c Case) Bars(p Person) bool {
	return !c.Danger && slices.Contains(p.Barred, c.Category) && p.ID != c.Assignee && p.ID != c.Verifier
}

// without is who somebody is to the case, if they are barred: without their office.
func (c Case) without(p Person) Person {
	if !c.Bars(p) {
		return p
	}
	return Person{ID: p.ID, Name: p.Name, Clock: p.Clock, Shows: p.Shows}
}
