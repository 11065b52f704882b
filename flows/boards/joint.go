// Package boards is what is seen of several at one look: the agencies of a joint case,
// what is late, what is on offer, who is on duty. It only looks, as show does, of
// whose names and lines it is made.
package boards

import (
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// BoardOf is the number under which the sender knows the board of a case.
func BoardOf(number int) int { return -number }

// Board is a joint case at one look. What the agencies note, and the reasons
// of others, are not on it: a group reads it.
func Board(w *world.World, c cases.Case, group bool) talk.Prompt {
	place := show.PlaceText(c.Place)
	if group {
		place = show.GroupPlace(w, c)
	}
	lines := []text.Text{
		text.T("board.head", "kind", boardKind(w, c), "number", c.Number, "category", show.CategoryName(w, c.Category)),
		text.T("card.place", "place", place, "grid", show.GridName(w, c.Grid)),
	}
	open := 0
	for _, l := range c.Legs {
		if l.Status == cases.LegSwapped {
			continue
		}
		if l.Open() {
			open++
		}
		lines = append(lines, boardLine(w, l))
		for _, d := range l.Deeds {
			if l.Open() || d.Stands() {
				lines = append(lines, text.T("board.deed", "deed", measures.Line(w, nil, l, cases.Deed{ID: d.ID, At: d.At, Undo: d.Undo, UndoneAt: d.UndoneAt})))
			}
		}
	}
	if open == 0 {
		lines = append(lines, text.T("board.done"))
	}
	if group {
		return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)}}}}
	}
	row := []talk.Button{show.Acting(text.T("remind.open", "number", c.Number), c.Number, "open")}
	if open > 0 {
		row = append(row, show.Acting(text.T("button.legs"), c.Number, "legs"))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{row}}
}

// boardKind is which of the three kinds of joint action it is.
func boardKind(w *world.World, c cases.Case) text.Text {
	if c.Danger {
		return text.T("board.emergency")
	}
	for _, l := range c.Legs {
		if l.Meet > l.At {
			return text.T("board.planned", "time", show.Dated(w, l.Meet))
		}
	}
	return text.T("board.issue")
}

// boardLine is an agency: how far it is, and whether it is late.
func boardLine(w *world.World, l cases.Leg) text.Text {
	mark := boardMarks[l.Status]
	if l.Open() && w.Now.Unix() >= l.Clock.Due {
		mark = text.T("board.mark.late")
	}
	status := show.LegStatus(w, l)
	switch {
	case l.Status == cases.LegReleased:
		status = text.T("board.released")
	case l.Turned != nil:
		status = text.T("board.turned")
	case l.Open() && w.Now.Unix() >= l.Clock.Due:
		status = text.Join(" · ", status, text.T("board.late", "what", show.LackTexts[l.Clock.Name], "time", show.Dated(w, l.Clock.Due)))
	}
	return text.T("board.line", "mark", mark, "agency", show.AgencyName(w, l.Agency), "status", text.Join(" · ", status, show.DutyPhone(w, l)))
}

var boardMarks = map[cases.LegStatus]text.Text{
	cases.LegCalled: text.T("board.mark.called"), cases.LegComing: text.T("board.mark.coming"), cases.LegThere: text.T("board.mark.there"),
	cases.LegFinished: text.T("board.mark.done"), cases.LegReleased: text.T("board.mark.off"),
}
