package staff

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who answers for somebody of the staff says whether they are who they say: both leads
// where they work, and of who leads or belongs to no grid the coordinators. Nobody says
// so of themselves, and nobody of whom it is not known who they are.

// whereOf are the grids whose leads answer for somebody.
func whereOf(p world.Person) []string {
	switch p.Role {
	case world.Worker:
		return p.AllGrids()
	case world.Officer:
		return p.Grids
	}
	return nil
}

// mayVouch tells whether the person may say who somebody is.
func mayVouch(w *world.World, p world.Person) bool {
	if p.Role == world.Resident || p.ID == w.Me.ID || !w.Me.Known() {
		return false
	}
	return w.Me.Role == world.Coordinator || w.Me.Acting || w.Me.Role == world.Lead && slices.ContainsFunc(whereOf(p), w.Me.Oversees)
}

// vouchers are who is asked about somebody, each once. Where those cannot say so, the
// coordinators are.
func vouchers(x *acts.Turn, p world.Person) (all []world.Person) {
	for _, o := range append(answerable(x, p), x.Coordinators()...) {
		of := *x.World
		of.Me = o
		near := o.Role != world.Coordinator || len(whereOf(p)) == 0 || len(all) == 0
		if near && mayVouch(&of, p) && !slices.ContainsFunc(all, func(k world.Person) bool { return k.ID == o.ID }) {
			all = append(all, o)
		}
	}
	return all
}

// askVouch asks them, and says who that is.
func askVouch(x *acts.Turn, p world.Person) (names []text.Text) {
	for _, o := range vouchers(x, p) {
		names = append(names, text.Said(o.Name))
		x.Letters = append(x.Letters, badgeOf(x.World, p, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: o.ID}, Lang: o.Lang})...)
	}
	return names
}

// badgeOf is what somebody said of themselves, with the photo of their badge, for who is
// to say whether they are that. Where the photo stands is kept: it is taken away again.
func badgeOf(w *world.World, p world.Person, to world.Letter) []world.Letter {
	ask := to
	row := talk.Row(vouchButton(text.T("badge.yes"), "yes", p), vouchButton(text.T("badge.no"), "no", p))
	ask.Say = talk.Prompt{Say: text.T("badge.is", "name", p.Real.Name, "shows", p.Name, "role", badgeRole(w, p)), Rows: [][]talk.Button{row}}
	if p.Real.Photo == "" {
		ask.Say.Say = text.Lines(ask.Say.Say, text.T("badge.is.photo.lacks"))
		return []world.Letter{ask}
	}
	photo := to
	photo.Edit, photo.Care = 0, badgeShown(p)
	photo.Say = talk.Prompt{Say: text.T("badge.shown", "name", p.Real.Name), Files: []talk.File{{Kind: "photo", ID: p.Real.Photo}}}
	return []world.Letter{photo, ask}
}

// badgeShown is what the photos of somebody's badge are kept by, in whatever chat they
// stand: no care case has a number below zero.
func badgeShown(p world.Person) int { return -int(p.ID) }

func vouchButton(label text.Text, what string, p world.Person) talk.Button {
	return show.MenuButton(label, "badge", what, world.ID36(p.ID), world.ID36(p.Real.Said))
}

// badgeRole is what somebody is here, and where.
func badgeRole(w *world.World, p world.Person) text.Text {
	switch p.Role {
	case world.Officer:
		return show.AgencyName(w, p.Agency)
	case world.Worker:
		return text.Join(" · ", roleTexts[p.Role], gridNames(w, p))
	}
	return text.Join(" · ", roleTexts[p.Role], show.WhichGrid(w, p.Grid))
}

// takeBadge takes the photo of somebody's badge out of the chats of those who looked.
func takeBadge(x *acts.Turn, p world.Person) {
	if p.Real == nil || p.Real.Photo == "" {
		return
	}
	told := map[int64]bool{}
	for _, o := range slices.Concat(x.Staff.In(world.Lead, ""), x.Staff.In(world.Coordinator, "")) {
		if !told[o.ID] {
			told[o.ID] = true
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: talk.Chat{ID: o.ID}, Lang: o.Lang, Care: badgeShown(p), Empty: true})
		}
	}
}

// badge answers /badge: one's own, and what was pressed about somebody else's.
func badge(x *acts.Turn, choice string) error {
	what, rest, _ := strings.Cut(choice, "|")
	if what != "yes" && what != "no" && what != "see" {
		return beginBadge(x)
	}
	who, said, _ := strings.Cut(rest, "|")
	vouch(x, what, x.Staff.People[world.From36(who)], said)
	return nil
}

// vouch is the word of who answers for somebody. It counts for what was shown: what they
// said of themselves since is shown first.
func vouch(x *acts.Turn, what string, p world.Person, said string) {
	switch {
	case p.ID == 0 && (x.Me.Role == world.Lead || x.Me.Role == world.Coordinator):
		x.Reply(talk.Prompt{Say: text.T("badge.gone"), Rows: x.Menu()})
	case p.ID == x.Me.ID:
		x.Reply(talk.Prompt{Say: text.T("badge.self"), Rows: x.Menu()})
	case p.ID == 0 || !mayVouch(x.World, p):
		x.Reply(talk.Prompt{Say: text.T("badge.refused"), Rows: x.Menu()})
	case p.Known():
		say := text.T("badge.was.known", "name", p.Name)
		if p.Real != nil {
			say = text.T("badge.was", "name", p.Name, "by", x.Staff.Name(p.Real.By))
		}
		x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
	case p.Real.Said == 0:
		say := text.T("badge.waits", "name", p.Name)
		if p.Real.No != 0 {
			say = text.T("badge.waits.no", "name", p.Name, "by", x.Staff.Name(p.Real.No))
		}
		x.Reply(talk.Prompt{Say: say, Rows: dismissRow(x, p)})
	case what == "see" || x.Event.Press == "" || said != world.ID36(p.Real.Said):
		if what != "see" {
			x.ShowAlert(text.T("badge.anew"))
			x.Strip()
		}
		takeBadge(x, p)
		x.Letters = append(x.Letters, badgeOf(x.World, p, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang})...)
	case what == "yes":
		confirm(x, p)
	default:
		deny(x, p)
	}
}

// confirm: they are who they say, and are called so from now on.
func confirm(x *acts.Turn, p world.Person) {
	takeBadge(x, p)
	real := *p.Real
	real.By, real.At, real.Shows = x.Me.ID, x.Now.Unix(), p.Name
	p.Real, p.Name, p.Barred = &real, real.Name, nil
	x.KeepPerson(p)
	x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("badge.told.yes", "by", x.Me.Name)})
	x.Reply(talk.Prompt{Say: text.T("badge.done", "name", p.Name), Rows: x.Menu()})
}

// deny: they are not. What they said is kept no longer; they may say it again, and who
// is somebody else altogether is taken out by hand.
func deny(x *acts.Turn, p world.Person) {
	takeBadge(x, p)
	say := text.T("badge.done.no", "said", p.Real.Name, "name", p.Name)
	p.Real = &world.Real{Since: p.Real.Since, No: x.Me.ID}
	x.KeepPerson(p)
	x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("badge.told.no", "by", x.Me.Name), Rows: badgeRow()})
	x.Reply(talk.Prompt{Say: say, Rows: dismissRow(x, p)})
}

// dismissRow leads to taking somebody out, for whom the person may.
func dismissRow(x *acts.Turn, p world.Person) [][]talk.Button {
	if !mayDismiss(x.World, p) {
		return x.Menu()
	}
	return [][]talk.Button{{show.MenuButton(text.T("join.came.not"), "staff", "ask", strconv.FormatInt(p.ID, 10))}}
}
