package measures

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// longestLine is how much of what somebody wrote stands in a line of a card.
const longestLine = 200

// Waiting is what the addressee of the notice in force wrote and nobody has answered,
// for those who answer for it.
func Waiting(c cases.Case) text.Text {
	n := c.Notice()
	if n == nil {
		return text.Text{}
	}
	var lines []text.Text
	for _, s := range n.Unanswered() {
		lines = append(lines, wrote(s))
	}
	return text.Lines(lines...)
}

func wrote(s cases.Statement) text.Text {
	words := text.CleanLine(s.Words.Words, longestLine)
	if s.Kind == cases.StateObjection {
		return text.T("state.objects", "words", words)
	}
	return text.T("state.asks", "words", words)
}

// Theirs is what somebody wrote about a notice themselves, and what they were answered.
func Theirs(n cases.Notice, id int64) text.Text {
	var lines []text.Text
	for _, s := range n.Statements {
		if s.By != id {
			continue
		}
		lines = append(lines, text.T("state.mine", "words", text.CleanLine(s.Words.Words, longestLine)))
		if !s.Waits() {
			lines = append(lines, answered(s.Answer, s.Upheld))
		}
	}
	return text.Lines(lines...)
}

func answered(words text.Text, upheld bool) text.Text {
	said := text.CleanLine(words.Words, longestLine)
	if upheld {
		return text.T("state.upheld", "words", said)
	}
	return text.T("state.answer", "words", said)
}

// Stated is why somebody is told of what the addressee wrote, or of its answer.
func Stated(_ *world.World, _ cases.Case, a cases.Act) text.Text {
	switch a.Do {
	case cases.Answer:
		return answered(a.Note, a.Upheld)
	case cases.Object:
		return wrote(cases.Statement{Kind: cases.StateObjection, Words: a.Note})
	}
	return wrote(cases.Statement{Kind: cases.StateQuestion, Words: a.Note})
}

// Settled is why the addressee of a notice can do something no more, or not again.
func Settled(c cases.Case, do cases.Action) text.Text {
	objects := func(s cases.Statement) bool { return s.Kind == cases.StateObjection }
	if n := c.Notice(); do == cases.Object && n != nil && slices.ContainsFunc(n.Unanswered(), objects) {
		return text.T("state.twice")
	}
	return text.T("refuse.passed")
}

// Near is what the addressee reads when the first deadline of the notice is near.
func Near(w *world.World, c cases.Case) text.Text {
	return text.T("state.near", "time", text.On(w.District.Here(c.Notice().Due())))
}

// Server is who answers for the notice in force: who served it, or else who has the
// case; false where neither can.
func Server(w *world.World, c cases.Case) (world.Person, bool) {
	n := c.Notice()
	if n == nil {
		return world.Person{}, false
	}
	for _, id := range []int64{n.By, c.Assignee} {
		if p := w.Staff.People[id]; p.Role != world.Resident && !p.Gone && c.May(cases.Answer, p.Part()) == nil {
			return p, true
		}
	}
	return world.Person{}, false
}
