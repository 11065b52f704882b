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
		if p.Gone || p.ID == 0 {
			return
		}
		if _, told := heads[p.ID]; !told && p.ID != a.By.ID {
			heads[p.ID] = head
			hold(after, cases.Card{Chat: p.ID, As: as, Lang: p.Lang})
		}
	}
	for _, t := range tells {
		x.tell(t, before, *after, a, tell)
	}
	if a.By.ID != 0 && before == nil {
		heads[a.By.ID] = text.T("receipt.head")
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
}

// outside reports whether a card is held where the case is nobody's business
// any more: it went to another grid, or its holder left the staff.
func (x *change) outside(k cases.Card, c cases.Case) bool {
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
			return
		}
		for _, p := range x.leads(c.Grid) {
			if !slices.Contains(c.Handlers, p.ID) {
				to(p, cases.ViewLead, x.why(c, a))
			}
		}
	case cases.TellAssignee:
		assignee := c.Assignee
		if assignee == 0 && before != nil {
			assignee = before.Assignee
		}
		to(x.Staff.People[assignee], cases.ViewWorker, x.why(c, a))
	case cases.TellFormer:
		if before != nil && before.Assignee != c.Assignee {
			to(x.Staff.People[before.Assignee], cases.ViewWorker, text.T("tell.former", "name", x.Staff.name(c.Assignee)))
		}
	case cases.TellReporter:
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

// why is the line that says why somebody is told.
func (x *change) why(c cases.Case, a cases.Act) text.Text {
	by := x.Staff.name(a.By.ID)
	switch a.Do {
	case cases.Report:
		if c.Grid == "" {
			return text.T("tell.unrouted")
		}
		return text.T("tell.danger")
	case cases.Overdue:
		return text.T("tell.overdue", "what", clockTexts[c.Clock.Name])
	case cases.Assign:
		return text.T("tell.assign", "name", by)
	case cases.Name:
		return text.T("tell.name", "name", by)
	case cases.Return:
		return text.T("tell.return", "name", by, "reason", a.Note)
	case cases.Decline:
		return text.T("tell.decline", "reason", a.Note)
	case cases.Withdraw:
		return text.T("tell.withdraw")
	case cases.Add:
		return text.Lines(text.T("tell.add"), a.Note, filesText(len(a.Files)))
	case cases.Submit:
		return text.T("tell.submit", "name", by)
	case cases.SendBack:
		return text.T("tell.sendback", "name", by, "reason", a.Note)
	case cases.Pass:
		return text.T("tell.pass")
	case cases.Confirm:
		return text.T("tell.confirm")
	case cases.Reopen:
		return text.T("tell.reopen")
	case cases.Route:
		return text.T("tell.route")
	}
	return text.Text{}
}

// clockTexts says of each clock what did not happen in time.
var clockTexts = map[cases.ClockName]text.Text{
	cases.ClockClaim:  text.T("tell.overdue.claim"),
	cases.ClockArrive: text.T("tell.overdue.arrive"),
	cases.ClockHandle: text.T("tell.overdue.handle"),
	cases.ClockVerify: text.T("tell.overdue.verify"),
}

// concerns reports whether a card must change in place. A worker who lost the
// race sees so once; what the winner does then is no news to them.
func (x *change) concerns(k cases.Card, before *cases.Case, after cases.Case) bool {
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
	}
	l := Letter{
		Class: ClassTask, To: talk.Chat{ID: k.Chat, Thread: k.Thread}, Lang: k.Lang,
		Say: x.card(c, k, head), Card: c.Number, Fresh: fresh,
	}
	if k.As == cases.ViewGroup && onOffer(c) && !c.Danger {
		l.Brief = text.T("group.brief", "number", c.Number, "category", categoryName(x.World, c.Category), "place", placeText(c.Place))
	}
	switch {
	case c.Danger && fresh && onOffer(c) && k.As != cases.ViewReporter:
		l.Class = ClassDanger
	case k.Chat == x.event.Chat.ID:
		l.Class = ClassReply
	}
	if a := x.event; a.Press != "" && k.Chat == a.Chat.ID && len(c.Log) == 1 {
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
