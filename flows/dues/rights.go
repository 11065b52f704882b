package dues

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Which shares are somebody's they may know, and have forgotten. Who blocks the bot is
// reminded of nothing, and the treasurer has to ask.

// needRights reads the shares where somebody asks what is kept of them, is forgotten, or
// cannot be reached any more.
func needRights(_ *world.World, e talk.Event, n *world.Need) {
	if world.RightOf(e) != "" || (e.Blocked || e.Unblock) && !e.Chat.Group {
		n.Topics = true
	}
}

// rights says which shares are somebody's, and takes them off them where they are
// forgotten. Who has one to pay is not idle.
func rights(x *acts.Turn) error {
	own := mine(now(x), x.Me.ID)
	if len(own) == 0 || x.Me.ID == 0 {
		return nil
	}
	if (x.Event.Blocked || x.Event.Unblock) && !x.Event.Chat.Group {
		reached(x, own)
		return nil
	}
	of := world.RightOf(x.Event)
	switch {
	case of == "":
	case x.Forget != nil && of == "idle" && slices.ContainsFunc(own, func(s world.Share) bool { return owed(x, s) }):
		x.Forget, x.Change.Session = nil, nil
	case x.Forget != nil:
		for _, s := range own {
			t, b, _ := find(now(x), s)
			owes := owed(x, s)
			if change(x, s, func(b *bills.Bill) error { b.Forget(x.Me.ID); return nil }) == nil && owes {
				tellTreasurer(x, *t, *b, text.T("dues.tell.forgotten", "name", named(b.Shares[s.N]), "what", b.What))
			}
		}
	case of != "idle":
		lines := []text.Text{text.T("dues.kept", "n", len(own))}
		for _, s := range own {
			lines = append(lines, placeText(x, s))
		}
		x.Beside(talk.Prompt{Say: text.Lines(lines...)})
	}
	return nil
}

// owed tells whether a share is still to be paid.
func owed(x *acts.Turn, of world.Share) bool {
	t, b, ok := find(now(x), of)
	return ok && t.Open() && b.Off == 0 && b.Shares[of.N].Paid == 0
}

// reached: somebody has blocked the bot, or let it back in.
func reached(x *acts.Turn, own []world.Share) {
	for _, s := range own {
		t, b, _ := find(now(x), s)
		if !owed(x, s) {
			continue
		}
		n := 0
		err := change(x, s, func(b *bills.Bill) error {
			if x.Event.Unblock {
				b.Reached(x.Me.ID)
				return nil
			}
			n = b.Unreached(x.Me.ID, x.Now)
			return nil
		})
		if err == nil && n > 0 {
			tellTreasurer(x, *t, *b, text.T("dues.tell.away", "name", named(b.Shares[s.N]), "what", b.What))
		}
	}
}
