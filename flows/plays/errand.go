package plays

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/method"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A step that an agency of the district, the workers of the grid or a person has is
// theirs: they are told when it is begun, by when, and say with one tap that it is done
// or why they cannot. They are reminded by the ladder of the district; when it is late
// their lead hears it. In a case an agency is called with the whistle instead: its leg
// has a ladder of its own.

// heads answer for who has a step.
func heads(w *world.World, s playbooks.Step, owner int64) []world.Person {
	if owner == 0 && s.Agency != "" {
		return w.Staff.Heads(s.Agency)
	}
	return nil
}

// hand gives the steps of a use to who has them, and tells them; in a case agencies are
// called instead.
func hand(x *acts.Turn, p *playbooks.Playbook, of int, steps ...int) {
	u := p.Use(of)
	told := map[int64][]int{}
	var order []world.Person
	for _, i := range steps {
		d := u.Doing[i]
		if !d.Open() || u.Case != 0 && d.Agency != "" && d.Owner == 0 {
			continue
		}
		has := method.Holders(x.World, d.Step, d.Owner, u.Grid)
		if len(has) == 0 || d.Owner == 0 && len(has) == 1 && has[0].ID == x.Me.ID {
			continue
		}
		p.Errand(of, i, func(e *playbooks.Errand) {
			e.Give(e.Owner, x.Now, d.Due)
			climb(x.World, &e.Clock)
		})
		for _, who := range has {
			if told[who.ID] == nil {
				order = append(order, who)
			}
			told[who.ID] = append(told[who.ID], i)
		}
	}
	u = p.Use(of)
	for _, who := range order {
		if who.ID == x.Me.ID {
			continue
		}
		lines := []text.Text{text.T("plays.yours", "name", show.Called(x.World, x.Me.ID), "n", p.N, "what", about(x.World, *u))}
		lines, rows := yours(x, *p, of, told[who.ID], lines)
		x.Write(who, world.ClassTask, talk.Prompt{Say: text.Lines(lines...), Rows: rows})
	}
}

// all are the numbers of the steps of a use.
func all(u *playbooks.Use) (steps []int) {
	for i := range u.Doing {
		steps = append(steps, i)
	}
	return steps
}

// yours are steps as whoever has them reads them, with what they can say. They are
// numbered as in the use, or, of several, from one on.
func yours(x *acts.Turn, p playbooks.Playbook, of int, steps []int, lines []text.Text, from ...int) ([]text.Text, [][]talk.Button) {
	var rows [][]talk.Button
	for k, i := range steps {
		n := i
		if len(from) > 0 {
			n = from[0] + k
		}
		lines = append(lines, doingLine(x, n, p.Use(of).Doing[i]))
		at := strconv.Itoa(of) + "." + strconv.Itoa(i)
		rows = append(rows, talk.Row(button(text.T("plays.yours.done", "i", n+1), p.N, "done", at), button(text.T("plays.yours.cannot", "i", n+1), p.N, "cannot", at)))
	}
	return lines, append(rows, talk.Row(button(text.T("plays.due.page"), p.N, "at", strconv.Itoa(of))))
}

// climb sets when the clock of a step strikes next.
func climb(w *world.World, c *cases.Clock) {
	ladder := w.District.Ladder(false)
	if c.Due == 0 || c.Step >= len(ladder) {
		c.Next, c.Rung = 0, true
		return
	}
	c.Next = ladder[c.Step].When(time.Unix(c.Since, 0), time.Unix(c.Due, 0), w.District.Calendar).Unix()
}

// climbed takes a clock up the rungs that were reached, and tells who hears of it.
func climbed(w *world.World, c *cases.Clock, grid string, has, heads []world.Person) (who []world.Person) {
	ladder := w.District.Ladder(false)
	for !c.Rung && c.Step < len(ladder) && c.Next <= w.Now.Unix() {
		for _, told := range ladder[c.Step].Tell {
			for _, p := range w.Climbed(told, grid, has, heads) {
				if !slices.ContainsFunc(who, func(o world.Person) bool { return o.ID == p.ID }) {
					who = append(who, p)
				}
			}
		}
		c.Step++
		climb(w, c)
	}
	return who
}

// chase reminds of the steps others have: them, and when it is late their lead.
func chase(x *acts.Turn, p *playbooks.Playbook, of int) {
	told := map[int64][]int{}
	var order []world.Person
	for _, i := range p.Use(of).Struck(x.Now) {
		u := p.Use(of)
		d := u.Doing[i]
		has := method.Holders(x.World, d.Step, d.Owner, u.Grid)
		if len(has) == 0 { // they left: whoever answers for the use has it back
			has = answers(x, *u)
		}
		var who []world.Person
		p.Errand(of, i, func(e *playbooks.Errand) {
			who = climbed(x.World, &e.Clock, u.Grid, has, heads(x.World, d.Step, d.Owner))
		})
		for _, one := range who {
			if told[one.ID] == nil {
				order = append(order, one)
			}
			told[one.ID] = append(told[one.ID], i)
		}
	}
	for _, who := range order {
		lines, rows := yours(x, *p, of, told[who.ID], []text.Text{chasedHead(x, *p, of, told[who.ID], who)})
		if !slices.ContainsFunc(told[who.ID], func(i int) bool { return method.Has(x.World, *p.Use(of), i, who) }) {
			rows = rows[len(rows)-1:] // they say nothing of it: they see to it that somebody does
		}
		x.Write(who, world.ClassReminder, talk.Prompt{Say: text.Lines(lines...), Rows: rows})
	}
}

// chasedHead is what a reminder of steps begins with.
func chasedHead(x *acts.Turn, p playbooks.Playbook, of int, steps []int, who world.Person) text.Text {
	u := p.Use(of)
	what := about(x.World, *u)
	late := slices.ContainsFunc(steps, func(i int) bool { return u.Doing[i].Due <= x.Now.Unix() })
	switch {
	case slices.ContainsFunc(steps, func(i int) bool { return !method.Has(x.World, *u, i, who) }):
		return text.T("plays.theirs.late", "n", p.N, "what", what)
	case late:
		return text.T("plays.yours.late", "n", p.N, "what", what)
	}
	return text.T("plays.yours.soon", "n", p.N, "what", what)
}

// theirs is a press of whoever has a step: it is done, or they cannot.
func theirs(x *acts.Turn, p playbooks.Playbook, of, i int, press, said string) error {
	u := p.Use(of)
	reason, given := why(said)
	switch {
	case i < 0 || i >= len(u.Doing) || !method.Has(x.World, *u, i, x.Me):
		x.ShowAlert(text.T("plays.notyours")) // not theirs, no more theirs, or there is none such
		return nil
	case !u.Doing[i].Open():
		x.ShowToast(text.T("plays.already"))
		x.Reply(usePage(x, p, of))
		return nil
	case !goes(x, *u):
		x.ShowToast(text.T("plays.over"))
		x.Reply(usePage(x, p, of))
		return nil
	case press == "cannot" && !given:
		x.Reply(whyNot(x, p, of, i))
		return nil
	}
	change(x, func(b *world.Book) {
		if press == "done" {
			b.Playbook(p.N).Tick(of, i, x.Now)
			return
		}
		b.Playbook(p.N).Errand(of, i, func(e *playbooks.Errand) { e.Refuse(reason, x.Now) })
	})
	look(x, p.N, of)
	tellLead(x, *book(x).Playbook(p.N), of, i)
	x.ShowToast(text.T("plays.yours.told"))
	x.Reply(usePage(x, *book(x).Playbook(p.N), of))
	return nil
}

// whyNot asks why somebody cannot do a step.
func whyNot(x *acts.Turn, p playbooks.Playbook, of, i int) talk.Prompt {
	ask := talk.Prompt{Say: text.Lines(text.T("plays.cannot.ask"), doingLine(x, i, p.Use(of).Doing[i]))}
	at := strconv.Itoa(of) + "." + strconv.Itoa(i)
	for _, why := range playbooks.Whys {
		ask.Rows = append(ask.Rows, talk.Row(button(whyTexts[why], p.N, "cannot", at+"."+string(why))))
	}
	ask.Rows = append(ask.Rows, talk.Row(button(text.T("plays.back"), p.N, "at", strconv.Itoa(of))))
	return ask
}

// tellLead tells whoever answers for a use what became of a step another had.
func tellLead(x *acts.Turn, p playbooks.Playbook, of, i int) {
	u := p.Use(of)
	d := u.Doing[i]
	head := text.T("plays.theirs.done", "name", show.Called(x.World, x.Me.ID), "n", p.N, "what", about(x.World, *u))
	rows := [][]talk.Button{talk.Row(button(text.T("plays.due.page"), p.N, "at", strconv.Itoa(of)))}
	if d.Cannot != 0 {
		at := strconv.Itoa(of) + "." + strconv.Itoa(i)
		head = text.T("plays.theirs.cannot", "name", show.Called(x.World, x.Me.ID), "n", p.N, "what", about(x.World, *u))
		rows = append([][]talk.Button{talk.Row(button(text.T("plays.theirs.other"), p.N, "who", at), button(text.T("plays.theirs.leave"), p.N, "not", at))}, rows...)
	}
	for _, who := range answers(x, *u) {
		if who.ID != x.Me.ID {
			x.Write(who, world.ClassTask, talk.Prompt{Say: text.Lines(head, doingLine(x, i, d)), Rows: rows})
		}
	}
}

// name gives a step to somebody of the grid, whom the lead picks.
func name(x *acts.Turn, p playbooks.Playbook, of, i int, whom string) error {
	u := p.Use(of)
	if i < 0 || i >= len(u.Doing) || !u.Doing[i].Open() {
		x.ShowToast(text.T("plays.already"))
		x.Reply(usePage(x, p, of))
		return nil
	}
	mates := slices.DeleteFunc(append(x.Staff.In(world.Lead, u.Grid), x.Staff.In(world.Worker, u.Grid)...), func(o world.Person) bool { return o.Gone })
	id, _ := strconv.ParseInt(whom, 36, 64)
	at := strconv.Itoa(of) + "." + strconv.Itoa(i)
	if !slices.ContainsFunc(mates, func(o world.Person) bool { return o.ID == id }) {
		ask := talk.Prompt{Say: text.Lines(text.T("plays.who.ask"), doingLine(x, i, u.Doing[i]))}
		var bs []talk.Button
		for _, o := range mates[:min(len(mates), mostMates)] {
			bs = append(bs, button(show.Named(o), p.N, "who", at+"."+strconv.FormatInt(o.ID, 36)))
		}
		ask.Rows = append(talk.Pairs(bs...), talk.Row(button(text.T("plays.back"), p.N, "at", strconv.Itoa(of))))
		x.Reply(ask)
		return nil
	}
	d := u.Doing[i]
	if !d.Held() || d.Owner != id {
		change(x, func(b *world.Book) {
			own := b.Playbook(p.N)
			own.Errand(of, i, func(e *playbooks.Errand) { *e = playbooks.Errand{Owner: id} })
			hand(x, own, of, i)
		})
		for _, was := range method.Holders(x.World, d.Step, d.Owner, u.Grid) {
			if d.Held() && was.ID != id && was.ID != x.Me.ID {
				x.Write(was, world.ClassTask, talk.Prompt{Say: text.Lines(text.T("plays.yours.nomore", "name", show.Called(x.World, id), "n", p.N, "what", about(x.World, *u)), stepLine(x.World, i, d))})
			}
		}
	}
	x.Reply(usePage(x, *book(x).Playbook(p.N), of))
	return nil
}

// mostMates is how many names are offered.
const mostMates = 20

var whyTexts = map[playbooks.Why]text.Text{
	playbooks.WhyTime: text.T("plays.cannot.time"), playbooks.WhyOurs: text.T("plays.cannot.ours"), playbooks.WhyMeans: text.T("plays.cannot.means"),
}
