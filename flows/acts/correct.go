package acts

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What the folder says of an act, and who hears of what is contested or passed
// from one to the other.

// ruled says with an act what the folder has to say of it: a case knows no
// district.
func (x *Turn) ruled(a *cases.Act, c cases.Case) {
	a.Rise = cases.Rise{Lead: x.District.Passes.Lead, Coordinator: x.District.Passes.Coordinator}
	category, _ := x.District.Category(c.Category)
	a.Account = category.After.None
	if a.Do == cases.Relapse {
		a.To = int64(x.Number()) // of the round it opens
	}
	if a.Do != cases.Correct {
		return
	}
	a.FromStart = x.District.FromStart
	if to, ok := x.District.Category(a.Category); ok && a.Of == cases.OfCategory {
		a.FromStart, a.Urgent = to.FromStart, to.Danger
	}
}

// others are who decides what was contested: a lead who did not decline it; where
// the grid has none, the coordinator.
func (x *Turn) others(c cases.Case) []world.Person {
	leads := slices.DeleteFunc(x.Leads(c.Grid), func(p world.Person) bool { return p.ID == c.Dispute.By || p.Gone })
	if len(leads) == 0 {
		leads = slices.DeleteFunc(x.Staff.In(world.Coordinator, ""), func(p world.Person) bool { return p.ID == c.Dispute.By })
	}
	return leads
}

func (t telling) other() {
	for _, p := range t.others(t.c) {
		t.to(p, cases.ViewLead, t.why())
	}
}

// risen: it went from one to the other so often that who leads must say whose it
// is; at last the coordinator.
func (t telling) risen() {
	people := t.Leads(t.c.Grid)
	if t.c.Raised == t.a.At.Unix() {
		people = slices.Concat(people, t.Staff.In(world.Coordinator, ""))
	}
	for _, p := range people {
		t.to(p, cases.ViewLead, text.T("tell.risen", "n", t.c.Passes))
	}
}

// whyCorrected says to an agency at work what it must know of a correction: the
// words of who reported are not theirs.
func whyCorrected(c cases.Case, a cases.Act) text.Text {
	switch {
	case c.Alarm != 0 && c.Alarm == a.At.Unix():
		return text.T("tell.leg.danger")
	case a.Of == cases.OfPlace:
		return text.T("tell.leg.place", "place", c.Place.Known())
	}
	return text.T("tell.leg.category")
}
