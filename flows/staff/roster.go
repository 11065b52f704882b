package staff

import (
	"cmp"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// latelyWeeks is how many weeks "lately" is.
const latelyWeeks = 4

// lately are the last weeks, as the log names them.
func lately(w *world.World) string {
	var weeks []string
	for i := range latelyWeeks {
		weeks = append(weeks, w.Week(w.Now.AddDate(0, 0, -7*i)))
	}
	return strings.Join(weeks, ",")
}

// roster answers /roster: who can be called now for the grid and, where one
// was chosen, for a category; and how each agency did lately.
func roster(x *acts.Turn, choice string) {
	if group, ok := strings.CutPrefix(choice, "of|"); ok {
		rosterKinds(x, group)
		return
	}
	category, ok := x.District.Category(choice)
	if !ok {
		choice = ""
	}
	head := text.T("roster.head", "grid", show.WhichGrid(x.World, x.Me.Grid))
	if choice != "" {
		head = text.T("roster.head.kind", "grid", show.WhichGrid(x.World, x.Me.Grid), "category", text.Named(category.Names))
	}
	lines := []text.Text{head}
	for _, force := range district.Forces {
		var of []text.Text
		for _, a := range x.District.Agencies {
			if a.Force == force && (choice == "" || slices.Contains(category.Agencies, a.ID)) {
				of = append(of, rosterLine(x.World, a, choice))
			}
		}
		if len(of) > 0 {
			lines = append(lines, forceTexts[force])
			lines = append(lines, of...)
		}
	}
	var bs []talk.Button
	for _, g := range x.District.Groups {
		bs = append(bs, show.MenuButton(text.Named(g.Names), "roster", "of", g.ID))
	}
	if choice != "" {
		bs = []talk.Button{show.MenuButton(text.T("roster.all"), "roster")}
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)})
}

var forceTexts = map[district.Force]text.Text{
	district.ForceStationed: text.T("force.stationed"), district.ForceReporting: text.T("force.reporting"), district.ForceSocial: text.T("force.social"),
}

// rosterKinds asks for which category of a group somebody is to be called.
func rosterKinds(x *acts.Turn, group string) {
	var bs []talk.Button
	for _, c := range x.District.InGroup(group) {
		bs = append(bs, show.MenuButton(text.Named(c.Names), "roster", c.ID))
	}
	x.Reply(talk.Prompt{Say: text.T("roster.kind"), Rows: append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "roster")))})
}

// mostNames is how many names stand in a line.
const mostNames = 4

// rosterLine is an agency: who can be called, and how it did.
func rosterLine(w *world.World, a district.Agency, category string) text.Text {
	var names []text.Text
	on := w.Staff.Callable(a.ID, world.In(w.Me.Grid, category))
	slices.SortStableFunc(on, func(p, q world.Person) int { return cmp.Compare(headLast(p), headLast(q)) })
	for _, p := range on[:min(len(on), mostNames)] {
		name := show.Named(p)
		if p.Head {
			name = text.T("officer.head", "name", p.Name)
		}
		names = append(names, name)
	}
	who := text.T("roster.nobody")
	if len(names) > 0 {
		who = text.Join(" · ", names...)
	}
	return text.Join("\n", text.T("roster.line", "agency", text.Named(a.Names), "who", who), record(w, a.ID))
}

func headLast(p world.Person) int {
	if p.Head {
		return 1
	}
	return 0
}

// record is how an agency did lately; nothing where it was not called.
func record(w *world.World, agency string) text.Text {
	called, _ := w.Forces.Of(agency, "call")
	if called == 0 {
		return text.Text{}
	}
	in, lateIn := w.Forces.Of(agency, "reportin")
	done, lateDone := w.Forces.Of(agency, "finish")
	return text.T("roster.record", "called", called, "in", in-lateIn, "done", done, "ontime", done-lateDone)
}
