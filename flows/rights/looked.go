package rights

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/kept"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// who tells a lead who told of a case and how to reach them, and writes down that
// they looked. It stands in their private chat alone.
func who(x *acts.Turn, c cases.Case, _ string) error {
	if !mayKnow(x.World, c) {
		x.ShowAlert(text.T("who.no"))
		return nil
	}
	lines := []text.Text{show.Title(x.World, c)}
	saw := func(what kept.Seen, t text.Text) {
		if t.Empty() {
			return
		}
		lines = append(lines, t)
		if !slices.ContainsFunc(x.Looked, func(l world.Look) bool { return l.What == what }) {
			x.Looked = append(x.Looked, world.Look{At: x.Now.Unix(), By: x.Me.ID, Case: c.Number, Grid: c.Grid, What: what})
		}
	}
	if c.By.Name != "" && !c.By.Anonymous {
		saw(kept.SeenName, text.T("who.reporter", "name", c.By.Name))
	}
	if c.Filed != nil && c.Filed.Caller != "" {
		saw(kept.SeenContact, text.T("who.caller", "words", c.Filed.Caller))
	}
	for _, j := range c.Joined {
		if j.Name != "" {
			saw(kept.SeenName, text.T("who.joined", "name", j.Name))
		}
	}
	if len(x.Looked) == 0 {
		x.ShowToast(text.T("who.none"))
		return nil
	}
	lines = append(lines, text.T("who.written"))
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: text.Lines(lines...)}})
	return nil
}

// mayKnow tells whether the person may know who told of a case: who leads where it
// is, and where nobody knows that yet, the coordinator.
func mayKnow(w *world.World, c cases.Case) bool {
	return world.ViewOf(c, w.Me) == cases.ViewLead && (!c.Everywhere() || w.Me.Role == world.Coordinator)
}

// perPage is how many lines of who looked are shown at a time.
const perPage = 15

// seenTexts say what was looked at.
var seenTexts = map[kept.Seen]text.Text{
	kept.SeenName: text.T("looked.name"), kept.SeenContact: text.T("looked.contact"), kept.SeenExport: text.T("looked.export"),
	kept.SeenAsked: text.T("looked.asked"), kept.SeenRefused: text.T("looked.refused"), kept.SeenAgreed: text.T("looked.agreed"),
}

// looked answers /looked: who looked at names, the newest first. A lead reads what
// concerns the own grids; nobody takes a line away.
func looked(x *acts.Turn, choice string) error {
	theirs := slices.DeleteFunc(slices.Clone(x.Looks), func(l world.Look) bool {
		everywhere := l.Grid == "" && l.Case == 0
		return x.Me.Role != world.Coordinator && !everywhere && !x.Me.Belongs(l.Grid)
	})
	if len(theirs) == 0 {
		x.Reply(talk.Prompt{Say: text.T("looked.nobody"), Rows: x.Menu()})
		return nil
	}
	from, err := strconv.Atoi(choice)
	if err != nil || from < 0 || from >= len(theirs) {
		from = 0
	}
	to := min(len(theirs), from+perPage)
	lines := []text.Text{text.T("looked.head", "from", from+1, "to", to, "n", len(theirs))}
	for _, l := range theirs[from:to] {
		lines = append(lines, lookText(x.World, l))
	}
	var row []talk.Button
	if from > 0 {
		row = append(row, show.MenuButton(text.T("looked.newer"), "looked", strconv.Itoa(max(0, from-perPage))))
	}
	if to < len(theirs) {
		row = append(row, show.MenuButton(text.T("looked.older"), "looked", strconv.Itoa(to)))
	}
	p := talk.Prompt{Say: text.Lines(lines...)}
	if row != nil {
		p.Rows = [][]talk.Button{row}
	}
	x.Reply(p)
	return nil
}

// lookText is one line of who looked.
func lookText(w *world.World, l world.Look) text.Text {
	name := text.T("looked.operator")
	if l.By != 0 {
		name = show.Called(w, l.By)
	}
	what := seenTexts[l.What]
	if l.Case != 0 {
		return text.T("looked.line", "time", show.Dated(w, l.At), "who", name, "number", l.Case, "what", what)
	}
	area := text.Named(w.District.Names)
	if l.Grid != "" {
		area = show.GridName(w, l.Grid)
	}
	line := text.T("looked.export.line", "time", show.Dated(w, l.At), "who", name, "area", area, "what", what)
	if l.With != 0 {
		line = text.T("looked.with", "line", line, "who", show.Called(w, l.With))
	}
	return line
}
