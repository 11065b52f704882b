// Package treasurer is who has a bill of a key topic in hand (管账) once whoever had it is
// not there any more: a lead takes it over, or names another. What is paid stays paid, and
// who pays reads no more than to whom, now. It knows neither how a bill is made nor what a
// payer does with their share.
package treasurer

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What stands on the buttons:
//
//	m|treasurer|<topic>|<bill>                     who could have it
//	m|treasurer|<topic>|<bill>|to|<person, base 36>
//	m|treasurer|<topic>|<bill>|day                 by when it is paid, any day
//	m|treasurer|<topic>|<bill>|got|<share>         its money has come; unseen: it has not

// Subject is who has a bill in hand.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "treasurer",
		Words: Words,
		Commands: []acts.Command{{Name: "treasurer", May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("treasurer.staff")),
			Need: func(_ *world.World, _ string, n *world.Need) { n.Topics = true }, Does: answer}},
		Dialogues: []acts.Dialogue{{Spoken: dating, Name: dating.Name, Free: true, Done: dated,
			Need: func(_ *world.World, _ talk.Session, _ talk.Event, n *world.Need) { n.Topics = true }}},
		Before: need,
		Last:   missed,
	}
}

// now is the topics as this change leaves them.
func now(x *acts.Turn) *world.Topics {
	if x.Change.Topics != nil {
		return x.Change.Topics
	}
	return x.World.Topics
}

// leads tells whether the person decides on what is of a grid.
func leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}

// there tells whether somebody works where a topic is, and can be written to.
func there(p world.Person, t hotspots.Topic) bool {
	switch {
	case p.Gone:
		return false
	case p.Role == world.Coordinator:
		return true
	case p.Role == world.Lead:
		return p.Grid == t.Grid
	case p.Role == world.Worker:
		return p.Belongs(t.Grid)
	}
	return p.Role == world.Officer && p.Answers(t.Grid, t.Kind)
}

// answer answers what was pressed.
func answer(x *acts.Turn, choice string) error {
	p := append(strings.SplitN(choice, "|", 4), "", "", "", "")
	of, _ := strconv.Atoi(p[0])
	n, _ := strconv.Atoi(p[1])
	t := now(x).Topic(of)
	if t == nil || t.Bill(n) == nil {
		x.Reply(talk.Prompt{Say: text.T("treasurer.none"), Rows: x.Menu()})
		return nil
	}
	b := *t.Bill(n)
	has, works := x.Staff.People[b.Treasurer]
	switch {
	case x.Event.Chat.Group:
		x.ShowAlert(text.T("treasurer.private"))
	case b.Treasurer != x.Me.ID && !leads(x.World, t.Grid):
		x.ShowAlert(text.T("treasurer.lead"))
	case b.Treasurer != x.Me.ID && works && there(has, *t):
		x.ShowAlert(text.T("treasurer.there", "name", show.Called(x.World, b.Treasurer)))
	case !t.Open() || b.Off != 0:
		x.ShowToast(text.T("treasurer.over"))
	case now(x).Sealed != nil: // whose share is whose cannot be opened here: nobody could be told
		x.ShowAlert(text.T("treasurer.shut"))
	case (p[2] == "got" || p[2] == "unseen") && b.Treasurer == x.Me.ID:
		got(x, *t, b, p[2], p[3])
	case p[2] == "day":
		return another(x, *t, b)
	case p[2] == "to":
		entrusted(x, *t, b, world.From36(p[3]))
	default:
		x.Reply(page(x, *t, b))
	}
	return nil
}

// mostNamed is how many who could have it are offered.
const mostNamed = 12

// named are who could have a bill of a topic: who is pressing first, then leads, workers
// and coordinators of the grid.
func named(x *acts.Turn, t hotspots.Topic, b bills.Bill) (all []world.Person) {
	for _, p := range x.Staff.People {
		if p.ID != b.Treasurer && there(p, t) && p.Role != world.Officer {
			all = append(all, p)
		}
	}
	order := func(p world.Person) int {
		if p.ID == x.Me.ID {
			return -1
		}
		return slices.Index([]world.Role{world.Lead, world.Worker, world.Coordinator}, p.Role)
	}
	slices.SortFunc(all, func(a, b world.Person) int {
		if at, than := order(a), order(b); at != than {
			return at - than
		}
		return strings.Compare(strconv.FormatInt(a.ID, 36), strconv.FormatInt(b.ID, 36))
	})
	return all
}

// page asks who has it from now on.
func page(x *acts.Turn, t hotspots.Topic, b bills.Bill) talk.Prompt {
	p := talk.Prompt{Say: text.T("treasurer.who", "what", b.What, "name", show.Called(x.World, b.Treasurer))}
	var others []talk.Button
	people := named(x, t, b)
	for _, who := range people[:min(len(people), mostNamed)] {
		label := text.T("treasurer.to", "name", show.Named(who))
		if who.ID == x.Me.ID {
			p.Rows = append(p.Rows, talk.Row(button(text.T("treasurer.take"), t, b, "to", world.ID36(who.ID))))
			continue
		}
		others = append(others, button(label, t, b, "to", world.ID36(who.ID)))
	}
	p.Rows = append(append(p.Rows, talk.Pairs(others...)...), talk.Row(open(text.T("talk.back"), t, b)))
	return p
}

func button(label text.Text, t hotspots.Topic, b bills.Bill, press ...string) talk.Button {
	return show.MenuButton(label, "treasurer", append([]string{strconv.Itoa(t.N), strconv.Itoa(b.N)}, press...)...)
}

func open(label text.Text, t hotspots.Topic, b bills.Bill) talk.Button {
	return show.MenuButton(label, "topics", strconv.Itoa(t.N), "costs", strconv.Itoa(b.N))
}

// entrusted gives a bill to somebody; they hear of it, and who still pays hears to whom.
func entrusted(x *acts.Turn, t hotspots.Topic, b bills.Bill, to int64) {
	i := slices.IndexFunc(named(x, t, b), func(p world.Person) bool { return p.ID == to })
	if i < 0 {
		x.ShowToast(text.T("treasurer.nobody"))
		x.Reply(page(x, t, b))
		return
	}
	p := named(x, t, b)[i]
	ts := now(x).Clone()
	own := ts.Topic(t.N)
	own.Bills = slices.Clone(own.Bills)
	if err := own.Bill(b.N).Entrust(to); err != nil {
		x.ShowToast(text.T("treasurer.over"))
		return
	}
	x.Change.Topics = &ts
	if to != x.Me.ID {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("treasurer.yours", "by", x.Me.Name, "what", b.What, "n", t.N), Rows: [][]talk.Button{{open(text.T("treasurer.open"), t, b)}}})
	}
	for n, s := range b.Shares {
		if s.Who == 0 || s.Who == to || s.Paid != 0 || s.Away != 0 {
			continue
		}
		x.Write(payer(x.World, s), world.ClassTask, talk.Prompt{Say: text.T("treasurer.now", "what", b.What, "name", shareText(s), "treasurer", show.Named(p)),
			Rows: [][]talk.Button{{show.MenuButton(text.T("treasurer.mine"), "dues", strconv.Itoa(t.N), strconv.Itoa(b.N), strconv.Itoa(n))}}})
	}
	x.Reply(talk.Prompt{Say: text.T("treasurer.done", "what", b.What, "name", show.Named(p)), Rows: [][]talk.Button{{open(text.T("treasurer.open"), t, b)}}})
}

// payer is who pays a share: who is not of the staff is known by their number and the
// language they read.
func payer(w *world.World, s bills.Share) world.Person {
	if p, ok := w.Staff.People[s.Who]; ok {
		return p
	}
	p := world.Person{ID: s.Who, Lang: w.District.Langs[0]}
	if s.Lang != "" {
		p.Lang = text.Lang(s.Lang)
	}
	return p
}

// shareText is how a share is called: a household by its number.
func shareText(s bills.Share) text.Text {
	if n := accord.HomeOf(s.Name); n != 0 {
		return text.T("treasurer.household", "n", n)
	}
	return text.Said(s.Name)
}
