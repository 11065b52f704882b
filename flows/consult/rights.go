package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strconv"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What somebody may know and have forgotten is theirs of what is agreed on, too. Who
// blocks the bot is missed where they have a duty.

// needRights reads where somebody speaks, where they ask what is kept of them, are
// forgotten, or cannot be reached any more.
func needRights(_ *world.World, e talk.Event, n *world.Need) {
	if (world.RightOf(e) != "" || (e.Blocked || e.Unblock) && !e.Chat.Group) && n.Accords == "" {
		n.Accords, n.Topics = "p"+strconv.FormatInt(e.From.ID, 10), true
	}
}

// rights says where somebody speaks, takes them out where they are forgotten, and tells
// who leads of a duty whose owner is gone. Who speaks in what is open is not idle.
func rights(x *acts.Turn) error {
	if x.Event.Blocked || x.Event.Unblock {
		if !x.Event.Chat.Group {
			reached(x)
		}
		return nil
	}
	of := world.RightOf(x.Event)
	own := slices.DeleteFunc(slices.Clone(x.Agreeing.List), func(a accord.Accord) bool { return !slices.Contains(a.Named(), x.Me.ID) })
	open := slices.ContainsFunc(own, func(a accord.Accord) bool { return a.Open() && a.Of(x.Me.ID) != nil })
	switch {
	case of == "" || len(own) == 0:
	case x.Forget != nil && of == "idle" && open:
		x.Forget, x.Change.Session = nil, nil
	case x.Forget != nil:
		for _, was := range own {
			a := was.Clone()
			a.Forget(x.Me.ID)
			m := world.Agreed{Before: &was, After: a}
			if !a.Open() {
				m.Lasts = keptFor
			}
			x.Agreed = append(x.Agreed, m)
			if p := was.Of(x.Me.ID); p != nil && was.Open() && len(a.Party(p.ID).People) == 0 {
				left, bs := leaves(x, a, accord.PartyOwner(p.ID))
				tell(x, world.ClassTask, leadsOf(x, a), door(a, text.Lines(text.T("accord.tell.empty", "what", pact.Subject(x.World, a), "name", pact.Standing(*p)), left), bs...))
			}
		}
	case of != "idle" && x.Me.Role == world.Resident:
		x.Beside(talk.Prompt{Say: keptText(x, own, of)})
	}
	return nil
}

// keptText is where somebody stands in what is agreed on, and what becomes of it where
// they want to be forgotten.
func keptText(x *acts.Turn, own []accord.Accord, of string) text.Text {
	lines := []text.Text{text.T("accord.kept", "n", len(own))}
	for _, a := range own {
		name := ""
		if p := a.Of(x.Me.ID); p != nil {
			name = p.Name
		}
		lines = append(lines, text.T("accord.kept.line", "a", accord.Label(a.Topic), "what", pact.Subject(x.World, a), "name", name, "time", show.Dated(x.World, a.Begun)))
	}
	if of == "forget" {
		lines = append(lines, text.T("accord.kept.forget"))
	}
	return text.Lines(lines...)
}

// reached: somebody has blocked the bot, or let it back in.
func reached(x *acts.Turn) {
	for _, was := range x.Agreeing.List {
		a := was.Clone()
		n := 0
		for _, owner := range mine(x.World, a) {
			p, _, agency := accord.OwnerOf(owner)
			switch of := a.Party(p); {
			case agency != "" || of != nil && len(of.People) > 1: // others are there
			case x.Event.Unblock:
				a.Reached(owner)
				n++
			default:
				n += a.Unreached(owner)
			}
		}
		if n == 0 || !a.Open() {
			continue
		}
		x.Agreed = append(x.Agreed, world.Agreed{Before: &was, After: a})
		if x.Event.Blocked {
			tell(x, world.ClassTask, leadsOf(x, a), door(a, text.T("accord.tell.blocked", "what", pact.Subject(x.World, a), "who", pact.Owner(x.World, a, mine(x.World, a)[0]), "n", n), button(text.T("accord.button.terms"), a, "terms")))
		}
	}
}
