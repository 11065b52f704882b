package rectify

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who scans a notice says they are the one it is for. Who served it says whether
// that is so; a lead can take it back.

// eachTold is of how many who wait the answerer is told one by one; more are on the
// list behind the card, so that a poster that is passed around spoils nobody's day.
const eachTold = 3

// asks asks whoever served the notice whether it is for the person.
func asks(x *acts.Turn, c cases.Case) {
	next, asking := c.Ask(cases.Asker{ID: x.Me.ID, Name: text.CleanLine(x.Me.Name, 40), Lang: x.Me.Lang}, x.Now)
	n := next.Notice()
	switch asking {
	case cases.AskingNothing:
		x.Reply(talk.Prompt{Say: measures.Of(*n, text.T("follow.past", "id", n.ID), text.T("follow.past.advice", "id", n.ID)), Rows: x.Menu()})
		return
	case cases.AskingRefused:
		x.Reply(talk.Prompt{Say: measures.Of(*n, text.T("follow.refused", "id", n.ID), text.T("follow.refused.advice", "id", n.ID)), Rows: x.Menu()})
		return
	case cases.AskingWaits:
		x.Reply(talk.Prompt{Say: measures.Of(*n, text.T("follow.waits", "id", n.ID), text.T("follow.waits.advice", "id", n.ID)), Rows: x.Menu()})
		return
	}
	x.Pending(c).Notices = next.Notices
	remember(x, c)
	name := next.Asker(x.Me.ID).Name
	x.Reply(talk.Prompt{Say: measures.Of(*n, text.T("follow.asks", "id", n.ID, "name", name), text.T("follow.asks.advice", "id", n.ID, "name", name)), Rows: x.Menu()})
	to := answerers(x, next)
	switch {
	case asking == cases.AskingLong:
		wants(x, next, x.Leads(c.Grid))
	case len(n.Waiting()) <= eachTold:
		wants(x, next, to)
	}
	for _, k := range next.Cards { // behind whose card everybody who waits is found
		if slices.ContainsFunc(to, func(p world.Person) bool { return p.ID == k.Chat }) {
			x.Letters = append(x.Letters, x.CardLetter(next, k, text.Text{}, false))
		}
	}
}

// remember keeps which notice the person opened last: what they send next may be
// about it.
func remember(x *acts.Turn, c cases.Case) {
	me := x.Me
	me.Notice = c.Number
	x.KeepPerson(me)
}

// answerers is who says whether a notice is for somebody: who served it, or else
// who has the case, or else the leads.
func answerers(x *acts.Turn, c cases.Case) []world.Person {
	for _, id := range []int64{c.Notice().By, c.Assignee} {
		if p := x.Staff.People[id]; p.Role != world.Resident && !p.Gone && c.May(cases.Admit, p.Part()) == nil {
			return []world.Person{p}
		}
	}
	return x.Leads(c.Grid)
}

// wants tells who answers that the person says the notice is for them.
func wants(x *acts.Turn, c cases.Case, to []world.Person) {
	n, asker := c.Notice(), c.Asker(x.Me.ID)
	say := measures.Of(*n, text.T("follow.wants", "name", asker.Name, "id", n.ID, "to", n.To), text.T("follow.wants.advice", "name", asker.Name, "id", n.ID, "to", n.To))
	for _, p := range to {
		if p.ID == 0 || p.Gone {
			continue
		}
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang, About: c.Number, Say: talk.Prompt{
			Say:  say,
			Rows: [][]talk.Button{answer(c, *asker)},
		}})
	}
}

// answer are the two answers to who asks.
func answer(c cases.Case, asker cases.Asker) []talk.Button {
	who := strconv.Itoa(asker.N)
	return []talk.Button{
		show.Acting(text.T("follow.yes"), c.Number, cases.Admit, who), show.Acting(text.T("follow.no"), c.Number, cases.Rebuff, who),
	}
}

// fillAsker takes who is meant, or shows everybody who waits.
func fillAsker(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	n := c.Notice()
	if choice == "" {
		lines := []text.Text{measures.Of(*n, text.T("follow.list", "id", n.ID, "to", n.To), text.T("follow.list.advice", "id", n.ID, "to", n.To))}
		var rows [][]talk.Button
		for i, asker := range n.Waiting() {
			lines = append(lines, text.T("item.label", "n", i+1, "what", text.Said(asker.Name)))
			for _, b := range answer(c, asker) {
				b.Label = text.T("item.label", "n", i+1, "what", b.Label)
				rows = append(rows, talk.Row(b))
			}
		}
		x.Beside(talk.Prompt{Say: text.Lines(lines...), Rows: rows})
		return false, nil
	}
	return meant(x, c, a, choice)
}

// fillFollower takes whom a lead removes, or shows everybody who follows it.
func fillFollower(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	n := c.Notice()
	if choice == "" {
		var rows [][]talk.Button
		for i, id := range n.Followers {
			name, who := text.T("follow.earlier"), "f"+strconv.Itoa(i) // before it was asked who scans it
			if asker := c.Asker(id); asker != nil {
				name, who = text.Said(asker.Name), strconv.Itoa(asker.N)
			}
			rows = append(rows, talk.Row(show.Acting(text.T("follow.remove", "name", name), c.Number, cases.Oust, who)))
		}
		x.Beside(talk.Prompt{Say: measures.Of(*n, text.T("follow.followers", "id", n.ID, "to", n.To), text.T("follow.followers.advice", "id", n.ID, "to", n.To)), Rows: rows})
		return false, nil
	}
	return meant(x, c, a, choice)
}

// meant reads whom a button means.
func meant(x *acts.Turn, c cases.Case, a *cases.Act, choice string) (bool, error) {
	n := c.Notice()
	if at, err := strconv.Atoi(strings.TrimPrefix(choice, "f")); err == nil && choice[0] == 'f' && at >= 0 && at < len(n.Followers) && c.Asker(n.Followers[at]) == nil {
		a.To = n.Followers[at]
		return true, nil
	}
	nth, err := strconv.Atoi(choice)
	i := slices.IndexFunc(n.Askers, func(asker cases.Asker) bool { return asker.N == nth })
	if err != nil || i < 0 {
		x.Refuse(c, a.Do, cases.ErrMissing)
		return false, nil
	}
	a.To = n.Askers[i].ID
	return true, nil
}

// answered puts what was answered in place of the buttons.
func answered(do cases.Action) func(*acts.Turn, cases.Case) error {
	return func(x *acts.Turn, c cases.Case) error {
		x.Reply(talk.Prompt{Say: text.Lines(text.T("card.number", "number", c.Number), show.DoneText(do, c))})
		return nil
	}
}

// turnedAway tells who may not follow it that they may not, or not any more.
func turnedAway(x *acts.Turn, do cases.Action, before, after cases.Case) {
	n := *after.Notice()
	say := measures.Of(n, text.T("follow.refused", "id", n.ID), text.T("follow.refused.advice", "id", n.ID))
	if do == cases.Oust {
		say = measures.Of(n, text.T("follow.ousted", "id", n.ID), text.T("follow.ousted.advice", "id", n.ID))
	}
	was := before.Notice()
	for _, id := range was.Followers {
		if !slices.Contains(after.Notice().Followers, id) {
			x.Write(follower(before, id), world.ClassReply, talk.Prompt{Say: say})
		}
	}
	for _, asker := range was.Waiting() {
		if now := after.Asker(asker.ID); now == nil || !now.Waits() {
			x.Write(world.Person{ID: asker.ID, Lang: asker.Lang}, world.ClassReply, talk.Prompt{Say: say})
		}
	}
}

// follower is who follows a notice, in their language.
func follower(c cases.Case, id int64) world.Person {
	for _, k := range c.Cards {
		if k.Chat == id {
			return world.Person{ID: id, Lang: k.Lang}
		}
	}
	if a := c.Asker(id); a != nil {
		return world.Person{ID: id, Lang: a.Lang}
	}
	return world.Person{ID: id, Lang: text.Chinese}
}
