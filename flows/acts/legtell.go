package acts

import (
	"reflect"
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
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
		!reflect.DeepEqual(before.Notice(), after.Notice()) || !reflect.DeepEqual(before.Postings, after.Postings) || !reflect.DeepEqual(before.Place, after.Place) || !reflect.DeepEqual(before.Spots, after.Spots) ||
		len(x.FilesFor(*before, k.As, agency)) != len(x.FilesFor(after, k.As, agency)) || before.Status.Type() != after.Status.Type()
}

// legPeople is who goes a leg: who reported in, as long as they can be
// reached, or else everybody of the agency who can be called; its head where
// nobody can.
func (x *Turn) legPeople(c cases.Case, l cases.Leg) []world.Person {
	if p := x.Staff.People[l.Officer]; p.Role == world.Officer && p.Agency == l.Agency && p.Duty && !p.Gone {
		return []world.Person{p}
	}
	if on := x.Staff.Callable(l.Agency, world.For(c)); len(on) > 0 {
		return on
	}
	return x.Staff.HeadsFor(l.Agency, c)
}

// called are the agencies whose leg has just begun.
func (t telling) called() {
	for _, l := range t.c.Legs {
		if t.before != nil && l.N <= len(t.before.Legs) {
			continue
		}
		on := t.Staff.Callable(l.Agency, world.For(t.c))
		t.ofLeg(l, on)
		switch {
		case len(on) == 0:
			t.NobodyOn(t.c, l)
		case t.Staff.Nobody(l.Agency, t.c):
			t.forNobody(l, on)
		}
	}
}

// leg: the agency the act is about.
func (t telling) leg() {
	if l := t.before.Leg(t.a.Leg); l != nil {
		t.ofLeg(*l, t.legPeople(t.c, *l))
	}
}

// nextOfficer: to whom a leg was handed.
func (t telling) nextOfficer() {
	if l := t.c.Leg(t.c.Log[len(t.c.Log)-1].Leg); l != nil {
		t.to(t.Staff.People[l.Officer], cases.ViewOfficer, t.why())
	}
}

// handed: enforcement, to which something was handed over just now.
func (t telling) handed() {
	for _, l := range t.c.OpenLegs() {
		if l.Law == nil || l.Law.At != t.a.At.Unix() {
			continue
		}
		on := t.legPeople(t.c, l)
		if t.ofLeg(l, on); len(on) == 0 {
			t.NobodyOn(t.c, l)
		}
	}
}

// head of the agency the act is about.
func (t telling) head() {
	if l := t.before.Leg(t.a.Leg); l != nil {
		t.ofLeg(*l, t.Staff.HeadsFor(l.Agency, t.c))
	}
}

// everyLeg: every agency that had a leg to go.
func (t telling) everyLeg() {
	for _, l := range t.before.OpenLegs() {
		t.ofLeg(l, t.legPeople(*t.before, l))
	}
}

// caller: who has the case, and once nobody is at work any more the leads;
// until then the board says it.
func (t telling) caller() {
	if !t.c.Legged() {
		t.leads()
	}
	t.assignee()
}

func (t telling) ofLeg(l cases.Leg, ps []world.Person) {
	for _, p := range ps {
		t.to(p, cases.ViewOfficer, t.legWhy(t.c, l, t.a))
	}
}

// NobodyOn says to both leads that an agency has nobody on duty: they may call
// its head, or another agency.
func (x *Turn) NobodyOn(c cases.Case, l cases.Leg) {
	n := strconv.Itoa(l.N)
	name := show.AgencyName(x.World, l.Agency)
	row := []talk.Button{show.Acting(text.T("legs.swap", "agency", name), c.Number, cases.Swap, n)}
	if len(x.Staff.HeadsFor(l.Agency, c)) > 0 {
		row = append([]talk.Button{show.Acting(text.T("legs.head.call", "agency", name), c.Number, cases.CallHead, n)}, row...)
	}
	for _, p := range x.Leads(c.Grid) {
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: talk.Prompt{
			Say: text.T("legs.nobody", "number", c.Number, "agency", name), Rows: [][]talk.Button{row},
		}})
	}
}

// forNobody says to the leads and the coordinator that nobody of an agency answers
// for this: all of them have it, and who they are.
func (t telling) forNobody(l cases.Leg, on []world.Person) {
	var names []text.Text
	for _, p := range on[:min(len(on), mostNames)] {
		names = append(names, text.Said(p.Name))
	}
	told := map[int64]bool{}
	for _, p := range slices.Concat(t.Leads(t.c.Grid), t.Coordinators()) {
		if told[p.ID] {
			continue
		}
		told[p.ID] = true
		t.Write(p, world.ClassTask, talk.Prompt{Say: text.T("legs.forall", "number", t.c.Number, "agency", show.AgencyName(t.World, l.Agency),
			"place", show.PlaceText(t.c.Place), "category", show.CategoryName(t.World, t.c.Category), "n", len(on), "who", text.Join(" · ", names...))})
	}
}

// mostNames is how many names stand in a line.
const mostNames = 6

// legWhy is the line that says why an agency is told.
func (x *Turn) legWhy(c cases.Case, l cases.Leg, a cases.Act) text.Text {
	if why := legWhys[a.Do]; why != nil {
		return why(c, l, a, x.Staff.Name(a.By.ID))
	}
	return text.Text{}
}

// legWhys say why an agency is told of an act; by is who did it.
var legWhys = map[cases.Action]func(c cases.Case, l cases.Leg, a cases.Act, by string) text.Text{
	cases.Whistle: measures.Called, cases.Swap: measures.Called,
	cases.CallHead: legTold("tell.callhead"), cases.Lift: legTold("tell.lift.theirs"), cases.Inspect: legTold("tell.handed.theirs"), cases.Insist: legTold("tell.insist"), cases.Spots: legTold("tell.spots"),
	cases.Post: func(_ cases.Case, _ cases.Leg, a cases.Act, by string) text.Text {
		return text.T("tell.post", "name", by, "reason", a.Note)
	},
	cases.LegGrant: measures.Granted, cases.LegDeny: measures.Denied, cases.LegPause: measures.Paused, cases.LegResume: measures.Woken,
	cases.Release: measures.Released, cases.CallOff: measures.Released, cases.Clear: measures.Passed, cases.Decline: measures.Over, cases.Withdraw: measures.Over, cases.Uphold: measures.Over,
	cases.Correct: func(c cases.Case, _ cases.Leg, a cases.Act, _ string) text.Text { return whyCorrected(c, a) },
}

func legTold(id string) func(cases.Case, cases.Leg, cases.Act, string) text.Text {
	return func(_ cases.Case, _ cases.Leg, _ cases.Act, by string) text.Text { return text.T(id, "name", by) }
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
