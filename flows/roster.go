package flows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Forces is how often what happened in the legs of the agencies, by agency and
// act: gas|reportin, or gas|reportin|late where the clock had run out.
type Forces map[string]int

// Of is how often an agency did something, and how often too late.
func (f Forces) Of(agency, act string) (all, late int) {
	late = f[agency+"|"+act+"|late"]
	return f[agency+"|"+act] + late, late
}

// latelyWeeks is how many weeks "lately" is.
const latelyWeeks = 4

// lately are the last weeks, as the log names them.
func (w *World) lately() string {
	var weeks []string
	for i := range latelyWeeks {
		weeks = append(weeks, w.week(w.Now.AddDate(0, 0, -7*i)))
	}
	return strings.Join(weeks, ",")
}

// roster answers /roster: who can be called now for the grid and, where one
// was chosen, for a category; and how each agency did lately.
func (x *change) roster(choice string) {
	if group, ok := strings.CutPrefix(choice, "of|"); ok {
		x.rosterKinds(group)
		return
	}
	category, ok := x.District.Category(choice)
	if !ok {
		choice = ""
	}
	head := text.T("roster.head", "grid", x.whichGrid(x.Me.Grid))
	if choice != "" {
		head = text.T("roster.head.kind", "grid", x.whichGrid(x.Me.Grid), "category", text.Named(category.Names))
	}
	lines := []text.Text{head}
	for _, force := range district.Forces {
		var of []text.Text
		for _, a := range x.District.Agencies {
			if a.Force == force && (choice == "" || slices.Contains(category.Agencies, a.ID)) {
				of = append(of, x.rosterLine(a, choice))
			}
		}
		if len(of) > 0 {
			lines = append(lines, forceTexts[force])
			lines = append(lines, of...)
		}
	}
	var bs []talk.Button
	for _, g := range x.District.Groups {
		bs = append(bs, menuButton(text.Named(g.Names), "roster", "of", g.ID))
	}
	if choice != "" {
		bs = []talk.Button{menuButton(text.T("roster.all"), "roster")}
	}
	x.reply(talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)})
}

var forceTexts = map[district.Force]text.Text{
	district.ForceStationed: text.T("force.stationed"), district.ForceReporting: text.T("force.reporting"), district.ForceSocial: text.T("force.social"),
}

// rosterKinds asks for which category of a group somebody is to be called.
func (x *change) rosterKinds(group string) {
	var bs []talk.Button
	for _, c := range x.District.InGroup(group) {
		bs = append(bs, menuButton(text.Named(c.Names), "roster", c.ID))
	}
	x.reply(talk.Prompt{Say: text.T("roster.kind"), Rows: append(talk.Pairs(bs...), talk.Row(menuButton(text.T("talk.back"), "roster")))})
}

// mostNames is how many names stand in a line.
const mostNames = 4

// rosterLine is an agency: who can be called, and how it did.
func (x *change) rosterLine(a district.Agency, category string) text.Text {
	var names []text.Text
	on := x.Staff.callable(a.ID, x.Me.Grid, category)
	slices.SortStableFunc(on, func(p, q Person) int { return cmp.Compare(headLast(p), headLast(q)) })
	for _, p := range on[:min(len(on), mostNames)] {
		name := text.Said(p.Name)
		if p.Head {
			name = text.T("officer.head", "name", p.Name)
		}
		names = append(names, name)
	}
	who := text.T("roster.nobody")
	if len(names) > 0 {
		who = text.Join(" · ", names...)
	}
	return text.Join("\n", text.T("roster.line", "agency", text.Named(a.Names), "who", who), x.record(a.ID))
}

func headLast(p Person) int {
	if p.Head {
		return 1
	}
	return 0
}

// record is how an agency did lately; nothing where it was not called.
func (x *change) record(agency string) text.Text {
	called, _ := x.Forces.Of(agency, "call")
	if called == 0 {
		return text.Text{}
	}
	in, lateIn := x.Forces.Of(agency, "reportin")
	done, lateDone := x.Forces.Of(agency, "finish")
	return text.T("roster.record", "called", called, "in", in-lateIn, "done", done, "ontime", done-lateDone)
}

// id36 is a person's ID on a button, short.
func id36(id int64) string { return strconv.FormatInt(id, 36) }

func from36(s string) int64 {
	id, err := strconv.ParseInt(s, 36, 64)
	if err != nil {
		return 0
	}
	return id
}
