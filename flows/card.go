package flows

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// card is a case as one chat sees it. Who reported is for leads and the
// coordinator alone.
func (x *change) card(c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	if k.As == cases.ViewAddressee {
		return x.noticeCard(c, k, head)
	}
	if k.As == cases.ViewOfficer || k.As == cases.ViewAgency {
		return x.legCard(c, k, head)
	}
	w := x.World
	lines := []text.Text{
		head,
		x.title(c),
		x.roundText(c, k.As),
		text.T("card.place", "place", placeText(c.Place), "grid", gridName(w, c.Grid)),
	}
	if k.As != cases.ViewReporter || onOffer(c) {
		lines = append(lines, said("card.what", c.What), factsText(w, c.Category, c.Facts))
	}
	if k.As == cases.ViewWorker || k.As == cases.ViewGroup {
		lines = append(lines, addedText(c, head)) // leads have the history
	}
	lines = append(lines, filesText(len(c.FilesOf(phasesOf(k.As)...))), flagText(c, k), x.noticeText(c, k.As))
	if k.As == cases.ViewWorker || k.As == cases.ViewLead {
		lines = append(lines, x.pleaText(c), agendaText(c), x.proposalText(c), x.acrossText(c))
	}
	if k.As == cases.ViewWorker && k.Chat == c.Assignee {
		lines = append(lines, x.legsText(c))
	}
	switch k.As {
	case cases.ViewReporter:
		lines = append(lines, text.T("card.status", "status", statusText(w, c, k.As)), x.next(c, k.As), x.closing(c))
	case cases.ViewLead:
		lines = append(lines, sourceText(c), reporterText(c), x.history(c),
			text.T("card.status", "status", statusText(w, c, k.As)), x.next(c, k.As))
	default:
		lines = append(lines, text.T("card.status", "status", statusText(w, c, k.As)), x.reason(c, k), x.next(c, k.As))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: x.cardButtons(c, k)}
}

func (x *change) title(c cases.Case) text.Text {
	if c.Danger {
		return text.T("card.title.danger", "number", c.Number, "category", categoryName(x.World, c.Category))
	}
	return text.T("card.title", "number", c.Number, "category", categoryName(x.World, c.Category))
}

// statusText says where the case stands.
func statusText(w *World, c cases.Case, as cases.View) text.Text {
	name := w.called(c.Assignee)
	switch c.Status {
	case cases.Reported:
		if c.Grid == "" {
			return text.T("status.unrouted")
		}
		return text.T("status.reported")
	case cases.Claimed:
		if c.OnWay != 0 {
			return text.T("status.onway", "name", name)
		}
		for _, e := range slices.Backward(c.Log) {
			if e.Do == cases.Assign {
				return text.T("status.assigned", "name", name)
			}
			if e.Do == cases.Claim {
				break
			}
		}
		return text.T("status.claimed", "name", name)
	case cases.OnSite:
		return text.T("status.onsite", "name", name)
	case cases.Handling:
		return text.T("status.handling", "name", name)
	case cases.Submitted:
		return text.T("status.submitted", "name", name)
	case cases.Rectifying:
		return text.T("status.rectifying")
	case cases.Joint:
		if as == cases.ViewReporter {
			return text.T("status.joint.reporter")
		}
		if !c.Legged() {
			return text.T("status.joint.done", "name", name)
		}
		return text.T("status.joint", "name", name, "n", len(c.OpenLegs()))
	case cases.Paused:
		p := c.Paused()
		why := p.Why
		if as == cases.ViewReporter && why.Words != "" {
			why = text.T("delay.other") // the words of the staff are for the staff
		}
		return text.T("status.paused", "reason", why, "time", text.On(w.District.Here(time.Unix(p.Until, 0))))
	case cases.Watch:
		if as == cases.ViewReporter { // for them it is closed
			c.Status = cases.Closed
			return statusText(w, c, as)
		}
		return text.T("status.watch")
	case cases.Verified:
		if as == cases.ViewReporter {
			return text.T("status.verified.reporter")
		}
		return text.T("status.verified")
	case cases.Closed:
		switch {
		case c.Outcome == cases.Unconfirmed && as == cases.ViewReporter:
			return text.T("status.closed.unconfirmed.reporter")
		case c.Outcome == cases.Unconfirmed:
			return text.T("status.closed.unconfirmed")
		case as == cases.ViewReporter:
			return text.T("status.closed.reporter")
		case c.Outcome == cases.Elsewhere:
			return text.T("status.closed.imported")
		}
		return text.T("status.closed")
	case cases.Returned:
		if as == cases.ViewReporter {
			return text.T("status.reported") // who gave it back, and why, is the staff's affair
		}
		return text.T("status.returned")
	case cases.Rework:
		return text.T("status.rework", "name", name)
	case cases.Declined:
		e, _ := c.Last(cases.Decline)
		return text.T("status.declined", "reason", e.Note)
	case cases.Withdrawn:
		if as == cases.ViewReporter {
			return text.T("status.withdrawn.reporter")
		}
		return text.T("status.withdrawn")
	}
	return text.Said(string(c.Status))
}

// called is what a member of the staff is called; who left has no name here.
func (w *World) called(id int64) text.Text {
	if name := w.Staff.name(id); name != "" {
		return text.Said(name)
	}
	return text.T("card.left")
}

// next says what happens next and by when; honestly, also when it is late.
func (x *change) next(c cases.Case, as cases.View) text.Text {
	if c.Clock.Promise != 0 && as != cases.ViewReporter {
		return text.T("next.promise", "time", text.On(x.District.Here(time.Unix(c.Clock.Promise, 0))))
	}
	if c.Clock.Due == 0 || (c.Clock.Name == cases.ClockAnswer && as != cases.ViewReporter) {
		return text.Text{}
	}
	due := text.On(x.District.Here(c.Due())) // a card is read for days: "tomorrow" would be wrong the next morning
	what, ok := nextTexts[c.Clock.Name]
	switch {
	case c.Clock.Name == cases.ClockAnswer:
		return text.T("next.answer", "time", due)
	case !ok:
		return text.Text{}
	case c.Late(x.Now) && as == cases.ViewReporter:
		return text.T("next.late.reporter", "what", what, "time", due)
	case c.Late(x.Now):
		return text.T("next.late", "what", what, "time", due)
	}
	return text.T("next", "what", what, "time", due)
}

var nextTexts = map[cases.ClockName]text.Text{
	cases.ClockClaim:   text.T("next.claim"),
	cases.ClockArrive:  text.T("next.arrive"),
	cases.ClockHandle:  text.T("next.handle"),
	cases.ClockVerify:  text.T("next.verify"),
	cases.ClockRectify: text.T("next.rectify"),
	cases.ClockLook:    text.T("next.look"),
	cases.ClockReport:  text.T("next.report"),
	cases.ClockReach:   text.T("next.reach"),
	cases.ClockFinish:  text.T("next.finish"),
	cases.ClockUndo:    text.T("next.undo"),
}

// closing asks the reporter for what only they can say.
func (x *change) closing(c cases.Case) text.Text {
	switch {
	case c.Status == cases.Verified:
		return text.T("ask.fixed")
	case c.Status.Type() == cases.Done && (c.Asked() || c.Outcome == cases.Unconfirmed && c.After > 0):
		return text.T("ask.still")
	case c.Outcome == cases.Confirmed && c.Rating == 0:
		return text.T("ask.rating")
	case c.Rating != 0:
		return text.T("ask.rated", "rating", ratingTexts[c.Rating])
	}
	return text.Text{}
}

// ratingTexts are the answers from 1 to 5; 0 is none.
var ratingTexts = [6]text.Text{
	1: text.T("rating.1"), 2: text.T("rating.2"), 3: text.T("rating.3"), 4: text.T("rating.4"), 5: text.T("rating.5"),
}

// reason shows the worker why the work came back.
func (x *change) reason(c cases.Case, k cases.Card) text.Text {
	if k.Chat != c.Assignee {
		return text.Text{}
	}
	for _, e := range slices.Backward(c.Log) { // whoever has it now must know, until it is handed in again
		switch e.Do {
		case cases.SendBack:
			return text.T("card.reason", "reason", e.Note)
		case cases.Submit, cases.Reopen:
			return text.Text{}
		}
	}
	return text.Text{}
}

// agendaText says that the next conference will talk of it.
func agendaText(c cases.Case) text.Text {
	switch {
	case c.OnAgenda == 0:
		return text.Text{}
	case c.Proposed:
		return text.T("card.topic")
	}
	return text.T("card.agenda")
}

// sourceText says where a case was brought in from; nothing of others.
func sourceText(c cases.Case) text.Text {
	if c.From == nil {
		return text.Text{}
	}
	return text.Lines(text.T("card.source", "id", c.From.ID), said("card.source.agency", c.From.Agency))
}

func reporterText(c cases.Case) text.Text {
	if c.By.ID == 0 {
		return text.Text{} // nobody told us: it was brought in
	}
	if c.By.Anonymous || c.By.Name == "" {
		return text.T("card.reporter.anonymous")
	}
	return text.T("card.reporter", "name", c.By.Name)
}

// historyLines is how much of the history a lead's card shows.
const historyLines = 6

// history is what happened so far, for a lead.
func (x *change) history(c cases.Case) text.Text {
	var lines []text.Text
	told := slices.DeleteFunc(slices.Clone(c.Log), func(e cases.Entry) bool { return historyTexts[e.Do].Empty() })
	for _, e := range told[max(0, len(told)-historyLines):] {
		did := historyTexts[e.Do]
		if e.Do == cases.Settle && e.Note.Empty() { // a lead's own doing, not the conference's
			did = text.T("did.settle.off")
		}
		who := x.called(e.By)
		switch {
		case e.Part == cases.PartReporter:
			who = text.T("card.history.reporter")
		case e.Part == cases.PartAddressee:
			who = text.T("plea.addressee")
		case e.Part == cases.PartImport:
			who = text.T("card.history.import")
		case e.By == 0:
			who = text.T("card.history.clock")
		}
		if l := c.Leg(e.Leg); l != nil {
			who = text.Join(" · ", agencyName(x.World, l.Agency), who)
		}
		line := text.T("card.history", "time", text.On(x.District.Here(time.Unix(e.At, 0))), "who", who, "did", did)
		if !e.Note.Empty() {
			note := e.Note
			note.Words = text.CleanLine(note.Words, 80)
			line = text.T("card.history.note", "line", line, "note", note)
		}
		lines = append(lines, line)
	}
	return text.Lines(lines...)
}

var historyTexts = map[cases.Action]text.Text{
	cases.Report: text.T("did.report"), cases.Claim: text.T("did.claim"), cases.Assign: text.T("did.assign"),
	cases.Route: text.T("did.route"), cases.SetOut: text.T("did.setout"), cases.Arrive: text.T("did.arrive"),
	cases.Handle: text.T("did.handle"), cases.Note: text.T("did.note"), cases.Return: text.T("did.return"),
	cases.Submit: text.T("did.submit"), cases.Name: text.T("did.name"), cases.Pass: text.T("did.pass"),
	cases.SendBack: text.T("did.sendback"), cases.Confirm: text.T("did.confirm"), cases.Reopen: text.T("did.reopen"),
	cases.Add: text.T("did.add"), cases.Overdue: text.T("did.overdue"), cases.Lapse: text.T("did.lapse"),
	cases.Serve: text.T("did.serve"), cases.Replace: text.T("did.replace"), cases.Annul: text.T("did.annul"),
	cases.Inspect: text.T("did.inspect"), cases.Clear: text.T("did.clear"), cases.Prove: text.T("did.prove"),
	cases.Plead: text.T("did.plead"), cases.Grant: text.T("did.grant"), cases.Deny: text.T("did.deny"),
	cases.Pause: text.T("did.pause"), cases.Resume: text.T("did.resume"), cases.Promise: text.T("did.promise"),
	cases.Handover: text.T("did.handover"), cases.Recheck: text.T("did.recheck"),
	cases.Fine: text.T("did.fine"), cases.Relapse: text.T("did.relapse"), cases.Again: text.T("did.again"),
	cases.Survey: text.T("did.survey"), cases.Still: text.T("did.still"),
	cases.Extend: text.T("did.extend"), cases.Agenda: text.T("did.agenda"), cases.Topic: text.T("did.topic"),
	cases.Propose: text.T("did.propose"), cases.Whistle: text.T("did.whistle"), cases.Dismiss: text.T("did.dismiss"), cases.CallOff: text.T("did.calloff"),
	cases.Cede: text.T("did.cede"), cases.Accede: text.T("did.accede"), cases.Refuse: text.T("did.keep"), cases.Unask: text.T("did.unask"), cases.Entrust: text.T("did.entrust"),
	cases.Settle: text.T("did.settle"), cases.Escalate: text.T("did.escalate"), cases.Spots: text.T("did.spots"),
	cases.Release: text.T("did.release"), cases.Swap: text.T("did.swap"), cases.TurnDown: text.T("did.turndown"), cases.Finish: text.T("did.finish"),
	cases.Decline: text.T("did.decline"), cases.Withdraw: text.T("did.withdraw"), cases.Rate: text.T("did.rate"),
	cases.Import: text.T("did.import"),
}

// holder is the person whose private chat holds a card.
func (x *change) holder(k cases.Card) Person {
	for _, p := range x.People { // as they are after this change
		if p.ID == k.Chat {
			return p
		}
	}
	if p, ok := x.Staff.People[k.Chat]; ok {
		return p
	}
	return Person{ID: k.Chat, Lang: k.Lang}
}

// ViewOf is how somebody sees a case in their private chat.
func ViewOf(c cases.Case, p Person) cases.View {
	switch {
	case p.ID == c.By.ID:
		return cases.ViewReporter
	case p.Role == Resident && slices.ContainsFunc(c.Notices, func(n cases.Notice) bool { return slices.Contains(n.Followers, p.ID) }):
		return cases.ViewAddressee
	case p.Role == Officer && c.LegOf(p.Agency) == nil && slices.ContainsFunc(c.Notices, func(n cases.Notice) bool { return slices.Contains(n.Followers, p.ID) }):
		return cases.ViewAddressee
	case p.Role == Officer:
		return cases.ViewOfficer
	case p.Role == Resident:
		return cases.ViewReporter
	case p.Role == Lead && p.Grid == c.Grid || p.Role == Coordinator:
		return cases.ViewLead
	}
	return cases.ViewWorker
}

// proposalText is whom somebody asks a lead to call.
func (x *change) proposalText(c cases.Case) text.Text {
	p := c.Proposal
	if p == nil {
		return text.Text{}
	}
	lines := []text.Text{text.T("card.proposal", "who", x.called(p.By))}
	for _, k := range p.Calls {
		lines = append(lines, text.T("whistle.call", "agency", agencyName(x.World, k.Agency), "ask", k.Ask))
	}
	return text.Lines(lines...)
}

// said is a line with words of a person; none when they said nothing.
func said(id, words string) text.Text {
	if words == "" {
		return text.Text{}
	}
	return text.T(id, "words", words)
}

// addedLines is how many of the reporter's additions a card shows.
const addedLines = 3

// addedText is what the reporter added later: who takes the case after that
// must know it too. What the head says already is left out.
func addedText(c cases.Case, head text.Text) text.Text {
	var lines []text.Text
	for i, e := range c.Log {
		if e.Do != cases.Add || e.Note.Empty() || (i == len(c.Log)-1 && !head.Empty()) {
			continue
		}
		lines = append(lines, text.T("card.added", "words", text.CleanLine(e.Note.Words, 200)))
	}
	return text.Lines(lines[max(0, len(lines)-addedLines):]...)
}

func filesText(n int) text.Text {
	if n == 0 {
		return text.Text{}
	}
	return text.T("card.files", "n", n)
}

func categoryName(w *World, id string) text.Text {
	c, ok := w.District.Category(id)
	if !ok {
		return text.T("card.category.none")
	}
	return text.Named(c.Names)
}

func gridName(w *World, id string) text.Text {
	g, ok := w.District.Map.Grid(id)
	if !ok {
		return text.T("card.nogrid")
	}
	return text.Named(g.Names)
}
