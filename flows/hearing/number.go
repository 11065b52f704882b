package hearing

import (
	"bytes"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A case's number opens it also in the middle of something else, which is asked
// again. Outside every dialogue it is heard where cases are shown. What is asked of
// a report that has gone may be answered by a number, too: only one of their own
// cases opens there.

// inReport tells whether a report is being written: a case's number alone is no
// part of one, but for the number it has elsewhere, which may be asked for.
func inReport(w *world.World) bool {
	s := w.Session
	return s.Dialogue == "report" && (!bytes.Contains(s.Data, []byte(`"filed":`)) || slices.Contains(s.Answered, "ref"))
}

func opensCase(w *world.World, e talk.Event) bool {
	number := world.CaseNumber(e.Text)
	if w.Session.Dialogue == "" || w.Session.Dialogue == which.Name || e.Press != "" || e.Command != "" || e.Edited || e.Chat.Group || e.Clock != nil || number == 0 {
		return false
	}
	if strings.HasPrefix(strings.TrimSpace(e.Text), "#") {
		return true
	}
	c := w.Case
	return inReport(w) && c != nil && c.Number == number && c.Sees(w.Me.Part()) ||
		w.Session.Dialogue == "detail" && slices.ContainsFunc(mine(w), func(c cases.Case) bool { return c.Number == number })
}

func needNumber(w *world.World, e talk.Event, n *world.Need) {
	n.Case = world.CaseNumber(e.Text)
	n.Mine = n.Mine || w.Session.Dialogue == "detail"
	if about := w.Session.About; about != n.Case {
		n.Other = about // what is asked may be of something that has moved on
	}
}

func openedCase(x *acts.Turn) error {
	x.OpenCase(world.CaseNumber(x.Event.Text))
	if acts.Over(x.Book, x.World) {
		x.EndSession()
		return nil
	}
	return again(x)
}

// What somebody changes after it became part of a case is added to it: the
// record says what we were told first, and what was put right.

func changesSaid(w *world.World, e talk.Event) bool {
	return e.Edited && !e.Moving && e.Press == "" && e.Text != "" && !e.Chat.Group && w.Replied.Case != 0
}

func changed(x *acts.Turn) error {
	c := x.World.Case
	if c == nil || c.Number != x.Replied.Case || !c.Sees(x.Me.Part()) {
		return nil
	}
	do, words := cases.Note, text.Clean(x.Event.Text, ask.LongestWords)
	if told(x, *c) {
		do = cases.Add
	}
	if saidBefore(*c, words) {
		return nil // Telegram tells of a change where nobody changed a word
	}
	if c.May(do, x.Me.Part()) != nil {
		x.ShowCase(*c, text.T("heard.edited.late"))
		return again(x)
	}
	s := saidNow(x.Event)
	s.Files = nil
	if does(x, *c, s, s.act(do, cases.PhaseNote)) {
		x.Reply(noted(x, *c, text.T("heard.edited", "number", c.Number)))
	}
	return again(x)
}

func saidBefore(c cases.Case, words string) bool {
	return c.What == words || slices.ContainsFunc(c.Log, func(e cases.Entry) bool { return e.Note.Words == words })
}
