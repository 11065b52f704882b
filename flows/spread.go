package flows

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// spread tells everybody concerned of a case that changed: those the table
// names get the card anew with a line saying why, everybody else who holds a
// card sees it change in place. New holders are kept in the case.
func (x *change) spread(before, after *cases.Case, tells []cases.Tell, a cases.Act) {
	for i, k := range after.Cards {
		for _, g := range x.Staff.Groups {
			if g.Was != 0 && g.Was == k.Chat {
				after.Cards[i].Chat = g.Chat // the group became a supergroup
			}
		}
	}
	heads := map[int64]text.Text{} // who gets the card anew, and why
	tell := func(p Person, as cases.View, head text.Text) {
		if as == cases.ViewAddressee && !slices.Contains(x.followers(before, *after), p.ID) {
			return
		}
		if p.Gone || p.ID == 0 {
			return
		}
		if _, told := heads[p.ID]; !told && (p.ID != a.By.ID || a.Do == cases.Relapse && before == nil) {
			heads[p.ID] = head
			hold(after, cases.Card{Chat: p.ID, As: as, Lang: p.Lang})
		}
	}
	for _, t := range tells {
		x.tell(t, before, *after, a, tell)
	}
	switch {
	case a.Do == cases.Report:
		heads[a.By.ID] = text.T("receipt.head")
	case before == nil:
		heads[a.By.ID] = x.why(*after, a)
	}
	if a.Do == cases.Claim && x.event.Chat.Group {
		heads[a.By.ID] = text.T("done.claim") // the task is at hand in the private chat
		hold(after, cases.Card{Chat: a.By.ID, As: cases.ViewWorker, Lang: x.Me.Lang})
	}
	if slices.Contains(tells, cases.TellWorkers) {
		if g, ok := x.Staff.Groups[after.Grid]; ok {
			heads[g.Chat] = offerHead(*after, before)
			hold(after, cases.Card{Chat: g.Chat, Thread: g.Thread, As: cases.ViewGroup, Lang: g.Lang})
		}
	}
	x.tellAgencies(before, after, heads, tells, a)
	var kept []cases.Card
	for _, k := range after.Cards {
		out := x.outside(k, *after)
		if out && before != nil && x.outside(k, *before) {
			continue // dismissed meanwhile: the card stays as it was
		}
		if !out {
			kept = append(kept, k)
		}
		if head, told := heads[k.Chat]; told || x.concerns(k, before, *after) {
			x.Letters = append(x.Letters, x.cardLetter(*after, k, head, told))
		}
	}
	after.Cards = kept
	x.boards(before, *after)
}

// outside reports whether a card is held where the case is nobody's business
// any more: it went to another grid, or its holder left the staff.
func (x *change) outside(k cases.Card, c cases.Case) bool {
	if k.As == cases.ViewAgency {
		g, bound := x.bound(k.Chat)
		l := c.LegOf(g.Agency)
		return bound && (l == nil || !l.Open() && l.Status != cases.LegFinished)
	}
	if k.As != cases.ViewGroup {
		return !c.Sees(x.holder(k).part())
	}
	for _, g := range x.Staff.Groups {
		if g.Chat == k.Chat && g.Grid == c.Grid {
			return false
		}
	}
	_, bound := x.bound(k.Chat)
	return bound
}

// tell finds who a Tell of the table means, and what they read first.
func (x *change) tell(t cases.Tell, before *cases.Case, c cases.Case, a cases.Act, to func(Person, cases.View, text.Text)) {
	switch t {
	case cases.TellCalled, cases.TellLeg, cases.TellLegs, cases.TellHead:
		x.tellLegs(t, before, c, a, to)
	case cases.TellAsked, cases.TellGiver:
		x.tellGrids(t, before, c, a, to)
	case cases.TellLegRung:
		x.remindLeg(*before, c, a.Leg, to)
	case cases.TellCaller:
		if !c.Legged() { // until then the board says it
			x.tell(cases.TellLeads, before, c, a, to)
		}
		x.tell(cases.TellAssignee, before, c, a, to)
	case cases.TellWorkers:
		workers := slices.DeleteFunc(x.Staff.onDuty(c.Grid), func(p Person) bool { return p.ID == c.By.ID })
		for _, p := range workers {
			to(p, cases.ViewWorker, offerHead(c, before))
		}
		switch {
		case c.Grid == "":
			x.tell(cases.TellRouter, before, c, a, to)
		case len(workers) == 0: // nobody can take it: said at once
			for _, p := range x.leads(c.Grid) {
				to(p, cases.ViewLead, text.T("tell.nobody"))
			}
		}
	case cases.TellLeads:
		for _, p := range x.leads(c.Grid) {
			to(p, cases.ViewLead, x.why(c, a))
		}
	case cases.TellRouter:
		for _, p := range x.Staff.in(Coordinator, "") {
			to(p, cases.ViewLead, x.why(c, a))
		}
	case cases.TellVerifier:
		if c.Verifier != 0 {
			to(x.Staff.People[c.Verifier], cases.ViewWorker, x.why(c, a))
			x.pairLetter(c, x.Staff.People[c.Verifier])
			return
		}
		for _, p := range x.leads(c.Grid) {
			if !slices.Contains(c.Handlers, p.ID) {
				to(p, cases.ViewLead, x.why(c, a))
				x.pairLetter(c, p)
			}
		}
	case cases.TellAssignee:
		assignee := c.Assignee
		if assignee == 0 && before != nil {
			assignee = before.Assignee
		}
		to(x.Staff.People[assignee], cases.ViewWorker, x.why(c, a))
	case cases.TellFormer:
		if before != nil && before.Assignee != 0 && c.Assignee == 0 {
			to(x.Staff.People[before.Assignee], cases.ViewWorker, x.why(c, a))
		} else if before != nil && before.Assignee != c.Assignee {
			to(x.Staff.People[before.Assignee], cases.ViewWorker, text.T("tell.former", "name", x.Staff.name(c.Assignee)))
		}
	case cases.TellRung:
		x.remindRung(*before, c, to)
	case cases.TellLook:
		for _, p := range x.lookers(c) {
			to(p, ViewOf(c, p), x.why(c, a))
		}
	case cases.TellPleader:
		plea := before.Plea
		if plea == nil {
			return
		}
		why := x.why(c, a)
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
		to(Person{ID: c.By.ID, Lang: c.By.Lang}, cases.ViewReporter, x.why(c, a))
	}
}

// leads are both leads of a grid; where there are none, the coordinator.
func (x *change) leads(grid string) []Person {
	if grid != "" {
		if ps := x.Staff.in(Lead, grid); len(ps) > 0 {
			return ps
		}
	}
	return x.Staff.in(Coordinator, "")
}

// offerHead is the first line of a case on offer.
func offerHead(c cases.Case, before *cases.Case) text.Text {
	switch {
	case c.Danger:
		return text.T("tell.offer.danger")
	case c.Status == cases.Returned:
		return text.T("tell.offer.again")
	}
	return text.T("tell.offer")
}

// someone is a person who is no staff, to be told of a case.
func (x *change) someone(id int64, c cases.Case) Person {
	if id == x.Me.ID {
		return x.Me
	}
	for _, k := range c.Cards {
		if k.Chat == id {
			return Person{ID: id, Lang: k.Lang}
		}
	}
	return Person{ID: id, Lang: x.District.Langs[0]}
}

// concerns reports whether a card must change in place. A worker who lost the
// race sees so once; what the winner does then is no news to them.
func (x *change) concerns(k cases.Card, before *cases.Case, after cases.Case) bool {
	if k.As == cases.ViewOfficer || k.As == cases.ViewAgency {
		return x.legConcerns(k, before, after)
	}
	if last := after.Log[len(after.Log)-1]; last.Leg != 0 && last.To == before.Status {
		return k.Chat == after.Assignee && k.As == cases.ViewWorker && last.Do != cases.LegWarn // the others have the board
	}
	switch after.Log[len(after.Log)-1].Do {
	case cases.Warn:
		return false // who is warned gets the card anew
	case cases.Prove, cases.Plead, cases.Deny, cases.Promise:
		// Between staff, or between them and the addressee: no news for others.
		if k.As == cases.ViewReporter || k.As == cases.ViewGroup {
			return false
		}
	}
	if after.Log[len(after.Log)-1].Do == cases.Rate {
		return k.As == cases.ViewReporter || k.As == cases.ViewLead
	}
	if before == nil || k.As != cases.ViewWorker || k.Chat == after.Assignee || k.Chat == after.Verifier {
		return true
	}
	return before.Assignee != after.Assignee || onOffer(*before) != onOffer(after) ||
		(before.Status.Type() == cases.Open) != (after.Status.Type() == cases.Open)
}

func onOffer(c cases.Case) bool { return c.Status == cases.Reported || c.Status == cases.Returned }

// hold makes a chat a holder of a card; what it is shown as may change.
func hold(c *cases.Case, k cases.Card) {
	for i := range c.Cards {
		if c.Cards[i].Chat == k.Chat {
			c.Cards[i] = k
			return
		}
	}
	c.Cards = append(c.Cards, k)
}

// cardLetter is the card of a case for one chat.
func (x *change) cardLetter(c cases.Case, k cases.Card, head text.Text, fresh bool) Letter {
	if p := x.holder(k); k.As == cases.ViewLead && p.Role != Coordinator && (p.Role != Lead || p.Grid != c.Grid) {
		k.As = ViewOf(c, p) // a lead no more: who reported is not theirs to read now
	} else if k.As == cases.ViewWorker && p.Role == Officer {
		k.As = ViewOf(c, p) // a worker no more
	} else if k.As == cases.ViewWorker && p.Role == Lead && p.Grid == c.Grid {
		k.As = ViewOf(c, p) // it was another grid's, and is theirs now
	}
	if p, ok := x.Staff.People[k.Chat]; ok {
		k.Lang = p.Lang // they may have chosen another since
	}
	l := Letter{
		Class: ClassTask, To: talk.Chat{ID: k.Chat, Thread: k.Thread}, Lang: k.Lang,
		Say: x.card(c, k, head), Card: c.Number, Fresh: fresh, Head: head,
	}
	if k.As == cases.ViewGroup && onOffer(c) && !c.Danger {
		l.Brief = text.T("group.brief", "number", c.Number, "category", categoryName(x.World, c.Category), "place", placeText(c.Place))
	}
	switch {
	case c.Danger && fresh && (onOffer(c) || c.Late(x.Now) || c.Legged()) && k.As != cases.ViewReporter && k.As != cases.ViewAddressee:
		l.Class = ClassDanger
	case k.Chat == x.event.Chat.ID:
		l.Class = ClassReply
	case x.event.Clock != nil && !fresh:
		l.Class = ClassBulk // a card that says it is late may wait; who must act is told first
	}
	if a := x.event; a.Press != "" && k.As == cases.ViewReporter && k.Chat == a.Chat.ID && len(c.Log) == 1 && c.Log[0].Part == cases.PartReporter {
		l.Edit = a.Message // the preview becomes the receipt
	}
	return l
}

// Offers is a list of tasks for a work group, in place of a card for each: a
// line and a button to claim it.
func Offers(cards []Letter) talk.Prompt {
	p := talk.Prompt{}
	lines := []text.Text{text.T("group.many", "n", len(cards))}
	var claims []talk.Button
	for _, l := range cards {
		lines = append(lines, l.Brief)
		claims = append(claims, acting(text.T("group.claim", "number", l.Card), l.Card, cases.Claim))
	}
	p.Say = text.Lines(lines...)
	for i := 0; i < len(claims); i += 4 {
		p.Rows = append(p.Rows, claims[i:min(i+4, len(claims))])
	}
	return p
}
