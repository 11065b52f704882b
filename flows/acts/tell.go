package acts

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/measures"
	"gridbot/flows/pairs"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// followers is everybody who follows the notice, or did until this change.
func followers(before *cases.Case, after cases.Case) []int64 {
	var all []int64
	if n := after.Notice(); n != nil {
		all = slices.Clone(n.Followers)
	}
	if before == nil {
		return all
	}
	if n := before.Notice(); n != nil {
		for _, id := range n.Followers {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// whyFollower is the line that says to an addressee what has changed for them.
func (x *Turn) whyFollower(id int64, c cases.Case, a cases.Act) text.Text {
	n := c.Notice()
	switch {
	case n != nil && !slices.Contains(n.Followers, id): // it is somebody else's now
		return measures.Either(text.T("tell.over"), text.T("tell.over.advice"))(c)
	case a.Do == cases.Clear:
		return text.T("tell.clear.theirs")
	case a.Do == cases.Warn && n != nil:
		return measures.Near(x.World, c)
	case (a.Do == cases.Serve || a.Do == cases.Replace) && n != nil:
		return measures.Either(text.T("tell.serve.theirs", "id", n.ID), text.T("tell.serve.theirs.advice", "id", n.ID))(c)
	}
	return show.Why(x.World, c, a)
}

// Whoever checks the work sees it before and after, side by side; and is told
// when a photo was used before. It is told, not refused: the light in a
// stairwell is the same every day.

// pairLetter is the picture of the work before and after, for one person.
func (x *Turn) pairLetter(c cases.Case, p world.Person) {
	if p.ID == 0 || p.Gone {
		return
	}
	side := pairs.Of(x.World, c)
	if len(side) == 0 {
		return
	}
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
		Say: talk.Prompt{Say: text.T("check.pair", "number", c.Number), Draw: &drawn.Drawing{Pairs: side}}})
}

// A telling is an act on a case that somebody is to be told of.
type telling struct {
	*Turn
	before *cases.Case // nil for a new one
	c      cases.Case
	a      cases.Act
	to     func(p world.Person, as cases.View, head text.Text)
}

// tellings say of each Tell of the lifecycle whom it means, and what they read
// first.
var tellings = map[cases.Tell]func(telling){
	cases.TellWorkers: telling.workers, cases.TellAssignee: telling.assignee, cases.TellFormer: telling.former,
	cases.TellVerifier: telling.verifier, cases.TellLeads: telling.leads, cases.TellReporter: telling.reporter,
	cases.TellRouter: telling.router, cases.TellPleader: telling.pleader, cases.TellLook: telling.lookers,
	cases.TellFollower: telling.followed, cases.TellAsked: telling.asked, cases.TellGiver: telling.giver,
	cases.TellNext: telling.nextOfficer, cases.TellCalled: telling.called, cases.TellLeg: telling.leg, cases.TellLegs: telling.everyLeg,
	cases.TellOther: telling.other, cases.TellRisen: telling.risen,
	cases.TellHead: telling.head, cases.TellHanded: telling.handed, cases.TellServer: telling.server, cases.TellCaller: telling.caller,
	cases.TellPosted: telling.posted, cases.TellPoster: telling.poster, cases.TellUnheard: telling.unheard,
	cases.TellAsker:   func(t telling) { t.to(t.asker(t.a.To), cases.ViewAddressee, t.why()) },
	cases.TellRung:    func(t telling) { t.remindRung(*t.before, t.c, t.to) },
	cases.TellLegRung: func(t telling) { t.remindLeg(*t.before, t.c, t.a.Leg, t.to) },
}

// tell tells whom a Tell of the lifecycle means.
func (x *Turn) tell(who cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(world.Person, cases.View, text.Text)) {
	if tells, ok := tellings[who]; ok {
		tells(telling{x, before, c, a, to})
	}
}

// why is the line that says why somebody is told.
func (t telling) why() text.Text { return show.Why(t.World, t.c, t.a) }

// workers: it is on offer. Where nobody can take it, that is said at once.
func (t telling) workers() {
	if t.c.Everywhere() {
		t.everybody()
		return
	}
	workers := slices.DeleteFunc(t.Staff.OnDuty(t.c.Grid), func(p world.Person) bool { return p.ID == t.c.By.ID || t.c.Bars(p.Part()) })
	if len(workers) == 0 && t.c.Danger && t.c.Grid != "" { // it wakes those off duty
		for _, p := range t.Woken(t.c) {
			t.to(p, cases.ViewWorker, show.OfferHead(t.c, t.before))
		}
	}
	for _, p := range workers {
		t.to(p, cases.ViewWorker, show.OfferHead(t.c, t.before))
	}
	switch {
	case t.c.Grid == "":
		t.router()
	case t.Shut(t.c.Grid): // what would stand in the group
		for _, p := range t.Leads(t.c.Grid) {
			t.to(p, cases.ViewLead, show.OfferHead(t.c, t.before))
		}
	case len(workers) == 0:
		for _, p := range t.Leads(t.c.Grid) {
			t.to(p, cases.ViewLead, text.T("tell.nobody"))
		}
	}
}

// everybody who could take it, or say where it belongs: it is danger, and nobody
// knows in which grid.
func (t telling) everybody() {
	t.router()
	for _, g := range t.District.Map.All() {
		for _, p := range t.Leads(g.ID) {
			t.to(p, world.ViewOf(t.c, p), show.OfferHead(t.c, t.before))
		}
		for _, p := range t.Staff.OnDuty(g.ID) {
			t.to(p, cases.ViewWorker, show.OfferHead(t.c, t.before))
		}
	}
}

func (t telling) leads() {
	for _, p := range t.Leads(t.c.Grid) {
		t.to(p, cases.ViewLead, t.why())
	}
}

func (t telling) router() {
	hear := t.Coordinators()
	if !slices.ContainsFunc(hear, func(p world.Person) bool { return t.c.Sees(p.Part()) }) {
		hear = t.Staff.In(world.Coordinator, "") // it is about who stands in for them
	}
	for _, p := range hear {
		t.to(p, cases.ViewLead, t.why())
	}
}

// verifier: who was named to check it, or every lead who did not do it; with
// the work before and after.
func (t telling) verifier() {
	if t.c.Verifier != 0 {
		p := t.Staff.People[t.c.Verifier]
		t.to(p, cases.ViewWorker, t.why())
		t.pairLetter(t.c, p)
		return
	}
	for _, p := range t.Leads(t.c.Grid) {
		if !slices.Contains(t.c.Handlers, p.ID) {
			t.to(p, cases.ViewLead, t.why())
			t.pairLetter(t.c, p)
		}
	}
}

func (t telling) assignee() {
	id := t.c.Assignee
	if id == 0 && t.before != nil {
		id = t.before.Assignee
	}
	t.to(t.Staff.People[id], cases.ViewWorker, t.why())
}

// former: it is no longer theirs.
func (t telling) former() {
	switch {
	case t.before == nil || t.before.Assignee == t.c.Assignee:
	case t.c.Assignee == 0:
		t.to(t.Staff.People[t.before.Assignee], cases.ViewWorker, t.why())
	default:
		t.to(t.Staff.People[t.before.Assignee], cases.ViewWorker, text.T("tell.former", "name", t.Staff.Name(t.c.Assignee)))
	}
}

func (t telling) lookers() {
	for _, p := range t.Lookers(t.c) {
		t.to(p, world.ViewOf(t.c, p), t.why())
	}
}

// pleader: who asked for what is answered, and who has the case.
func (t telling) pleader() {
	plea := t.before.Plea
	if plea == nil {
		return
	}
	why := t.why()
	if plea.Part == cases.PartAddressee {
		t.to(t.someone(plea.By, t.c), cases.ViewAddressee, why)
		why = text.T("tell.theirs", "what", why)
	}
	t.to(t.Staff.People[t.c.Assignee], cases.ViewWorker, why)
}

func (t telling) followed() {
	for _, id := range followers(t.before, t.c) {
		t.to(t.someone(id, t.c), cases.ViewAddressee, t.whyFollower(id, t.c, t.a))
	}
}

func (t telling) reporter() {
	why := t.why()
	if t.before != nil && t.before.HasJoined(t.a.By.ID) {
		why = text.T("tell.reopen.other") // their words are theirs
	}
	if t.c.By.ID != 0 {
		t.to(world.Person{ID: t.c.By.ID, Lang: t.c.By.Lang}, cases.ViewReporter, why)
	}
	for _, j := range t.c.Joined { // who told of the same thing hears of it, too
		if t.a.Do == cases.Reopen && !t.before.HasJoined(t.a.By.ID) {
			why = text.T("tell.reopen.other")
		}
		t.to(t.someone(j.ID, t.c), cases.ViewJoiner, why)
	}
}

// asked: the leads of the grid that is asked to take it, or is no more.
func (t telling) asked() {
	ceding := t.c.Ceding
	if ceding == nil {
		ceding = t.before.Ceding
	}
	t.leadsOf(ceding.To)
}

// giver: the leads of the grid that gives it, or gave it.
func (t telling) giver() { t.leadsOf(t.before.Grid) }

func (t telling) leadsOf(grid string) {
	for _, p := range t.Leads(grid) {
		t.to(p, world.ViewOf(t.c, p), t.why())
	}
}

// server is who answers for the notice, or else the leads.
func (t telling) server() {
	if p, ok := measures.Server(t.World, t.c); ok {
		t.to(p, world.ViewOf(t.c, p), t.why())
		return
	}
	t.leads()
}

// asker is somebody who asked to follow the notice.
func (t telling) asker(id int64) world.Person {
	if a := t.c.Asker(id); a != nil {
		return world.Person{ID: id, Lang: a.Lang}
	}
	return t.someone(id, t.c)
}

// someone is a person who is no staff, to be told of a case.
func (x *Turn) someone(id int64, c cases.Case) world.Person {
	if id == x.Me.ID {
		return x.Me
	}
	for _, k := range c.Cards {
		if k.Chat == id {
			return world.Person{ID: id, Lang: k.Lang}
		}
	}
	return world.Person{ID: id, Lang: x.District.Langs[0]}
}
