package plays

import (
	"gridbot/flows/method"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/blanks"
	"gridbot/flows/cases"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A playbook is used from a case of its kind: behind "more" whoever leads is told that
// there is one. It is said first who would be called and what would be due; one tap,
// and the agencies of its steps have their legs, and the steps their days. What stands
// on the buttons:
//
//	c|<case>|play[|<playbook>[.<press>]]    press: go begins and calls, only begins, call calls for what is begun
//
// A key topic has no legs: what is called for it is called to its newest open case.

// before asks for the playbooks where a case may be shown with those that fit.
func before(_ *world.World, e talk.Event, n *world.Need) {
	if !strings.HasPrefix(e.Press, "c|") || e.Chat.Group {
		return
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(e.Press, "c|"), "|")
	look, _, _ := strings.Cut(rest, "|")
	n.Plays = n.Plays || look == "more" || look == "play"
	n.Topics = n.Topics || look == "play"
}

// forCase is a press under a case.
func forCase(x *acts.Turn, c cases.Case, choice string) error {
	kind, _ := x.District.Category(c.Category)
	switch {
	case x.Event.Chat.Group:
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	case !leads(x.World, c.Grid) || world.ViewOf(c, x.Me) != cases.ViewLead || kind.Private:
		x.ShowAlert(text.T("plays.lead"))
		return nil
	}
	first, press, _ := strings.Cut(choice, ".")
	n, _ := strconv.Atoi(first)
	p := book(x).Playbook(n)
	if used, u := usedFor(x, c); u != nil && (p == nil || used.N != p.N || press != "call" && press != "ask") {
		x.Reply(usePage(x, *used, u.Of())) // somebody was quicker, or it is in use already
		return nil
	}
	switch {
	case c.Status.Type() != cases.Open:
		x.ShowToast(text.T("plays.case.over", "number", c.Number))
	case p == nil || p.Back != nil || p.Kind != "" && p.Kind != c.Category:
		if fits := book(x).Fits(c.Category); len(fits) == 1 && p == nil {
			x.Reply(asked(x, c, fits[0]))
			return nil
		}
		x.Reply(fitting(x, c))
	case press == "go" || press == "only" || press == "call":
		return begun(x, c, *p, press)
	default:
		x.Reply(asked(x, c, *p))
	}
	return nil
}

// usedFor is the playbook that is used for a case, or for the topic it is of.
func usedFor(x *acts.Turn, c cases.Case) (*playbooks.Playbook, *playbooks.Use) {
	if p, u := book(x).Used(-c.Number); u != nil {
		return p, u
	}
	return book(x).Used(c.KeyTopic)
}

// fitting are the playbooks for the kind of a case.
func fitting(x *acts.Turn, c cases.Case) talk.Prompt {
	back := talk.Row(show.Acting(text.T("plays.case", "number", c.Number), c.Number, "open"))
	fits := book(x).Fits(c.Category)
	if len(fits) == 0 {
		return talk.Prompt{Say: text.T("plays.case.none", "number", c.Number), Rows: [][]talk.Button{back}}
	}
	p := talk.Prompt{Say: text.T("plays.case.which", "number", c.Number)}
	for _, one := range fits[:min(len(fits), 2*mostUses)] {
		p.Rows = append(p.Rows, talk.Row(show.Acting(method.Named(x.World, one), c.Number, "play", strconv.Itoa(one.N))))
	}
	p.Rows = append(p.Rows, back)
	return p
}

// steps are those that would be done: of a playbook, or of a use that is on.
func steps(x *acts.Turn, c cases.Case, p playbooks.Playbook) []playbooks.Step {
	if used, u := usedFor(x, c); u != nil && used.N == p.N {
		return u.Calls()
	}
	return p.Newest().Calls()
}

// calls are the agencies that would be called to a case now: those that can be, and
// are not at work there.
func calls(x *acts.Turn, c cases.Case, p playbooks.Playbook) (all []cases.Call) {
	if c.May(cases.Whistle, x.Me.Part()) != nil {
		return nil
	}
	for _, s := range steps(x, c, p) {
		a, callable := ask.Callable(x.District, s.Agency)
		if l := c.LegOf(s.Agency); !callable || l != nil && l.Open() || len(all) == cases.MostCalls {
			continue
		}
		all = append(all, cases.Call{Agency: s.Agency, Ask: text.Said(s.What), Serves: a.Serves()})
	}
	return all
}

// asked says what would be done, before it is.
func asked(x *acts.Turn, c cases.Case, p playbooks.Playbook) talk.Prompt {
	w, v := x.World, p.Newest()
	_, u := usedFor(x, c)
	lines := []text.Text{text.T("plays.case.ask", "n", p.N, "version", v.Label(), "number", c.Number)}
	if u == nil {
		lines = append(lines, text.T("plays.line", "field", method.Fields[playbooks.When], "words", v.When))
	} else {
		lines = []text.Text{text.T("plays.case.calling", "n", p.N, "number", c.Number)}
	}
	lines = append(lines, method.Warned(p)...)
	who := calls(x, c, p)
	if len(who) > 0 {
		lines = append(lines, text.T("plays.case.calls"))
	}
	for _, k := range who {
		line := text.T("plays.step.who", "who", show.AgencyName(w, k.Agency), "what", k.Ask)
		if len(w.Staff.Callable(k.Agency, world.For(c))) == 0 {
			line = text.T("plays.case.off", "line", line)
		}
		lines = append(lines, text.T("plays.step", "what", line))
	}
	at := func(press string) string { return strconv.Itoa(p.N) + "." + press }
	back := talk.Row(button(text.T("plays.page", "n", p.N), p.N), show.Acting(text.T("plays.case", "number", c.Number), c.Number, "open"))
	if u != nil {
		if len(who) == 0 {
			return talk.Prompt{Say: text.T("plays.case.nobody", "number", c.Number), Rows: [][]talk.Button{back}}
		}
		return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{talk.Row(show.Acting(text.T("plays.case.call", "n", len(who)), c.Number, "play", at("call"))), back}}
	}
	lines = append(lines, text.T("plays.case.steps", "n", len(v.Steps)))
	for _, s := range v.Steps {
		d := playbooks.Doing{Step: s}
		if s.Days > 0 {
			d.Due = x.Now.AddDate(0, 0, s.Days).Unix()
		}
		d.What, _ = playbooks.Fill(s.What, blanks.Known(w, -c.Number, s.What, x.Now.Unix(), d.Due, blanks.Doer(w, d)))
		line := method.Step(w, d.Step)
		if s.Days > 0 {
			line = text.T("plays.use.due", "line", line, "time", show.Dated(w, x.Now.AddDate(0, 0, s.Days).Unix()))
		} else {
			line = text.T("plays.use.open", "line", line)
		}
		lines = append(lines, line)
	}
	if blanks.Any(v) {
		lines = append(lines, filledLines(w, v, -c.Number, c.Grid)...)
	}
	rows := [][]talk.Button{talk.Row(show.Acting(text.T("plays.case.begin"), c.Number, "play", at("only")))}
	if len(who) > 0 {
		rows = [][]talk.Button{talk.Row(show.Acting(text.T("plays.case.go", "n", len(who)), c.Number, "play", at("go"))),
			talk.Row(show.Acting(text.T("plays.case.only"), c.Number, "play", at("only")))}
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, back)}
}

// begun begins to use a playbook for a case, and calls whom it needs; or only one of
// the two.
func begun(x *acts.Turn, c cases.Case, p playbooks.Playbook, press string) error {
	_, u := usedFor(x, c)
	if press == "call" && u == nil {
		x.Reply(asked(x, c, p))
		return nil
	}
	if who := calls(x, c, p); press != "only" && len(who) > 0 {
		if !x.Do(cases.Act{Do: cases.Whistle, By: x.Me.Part(), At: x.Now, Whistle: &cases.Whistling{Calls: who}}) {
			return nil
		}
		x.ShowToast(text.T("plays.case.called", "n", len(who)))
	} else if press == "call" {
		x.ShowToast(text.T("plays.case.nobody", "number", c.Number))
	}
	of := -c.Number
	if u != nil {
		of = u.Of()
	} else {
		change(x, func(b *world.Book) {
			own := b.Playbook(p.N)
			own.Take(of, c.Grid, x.Me.ID, x.Now)
			own.Working(of, 0, method.Closing(x.World))
			own.Fill(of, blanks.Step(x.World, of))
			hand(x, own, of, all(own.Use(of))...)
		})
		if x.Change.Toast.Empty() {
			x.ShowToast(text.T("plays.taken", "n", p.N))
		}
	}
	x.Beside(usePage(x, *book(x).Playbook(p.N), of))
	return nil
}

// callButton calls the agencies of what is to be done: to the case a use is for, or the
// newest open one of its topic.
func callButton(x *acts.Turn, p playbooks.Playbook, u playbooks.Use) [][]talk.Button {
	c := caseOf(x.World, u.Case)
	if t := topic(x, u.Topic); u.Case == 0 && t != nil {
		for i := range x.Rounds {
			if o := &x.Rounds[i]; o.KeyTopic == t.N && o.Status.Type() == cases.Open && o.Grid == t.Grid && (c == nil || o.Number > c.Number) {
				c = o
			}
		}
	}
	if c == nil {
		return nil
	}
	after := x.Latest(*c)
	if who := calls(x, after, p); len(who) > 0 {
		return [][]talk.Button{talk.Row(show.Acting(text.T("plays.use.call", "n", len(who), "number", c.Number), c.Number, "play", strconv.Itoa(p.N)+".ask"))}
	}
	return nil
}

// finished ticks off the steps of an agency that has done its share in a case.
func finished(x *acts.Turn, _ cases.Action, _, after cases.Case) {
	p, u := book(x).Used(-after.Number)
	if u == nil {
		return
	}
	for i, d := range u.Doing {
		if l := after.LegOf(d.Agency); d.Agency != "" && d.Open() && l != nil && l.Status == cases.LegFinished {
			change(x, func(b *world.Book) { b.Playbook(p.N).Tick(-after.Number, i, x.Now) })
		}
	}
}
