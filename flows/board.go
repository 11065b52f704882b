package flows

import (
	"reflect"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// The live board of a joint case: who was called, who is there, what is late.
// There is one in the chat of every lead and one in the grid's group. It is
// edited in place, and sent anew only where it was deleted.

// boards draws the boards anew where something on them has changed.
func (x *change) boards(before *cases.Case, after cases.Case) {
	if len(after.Legs) == 0 {
		return
	}
	late := after.Log[len(after.Log)-1].Do == cases.LegLate // what it shows is what the time has made of it
	if !late && before != nil && len(before.Legs) > 0 && before.Grid == after.Grid && reflect.DeepEqual(x.board(*before, false), x.board(after, false)) {
		return
	}
	class := ClassTask
	if x.event.Clock != nil {
		class = ClassBulk // who must act is told first
	}
	put := func(to talk.Chat, lang text.Lang, group bool) {
		x.Letters = append(x.Letters, Letter{Class: class, To: to, Lang: lang, Say: x.board(after, group), Card: boardOf(after.Number)})
	}
	for _, p := range x.boardHolders(after) {
		put(talk.Chat{ID: p.ID}, p.Lang, false)
	}
	if g, ok := x.Staff.Groups[after.Grid]; ok && after.Grid != "" {
		put(talk.Chat{ID: g.Chat, Thread: g.Thread}, g.Lang, true)
	}
}

// boardOf is the number under which the sender knows the board of a case.
func boardOf(number int) int { return -number }

// boardHolders are the people who watch a joint case: both leads, or the
// coordinator where there are none.
func (x *change) boardHolders(c cases.Case) []Person {
	var ps []Person
	all := x.leads(c.Grid)
	for _, g := range c.Former {
		all = append(all, x.Staff.in(Lead, g)...) // until it is closed
	}
	for _, p := range all {
		if !p.Gone && c.Sees(p.part()) && p.ID != c.By.ID {
			ps = append(ps, p)
		}
	}
	return ps
}

// board is a joint case at one look. What the agencies note, and the reasons
// of others, are not on it: a group reads it.
func (x *change) board(c cases.Case, group bool) talk.Prompt {
	lines := []text.Text{
		text.T("board.head", "kind", x.boardKind(c), "number", c.Number, "category", categoryName(x.World, c.Category)),
		text.T("card.place", "place", placeText(c.Place), "grid", gridName(x.World, c.Grid)),
	}
	open := 0
	for _, l := range c.Legs {
		if l.Status == cases.LegSwapped {
			continue
		}
		if l.Open() {
			open++
		}
		lines = append(lines, x.boardLine(l))
		for _, d := range l.Deeds {
			if l.Open() || d.Stands() {
				lines = append(lines, text.T("board.deed", "deed", x.deedText(l, cases.Deed{ID: d.ID, At: d.At, Undo: d.Undo, UndoneAt: d.UndoneAt})))
			}
		}
	}
	if open == 0 {
		lines = append(lines, text.T("board.done"))
	}
	if group {
		return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)}}}}
	}
	row := []talk.Button{acting(text.T("remind.open", "number", c.Number), c.Number, "open")}
	if open > 0 {
		row = append(row, acting(text.T("button.legs"), c.Number, "legs"))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{row}}
}

// boardKind is which of the three kinds of joint action it is.
func (x *change) boardKind(c cases.Case) text.Text {
	if c.Danger {
		return text.T("board.emergency")
	}
	for _, l := range c.Legs {
		if l.Meet > l.At {
			return text.T("board.planned", "time", x.dated(l.Meet))
		}
	}
	return text.T("board.issue")
}

// boardLine is an agency: how far it is, and whether it is late.
func (x *change) boardLine(l cases.Leg) text.Text {
	mark := boardMarks[l.Status]
	if l.Open() && x.Now.Unix() >= l.Clock.Due {
		mark = text.T("board.mark.late")
	}
	status := x.legStatus(l)
	switch {
	case l.Status == cases.LegReleased:
		status = text.T("board.released")
	case l.Turned != nil:
		status = text.T("board.turned")
	case l.Open() && x.Now.Unix() >= l.Clock.Due:
		status = text.Join(" · ", status, text.T("board.late", "what", lackTexts[l.Clock.Name], "time", x.dated(l.Clock.Due)))
	}
	return text.T("board.line", "mark", mark, "agency", agencyName(x.World, l.Agency), "status", status)
}

var boardMarks = map[cases.LegStatus]text.Text{
	cases.LegCalled: text.T("board.mark.called"), cases.LegComing: text.T("board.mark.coming"), cases.LegThere: text.T("board.mark.there"),
	cases.LegFinished: text.T("board.mark.done"), cases.LegReleased: text.T("board.mark.off"),
}
