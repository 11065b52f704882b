package world

import (
	"slices"

	"gridbot/flows/cases"
)

// ViewOf is how somebody sees a case in their private chat.
func ViewOf(c cases.Case, p Person) cases.View {
	switch {
	case p.ID == c.By.ID:
		return cases.ViewReporter
	case p.Role == Resident && c.HasJoined(p.ID):
		return cases.ViewJoiner
	case p.Role == Resident && slices.ContainsFunc(c.Notices, func(n cases.Notice) bool { return slices.Contains(n.Followers, p.ID) }):
		return cases.ViewAddressee
	case p.Role == Officer && c.LegOf(p.Agency) == nil && slices.ContainsFunc(c.Notices, func(n cases.Notice) bool { return slices.Contains(n.Followers, p.ID) }):
		return cases.ViewAddressee
	case p.Role == Officer && c.LegOf(p.Agency) == nil && c.FiledBy(p.ID):
		return cases.ViewReporter // they follow what they filed; none of it is theirs to do
	case p.Role == Officer:
		return cases.ViewOfficer
	case p.Role == Resident:
		return cases.ViewReporter
	case p.Oversees(c.Grid) || p.Role == Lead && c.Everywhere():
		return cases.ViewLead
	}
	return cases.ViewWorker
}

// Partial tells whether a view shows less of a case than its reporter told: the
// notice alone, or where it stands.
func Partial(as cases.View) bool { return as == cases.ViewAddressee || as == cases.ViewJoiner }

// AgencyOf is the agency whose eyes a card is for.
func (w *World) AgencyOf(k cases.Card) string {
	if k.As == cases.ViewAgency {
		g, _ := w.Bound(k.Chat)
		return g.Agency
	}
	return w.Holder(k).Agency
}

// MyLeg is which leg of a case the person's agency has to go; 0 for none.
func (w *World) MyLeg(c cases.Case) int {
	if l := c.LegOf(w.Me.Agency); w.Me.Role == Officer && l != nil && l.Open() {
		return l.N
	}
	return 0
}

// StillStands tells whether the person's agency must undo something first.
func (w *World) StillStands(c cases.Case) bool {
	l := c.LegOf(w.Me.Agency)
	return l != nil && len(l.Standing()) > 0
}

// Outside reports whether a card is held where the case is nobody's business
// any more: it went to another grid, or its holder left the staff.
func (w *World) Outside(k cases.Card, c cases.Case) bool {
	if k.As == cases.ViewAgency {
		g, bound := w.Bound(k.Chat)
		l := c.LegOf(g.Agency)
		return bound && (l == nil || !l.Open() && l.Status != cases.LegFinished)
	}
	if k.As != cases.ViewGroup {
		return !c.Sees(w.Holder(k).Part())
	}
	for _, g := range w.Staff.Groups {
		if g.Chat == k.Chat && g.Grid == c.Grid {
			return false
		}
	}
	_, bound := w.Bound(k.Chat)
	return bound
}

func OnOffer(c cases.Case) bool {
	return (c.Status == cases.Reported || c.Status == cases.Returned) && !c.Disputed()
}
