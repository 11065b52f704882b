package world

import (
	"gridbot/flows/cases"
	"gridbot/flows/evidence"
)

// views are what somebody is shown of a case, for each reason why they may see it.
var views = map[cases.Reason]cases.View{
	cases.WhyReporter: cases.ViewReporter, cases.WhyRouter: cases.ViewLead, cases.WhyLead: cases.ViewLead,
	cases.WhyHolder: cases.ViewWorker, cases.WhyGrid: cases.ViewWorker, cases.WhyWatch: cases.ViewWorker,
	cases.WhyLeg: cases.ViewOfficer, cases.WhyAddressee: cases.ViewAddressee, cases.WhyJoiner: cases.ViewJoiner,
	cases.WhyFiler: cases.ViewReporter, // none of it is theirs to do
}

// ViewOf is how somebody sees a case in their private chat: by the first reason
// they have. Who has none is outside.
func ViewOf(c cases.Case, p Person) cases.View {
	if why := c.Why(p.Part()); len(why) > 0 {
		return views[why[0]]
	}
	return cases.ViewOutside
}

// ViewBy is how a card shows a case to somebody now: as they came by it, while
// they have a reason for that.
func ViewBy(c cases.Case, p Person, as cases.View) cases.View {
	if as == cases.ViewAddressee && c.Followed(p.ID) {
		return as // of a notice that was replaced they read that it is over
	}
	for _, why := range c.Why(p.Part()) {
		if views[why] == as {
			return as
		}
	}
	return ViewOf(c, p)
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
// any more: it went to another grid, its holder left the staff, or the group is
// no work group any more.
func (w *World) Outside(k cases.Card, c cases.Case) bool {
	g, bound := w.Bound(k.Chat)
	switch k.As {
	case cases.ViewAgency:
		l := c.LegOf(g.Agency)
		return !bound || l == nil || !l.Open() && l.Status != cases.LegFinished
	case cases.ViewGroup:
		return !bound || g.Grid != c.Grid || c.Grid == ""
	}
	return !c.Sees(w.Holder(k).Part())
}

func OnOffer(c cases.Case) bool {
	return (c.Status == cases.Reported || c.Status == cases.Returned) && !c.Disputed()
}

// SeenFiles is what a view may see of a case's evidence. A kind of hazard that does
// not lie open to all may be in somebody's home.
func (w *World) SeenFiles(c cases.Case, as cases.View) []cases.File {
	kind, _ := w.District.Category(c.Category)
	return evidence.Seen(c, as, !kind.Public)
}

// FilesFor is SeenFiles, and for an agency that of its own leg, too.
func (w *World) FilesFor(c cases.Case, as cases.View, agency string) []cases.File {
	files := w.SeenFiles(c, as)
	if l := c.LegOf(agency); l != nil && (as == cases.ViewOfficer || as == cases.ViewAgency) {
		files = append(files, l.Files...)
	}
	return files
}
