// Package dues is the payer's side of what several pay together (费用分摊): by a link
// somebody takes the share of their shop, reads what it is and by when it is paid, and is
// reminded when it is not. They read of no other share. It knows no other subject; what a
// bill is, it has from bills, and no money comes through here.
package dues

import (
	"errors"
	"strconv"
	"strings"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What stands on the buttons:
//
//	m|dues                                         all that is mine
//	m|dues|<topic>|<bill>|<share>                  one of them
//	m|dues|<topic>|<bill>|<share>|take|<token>     it is mine
//	m|dues|<topic>|<bill>|<share>|not[|yes]        it is not mine after all
//	m|dues|<topic>|<bill>|<share>|said             I have paid it

// Subject is the shares somebody pays.
func Subject() acts.Subject {
	return acts.Subject{
		Name:     "dues",
		Words:    Words,
		Commands: []acts.Command{{Name: "dues", Need: needDues, Does: answer}},
		Links: []acts.Link{{
			Is:   func(payload string) bool { s, _ := world.PayloadShare(payload); return s.Topic != 0 },
			Need: func(_ string, n *world.Need) { n.Topics = true },
			Does: followed,
		}},
		First:  []acts.Hearing{{Is: hearsPaid, Need: func(_ *world.World, _ talk.Event, n *world.Need) { n.Topics = true }, Does: offer}},
		Before: needRights,
		Last: func(x *acts.Turn) error {
			noted(x)
			return rights(x)
		},
	}
}

func needDues(_ *world.World, _ string, n *world.Need) { n.Topics = true }

// now is the topics as this change leaves them.
func now(x *acts.Turn) *world.Topics {
	if x.Change.Topics != nil {
		return x.Change.Topics
	}
	return x.World.Topics
}

// find is a share with its topic and bill; false for none.
func find(ts *world.Topics, of world.Share) (t *hotspots.Topic, b *bills.Bill, ok bool) {
	if t = ts.Topic(of.Topic); t == nil {
		return nil, nil, false
	}
	b = t.Bill(of.Bill)
	return t, b, b != nil && of.N < len(b.Shares)
}

// change changes a bill.
func change(x *acts.Turn, of world.Share, does func(*bills.Bill) error) error {
	ts := now(x).Clone()
	t := ts.Topic(of.Topic)
	t.Bills = append([]bills.Bill(nil), t.Bills...)
	if err := does(t.Bill(of.Bill)); err != nil {
		return err
	}
	x.Change.Topics = &ts
	return nil
}

// answer answers /dues, and what was pressed of it.
func answer(x *acts.Turn, choice string) error {
	parts := strings.SplitN(choice, "|", 5)
	of, one := world.ShareOf(parts)
	press, arg := "", ""
	if len(parts) > 3 {
		press = parts[3]
	}
	if len(parts) > 4 {
		arg = parts[4]
	}
	t, b, ok := find(now(x), of)
	switch {
	case x.Event.Chat.Group:
		x.Reply(talk.Prompt{Say: text.T("dues.private")})
	case !one:
		x.Reply(list(x))
	case press == "take":
		take(x, of, arg)
	case !ok || b.Shares[of.N].Who != x.Me.ID:
		x.ShowToast(text.T("dues.none.such"))
		x.Reply(list(x))
	case press == "said":
		said(x, of)
	case press == "not" && arg == "yes" && t.Open():
		give(x, of)
	case press == "not" && t.Open():
		x.Reply(talk.Prompt{Say: text.T("dues.not.sure", "name", named(b.Shares[of.N]), "treasurer", show.Called(x.World, b.Treasurer)),
			Rows: [][]talk.Button{{button(text.T("talk.yes"), of, "not", "yes"), button(text.T("talk.back"), of)}}})
	default:
		x.Reply(card(x, of))
	}
	return nil
}

func button(label text.Text, of world.Share, what ...string) talk.Button {
	return show.MenuButton(label, "dues", append([]string{itoa(of.Topic), itoa(of.Bill), itoa(of.N)}, what...)...)
}

func itoa(n int) string { return strconv.Itoa(n) }

// followed: somebody has followed a link. They see whose share it is, and say whether it
// is theirs.
func followed(x *acts.Turn, payload string) error {
	of, token := world.PayloadShare(payload)
	t, b, ok := find(now(x), of)
	if ok && b.Shares[of.N].Who == x.Me.ID {
		x.Reply(card(x, of))
		return nil
	}
	if !ok || !t.Open() || now(x).Sealed != nil || b.Opens(of.N, token) != nil {
		x.Reply(talk.Prompt{Say: text.T("dues.link.sorry"), Rows: x.Menu()})
		return nil
	}
	s := b.Shares[of.N]
	x.Reply(talk.Prompt{Say: text.Lines(shareText(x, *b, s), text.T("dues.ask")), Rows: [][]talk.Button{{button(text.T("dues.take"), of, "take", token)}}})
	return nil
}

// take: somebody says that a share is theirs; the treasurer hears who.
func take(x *acts.Turn, of world.Share, token string) {
	t, b, ok := find(now(x), of)
	if ok && b.Shares[of.N].Who == x.Me.ID {
		x.Reply(card(x, of)) // pressed twice
		return
	}
	err := bills.ErrNone
	if ok && t.Open() && now(x).Sealed == nil {
		err = change(x, of, func(b *bills.Bill) error { return b.Take(of.N, token, x.Me.ID, string(x.Me.Lang)) })
	}
	switch {
	case errors.Is(err, bills.ErrTaken):
		x.Reply(talk.Prompt{Say: text.T("dues.taken"), Rows: x.Menu()})
		return
	case err != nil:
		x.Reply(talk.Prompt{Say: text.T("dues.link.sorry"), Rows: x.Menu()})
		return
	}
	tellTreasurer(x, *t, *b, text.T("dues.tell.taken", "who", x.Me.Name, "name", named(b.Shares[of.N]), "what", b.What))
	p := card(x, of)
	p.Say = text.Lines(text.T("dues.took"), p.Say)
	x.Reply(p)
}

// give: a share is not theirs after all.
func give(x *acts.Turn, of world.Share) {
	t, b, _ := find(now(x), of)
	if change(x, of, func(b *bills.Bill) error { return b.Give(of.N, x.Me.ID) }) == nil {
		tellTreasurer(x, *t, *b, text.T("dues.tell.given", "who", x.Me.Name, "name", named(b.Shares[of.N]), "what", b.What))
	}
	p := list(x)
	p.Say = text.Lines(text.T("dues.given", "name", named(b.Shares[of.N])), p.Say)
	x.Reply(p)
}

// tellTreasurer tells who has the bill in hand; where they are gone, who leads the grid.
func tellTreasurer(x *acts.Turn, t hotspots.Topic, b bills.Bill, say text.Text) {
	people := x.Leads(t.Grid)
	if p, works := x.Staff.People[b.Treasurer]; works && p.Role != world.Resident && !p.Gone {
		people = []world.Person{p}
	}
	for _, p := range people {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: say, Rows: [][]talk.Button{{show.MenuButton(text.T("dues.bill"), "topics", strconv.Itoa(t.N), "costs", strconv.Itoa(b.N))}}})
		}
	}
}

// shareText is a share, to who pays it.
func shareText(x *acts.Turn, b bills.Bill, s bills.Share) text.Text {
	return text.T("dues.share", "what", b.What, "name", named(s), "yuan", bills.Yuan(s.Cents), "time", show.Dated(x.World, b.Due), "treasurer", show.Called(x.World, b.Treasurer))
}

// named is how a share is called: a household by its number.
func named(s bills.Share) text.Text {
	if n := accord.HomeOf(s.Name); n != 0 {
		return text.T("dues.household", "n", n)
	}
	return text.Said(s.Name)
}

// card is one share of somebody.
func card(x *acts.Turn, of world.Share) talk.Prompt {
	t, b, _ := find(now(x), of)
	s := b.Shares[of.N]
	lines := []text.Text{shareText(x, *b, s)}
	switch {
	case s.Paid != 0:
		lines = append(lines, text.T("dues.paid", "time", show.Dated(x.World, s.Paid)))
	case b.Off != 0:
		lines = append(lines, text.T("dues.off"))
	case s.Said != 0:
		lines = append(lines, text.T("dues.said.waits", "time", show.Dated(x.World, s.Said)))
	case b.Due < x.Now.Unix():
		lines = append(lines, text.T("dues.late"))
	}
	rows := [][]talk.Button{{show.MenuButton(text.T("dues.all"), "dues")}}
	if s.Paid == 0 && b.Off == 0 && t.Open() {
		rows = [][]talk.Button{{button(text.T("dues.not"), of, "not"), rows[0][0]}}
		if s.Said == 0 {
			rows = append([][]talk.Button{{button(text.T("dues.said.tell"), of, "said")}}, rows...)
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: rows}
}

// mine are all shares of somebody, of the bills that go on and those that do not.
func mine(ts *world.Topics, who int64) (all []world.Share) {
	if ts == nil {
		return nil
	}
	for _, t := range ts.All {
		for _, b := range t.Bills {
			for _, i := range b.Of(who) {
				all = append(all, world.Share{Topic: t.N, Bill: b.N, N: i})
			}
		}
	}
	return all
}

// mostListed is how many shares are shown, the newest.
const mostListed = 12

// list is all shares of somebody.
func list(x *acts.Turn) talk.Prompt {
	own := mine(now(x), x.Me.ID)
	own = own[max(0, len(own)-mostListed):]
	if len(own) == 0 {
		return talk.Prompt{Say: text.T("dues.none"), Rows: x.Menu()}
	}
	p, lines, past := talk.Prompt{}, []text.Text{text.T("dues.head")}, []text.Text(nil)
	for _, of := range own {
		if owed(x, of) {
			p.Rows = append(p.Rows, talk.Row(button(lineText(x, of), of)))
		} else {
			past = append(past, text.T("dues.past.line", "line", lineText(x, of)))
		}
	}
	if len(p.Rows) == 0 {
		lines, p.Rows = []text.Text{text.T("dues.none")}, x.Menu()
	}
	if len(past) > 0 {
		lines = append(append(lines, text.T("dues.past")), past...)
	}
	p.Say = text.Lines(lines...)
	return p
}

// lineText is a share on one line.
func lineText(x *acts.Turn, of world.Share) text.Text {
	_, b, _ := find(now(x), of)
	s := b.Shares[of.N]
	line := text.T("dues.line", "what", b.What, "name", named(s), "yuan", bills.Yuan(s.Cents))
	switch {
	case s.Paid != 0:
		return text.T("dues.line.paid", "line", line)
	case b.Off != 0:
		return text.T("dues.line.off", "line", line)
	case b.Due < x.Now.Unix():
		return text.T("dues.line.late", "line", line)
	}
	return line
}

// placeText is what a share is about, for who asks what is kept of them.
func placeText(x *acts.Turn, of world.Share) text.Text {
	t, _, _ := find(now(x), of)
	return text.T("dues.kept.line", "line", lineText(x, of), "place", frequent.Name(x.World, t.Spot))
}
