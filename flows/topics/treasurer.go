package topics

import (
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/calendar"
	"gridbot/flows/drawn"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What the treasurer of a bill does with it:
//
//	m|topics|<number>|link|<bill>|<share>         the link by which who pays takes their share
//	m|topics|<number>|due|<bill>[|<days>]         by when it is paid, from today
//	m|topics|<number>|fix|<bill>                  what was written, anew
//	m|topics|<number>|void|<bill>[|yes]           called off
//	m|topics|<number>|agreed                      a bill of what was agreed on: who pays how much

// dueDays are by when a bill can be paid, in days from today, on buttons of older
// releases.
var dueDays = []int{7, 14, 30, 60}

// treasured is what the treasurer presses.
func treasured(x *acts.Turn, t hotspots.Topic, b bills.Bill, press, of string) error {
	i, err := strconv.Atoi(of)
	has := err == nil && i >= 0 && i < len(b.Shares)
	switch {
	case b.Off != 0:
		x.ShowToast(text.T("costs.off.already"))
	case press == "due" && !slices.Contains(dueDays, i): // any day, also in words
		return x.Run("treasurer", strconv.Itoa(t.N)+"|"+strconv.Itoa(b.N)+"|day")
	case press == "due":
		deferred(x, t, b, i)
	case press == "fix":
		return ask(x, words{N: t.N, What: "fix", Key: string(b.Key), Bill: b.N})
	case press == "void" && of != "yes":
		x.Reply(talk.Prompt{Say: text.T("costs.void.sure", "n", b.N, "what", b.What), Rows: [][]talk.Button{{
			show.MenuButton(text.T("costs.void.yes"), "topics", strconv.Itoa(t.N), "void", strconv.Itoa(b.N), "yes"), openBill(t, b)}}})
		return nil
	case press == "void":
		voided(x, t, b)
	case !has:
		x.ShowToast(text.T("costs.gone"))
	case press == "link":
		linked(x, t, b, i)
		return nil
	case press == "hand":
		return ask(x, words{N: t.N, What: "hand", Bill: b.N, Share: i})
	default:
		paid(x, t, b, i)
	}
	x.Reply(billPage(x, *now(x).Topic(t.N), b.N))
	return nil
}

func openBill(t hotspots.Topic, b bills.Bill) talk.Button {
	return show.MenuButton(text.T("talk.back"), "topics", strconv.Itoa(t.N), "costs", strconv.Itoa(b.N))
}

// linked makes the link of a share, with its code to be shown; the one before is void.
func linked(x *acts.Turn, t hotspots.Topic, b bills.Bill, i int) {
	token := x.Token()
	if err := changeBill(x, t, b.N, func(b *bills.Bill) error { return b.Invite(i, token, x.Me.ID) }); err != nil {
		x.ShowAlert(text.T("costs.link.taken", "name", payerText(b.Shares[i])))
		return
	}
	to := world.ShareLink(x.Bot, world.Share{Topic: t.N, Bill: b.N, N: i}, token)
	x.Beside(talk.Prompt{Say: text.T("costs.link", "name", payerText(b.Shares[i]), "what", b.What, "link", to), Draw: &drawn.Drawing{Code: to}})
}

// deferred chooses by when a bill is paid: at the end of that day's work.
func deferred(x *acts.Turn, t hotspots.Topic, b bills.Bill, days int) {
	at := calendar.DateOf(x.District.Here(x.Now).AddDate(0, 0, days)).At(closes, x.District.Zone)
	if changeBill(x, t, b.N, func(b *bills.Bill) error { return b.Defer(x.Me.ID, at, x.Now) }) == nil {
		x.ShowToast(text.T("costs.due.done", "time", show.Dated(x.World, at.Unix())))
		tellPayers(x, t, b, false)
	}
}

// closes is when the day ends by which something is paid.
const closes = calendar.Clock(18 * 60)

// voided calls a bill off; who was to pay hears of it.
func voided(x *acts.Turn, t hotspots.Topic, b bills.Bill) {
	if changeBill(x, t, b.N, func(b *bills.Bill) error { return b.CallOff(x.Me.ID, x.Now) }) == nil {
		x.ShowToast(text.T("costs.voided"))
		tellPayers(x, t, b, true)
	}
}

// tellPayers tells who has taken a share of a bill what became of it: of each their own.
func tellPayers(x *acts.Turn, t hotspots.Topic, was bills.Bill, off bool) {
	b := now(x).Topic(t.N).Bill(was.N)
	for i, s := range b.Shares {
		if s.Who == 0 || s.Who == x.Me.ID || s.Away != 0 {
			continue
		}
		say := text.T("costs.tell.due", "what", b.What, "name", payerText(s), "yuan", bills.Yuan(s.Cents), "time", show.Dated(x.World, b.Due))
		switch {
		case off && s.Paid != 0:
			say = text.T("costs.tell.off.paid", "what", b.What, "name", payerText(s), "yuan", bills.Yuan(s.Cents), "treasurer", show.Called(x.World, b.Treasurer))
		case off:
			say = text.T("costs.tell.off", "what", b.What, "name", payerText(s))
		case s.Paid != 0:
			continue
		}
		x.Write(payerOf(x.World, s), world.ClassTask, talk.Prompt{Say: say, Rows: [][]talk.Button{{shareButton(t, *b, i)}}})
	}
}

// shareButton shows who pays their share.
func shareButton(t hotspots.Topic, b bills.Bill, i int) talk.Button {
	return show.MenuButton(text.T("costs.mine"), "dues", strconv.Itoa(t.N), strconv.Itoa(b.N), strconv.Itoa(i))
}

// fixOf reads what a treasurer wrote in the place of a bill: an amount alone, or all of
// it anew.
func fixOf(w *world.World, d words) (bills.Bill, talk.Answer) {
	t := w.Topics.Topic(d.N)
	if t == nil || t.Bill(d.Bill) == nil {
		return bills.Bill{}, talk.Sorry("topic.share.sorry")
	}
	b := *t.Bill(d.Bill)
	switch err := b.Rewrite(d.Words, w.Me.ID, w.Now); {
	case errors.Is(err, bills.ErrPaid):
		return b, talk.Sorry("topic.fix.paid")
	case errors.Is(err, bills.ErrOff), errors.Is(err, bills.ErrTreasurer): // said when it is kept
		return b, talk.OK()
	default:
		return b, refusal(err)
	}
}

// fixed keeps a bill that was written anew; whose share became another one is told.
func fixed(x *acts.Turn, t hotspots.Topic, d words) {
	b := t.Bill(d.Bill)
	if b == nil {
		x.Reply(costsPage(x, t))
		return
	}
	if b.Treasurer != x.Me.ID || b.Off != 0 {
		x.Reply(talk.Prompt{Say: text.T("costs.off.already")}, billPage(x, t, b.N))
		return
	}
	was := *b
	to, _ := fixOf(x.World, d)
	if to.N != was.N || changeBill(x, t, was.N, func(b *bills.Bill) error { *b = to; return nil }) != nil {
		x.Reply(billPage(x, t, was.N))
		return
	}
	for i, s := range to.Shares {
		if s.Who == 0 || s.Paid != 0 || slices.ContainsFunc(was.Shares, func(o bills.Share) bool { return o.Name == s.Name && o.Cents == s.Cents }) {
			continue
		}
		x.Write(payerOf(x.World, s), world.ClassTask, talk.Prompt{Rows: [][]talk.Button{{shareButton(t, to, i)}},
			Say: text.T("costs.tell.fixed", "what", to.What, "name", payerText(s), "yuan", bills.Yuan(s.Cents), "time", show.Dated(x.World, to.Due))})
	}
	x.Reply(billPage(x, *now(x).Topic(t.N), was.N))
}

// agreedPays is what the agreement in force says who pays, and of which version that is;
// 0 where it says nothing, or a bill was made of it.
func agreedPays(w *world.World, t hotspots.Topic) (version int, all []accord.Payer) {
	a := w.Agreeing.Accord
	if a == nil || a.Topic != t.N || !a.Open() || a.Runs == 0 {
		return 0, nil
	}
	if slices.ContainsFunc(t.Bills, func(b bills.Bill) bool { return b.From == a.Runs && b.Off == 0 }) {
		return 0, nil
	}
	if all = a.Pays(); len(all) == 0 {
		return 0, nil
	}
	return a.Runs, all
}

// agreedBill makes a bill of what was agreed on: one share for each who pays, with all
// they said yes to. Who said yes for their shop is reminded of it.
func agreedBill(x *acts.Turn, t hotspots.Topic) {
	version, all := agreedPays(x.World, t)
	if version == 0 || len(t.Bills) >= mostBills {
		x.ShowToast(text.T("costs.agreed.none"))
		x.Reply(costsPage(x, t))
		return
	}
	b := bills.Bill{Key: bills.Agreed, Treasurer: x.Me.ID, Due: x.Now.Add(payWithin).Unix(), From: version, What: text.CleanLine(all[0].Words, longestFor)}
	for _, p := range all {
		b.Cents += p.Cents
		b.Shares = append(b.Shares, bills.Share{Name: payerName(x, *x.Agreeing.Accord, p.Owner), Cents: p.Cents, Who: p.Who, Lang: p.Lang})
	}
	for i := range t.Bills {
		b.N = max(b.N, t.Bills[i].N)
	}
	b.N++
	made, err := bills.New(b, x.Now)
	if err != nil {
		x.ShowAlert(text.T("costs.agreed.none"))
		x.Reply(costsPage(x, t))
		return
	}
	change(x, func(ts *world.Topics) {
		own := ts.Topic(t.N)
		own.Bills = append(slices.Clone(own.Bills), made)
	})
	x.Reply(billPage(x, *now(x).Topic(t.N), made.N))
}

// payerName is how who pays is called on a bill, in the words of who makes it. A household
// is called by its number.
func payerName(x *acts.Turn, a accord.Accord, owner string) string {
	party, person, agency := accord.OwnerOf(owner)
	name := ""
	switch p := a.Party(party); {
	case p != nil:
		name = p.Stand()
	case person != 0:
		name = x.Staff.Name(person)
	case agency != "":
		of, _ := x.District.Agency(agency)
		name = of.Names[x.Me.Lang]
	}
	if name = text.CleanLine(name, longestFor); utf8.RuneCountInString(name) == 0 {
		return owner
	}
	return name
}

// payerText is how a share is called: a household by its number.
func payerText(s bills.Share) text.Text {
	if n := accord.HomeOf(s.Name); n != 0 {
		return text.T("costs.household", "n", n)
	}
	return text.Said(s.Name)
}
