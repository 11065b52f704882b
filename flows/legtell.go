package flows

import (
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// tellLegs finds who of the agencies a Tell of the table means.
func (x *change) tellLegs(t cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(Person, cases.View, text.Text)) {
	all := func(l cases.Leg, ps []Person) {
		for _, p := range ps {
			to(p, cases.ViewOfficer, x.legWhy(c, l, a))
		}
	}
	switch t {
	case cases.TellCalled:
		for _, l := range c.Legs {
			if before != nil && l.N <= len(before.Legs) {
				continue
			}
			on := x.Staff.callable(l.Agency, c.Grid, c.Category)
			all(l, on)
			if len(on) == 0 {
				x.nobodyOn(c, l)
			}
		}
	case cases.TellLeg, cases.TellHead:
		if l := before.Leg(a.Leg); l != nil {
			who := x.legPeople(c, *l)
			if t == cases.TellHead {
				who = x.Staff.heads(l.Agency)
			}
			all(*l, who)
		}
	case cases.TellLegs:
		for _, l := range before.OpenLegs() {
			all(l, x.legPeople(*before, l))
		}
	}
}

// nobodyOn says to both leads that an agency has nobody on duty: they may call
// its head, or another agency.
func (x *change) nobodyOn(c cases.Case, l cases.Leg) {
	n := strconv.Itoa(l.N)
	name := agencyName(x.World, l.Agency)
	row := []talk.Button{acting(text.T("legs.swap", "agency", name), c.Number, cases.Swap, n)}
	if len(x.Staff.heads(l.Agency)) > 0 {
		row = append([]talk.Button{acting(text.T("legs.head.call", "agency", name), c.Number, cases.CallHead, n)}, row...)
	}
	for _, p := range x.leads(c.Grid) {
		x.Letters = append(x.Letters, Letter{Class: ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: talk.Prompt{
			Say: text.T("legs.nobody", "number", c.Number, "agency", name), Rows: [][]talk.Button{row},
		}})
	}
}

// legWhy is the line that says why an agency is told.
func (x *change) legWhy(c cases.Case, l cases.Leg, a cases.Act) text.Text {
	by := x.Staff.name(a.By.ID)
	switch a.Do {
	case cases.Whistle, cases.Swap:
		if now := c.Leg(l.N); now == nil || !now.Open() {
			return text.T("tell.leg.swapped", "name", by)
		}
		if c.Danger {
			return text.T("tell.called.danger", "name", by)
		}
		return text.T("tell.called", "name", by)
	case cases.CallHead:
		return text.T("tell.callhead", "name", by)
	case cases.Insist:
		return text.T("tell.insist", "name", by)
	case cases.Release, cases.CallOff:
		return text.T("tell.released", "name", by, "reason", a.Note)
	case cases.Clear:
		if len(l.Standing()) > 0 {
			return text.T("tell.passed.undo")
		}
		return text.T("tell.passed")
	case cases.Spots:
		return text.T("tell.spots", "name", by)
	case cases.Decline, cases.Withdraw:
		return text.T("tell.leg.over")
	}
	return text.Text{}
}

// tellAgencies brings the cards of the agencies' own groups: of those called
// now a card of their own, of all others the change in place.
func (x *change) tellAgencies(before, after *cases.Case, heads map[int64]text.Text, tells []cases.Tell, a cases.Act) {
	if !slices.Contains(tells, cases.TellCalled) {
		return
	}
	for _, l := range after.Legs {
		if before != nil && l.N <= len(before.Legs) {
			continue
		}
		if g, ok := x.Staff.Groups["@"+l.Agency]; ok {
			heads[g.Chat] = x.legWhy(*after, l, a)
			hold(after, cases.Card{Chat: g.Chat, Thread: g.Thread, As: cases.ViewAgency, Lang: g.Lang})
		}
	}
}
