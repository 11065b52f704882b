package topics

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is agreed on costs money, which those concerned share (费用分摊). A lead writes the
// amount and who shares it, and is the treasurer of it: no money comes through here, they
// say who has paid. The shares are read by who leads the grid and by the treasurer.
//
//	m|topics|<number>|costs[|<bill>]              all bills, or one
//	m|topics|<number>|share|<key>                 one more, by a key
//	m|topics|<number>|paid|<bill>|<share>         paid, or not after all
//	m|topics|<number>|hand|<bill>|<share>         somebody else has the shop now
//
// What else the treasurer does stands in treasurer.go.

// payWithin is how long those who share have to pay.
const payWithin = 14 * world.OneDay

// How long a bill may be, what it is for, and a name.
const (
	longestBill = 2500
	longestFor  = bills.LongestName
	mostBills   = 20
)

// accounts tells whether somebody reads the shares of a topic's bills.
func accounts(w *world.World, t hotspots.Topic) bool {
	return leads(w, t.Grid) || slices.ContainsFunc(t.Bills, func(b bills.Bill) bool { return b.Treasurer == w.Me.ID })
}

// costPresses are those of who reads the shares.
var costPresses = []string{"costs", "share", "paid", "hand", "link", "due", "fix", "void", "agreed"}

// cost answers them.
func cost(x *acts.Turn, t hotspots.Topic, press, arg string) error {
	id, of, _ := strings.Cut(arg, "|")
	b := t.Bill(number(id))
	switch {
	case !accounts(x.World, t):
		x.ShowAlert(text.T("topics.lead"))
		return nil
	case press == "costs":
	case !t.Open():
		x.ShowToast(text.T("topics.over"))
	case press == "share" && leads(x.World, t.Grid) && slices.Contains(bills.Keys, bills.Key(arg)) && len(t.Bills) < mostBills:
		return ask(x, words{N: t.N, What: "share", Key: arg})
	case press == "agreed" && leads(x.World, t.Grid):
		agreedBill(x, t)
		return nil
	case now(x).Sealed != nil: // whose share is whose cannot be opened here: it is not written over
		x.ShowAlert(text.T("costs.shut"))
	case b == nil:
		x.ShowToast(text.T("costs.gone"))
	case b.Treasurer != x.Me.ID:
		x.ShowAlert(text.T("costs.treasurer", "name", show.Called(x.World, b.Treasurer)))
	default:
		return treasured(x, t, *b, press, of)
	}
	if b == nil {
		x.Reply(costsPage(x, *now(x).Topic(t.N)))
		return nil
	}
	x.Reply(billPage(x, *now(x).Topic(t.N), b.N))
	return nil
}

// changeBill changes one bill of a topic.
func changeBill(x *acts.Turn, t hotspots.Topic, n int, does func(*bills.Bill) error) error {
	ts := now(x).Clone()
	own := ts.Topic(t.N)
	own.Bills = slices.Clone(own.Bills)
	if err := does(own.Bill(n)); err != nil {
		return err
	}
	x.Change.Topics = &ts
	return nil
}

// paid says that a share is paid; and, where it was, that it is not after all.
func paid(x *acts.Turn, t hotspots.Topic, b bills.Bill, i int) {
	was := b.Shares[i].Paid != 0
	err := changeBill(x, t, b.N, func(b *bills.Bill) error {
		if was {
			return b.Unpay(i, x.Me.ID, x.Now)
		}
		return b.Pay(i, x.Me.ID, x.Now)
	})
	switch {
	case err != nil:
		x.ShowToast(text.T("costs.gone"))
	case was:
		x.ShowToast(text.T("costs.unpaid", "name", payerText(b.Shares[i])))
	default:
		x.ShowToast(text.T("costs.paid", "name", payerText(b.Shares[i]), "yuan", bills.Yuan(b.Shares[i].Cents)))
	}
}

// billOf reads what a lead wrote; what cannot be read is said, with its line.
func billOf(d words, by int64, n int, at time.Time) (bills.Bill, talk.Answer) {
	b, err := bills.Read(d.Words, bills.Bill{N: n, Key: bills.Key(d.Key), Treasurer: by, Due: at.Add(payWithin).Unix()}, at)
	return b, refusal(err)
}

// refusal is why a bill is none; OK where it is one.
func refusal(err error) talk.Answer {
	var apart bills.Apart
	var line bills.Line
	switch {
	case err == nil:
		return talk.OK()
	case errors.As(err, &line) && line.Long:
		return talk.Sorry("topic.words.long", "n", bills.LongestName)
	case errors.As(err, &line):
		return talk.Sorry("topic.share.line", "line", text.Clean(line.Is, longestFor))
	case errors.As(err, &apart) && apart.By > 0:
		return talk.Sorry("topic.share.more", "yuan", bills.Yuan(apart.By))
	case errors.As(err, &apart):
		return talk.Sorry("topic.share.less", "yuan", bills.Yuan(-apart.By))
	case errors.Is(err, bills.ErrName):
		return talk.Sorry("topic.share.twice")
	case errors.Is(err, bills.ErrShares):
		return talk.Sorry("topic.share.nobody", "n", bills.MostShares)
	}
	return talk.Sorry("topic.share.sorry")
}

// billed keeps a bill that was written.
func billed(x *acts.Turn, t hotspots.Topic, d words) {
	n := 0
	for _, b := range t.Bills {
		n = max(n, b.N)
	}
	b, _ := billOf(d, x.Me.ID, n+1, x.Now)
	if len(b.Shares) == 0 || len(t.Bills) >= mostBills {
		x.Reply(talk.Prompt{Say: text.Lines(text.T("costs.full", "n", mostBills), text.T("topic.lost", "words", d.Words))})
		return
	}
	change(x, func(ts *world.Topics) {
		own := ts.Topic(t.N)
		own.Bills = append(slices.Clone(own.Bills), b)
	})
	x.Reply(billPage(x, *now(x).Topic(t.N), b.N))
}

// handed gives a share to who has the shop now.
func handed(x *acts.Turn, t hotspots.Topic, d words) {
	b := t.Bill(d.Bill)
	switch {
	case b == nil:
		x.Reply(costsPage(x, t))
		return
	case b.Treasurer != x.Me.ID:
		x.Reply(talk.Prompt{Say: text.T("costs.treasurer", "name", show.Called(x.World, b.Treasurer))})
		return
	}
	if err := changeBill(x, t, b.N, func(b *bills.Bill) error { return b.HandOver(d.Share, d.Words, 0) }); err != nil {
		x.Reply(talk.Prompt{Say: text.Lines(text.T("topic.share.twice"), text.T("topic.lost", "words", d.Words))})
		return
	}
	x.Reply(billPage(x, *now(x).Topic(t.N), b.N))
}

// keyTexts are by what an amount is shared.
var keyTexts = map[bills.Key]text.Text{
	bills.Equal: text.T("costs.key.equal"), bills.Area: text.T("costs.key.area"), bills.Seats: text.T("costs.key.seats"), bills.Agreed: text.T("costs.key.agreed"),
}

// costsPage is all bills of a topic.
func costsPage(x *acts.Turn, t hotspots.Topic) talk.Prompt {
	id := strconv.Itoa(t.N)
	lines := []text.Text{text.T("costs.head", "n", t.N)}
	if len(t.Bills) == 0 {
		lines = append(lines, text.T("costs.none"))
	}
	var open, more []talk.Button
	for _, b := range t.Bills {
		if b.Off != 0 {
			lines = append(lines, text.T("costs.line.off", "n", b.N, "what", b.What))
			open = append(open, show.MenuButton(text.T("costs.open", "n", b.N), "topics", id, "costs", strconv.Itoa(b.N)))
			continue
		}
		lines = append(lines, text.T("costs.line", "n", b.N, "what", b.What, "got", bills.Yuan(b.Got()), "yuan", bills.Yuan(b.Cents)))
		open = append(open, show.MenuButton(text.T("costs.open", "n", b.N), "topics", id, "costs", strconv.Itoa(b.N)))
	}
	if t.Open() && leads(x.World, t.Grid) && len(t.Bills) < mostBills {
		if _, terms := agreedPays(x.World, t); len(terms) > 0 {
			open = append(open, show.MenuButton(text.T("costs.agreed"), "topics", id, "agreed"))
		}
		for _, k := range bills.Keys {
			more = append(more, show.MenuButton(text.T("costs.add", "key", keyTexts[k]), "topics", id, "share", string(k)))
		}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: slices.Concat(show.InFours(open), talk.Pairs(more...), [][]talk.Button{{openTopic(t.N)}})}
}

// mostToggled is how many shares of a bill have a button: the first that are not paid.
const mostToggled = 24

// billPage is one bill: who pays how much, and who has.
func billPage(x *acts.Turn, t hotspots.Topic, n int) talk.Prompt {
	w, b, id := x.World, t.Bill(n), strconv.Itoa(t.N)
	if b == nil {
		return costsPage(x, t)
	}
	lines := []text.Text{
		text.T("costs.bill", "n", b.N, "what", b.What, "yuan", bills.Yuan(b.Cents), "key", keyTexts[b.Key]),
		text.T("costs.by", "name", show.Called(w, b.Treasurer), "time", show.Dated(w, b.Due)),
	}
	if b.Off != 0 {
		lines = append(lines, text.T("costs.off", "time", show.Dated(w, b.Off)))
	}
	late, keeps := b.Overdue(x.Now), t.Open() && b.Off == 0 && b.Treasurer == w.Me.ID
	var rows [][]talk.Button
	for i, s := range b.Shares {
		line := text.T("costs.share", "name", payerText(s), "yuan", bills.Yuan(s.Cents))
		switch {
		case s.Paid != 0:
			line = text.T("costs.share.paid", "name", payerText(s), "yuan", bills.Yuan(s.Cents), "time", show.Dated(w, s.Paid))
		case slices.Contains(late, i):
			line = text.T("costs.share.late", "name", payerText(s), "yuan", bills.Yuan(s.Cents))
		}
		lines = append(lines, line)
		if s.Was != "" {
			lines = append(lines, text.T("costs.was", "name", s.Was))
		}
		switch {
		case s.Paid != 0 || b.Off != 0:
		case s.Away != 0:
			lines = append(lines, text.T("costs.away"))
		case s.Who != 0:
			lines = append(lines, text.T("costs.taken"))
		}
		if keeps && len(rows) < mostToggled {
			label := text.T("costs.pay", "name", payerText(s))
			if s.Paid != 0 {
				label = text.T("costs.unpay", "name", payerText(s))
			}
			at := []string{id, "paid", strconv.Itoa(b.N), strconv.Itoa(i)}
			hand := []string{id, "hand", strconv.Itoa(b.N), strconv.Itoa(i)}
			row := talk.Row(show.MenuButton(label, "topics", at...), show.MenuButton(text.T("costs.hand"), "topics", hand...))
			if s.Paid == 0 && s.Who == 0 {
				row = append(row, show.MenuButton(text.T("costs.invite"), "topics", id, "link", strconv.Itoa(b.N), strconv.Itoa(i)))
			}
			rows = append(rows, row)
		}
	}
	if n := strconv.Itoa(b.N); keeps {
		rows = append(rows, talk.Row(show.MenuButton(text.T("costs.button.due"), "topics", id, "due", n), show.MenuButton(text.T("costs.button.fix"), "topics", id, "fix", n), show.MenuButton(text.T("costs.button.void"), "topics", id, "void", n)))
	}
	if entrusts(w, t, *b) {
		rows = append(rows, talk.Row(show.MenuButton(text.T("costs.treasurer.other"), "treasurer", id, strconv.Itoa(b.N))))
	}
	lines = append(lines, text.T("costs.got", "got", bills.Yuan(b.Got()), "yuan", bills.Yuan(b.Cents)))
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Row(show.MenuButton(text.T("costs.all"), "topics", id, "costs"), openTopic(t.N)))}
}

// entrusts tells whether somebody names another treasurer: who has the bill in hand, or,
// where they are not there any more, whoever leads.
func entrusts(w *world.World, t hotspots.Topic, b bills.Bill) bool {
	has, works := w.Staff.People[b.Treasurer]
	gone := !works || has.Gone || !mine(has, t)
	return t.Open() && b.Off == 0 && (b.Treasurer == w.Me.ID || gone && leads(w, t.Grid))
}
