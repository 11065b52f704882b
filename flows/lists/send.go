package lists

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/drawn"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What one file and one map hold. Where there is more, that is said.
const (
	mostInSheet = 10_000
	mostOnMap   = 2_000
)

// sendSheet sends the whole list as a workbook. It leaves the house, so it goes to
// who leads, as an export does.
func sendSheet(x *acts.Turn, a asked) {
	found := x.Listed
	switch {
	case !slices.Contains(acts.WhoLead, x.Me.Role):
		x.ShowAlert(text.T("list.sheet.staff"))
		return
	case found.All == 0:
		x.ShowToast(text.T("list.none"))
		return
	}
	say := text.Lines(text.T("list.sheet.caption", "list", called(x.World, a), "n", found.All, "time", text.On(x.District.Here(x.Now))), narrowedTo(x.World, a))
	if len(found.Numbers) > mostInSheet {
		say = text.Lines(say, text.T("list.cut", "n", mostInSheet))
	}
	grid := ""
	if x.Me.Role == world.Lead {
		grid = x.Me.Grid
	}
	send(x, say, &drawn.Drawing{Export: &drawn.Export{Grid: grid, From: x.Now.Unix(), Format: "xlsx",
		Numbers: found.Numbers[:min(len(found.Numbers), mostInSheet)]}})
}

// sendMap sends where the cases of the whole list are, as a picture.
func sendMap(x *acts.Turn, a asked) {
	found := x.Listed
	if len(found.Points) == 0 {
		x.ShowToast(text.T("list.map.none"))
		return
	}
	m := drawn.Map{Title: called(x.World, a), Grid: "*"}
	if x.Me.Role == world.Worker || x.Me.Role == world.Lead {
		m.Grid = x.Me.Grid
	}
	for _, p := range found.Points[:min(len(found.Points), mostOnMap)] {
		m.Marks = append(m.Marks, drawn.Mark{Point: p.At, Late: p.Late, Back: p.Back})
	}
	say := text.Lines(text.T("list.map.caption", "list", called(x.World, a), "n", found.All), narrowedTo(x.World, a))
	if left := found.All - len(found.Points); left > 0 {
		say = text.Lines(say, text.T("list.map.left", "n", left))
	}
	if len(found.Points) > mostOnMap {
		say = text.Lines(say, text.T("list.cut", "n", mostOnMap))
	}
	send(x, say, &drawn.Drawing{Map: &m})
}

// send owes the person what is drawn of a list, below the list, which stays.
func send(x *acts.Turn, say text.Text, draw *drawn.Drawing) {
	x.ShowToast(text.T("list.coming"))
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassBulk, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: say, Draw: draw}})
}
