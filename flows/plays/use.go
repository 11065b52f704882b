package plays

import (
	"fmt"
	"gridbot/flows/method"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/blanks"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A playbook is used for a key topic in one tap: each step has its day from then
// on, the topic has the plan its reporters read, and is looked at next when the
// first step is due. What is left out or added there is kept beside it. For a single
// case it is used from the case (case.go).

// used is what is done with a use.
func used(x *acts.Turn, p playbooks.Playbook, press, arg string) error {
	of, step, _ := strings.Cut(arg, ".")
	step, more, _ := strings.Cut(step, ".")
	n, _ := strconv.Atoi(of)
	i, err := strconv.Atoi(step)
	if err != nil {
		i = -1
	}
	t := topic(x, n)
	switch {
	case press == "use":
		return take(x, p, t, step == "go")
	case p.Use(n) == nil:
		x.Reply(card(x, p, p.Newest()))
		return nil
	case press == "at":
		x.Reply(usePage(x, p, n))
		return nil
	case press == "done" || press == "cannot":
		return theirs(x, p, n, i, press, more)
	case !leads(x.World, p.Use(n).Grid):
		x.ShowAlert(text.T("plays.lead"))
		return nil
	case !goes(x, *p.Use(n)):
		x.ShowToast(text.T("plays.over"))
		x.Reply(usePage(x, p, n))
		return nil
	case press == "add":
		return enter(x, adding, own{N: p.N, Topic: n})
	case press == "who":
		return name(x, p, n, i, more)
	}
	did := false
	change(x, func(b *world.Book) {
		switch press {
		case "did":
			did = b.Playbook(p.N).Tick(n, i, x.Now)
		case "not":
			did = b.Playbook(p.N).Leave(n, i, x.Now)
		}
	})
	if did {
		look(x, p.N, n)
	} else {
		x.Change.Plays = nil
	}
	x.Reply(usePage(x, *book(x).Playbook(p.N), n))
	return nil
}

// take begins to use a playbook for a topic.
func take(x *acts.Turn, p playbooks.Playbook, t *hotspots.Topic, sure bool) error {
	switch {
	case t == nil || !leads(x.World, t.Grid):
		x.ShowAlert(text.T("plays.lead"))
		return nil
	case !fits(x, p, *t):
		x.ShowToast(text.T("plays.nofit", "n", t.N))
		x.Reply(card(x, p, p.Newest()))
		return nil
	case blanks.Any(p.Newest()) && !sure:
		x.Reply(wouldBe(x, p, t.N, t.Grid))
		return nil
	}
	change(x, func(b *world.Book) {
		own := b.Playbook(p.N)
		own.Take(t.N, t.Grid, x.Me.ID, x.Now)
		own.Working(t.N, 0, method.Closing(x.World))
		own.Fill(t.N, blanks.Step(x.World, t.N))
		hand(x, own, t.N, all(own.Use(t.N))...)
	})
	ts := x.World.Topics.Clone()
	own := ts.Topic(t.N)
	if plan, lacking := blanks.ForAll(x.World, p.Newest(), t.N, t.Grid, x.Now.Unix(), p.Newest().Plan); plan != "" && len(lacking) == 0 {
		own.Plan = plan // residents read no blanks
	}
	own.Write(hotspots.Entry{At: x.Now.Unix(), By: x.Me.ID, Words: fmt.Sprintf("📘 %d · %s", p.N, p.Newest().Label())})
	x.Change.Topics = &ts
	look(x, p.N, t.N)
	if who, works := x.Staff.People[t.Owner]; works && t.Owner != x.Me.ID {
		x.Write(who, world.ClassTask, talk.Prompt{Say: text.T("plays.begun", "name", x.Me.Name, "n", p.N, "topic", t.N),
			Rows: [][]talk.Button{talk.Row(button(text.T("plays.page", "n", p.N), p.N, "at", strconv.Itoa(t.N)))}})
	}
	x.ShowToast(text.T("plays.taken", "n", p.N))
	x.Reply(usePage(x, *book(x).Playbook(p.N), t.N))
	return nil
}

// look has the topic looked at next when its next step is due.
func look(x *acts.Turn, n, of int) {
	next := book(x).Playbook(n).Use(of).Next()
	t := topic(x, of) // of a case there is none
	if next == 0 || t == nil || t.Next == next {
		return
	}
	ts := x.Change.Topics
	if ts == nil {
		own := x.World.Topics.Clone()
		ts = &own
	}
	ts.Topic(of).Next = next
	x.Change.Topics = ts
}

// usePage is how far a use is, step by step.
func usePage(x *acts.Turn, p playbooks.Playbook, n int) talk.Prompt {
	w, u := x.World, p.Use(n)
	lines := []text.Text{text.T("plays.use.title", "n", p.N, "version", u.Version, "what", about(w, *u)),
		text.T("plays.use.by", "name", method.Called(w, u.By, u.Grid), "time", show.Dated(w, u.At))}
	if u.Over() && u.Went.Topics > 0 && u.Ended != 0 { // as it was on that day
		lines = append(append(lines, text.T("plays.ended", "time", show.Dated(w, u.Ended))), method.Judged(*u.Went, u.Against)...)
	} else if !u.Over() {
		lines = append(lines, method.Warned(p)...)
	}
	done := 0
	var dids, nots, whos []talk.Button
	for i, d := range u.Doing {
		if d.Done != 0 {
			done++
		}
		lines = append(lines, doingLine(x, i, d))
		at := strconv.Itoa(n) + "." + strconv.Itoa(i)
		dids = append(dids, button(text.T("plays.use.did", "i", i+1), p.N, "did", at))
		nots = append(nots, button(text.T("plays.use.leave", "i", i+1), p.N, "not", at))
		if d.Open() {
			whos = append(whos, button(text.T("plays.use.who", "i", i+1), p.N, "who", at))
		}
	}
	if v, _ := p.Version(u.Version); v.Notice != "" {
		words, _ := blanks.ForAll(w, v, n, u.Grid, u.At, v.Notice)
		lines = append(lines, text.T("plays.line", "field", method.Fields[playbooks.Notice], "words", words))
	}
	left, added := u.Differs()
	if left+added > 0 {
		lines = append(lines, text.T("plays.use.differs", "left", left, "added", added))
	}
	lines = append(lines, text.T("plays.use.sum", "done", done, "of", len(u.Doing)-left))
	var rows [][]talk.Button
	if goes(x, *u) && leads(w, u.Grid) {
		lines = append(lines, text.T("plays.use.hint"))
		rows = append(append(append(show.InFours(dids), show.InFours(nots)...), show.InFours(whos)...), talk.Row(button(text.T("plays.use.add"), p.N, "add", strconv.Itoa(n))))
		rows = append(rows, callButton(x, p, *u)...)
	}
	back := show.Acting(text.T("plays.case", "number", u.Case), u.Case, "open")
	if u.Case == 0 {
		back = show.MenuButton(text.T("plays.topic", "n", n), "topics", strconv.Itoa(n))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Row(button(text.T("plays.page", "n", p.N), p.N), back))}
}

// stepLine is a step of a use with its number.
func stepLine(w *world.World, i int, d playbooks.Doing) text.Text {
	what := text.T("plays.use.step", "i", i+1, "part", method.Fields[playbooks.Field(d.Part)], "what", method.Step(w, blanks.Read(w, d)))
	if d.Added {
		what = text.T("plays.use.own", "line", what)
	}
	if d.Owner != 0 {
		what = text.T("plays.use.owner", "line", what, "name", show.Called(w, d.Owner))
	}
	if d.Cannot != 0 && d.Open() {
		what = text.T("plays.use.cannot", "line", what, "why", whyText(d.Why))
	}
	return what
}

// doingLine is a step of a use, and how far it is.
func doingLine(x *acts.Turn, i int, d playbooks.Doing) text.Text {
	what := stepLine(x.World, i, d)
	switch {
	case d.Not != 0:
		return text.T("plays.use.not", "line", what)
	case d.Done != 0:
		return text.T("plays.use.done", "line", what, "time", show.Dated(x.World, d.Done))
	case d.Due != 0 && d.Due < x.Now.Unix():
		return text.T("plays.use.late", "line", what, "time", show.Dated(x.World, d.Due))
	case d.Due != 0:
		return text.T("plays.use.due", "line", what, "time", show.Dated(x.World, d.Due))
	}
	return text.T("plays.use.open", "line", what)
}

// own is a step of one's own.
type own struct {
	N     int              `json:"n"`
	Topic int              `json:"topic"` // below zero: a case
	Steps []playbooks.Step `json:"steps,omitempty"`
}

// adding asks for one.
var adding = talk.Dialogue[*world.World, own]{
	Name: "playown",
	Steps: []talk.Step[*world.World, own]{{
		Name: "words",
		Ask:  func(*world.World, own) talk.Prompt { return talk.Prompt{Say: text.T("play.own")} },
		Hear: func(w *world.World, d *own, e talk.Event) (a talk.Answer) {
			d.Steps, a = method.HearSteps(w, playbooks.Run, e)
			return a
		},
	}},
	Finish: func(_ *world.World, d own) talk.Decision { return d },
}

// added adds what was written to the use.
func added(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(own)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	p := book(x).Playbook(d.N)
	if p == nil || p.Use(d.Topic) == nil || !goes(x, *p.Use(d.Topic)) || !leads(x.World, p.Use(d.Topic).Grid) {
		x.Reply(talk.Prompt{Say: text.T("plays.lead")})
		return nil
	}
	full := false
	change(x, func(b *world.Book) {
		p := b.Playbook(d.N)
		before := len(p.Use(d.Topic).Doing)
		for _, s := range d.Steps {
			full = !p.Add(d.Topic, s, x.Now) || full
		}
		p.Working(d.Topic, before, method.Closing(x.World))
		hand(x, p, d.Topic, all(p.Use(d.Topic))[before:]...)
	})
	look(x, d.N, d.Topic)
	page := usePage(x, *book(x).Playbook(d.N), d.Topic)
	if full {
		page.Say = text.Join("\n\n", text.T("plays.use.full", "n", playbooks.MostSteps), page.Say)
	}
	x.Reply(page)
	return nil
}
