// Package show is what people see: cards, boards, lists, buttons and names, and
// the table of acts as far as it is seen. It only looks: nothing is decided here,
// nobody is told.
package show

import (
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/measures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Card is a case as one chat sees it. Who reported is for leads and the
// coordinator alone.
func Card(w *world.World, c cases.Case, k cases.Card, head text.Text) talk.Prompt {
	if p, ok := partCard(w, c, k, head); ok {
		return p
	}
	first, below := dangerFor(w, c, k, head)
	lines := []text.Text{
		head,
		Title(w, c), first,
		roundText(w, c, k.As),
		text.T("card.place", "place", WhereText(c.Place), "grid", GridName(w, c.Grid)),
	}
	if k.As != cases.ViewReporter || world.OnOffer(c) {
		lines = append(lines, Said("card.what", c.What), FactsText(w, c.Category, c.Facts))
	}
	lines = append(lines, Said("card.better", c.Better), originText(c, k.As), below)
	if k.As == cases.ViewWorker || k.As == cases.ViewGroup || k.As == cases.ViewLead {
		lines = append(lines, echoText(c, k.As), pastText(w, c), filedText(c))
	}
	if k.As == cases.ViewWorker || k.As == cases.ViewGroup {
		lines = append(lines, addedText(w, c, head)) // leads have the history
	}
	lines = append(lines, joinedText(c), FilesText(len(w.SeenFiles(c, k.As))), withheldText(c, k.As), flagText(c, k), evidenceText(w, c, k), noticeText(w, c, k.As), postingsFor(w, c, k))
	if k.As == cases.ViewWorker || k.As == cases.ViewLead {
		lines = append(lines, pleaText(w, c), measures.AllAsked(w, c), measures.Waiting(c), agendaText(c), proposalText(w, c), acrossText(w, c))
	}
	if k.As == cases.ViewWorker && k.Chat == c.Assignee {
		lines = append(lines, legsText(w, c))
	}
	switch k.As {
	case cases.ViewReporter:
		if answer := c.Answer(); !answer.Empty() {
			lines = append(lines, text.T("card.reply", "words", answer))
		}
		lines = append(lines, text.T("card.status", "status", StatusText(w, c, k.As)), measures.Plain(w, c), next(w, c, k.As), closing(w, c, k))
	case cases.ViewLead:
		lines = append(lines, sourceText(c), callerText(w, c, k), reporterText(w, c, k), history(w, c),
			text.T("card.status", "status", StatusText(w, c, k.As)), next(w, c, k.As))
	default:
		lines = append(lines, text.T("card.status", "status", StatusText(w, c, k.As)), reason(w, c, k), next(w, c, k.As))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: cardButtons(w, c, k)}
}

// dangerFor is what a card says of danger: first, where more was told than what was
// reported, or to who is to be safe before all; else below what was reported.
func dangerFor(w *world.World, c cases.Case, k cases.Card, head text.Text) (first, below text.Text) {
	if k.As == cases.ViewReporter {
		return danger.Outside(w, c, k), text.Text{}
	}
	said, later := danger.Text(w, c, k.As, head)
	if later {
		return said, text.Text{}
	}
	return text.Text{}, said
}

// partCard is the card of who sees only part of a case; false for all others.
func partCard(w *world.World, c cases.Case, k cases.Card, head text.Text) (talk.Prompt, bool) {
	switch {
	case k.As == cases.ViewOutside:
		return talk.Prompt{Say: text.Lines(head, Title(w, c), text.T("card.outside"))}, true
	case (k.As == cases.ViewGroup || k.As == cases.ViewAgency) && forFew(w, c):
		return privateCard(w, c, k, head), true
	case k.As == cases.ViewAddressee:
		return noticeCard(w, c, k, head), true
	case k.As == cases.ViewOfficer || k.As == cases.ViewAgency:
		return legCard(w, c, k, head), true
	case k.As == cases.ViewJoiner:
		return joinedCard(w, c, k, head), true
	}
	return talk.Prompt{}, false
}

func Title(w *world.World, c cases.Case) text.Text {
	if c.Danger {
		return text.T("card.title.danger", "number", c.Number, "category", CategoryName(w, c.Category))
	}
	return text.T("card.title", "number", c.Number, "category", CategoryName(w, c.Category))
}

// StatusText says where the case stands.
func StatusText(w *world.World, c cases.Case, as cases.View) text.Text {
	if said := doubted(w, c, as); !said.Empty() {
		return said
	}
	if said := putAway(c, as); !said.Empty() {
		return said
	}
	if as == cases.ViewReporter {
		if c.Status == cases.Watch { // for them it is closed
			c.Status = cases.Closed
		}
		if said := reporterStatus(c); !said.Empty() {
			return said
		}
	}
	if said := measures.InForce(c, plainStatuses[c.Status]); !said.Empty() {
		return said
	}
	name := holderFor(w, c, as)
	switch c.Status {
	case cases.Reported:
		if c.Grid == "" {
			return text.T("status.unrouted")
		}
		return text.T("status.reported")
	case cases.Claimed:
		return claimedStatus(c, name)
	case cases.OnSite:
		return text.T("status.onsite", "name", name)
	case cases.Handling:
		return text.T("status.handling", "name", name)
	case cases.Submitted:
		return text.T("status.submitted", "name", name)
	case cases.Joint:
		if !c.Legged() {
			return text.T("status.joint.done", "name", name)
		}
		return text.T("status.joint", "name", name, "n", len(c.OpenLegs()))
	case cases.Paused:
		return pausedStatus(w, c, as)
	case cases.Closed:
		return closedTexts[c.Outcome]
	case cases.Rework:
		return text.T("status.rework", "name", name)
	case cases.Declined:
		e, again := c.Last(cases.Uphold)
		if !again {
			e, _ = c.Last(cases.Decline)
		}
		return text.T("status.declined", "reason", e.Note)
	}
	return text.Said(string(c.Status))
}

// plainStatuses say the same of every case.
var plainStatuses = map[cases.Status]text.Text{
	cases.Watch: text.T("status.watch"), cases.Verified: text.T("status.verified"),
	cases.Returned: text.T("status.returned"), cases.Withdrawn: text.T("status.withdrawn"),
}

// reporterStatus is what the reporter reads in other words than the staff;
// empty where it is the same.
func reporterStatus(c cases.Case) text.Text {
	switch c.Status {
	case cases.Joint:
		return text.T("status.joint.reporter")
	case cases.Verified:
		return text.T("status.verified.reporter")
	case cases.Closed:
		switch c.Outcome {
		case cases.Unconfirmed:
			return text.T("status.closed.unconfirmed.reporter")
		case cases.NothingSeen:
			return text.T("status.closed.nothing")
		case cases.Checked:
			return closedTexts[c.Outcome]
		}
		return text.T("status.closed.reporter")
	case cases.Returned:
		return text.T("status.reported") // who gave it back, and why, is the staff's affair
	case cases.Withdrawn:
		return text.T("status.withdrawn.reporter")
	}
	return text.Text{}
}

// claimedStatus says how somebody came to have the case.
func claimedStatus(c cases.Case, name text.Text) text.Text {
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
}

// pausedStatus says why it stands still, and until when; the words of the staff
// are for the staff.
func pausedStatus(w *world.World, c cases.Case, as cases.View) text.Text {
	p := c.Paused()
	why := p.Why
	if as == cases.ViewReporter && why.Words != "" {
		why = text.T("delay.other")
	}
	return text.T("status.paused", "reason", why, "time", Dated(w, p.Until))
}

// closedTexts say how it was closed; what an older release closed has no outcome.
var closedTexts = map[cases.Outcome]text.Text{
	"": text.T("status.closed"), cases.Confirmed: text.T("status.closed"), cases.Unconfirmed: text.T("status.closed.unconfirmed"),
	cases.Elsewhere: text.T("status.closed.imported"), cases.NothingSeen: text.T("status.closed.nothing"), cases.Checked: text.T("status.closed.checked"),
}

// next says what happens next and by when; honestly, also when it is late.
func next(w *world.World, c cases.Case, as cases.View) text.Text {
	if c.Clock.Promise != 0 && as != cases.ViewReporter {
		return text.T("next.promise", "time", text.On(w.District.Here(time.Unix(c.Clock.Promise, 0))))
	}
	if c.Clock.Due == 0 || ofOthers(c.Clock.Name, as) {
		return text.Text{}
	}
	at, late := c.Due(), c.Late(w.Now)
	if as == cases.ViewReporter {
		at, late = c.Awaited(), c.Disappoints(w.Now)
	}
	due := text.On(w.District.Here(at)) // a card is read for days: "tomorrow" would be wrong the next morning
	what, ok := nextTexts[c.Clock.Name]
	if c.Disputed() {
		what = text.T("next.dispute")
	}
	switch {
	case c.Clock.Name == cases.ClockAnswer && c.Nothing:
		return text.T("next.answer.nothing", "time", due)
	case c.Clock.Name == cases.ClockAnswer:
		return text.T("next.answer", "time", due)
	case !ok:
		return text.Text{}
	case c.Meeting != nil && !c.Late(w.Now) && c.Clock.Given == 0:
		return text.T("next.meeting", "what", what, "time", due)
	case late && as == cases.ViewReporter:
		return text.T("next.late.reporter", "what", what, "time", due)
	case c.Clock.Given != 0 && as == cases.ViewReporter:
		return text.T("next.given", "what", what, "time", due)
	case late:
		return text.T("next.late", "what", what, "time", due)
	}
	return text.T("next", "what", what, "time", due)
}

// ofOthers tells whether a clock is no affair of who reads: the answer is for who
// reported to give, and to look again is the grid's.
func ofOthers(clock cases.ClockName, as cases.View) bool {
	theirs := as == cases.ViewReporter
	return clock == cases.ClockAnswer && !theirs || clock == cases.ClockLook && theirs
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
	cases.ClockReceive: text.T("next.receive"), cases.ClockDecide: text.T("next.decide"),
	cases.ClockPost: text.T("next.post"),
}

// closing asks the reporter for what only they can say.
func closing(w *world.World, c cases.Case, k cases.Card) text.Text {
	switch {
	case c.By.ID != k.Chat && c.FiledBy(k.Chat): // they only typed it
		return text.Text{}
	case c.Status == cases.Verified && c.Nothing:
		return text.T("ask.nothing")
	case c.Status == cases.Declined && c.Contest != 0 && c.Dispute == nil && w.Now.Unix() <= c.Contest:
		return text.T("ask.contest", "time", Dated(w, c.Contest))
	case c.Status == cases.Verified:
		return text.T("ask.fixed")
	case c.Next != 0:
		return text.T("ask.cameback")
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
func reason(w *world.World, c cases.Case, k cases.Card) text.Text {
	if k.Chat != c.Assignee {
		return text.Text{}
	}
	for _, e := range slices.Backward(c.Log) { // whoever has it now must know, until it is handed in again
		switch e.Do {
		case cases.SendBack:
			return text.T("card.reason", "reason", e.Note)
		case cases.Reopen:
			if !e.Note.Empty() {
				return text.T("card.reason", "reason", e.Note)
			}
			return text.Text{}
		case cases.Submit:
			return text.Text{}
		}
	}
	return text.Text{}
}

// addedLines is how many of the reporter's additions a card shows.
const addedLines = 3
