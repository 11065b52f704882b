package acts

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// tellGrids finds the leads of the other grid a Tell of the table means.
func (x *Turn) tellGrids(t cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(world.Person, cases.View, text.Text)) {
	grid := before.Grid
	switch {
	case t == cases.TellAsked && c.Ceding != nil:
		grid = c.Ceding.To
	case t == cases.TellAsked: // asked no more
		grid = before.Ceding.To
	}
	for _, p := range x.Leads(grid) {
		to(p, world.ViewOf(c, p), show.Why(x.World, c, a))
	}
}

// followers is everybody who follows the notice, or did until this change.
func (x *Turn) followers(before *cases.Case, after cases.Case) []int64 {
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
func (x *Turn) whyFollower(id int64, before *cases.Case, c cases.Case, a cases.Act) text.Text {
	n := c.Notice()
	switch {
	case n != nil && !slices.Contains(n.Followers, id): // it is somebody else's now
		return text.T("tell.over")
	case a.Do == cases.Clear:
		return text.T("tell.clear.theirs")
	case (a.Do == cases.Serve || a.Do == cases.Replace) && n != nil:
		return text.T("tell.serve.theirs", "id", n.ID)
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
	pairs := show.Pairs(x.World, c)
	if len(pairs) == 0 {
		return
	}
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
		Say: talk.Prompt{Say: text.T("check.pair", "number", c.Number), Draw: &talk.Drawing{Pairs: pairs}}})
}

// Tell finds who a Tell of the table means, and what they read first.
func (x *Turn) Tell(t cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(world.Person, cases.View, text.Text)) {
	switch t {
	case cases.TellCalled, cases.TellLeg, cases.TellLegs, cases.TellHead:
		x.tellLegs(t, before, c, a, to)
	case cases.TellAsked, cases.TellGiver:
		x.tellGrids(t, before, c, a, to)
	case cases.TellLegRung:
		x.remindLeg(*before, c, a.Leg, to)
	case cases.TellCaller:
		if !c.Legged() { // until then the board says it
			x.Tell(cases.TellLeads, before, c, a, to)
		}
		x.Tell(cases.TellAssignee, before, c, a, to)
	case cases.TellWorkers:
		workers := slices.DeleteFunc(x.Staff.OnDuty(c.Grid), func(p world.Person) bool { return p.ID == c.By.ID })
		for _, p := range workers {
			to(p, cases.ViewWorker, show.OfferHead(c, before))
		}
		switch {
		case c.Grid == "":
			x.Tell(cases.TellRouter, before, c, a, to)
		case len(workers) == 0: // nobody can take it: said at once
			for _, p := range x.Leads(c.Grid) {
				to(p, cases.ViewLead, text.T("tell.nobody"))
			}
		}
	case cases.TellLeads:
		for _, p := range x.Leads(c.Grid) {
			to(p, cases.ViewLead, show.Why(x.World, c, a))
		}
	case cases.TellRouter:
		for _, p := range x.Staff.In(world.Coordinator, "") {
			to(p, cases.ViewLead, show.Why(x.World, c, a))
		}
	case cases.TellVerifier:
		if c.Verifier != 0 {
			to(x.Staff.People[c.Verifier], cases.ViewWorker, show.Why(x.World, c, a))
			x.pairLetter(c, x.Staff.People[c.Verifier])
			return
		}
		for _, p := range x.Leads(c.Grid) {
			if !slices.Contains(c.Handlers, p.ID) {
				to(p, cases.ViewLead, show.Why(x.World, c, a))
				x.pairLetter(c, p)
			}
		}
	case cases.TellAssignee:
		assignee := c.Assignee
		if assignee == 0 && before != nil {
			assignee = before.Assignee
		}
		to(x.Staff.People[assignee], cases.ViewWorker, show.Why(x.World, c, a))
	case cases.TellFormer:
		if before != nil && before.Assignee != 0 && c.Assignee == 0 {
			to(x.Staff.People[before.Assignee], cases.ViewWorker, show.Why(x.World, c, a))
		} else if before != nil && before.Assignee != c.Assignee {
			to(x.Staff.People[before.Assignee], cases.ViewWorker, text.T("tell.former", "name", x.Staff.Name(c.Assignee)))
		}
	case cases.TellRung:
		x.remindRung(*before, c, to)
	case cases.TellLook:
		for _, p := range x.Lookers(c) {
			to(p, world.ViewOf(c, p), show.Why(x.World, c, a))
		}
	case cases.TellPleader:
		plea := before.Plea
		if plea == nil {
			return
		}
		why := show.Why(x.World, c, a)
		if plea.Part == cases.PartAddressee {
			to(x.someone(plea.By, c), cases.ViewAddressee, why)
			why = text.T("tell.theirs", "what", why)
		}
		to(x.Staff.People[c.Assignee], cases.ViewWorker, why)
	case cases.TellFollower:
		for _, id := range x.followers(before, c) {
			to(x.someone(id, c), cases.ViewAddressee, x.whyFollower(id, before, c, a))
		}
	case cases.TellReporter:
		if c.By.ID == 0 {
			return
		}
		to(world.Person{ID: c.By.ID, Lang: c.By.Lang}, cases.ViewReporter, show.Why(x.World, c, a))
	}
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
