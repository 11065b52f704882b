package dues

import (
	"errors"
	"regexp"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who has paid says so as people do, in a reply to a letter or out of the blue, and is
// offered to tell the treasurer; it is the treasurer alone who says that it is paid.

var (
	paidHan   = regexp.MustCompile(`(交|付|缴|给|转|汇)(过钱|过去|过|好|掉|清|完|齐)?了|已经?(交|付|缴|转)|(交|付|缴)过(钱|费|款)?$|转给|转账`)
	paidLatin = regexp.MustCompile(`\b(i|we)( have|'ve|’ve)?( already| just)? (paid|transferred|settled|sent (the|my|it|him|her))\b|^(already )?paid\b|\bhas been paid\b`)
	plainly   = regexp.MustCompile(`^(我|我们|钱|费用)?(已经|已|都)?(交|付|缴)过?(钱|费|款)?了?[。！!.]?$|^((i|we)( have|'ve|’ve)? )?(already )?paid( it| my share)?( already)?[.!]?$`)
	unsaid    = regexp.MustCompile(`没|未|不|吗|嘛|呢|谁|哪|怎么|多少|几时|什么|[?？]|\bnot\b|n't|n’t|\bif\b|\bwho\b|\bhow\b`)
)

// longestPaid is how long words are that say no more than that somebody has paid.
const longestPaid = 60

// saysPaid tells whether words say that somebody has paid.
func saysPaid(words string) bool {
	words = strings.ToLower(strings.TrimSpace(words))
	return len(words) <= longestPaid && (paidHan.MatchString(words) || paidLatin.MatchString(words)) && !unsaid.MatchString(words)
}

// hearsPaid tells whether somebody who has a share to pay says that they have paid it, as
// far as that is known by now. Another question that is open comes first, unless a letter
// that is about no case is answered.
func hearsPaid(w *world.World, e talk.Event) bool {
	if e.Press != "" || e.Command != "" || e.Clock != nil || e.Edited || e.Chat.Group || len(e.Files) > 0 || e.Point != nil || !saysPaid(e.Text) {
		return false
	}
	letter := e.Reply != 0 && w.Replied == (world.Replied{})
	if e.Reply != 0 && !letter || w.Session.Dialogue != "" && !letter {
		return false
	}
	if _, rings := w.District.Danger(e.Text); rings {
		return false
	}
	return w.Topics == nil || len(open(w, w.Me.ID)) > 0 || !letter && plainly.MatchString(strings.ToLower(strings.TrimSpace(e.Text)))
}

// open are the shares of somebody that are still to be paid.
func open(w *world.World, who int64) (all []world.Share) {
	for _, s := range mine(w.Topics, who) {
		if t, b, ok := find(w.Topics, s); ok && t.Open() && b.Off == 0 && b.Shares[s.N].Paid == 0 {
			all = append(all, s)
		}
	}
	return all
}

// offer offers to tell the treasurer.
func offer(x *acts.Turn) error {
	all := open(x.World, x.Me.ID)
	all = all[max(0, len(all)-mostListed):]
	switch len(all) {
	case 0: // of what is not here
		x.Reply(list(x))
		return nil
	case 1:
		_, b, _ := find(now(x), all[0])
		x.Beside(talk.Prompt{Say: text.Lines(shareText(x, *b, b.Shares[all[0].N]), text.T("dues.said.one")), Rows: [][]talk.Button{{button(text.T("dues.said.tell"), all[0], "said")}}})
		return nil
	}
	p := talk.Prompt{Say: text.T("dues.said.which")}
	for _, of := range all {
		p.Rows = append(p.Rows, talk.Row(button(lineText(x, of), of, "said")))
	}
	x.Beside(p)
	return nil
}

// said: somebody says that they have paid; the treasurer gets one letter, with a button for
// exactly that share.
func said(x *acts.Turn, of world.Share) {
	t, b, _ := find(now(x), of)
	s := b.Shares[of.N]
	err := bills.ErrOff
	if t.Open() {
		err = change(x, of, func(b *bills.Bill) error { return b.Say(of.N, x.Me.ID, x.Now) })
	}
	p := card(x, of)
	switch {
	case errors.Is(err, bills.ErrSaid):
		x.ShowToast(text.T("dues.said.already", "time", show.Dated(x.World, s.Said)))
	case err != nil:
		x.ShowToast(text.T("dues.said.over"))
	case b.Treasurer == x.Me.ID: // nobody has to be told
		x.Write(x.Me, world.ClassTask, receipt(*b, of))
	default:
		p.Say = text.Lines(text.T("dues.said.done", "treasurer", show.Called(x.World, b.Treasurer)), p.Say)
		if has, works := x.Staff.People[b.Treasurer]; works && has.Role != world.Resident && !has.Gone {
			x.Write(has, world.ClassTask, receipt(*b, of))
			break
		}
		tellTreasurer(x, *t, *b, text.T("dues.said.tell.gone", "name", named(s), "what", b.What, "yuan", bills.Yuan(s.Cents)))
	}
	x.Reply(p)
}

// receipt asks the treasurer whether the money of a share has come.
func receipt(b bills.Bill, of world.Share) talk.Prompt {
	s := b.Shares[of.N]
	press := func(label text.Text, what string) talk.Button {
		return show.MenuButton(label, "treasurer", itoa(of.Topic), itoa(of.Bill), what, itoa(of.N))
	}
	return talk.Prompt{Say: text.T("dues.said.tell.got", "name", named(s), "what", b.What, "yuan", bills.Yuan(s.Cents)),
		Rows: [][]talk.Button{{press(text.T("dues.said.got"), "got"), press(text.T("dues.said.unseen"), "unseen")},
			{show.MenuButton(text.T("dues.bill"), "topics", itoa(of.Topic), "costs", itoa(of.Bill))}}}
}

// noted tells who pays that their share is put down as paid, or no more, whoever did it.
func noted(x *acts.Turn) {
	was := x.World.Topics
	if was == nil || x.Change.Topics == nil {
		return
	}
	for _, t := range x.Change.Topics.All {
		before := was.Topic(t.N)
		if before == nil {
			continue
		}
		for _, b := range t.Bills {
			if old := before.Bill(b.N); old != nil && b.Off == 0 {
				notedOf(x, t.N, *old, b)
			}
		}
	}
}

func notedOf(x *acts.Turn, topic int, old, b bills.Bill) {
	for i, s := range b.Shares {
		if i >= len(old.Shares) || old.Shares[i].Who != s.Who || s.Who == 0 || s.Who == x.Me.ID || s.Away != 0 || (old.Shares[i].Paid == 0) == (s.Paid == 0) {
			continue
		}
		say := text.T("dues.noted", "what", b.What, "name", named(s), "yuan", bills.Yuan(s.Cents), "treasurer", show.Called(x.World, b.Treasurer))
		if s.Paid == 0 {
			say = text.T("dues.unnoted", "what", b.What, "name", named(s), "yuan", bills.Yuan(s.Cents), "treasurer", show.Called(x.World, b.Treasurer))
		}
		x.Write(payerOf(x.World, s), world.ClassTask, talk.Prompt{Say: say, Rows: [][]talk.Button{{button(text.T("dues.mine"), world.Share{Topic: topic, Bill: b.N, N: i})}}})
	}
}

// payerOf is who pays a share: who is not of the staff is known by their number and the
// language they read.
func payerOf(w *world.World, s bills.Share) world.Person {
	if p, ok := w.Staff.People[s.Who]; ok {
		return p
	}
	p := world.Person{ID: s.Who, Lang: w.District.Langs[0]}
	if s.Lang != "" {
		p.Lang = text.Lang(s.Lang)
	}
	return p
}
