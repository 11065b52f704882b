package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strings"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// paper is the agreement as it was written down last, with its hash, and how its duties
// are kept.
func paper(x *acts.Turn, a accord.Accord, _ []string) error {
	v := a.Newest()
	if v == nil {
		return sorry(x, accord.ErrUnknown, card(x, a))
	}
	lines := []text.Text{text.T("accord.paper", "a", accord.Label(a.Topic), "n", v.N, "what", pact.Subject(x.World, a), "time", show.Dated(x.World, v.At))}
	if v.Option != "" {
		lines = append(lines, text.T("accord.paper.option", "words", v.Option))
	}
	for _, t := range v.Terms {
		line := pact.Line(x.World, a, t)
		switch d := a.Duty(t.ID); {
		case !a.Yes(v.N, t.ID):
			line = text.Join(" ", line, text.T("accord.mark.asked"))
		case d != nil && a.Runs == v.N:
			line = text.Lines(line, text.T("accord.duty", "time", show.Dated(x.World, d.Due), "kept", d.Kept, "late", d.Late, "missed", d.Missed))
		}
		lines = append(lines, line)
	}
	for _, r := range a.Refused {
		if t := v.Term(r.Term); t != nil && r.Version == v.N && !a.Yes(v.N, t.ID) {
			lines = append(lines, text.T("accord.paper.refused", "words", t.Words, "why", orGone(r.Why)))
		}
	}
	if !a.Genuine() {
		lines = append(lines, text.T("accord.paper.forged"))
	}
	lines = append(lines, text.T("accord.paper.hash", "hash", v.Hash[:min(16, len(v.Hash))]))
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{button(text.T("accord.button.pdf"), a, "pdf"), button(text.T("talk.back"), a, "open")}}})
	return nil
}

// doneButton says that a duty was done: that which was due at a moment, or whichever stands.
func doneButton(a accord.Accord, t accord.Term, due int64) talk.Button {
	what := []string{"done", t.ID}
	if due != 0 {
		what = append(what, world.ID36(due))
	}
	return button(text.T("accord.button.done", "words", text.CleanLine(t.Words, 24)), a, what...)
}

// done: a duty was done; its proof is asked for where it has one.
func done(x *acts.Turn, a accord.Accord, args []string) error {
	t, d := a.InForce(arg(args, 0)), writeData{N: a.Topic, Do: "done", ID: arg(args, 0), Due: world.From36(arg(args, 1))}
	if err := a.Doable(d.ID, d.Due, x.District.Calendar, x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, a)) // before anybody is asked to prove it
	}
	switch {
	case !pact.Speaks(x.World, a, t.Owner):
		return sorry(x, accord.ErrVoice, card(x, a))
	case t.Proof != accord.Tapped:
		d.Photo = t.Proof == accord.Photo
		return acts.Enter(x, saying, d)
	}
	return did(x, a, d)
}

// did keeps that a duty was done, and says so where that was late.
func did(x *acts.Turn, a accord.Accord, d writeData) error {
	t := a.InForce(d.ID)
	if t == nil || !pact.Speaks(x.World, a, t.Owner) {
		return sorry(x, accord.ErrVoice, card(x, a))
	}
	late, err := a.Do(d.ID, x.Me.ID, d.Due, d.File, d.Words, x.District.Calendar, x.Now.Unix())
	if err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	say, p := text.T("accord.done", "words", t.Words), card(x, a)
	if late {
		say = text.T("accord.done.late", "words", t.Words)
		p.Say = text.Lines(say, p.Say)
	}
	if x.Event.Press != "" {
		x.ShowToast(say)
	}
	x.Reply(p)
	return nil
}

// shutAgain is how long a clock waits that belongs to what cannot be opened.
const shutAgain = time.Hour

// strike is a clock that has run out.
func strike(x *acts.Turn, k talk.Clock) error {
	if x.Agreeing.Shut { // it waits for the keys, and so does its clock
		k.Due = x.Now.Add(shutAgain)
		x.Strikes = append(x.Strikes, k)
		return nil
	}
	was := x.Agreeing.Accord
	if was == nil || was.Topic != k.Accord {
		return nil
	}
	if due, runs := was.Timers()[k.Name]; !runs || due > x.Now.Unix() {
		return nil // done meanwhile
	}
	a := was.Clone()
	term, isDuty := strings.CutPrefix(k.Name, accord.ClockDuty)
	if until, quiet := x.Postponed(); quiet {
		if isDuty {
			a.Duty(term).Postpone(x.Now.Unix(), until.Unix())
		} else {
			a.Voting().Next = until.Unix()
		}
		keep(x, a)
		return nil
	}
	if !isDuty {
		voting(x, a)
		return nil
	}
	return owed(x, a, term)
}

// owed reminds who has a duty, says when it is due, and tells who leads when it was
// missed. Where nobody can be reached, who leads is told at once.
func owed(x *acts.Turn, a accord.Accord, term string) error {
	t, d := *a.InForce(term), *a.Duty(term)
	rung, err := a.Strike(term, x.District.Calendar, x.Now.Unix())
	if err != nil {
		return err
	}
	keep(x, a)
	people := peopleOf(x, a, t.Owner)
	gone := d.Away || !slices.ContainsFunc(people, func(p world.Person) bool { return !p.Gone })
	what, due := pact.Subject(x.World, a), show.Dated(x.World, d.Due)
	say := text.T("accord.remind", "what", what, "words", t.Words, "time", due)
	switch rung {
	case accord.Lapsed:
		say = text.T("accord.remind.lapsed", "what", what, "words", t.Words, "time", due, "next", show.Dated(x.World, a.Duty(term).Due))
	case accord.Falls:
		say = text.T("accord.remind.due", "what", what, "words", t.Words, "time", due)
	case accord.Overdue:
		say = text.T("accord.remind.missed", "what", what, "words", t.Words, "time", due)
		row := a.Duty(term).Row
		missed := text.T("accord.tell.missed", "what", what, "words", t.Words, "who", pact.Owner(x.World, a, t.Owner), "time", due, "n", row)
		put, leads := brought(x, a, t, row)
		tell(x, world.ClassReminder, leads, door(a, text.Lines(missed, put), button(text.T("accord.button.terms"), a, "terms")))
	}
	if gone && rung == accord.Falls {
		tell(x, world.ClassReminder, leadsOf(x, a), door(a, text.T("accord.tell.away", "what", what, "words", t.Words, "who", pact.Owner(x.World, a, t.Owner), "time", due), button(text.T("accord.button.terms"), a, "terms")))
	}
	if !d.Away { // who has blocked the bot reads nothing of it
		tell(x, world.ClassReminder, people, door(a, say, doneButton(a, t, d.Due)))
	}
	return nil
}
