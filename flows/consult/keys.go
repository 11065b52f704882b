package consult

import (
	"gridbot/flows/pact"
	"slices"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mine are the owners somebody speaks for.
func mine(w *world.World, a accord.Accord) (all []string) {
	if p := a.Of(w.Me.ID); p != nil {
		all = append(all, accord.PartyOwner(p.ID))
	}
	if w.Me.Role != world.Resident {
		all = append(all, accord.PersonOwner(w.Me.ID))
	}
	if w.Me.Role == world.Officer {
		all = append(all, accord.AgencyOwner(w.Me.Agency))
	}
	return all
}

// keys is the list: what there is, who has it since when, and what is astray.
func keys(x *acts.Turn, a accord.Accord, _ []string) error {
	lines := []text.Text{text.T("accord.keys", "n", len(a.Keys))}
	astray := a.Astray(works(x))
	is, own := partsOf(x.World, a), mine(x.World, a)
	var bs []talk.Button
	for _, k := range a.Keys {
		name := text.CleanLine(k.Words, 20)
		switch {
		case k.Lost != 0:
			lines = append(lines, text.T("accord.key.lost", "words", k.Words, "time", show.Dated(x.World, k.Lost)))
		case k.Holder == "":
			lines = append(lines, text.T("accord.key.station", "words", k.Words, "time", show.Dated(x.World, k.Since)))
			if a.Open() && len(own) > 0 {
				bs = append(bs, button(text.T("accord.button.take", "words", name), a, "take", k.ID))
			}
		case slices.ContainsFunc(astray, func(o accord.Key) bool { return o.ID == k.ID }):
			lines = append(lines, text.T("accord.key.astray", "words", k.Words, "who", pact.Owner(x.World, a, k.Holder), "time", show.Dated(x.World, k.Since)))
		default:
			lines = append(lines, text.T("accord.key.held", "words", k.Words, "who", pact.Owner(x.World, a, k.Holder), "time", show.Dated(x.World, k.Since)))
		}
		if (k.Holder != "" || k.Lost != 0) && (is&lead != 0 || slices.Contains(own, k.Holder)) {
			bs = append(bs, button(text.T("accord.button.back", "words", name), a, "back", k.ID))
		}
		if k.Lost == 0 && is&lead != 0 {
			bs = append(bs, button(text.T("accord.button.lost", "words", name), a, "lost", k.ID))
		}
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: append(talk.Column(bs...), talk.Row(button(text.T("talk.back"), a, "open")))})
	return nil
}

// addKey asks what a key is of.
func addKey(x *acts.Turn, a accord.Accord, _ []string) error {
	if !a.Open() {
		return sorry(x, accord.ErrOver, card(x, a))
	}
	return acts.Enter(x, saying, writeData{N: a.Topic, Do: "key"})
}

// take: somebody takes a key that hangs at the station; for their shop, where they
// speak for one.
func take(x *acts.Turn, a accord.Accord, args []string) error {
	own := mine(x.World, a)
	if len(own) == 0 {
		return sorry(x, accord.ErrVoice, card(x, a))
	}
	if err := a.Take(arg(args, 0), own[0], x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	x.ShowToast(text.T("accord.key.taken", "words", a.Key(arg(args, 0)).Words))
	return keys(x, a, nil)
}

// giveBack: the key hangs at the station again; said by who has it, or who leads.
func giveBack(x *acts.Turn, a accord.Accord, args []string) error {
	k := a.Key(arg(args, 0))
	if k != nil && partsOf(x.World, a)&lead == 0 && !slices.Contains(mine(x.World, a), k.Holder) {
		x.ShowAlert(text.T("accord.notyours"))
		return keys(x, a, nil)
	}
	if err := a.GiveBack(arg(args, 0), x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	return keys(x, a, nil)
}

// lose: a key is lost, or gone with whoever had it; who had it is told.
func lose(x *acts.Turn, a accord.Accord, args []string) error {
	k := a.Key(arg(args, 0))
	var holder string
	if k != nil {
		holder = k.Holder
	}
	if err := a.Lose(arg(args, 0), x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	tell(x, world.ClassTask, peopleOf(x, a, holder), door(a, text.T("accord.tell.lost", "words", a.Key(arg(args, 0)).Words)))
	return keys(x, a, nil)
}
