package acts

import (
	"reflect"
	"slices"

	"gridbot/flows/boards"
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The live board of a joint case: who was called, who is there, what is late.
// There is one in the chat of every lead and one in the grid's group. It is
// edited in place, and sent anew only where it was deleted.

// boards draws the boards anew where something on them has changed.
func (x *Turn) boards(before *cases.Case, after cases.Case) {
	if len(after.Legs) == 0 {
		return
	}
	late := after.Log[len(after.Log)-1].Do == cases.LegLate // what it shows is what the time has made of it
	if !late && before != nil && len(before.Legs) > 0 && before.Grid == after.Grid && reflect.DeepEqual(boards.Board(x.World, *before, false), boards.Board(x.World, after, false)) {
		return
	}
	class := world.ClassTask
	if x.Event.Clock != nil {
		class = world.ClassBulk // who must act is told first
	}
	put := func(to talk.Chat, lang text.Lang, group bool) {
		x.Letters = append(x.Letters, world.Letter{Class: class, To: to, Lang: lang, Say: boards.Board(x.World, after, group), Card: boards.BoardOf(after.Number)})
	}
	for _, p := range x.boardHolders(after) {
		put(talk.Chat{ID: p.ID}, p.Lang, false)
	}
	if g, ok := x.Staff.Groups[after.Grid]; ok && after.Grid != "" {
		put(talk.Chat{ID: g.Chat, Thread: g.Thread}, g.Lang, true)
	}
}

// boardHolders are the people who watch a joint case: both leads, or the
// coordinator where there are none.
func (x *Turn) boardHolders(c cases.Case) []world.Person {
	var ps []world.Person
	all := x.Leads(c.Grid)
	for _, g := range c.Former {
		all = append(all, x.Staff.In(world.Lead, g)...) // until it is closed
	}
	for _, p := range all {
		if !p.Gone && c.Sees(p.Part()) && p.ID != c.By.ID {
			ps = append(ps, p)
		}
	}
	return ps
}

// spread tells everybody concerned of a case that changed: those the table
// names get the card anew with a line saying why, everybody else who holds a
// card sees it change in place. New holders are kept in the case.
func (x *Turn) spread(before, after *cases.Case, tells []cases.Tell, a cases.Act) {
	x.followGroups(after)
	heads := x.heads(before, after, tells, a)
	var kept []cases.Card
	for _, k := range after.Cards {
		head, told := heads[k.Chat]
		if x.Outside(k, *after) { // once more, to close it: also where they have left meanwhile
			x.Letters = append(x.Letters, x.CardLetter(*after, k, head, told))
			continue
		}
		kept = append(kept, k)
		if !told && a.Do == cases.Detail {
			head = x.came(k, *after)
		}
		if told || x.concerns(k, before, *after) {
			x.Letters = append(x.Letters, x.CardLetter(*after, k, head, told))
		}
	}
	after.Cards = kept
	x.boards(before, *after)
}

// came is why a card on offer came. It stands while whoever told of the case is
// still answering what is asked after it.
func (x *Turn) came(k cases.Card, c cases.Case) text.Text {
	if c.FiledBy(k.Chat) {
		return text.T("file.head")
	}
	switch k.As {
	case cases.ViewReporter:
		return text.T("receipt.head")
	case cases.ViewWorker, cases.ViewGroup:
		if world.OnOffer(c) {
			return show.OfferHead(c, nil)
		}
	case cases.ViewLead:
		if world.OnOffer(c) && (c.Danger || c.Grid == "") {
			return show.Why(x.World, c, cases.Act{Do: cases.Report})
		}
	}
	return text.Text{}
}

// followGroups finds the cards of groups that became supergroups.
func (x *Turn) followGroups(c *cases.Case) {
	for i, k := range c.Cards {
		for _, g := range x.Staff.Groups {
			if g.Was != 0 && g.Was == k.Chat {
				c.Cards[i].Chat = g.Chat
			}
		}
	}
}

// heads is who gets the card anew, and why, by chat. They hold it from now on.
func (x *Turn) heads(before, after *cases.Case, tells []cases.Tell, a cases.Act) map[int64]text.Text {
	heads := map[int64]text.Text{}
	to := func(p world.Person, as cases.View, head text.Text) {
		if p.Gone || p.ID == 0 || stranger(before, *after, p, as) {
			return
		}
		if _, told := heads[p.ID]; !told && (p.ID != a.By.ID || a.Do == cases.Relapse && before == nil) {
			heads[p.ID] = head
			Hold(after, cases.Card{Chat: p.ID, As: as, Lang: p.Lang})
		}
	}
	for _, t := range tells {
		x.tell(t, before, *after, a, to)
	}
	switch {
	case a.Do == cases.Report && after.FiledBy(a.By.ID):
		heads[a.By.ID] = text.T("file.head")
	case a.Do == cases.Report:
		heads[a.By.ID] = text.T("receipt.head")
	case before == nil:
		heads[a.By.ID] = show.Why(x.World, *after, a)
	case a.Do == cases.Claim && x.Event.Chat.Group: // the task is at hand in the private chat
		heads[a.By.ID] = text.T("done.claim")
		Hold(after, cases.Card{Chat: a.By.ID, As: cases.ViewWorker, Lang: x.Me.Lang})
	}
	if g, ok := x.Staff.Groups[after.Grid]; ok && !x.Shut(after.Grid) && slices.Contains(tells, cases.TellWorkers) {
		heads[g.Chat] = show.OfferHead(*after, before)
		Hold(after, cases.Card{Chat: g.Chat, Thread: g.Thread, As: cases.ViewGroup, Lang: g.Lang})
	}
	x.tellAgencies(before, after, heads, tells, a)
	return heads
}

// stranger tells whether somebody is not to be told of a case after all.
func stranger(before *cases.Case, after cases.Case, p world.Person, as cases.View) bool {
	return as == cases.ViewAddressee && !slices.Contains(followers(before, after), p.ID) || after.Past != "" && !after.Sees(p.Part())
}

// ofLeg reports whether the card of who goes no leg changes with what was done in one:
// of who has the case; the others have the board, but for what a lead has answered.
func ofLeg(k cases.Card, after cases.Case, do cases.Action) bool {
	if do == cases.LegGrant || do == cases.LegDeny {
		return k.As == cases.ViewLead
	}
	return k.Chat == after.Assignee && k.As == cases.ViewWorker && do != cases.LegWarn
}

// alarms tells whether a card changes because danger was told just now: everybody who may
// read of it does.
func (x *Turn) alarms(k cases.Card, after cases.Case) bool {
	return danger.Shown(x.World, after) == len(after.Log)-1 && (k.As != cases.ViewWorker || k.Chat == after.Assignee)
}

// concerns reports whether a card must change in place. A worker who lost the
// race sees so once; what the winner does then is no news to them.
func (x *Turn) concerns(k cases.Card, before *cases.Case, after cases.Case) bool {
	last := after.Log[len(after.Log)-1]
	switch {
	case x.alarms(k, after):
		return true
	case k.As == cases.ViewOfficer || k.As == cases.ViewAgency:
		return x.legConcerns(k, before, after)
	case last.Leg != 0 && last.To == before.Status:
		return ofLeg(k, after, last.Do)
	}
	switch last.Do {
	case cases.Warn:
		return false // who is warned gets the card anew
	case cases.Prove, cases.Plead, cases.Deny, cases.Admit, cases.Rebuff, cases.Oust, cases.Post, cases.Ack, cases.Urge:
		// Between staff, or between them and the addressee: no news for others.
		if k.As == cases.ViewReporter || k.As == cases.ViewJoiner || k.As == cases.ViewGroup {
			return false
		}
	}
	if last.Do == cases.Rate {
		return k.As == cases.ViewReporter || k.As == cases.ViewLead
	}
	if before == nil || k.As != cases.ViewWorker || k.Chat == after.Assignee || k.Chat == after.Verifier {
		return true
	}
	return before.Assignee != after.Assignee || world.OnOffer(*before) != world.OnOffer(after) ||
		(before.Status.Type() == cases.Open) != (after.Status.Type() == cases.Open)
}
