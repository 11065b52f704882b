// Package method is a playbook (工作法) in words: how its steps are written and read, what
// one version has changed of another, who is told of in it, and the numbers of before and
// after. It decides nothing, and knows no buttons.
package method

import (
	"embed"

	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Words are what is said of a playbook, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// Named is a playbook with its number, kind and newest version.
func Named(w *world.World, p playbooks.Playbook) text.Text {
	name := text.T("plays.name", "n", p.N, "kind", KindName(w, p.Kind), "version", p.Newest().Label())
	if p.Judged().Bad() {
		return text.T("plays.name.bad", "name", name)
	}
	return name
}

// KindName is what kind a playbook is for.
func KindName(w *world.World, kind string) text.Text {
	if kind == "" {
		return text.T("plays.any")
	}
	return show.CategoryName(w, kind)
}

// Fields are the parts of the programme, and the other fields.
var Fields = map[playbooks.Field]text.Text{
	playbooks.When: text.T("plays.when"), playbooks.Field(playbooks.Clear): text.T("plays.clear"), playbooks.Field(playbooks.Run): text.T("plays.run"),
	playbooks.Field(playbooks.Guard): text.T("plays.guard"), playbooks.Plan: text.T("plays.plan"), playbooks.Notice: text.T("plays.notice"), playbooks.Cost: text.T("plays.cost"), playbooks.Pitfalls: text.T("plays.pitfalls"),
}

// Step is a step: who, what, in how many days.
func Step(w *world.World, s playbooks.Step) text.Text {
	what := text.Said(s.What)
	switch {
	case s.Agency != "":
		what = text.T("plays.step.who", "who", show.AgencyName(w, s.Agency), "what", what)
	case s.Who != "":
		what = text.T("plays.step.who", "who", s.Who, "what", what)
	}
	switch {
	case s.Days > 0 && s.Work:
		return text.T("plays.step.workdays", "what", what, "n", s.Days)
	case s.Days > 0:
		return text.T("plays.step.days", "what", what, "n", s.Days)
	}
	return what
}

// Lines are what a version says.
func Lines(w *world.World, v playbooks.Version) []text.Text { return lines(w, v, false) }

// Numbered are the same, with a number before each step.
func Numbered(w *world.World, v playbooks.Version) []text.Text { return lines(w, v, true) }

func lines(w *world.World, v playbooks.Version, numbered bool) []text.Text {
	all, n := []text.Text{text.T("plays.line", "field", Fields[playbooks.When], "words", v.When)}, 0
	for _, part := range playbooks.Parts {
		in := v.In(part)
		if len(in) > 0 {
			all = append(all, text.T("plays.part", "part", Fields[playbooks.Field(part)]))
		}
		for _, s := range in {
			n++
			if numbered {
				all = append(all, text.T("plays.step.n", "n", n, "what", Step(w, s)))
				continue
			}
			all = append(all, text.T("plays.step", "what", Step(w, s)))
		}
	}
	for _, f := range []playbooks.Field{playbooks.Plan, playbooks.Notice, playbooks.Cost, playbooks.Pitfalls} {
		if words := v.Line(f); words != "" {
			all = append(all, text.T("plays.line", "field", Fields[f], "words", words))
		}
	}
	return all
}

// Authors are all who wrote a version, with their grids.
func Authors(w *world.World, p playbooks.Playbook) text.Text {
	var all []text.Text
	for _, a := range p.Authors() {
		who := Called(w, a.By, a.Grid)
		if w.Staff.Name(a.By) != "" {
			who = text.T("plays.author", "name", who, "grid", show.GridName(w, a.Grid))
		}
		all = append(all, who)
	}
	return text.T("plays.authors", "names", text.Join(" · ", all...))
}

// Diff are what stands in one version and not in another.
func Diff(w *world.World, was, is playbooks.Version) (lines []text.Text) {
	for _, c := range playbooks.Diff(was, is) {
		what := text.Said(c.Words)
		if c.Words == "" {
			what = Step(w, c.Step)
		}
		line := text.T("plays.went", "field", Fields[c.Field], "what", what)
		if c.New {
			line = text.T("plays.came", "field", Fields[c.Field], "what", what)
		}
		lines = append(lines, line)
	}
	return lines
}

// Called is who wrote or uses something; of whoever is not known here any more, a
// lead of the grid.
func Called(w *world.World, id int64, grid string) text.Text {
	if w.Staff.Name(id) == "" {
		return text.T("plays.alead", "grid", show.GridName(w, grid))
	}
	return show.Called(w, id)
}
