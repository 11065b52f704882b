package acts

import (
	"reflect"
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// legConcerns reports whether the card of an agency must change in place: it
// is no news to it what the others do.
func (x *Turn) legConcerns(k cases.Card, before *cases.Case, after cases.Case) bool {
	agency := x.AgencyOf(k)
	return before == nil || !reflect.DeepEqual(before.LegOf(agency), after.LegOf(agency)) ||
		!reflect.DeepEqual(before.Notice(), after.Notice()) || !reflect.DeepEqual(before.Place, after.Place) || !reflect.DeepEqual(before.Spots, after.Spots) ||
		len(x.FilesFor(*before, k.As, agency)) != len(x.FilesFor(after, k.As, agency)) || before.Status.Type() != after.Status.Type()
}

// legPeople is who goes a leg: who reported in, as long as they can be
// reached, or else everybody of the agency who can be called; its head where
// nobody can.
func (x *Turn) legPeople(c cases.Case, l cases.Leg) []world.Person {
	if p := x.Staff.People[l.Officer]; p.Role == world.Officer && p.Agency == l.Agency && p.Duty && !p.Gone {
		return []world.Person{p}
	}
	if on := x.Staff.Callable(l.Agency, c.Grid, c.Category); len(on) > 0 {
		return on
	}
	return x.Staff.Heads(l.Agency)
}

// tellLegs finds who of the agencies a Tell of the table means.
func (x *Turn) tellLegs(t cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(world.Person, cases.View, text.Text)) {
	all := func(l cases.Leg, ps []world.Person) {
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
			on := x.Staff.Callable(l.Agency, c.Grid, c.Category)
			all(l, on)
			if len(on) == 0 {
				x.NobodyOn(c, l)
			}
		}
	case cases.TellLeg, cases.TellHead:
		if l := before.Leg(a.Leg); l != nil {
			who := x.legPeople(c, *l)
			if t == cases.TellHead {
				who = x.Staff.Heads(l.Agency)
			}
			all(*l, who)
		}
	case cases.TellLegs:
		for _, l := range before.OpenLegs() {
			all(l, x.legPeople(*before, l))
		}
	}
}

// NobodyOn says to both leads that an agency has nobody on duty: they may call
// its head, or another agency.
func (x *Turn) NobodyOn(c cases.Case, l cases.Leg) {
	n := strconv.Itoa(l.N)
	name := show.AgencyName(x.World, l.Agency)
	row := []talk.Button{show.Acting(text.T("legs.swap", "agency", name), c.Number, cases.Swap, n)}
	if len(x.Staff.Heads(l.Agency)) > 0 {
		row = append([]talk.Button{show.Acting(text.T("legs.head.call", "agency", name), c.Number, cases.CallHead, n)}, row...)
	}
	for _, p := range x.Leads(c.Grid) {
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: talk.Prompt{
			Say: text.T("legs.nobody", "number", c.Number, "agency", name), Rows: [][]talk.Button{row},
		}})
	}
}

// legWhy is the line that says why an agency is told.
func (x *Turn) legWhy(c cases.Case, l cases.Leg, a cases.Act) text.Text {
	by := x.Staff.Name(a.By.ID)
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
func (x *Turn) tellAgencies(before, after *cases.Case, heads map[int64]text.Text, tells []cases.Tell, a cases.Act) {
	if !slices.Contains(tells, cases.TellCalled) {
		return
	}
	for _, l := range after.Legs {
		if before != nil && l.N <= len(before.Legs) {
			continue
		}
		if g, ok := x.Staff.Groups["@"+l.Agency]; ok {
			heads[g.Chat] = x.legWhy(*after, l, a)
			Hold(after, cases.Card{Chat: g.Chat, Thread: g.Thread, As: cases.ViewAgency, Lang: g.Lang})
		}
	}
}
