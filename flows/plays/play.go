package plays

import (
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A playbook has a number; all of the staff read it, leads write in it and use it.
// What stands on the buttons:
//
//	m|plays[|new|<topic>, mine]
//	m|plays|<number>[|<press>[|<argument>]]
//	    old|<version>, diff|<version>, edit[|<field>], use|<topic>, at|<topic>,
//	    did|<topic>.<step>, not|<topic>.<step>, add|<topic>, who|<topic>.<step>[.<person, base 36>]
//	    done|<topic>.<step>, cannot|<topic>.<step>[.<why>]    of whoever has the step
//
// Below zero a topic is a single case.

// mostRead is how many cases of a topic are read for the page of its use, the newest.
const mostRead = 60

// needPlays: the playbooks, the topics, and for a card the cases that show how it went.
func needPlays(w *world.World, choice string, n *world.Need) {
	n.Plays, n.Topics = true, true
	first, press, arg := cut(choice)
	number, _ := strconv.Atoi(first)
	if w.Me.Role == world.Lead && number != 0 {
		n.Meeting = w.Me.Grid
	}
	p := w.Plays.Playbook(number)
	if p == nil {
		return
	}
	switch press {
	case "", "old", "diff":
		if w.Topics == nil {
			return
		}
		n.Rounds = whole(append(seen(w).Going(*p), seen(w).Idle(*p)...)...)
	case "at", "use", "did", "not", "add", "who", "done", "cannot":
		of, _, _ := strings.Cut(arg, ".")
		n.Rounds = needUse(w, of)
	}
}

// needUse are the cases that the page of a use must have read: the one it is for, or
// the newest of the topic.
func needUse(w *world.World, of string) string {
	number, _ := strconv.Atoi(of)
	if number < 0 {
		return strconv.Itoa(-number)
	}
	if t := w.Topics.Topic(number); t != nil {
		return newest(*t)
	}
	return ""
}

// newest are the newest cases of a topic, separated by commas.
func newest(t hotspots.Topic) string {
	t.Cases = t.Cases[max(0, len(t.Cases)-mostRead):]
	return whole(t)
}

// whole are all cases of some topics, separated by commas: what was told before counts
// as much as what was told after.
func whole(of ...hotspots.Topic) string {
	var all []string
	for _, t := range of {
		for _, c := range t.Cases {
			all = append(all, strconv.Itoa(c))
		}
	}
	return strings.Join(all, ",")
}

// plays answers /plays.
func plays(x *acts.Turn, choice string) error {
	first, press, arg := cut(choice)
	if first == "new" {
		return begin(x, press)
	}
	switch first {
	case "mine":
		x.Reply(mine(x))
		return nil
	case "task":
		return tasked(x, press, arg)
	}
	number, _ := strconv.Atoi(first)
	p := book(x).Playbook(number)
	switch {
	case first == "":
		x.Reply(list(x))
	case p == nil:
		x.Reply(talk.Prompt{Say: text.T("plays.none.such"), Rows: list(x).Rows})
	case press == "":
		x.Reply(card(x, *p, p.Newest()))
	case press == "old" || press == "diff":
		v, ok := p.Version(arg)
		switch {
		case !ok:
			x.Reply(card(x, *p, p.Newest()))
		case press == "diff":
			x.Reply(differs(x, *p, v))
		default:
			x.Reply(card(x, *p, v))
		}
	case press == "edit":
		return edit(x, *p, playbooks.Field(arg))
	default:
		return used(x, *p, press, arg)
	}
	return nil
}

// list is all playbooks, those of what the person's own topics are about first.
func list(x *acts.Turn) talk.Prompt {
	b := book(x)
	if b == nil || len(b.All) == 0 && len(mineButton(x)) == 0 {
		return talk.Prompt{Say: text.T("plays.none"), Rows: x.Menu()}
	}
	p := talk.Prompt{Say: text.T("plays.head", "n", len(b.All)), Rows: mineButton(x)}
	for _, one := range b.All {
		p.Rows = append(p.Rows, talk.Row(button(named(x.World, one), one.N)))
	}
	return p
}

// named is a playbook with its number, kind and newest version.
func named(w *world.World, p playbooks.Playbook) text.Text {
	name := text.T("plays.name", "n", p.N, "kind", kindName(w, p.Kind), "version", p.Newest().Label())
	if p.Judged().Bad() {
		return text.T("plays.name.bad", "name", name)
	}
	return name
}

func kindName(w *world.World, kind string) text.Text {
	if kind == "" {
		return text.T("plays.any")
	}
	return show.CategoryName(w, kind)
}

// partTexts are the parts of the programme, and the other fields.
var fieldTexts = map[playbooks.Field]text.Text{
	playbooks.When: text.T("plays.when"), playbooks.Field(playbooks.Clear): text.T("plays.clear"), playbooks.Field(playbooks.Run): text.T("plays.run"),
	playbooks.Field(playbooks.Guard): text.T("plays.guard"), playbooks.Plan: text.T("plays.plan"), playbooks.Notice: text.T("plays.notice"), playbooks.Cost: text.T("plays.cost"), playbooks.Pitfalls: text.T("plays.pitfalls"),
}

// stepText is a step: who, what, in how many days.
func stepText(w *world.World, s playbooks.Step) text.Text {
	what := text.Said(s.What)
	switch {
	case s.Agency != "":
		what = text.T("plays.step.who", "who", show.AgencyName(w, s.Agency), "what", what)
	case s.Who != "":
		what = text.T("plays.step.who", "who", s.Who, "what", what)
	}
	if s.Days > 0 {
		what = text.T("plays.step.days", "what", what, "n", s.Days)
	}
	return what
}

// versionLines are what a version says.
func versionLines(w *world.World, v playbooks.Version) []text.Text {
	lines := []text.Text{text.T("plays.line", "field", fieldTexts[playbooks.When], "words", v.When)}
	for _, part := range playbooks.Parts {
		if in := v.In(part); len(in) > 0 {
			lines = append(lines, text.T("plays.part", "part", fieldTexts[playbooks.Field(part)]))
			for _, s := range in {
				lines = append(lines, text.T("plays.step", "what", stepText(w, s)))
			}
		}
	}
	for _, f := range []playbooks.Field{playbooks.Plan, playbooks.Notice, playbooks.Cost, playbooks.Pitfalls} {
		if words := v.Line(f); words != "" {
			lines = append(lines, text.T("plays.line", "field", fieldTexts[f], "words", words))
		}
	}
	return lines
}

// authors are all who wrote a version, with their grids.
func authors(w *world.World, p playbooks.Playbook) text.Text {
	var all []text.Text
	for _, a := range p.Authors() {
		who := called(w, a.By, a.Grid)
		if w.Staff.Name(a.By) != "" {
			who = text.T("plays.author", "name", who, "grid", show.GridName(w, a.Grid))
		}
		all = append(all, who)
	}
	return text.T("plays.authors", "names", text.Join(" · ", all...))
}

// card is a playbook as one version says it, with how that went: as it was known when
// it was written, and since then.
func card(x *acts.Turn, p playbooks.Playbook, v playbooks.Version) talk.Prompt {
	w := x.World
	newest := p.Newest()
	lines := []text.Text{text.T("plays.title", "n", p.N, "kind", kindName(w, p.Kind), "version", v.Label(), "time", show.Dated(w, v.At))}
	if v.Label() != newest.Label() {
		lines = append(lines, text.T("plays.older", "version", newest.Label()))
	}
	lines = append(lines, versionLines(w, v)...)
	if v.Why != "" {
		lines = append(lines, text.T("plays.why", "name", called(w, v.By, v.Grid), "why", v.Why))
	}
	lines = append(append(append(lines, authors(w, p)), evidence(x, p, v)...), ofVersions(x, p, v)...)
	rows := [][]talk.Button{}
	if v.Label() == newest.Label() {
		rows = append(rows, uses(x, p)...)
		if writes(w) {
			rows = append(rows, talk.Row(button(text.T("plays.edit"), p.N, "edit")))
		}
		rows = append(rows, exchange(x, p)...)
	}
	var old []talk.Button
	for i, o := range p.Versions {
		if o.Label() != v.Label() {
			old = append(old, button(text.T("plays.old", "version", o.Label()), p.N, "old", o.Label()))
		}
		if i > 0 && o.Label() == v.Label() {
			old = append(old, button(text.T("plays.diff"), p.N, "diff", o.Label()))
		}
	}
	rows = append(rows, talk.Pairs(old[max(0, len(old)-8):]...)...)
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Row(show.MenuButton(text.T("plays.all"), "plays")))}
}

// uses are the topics a playbook can be used for, or is.
func uses(x *acts.Turn, p playbooks.Playbook) (rows [][]talk.Button) {
	for _, u := range p.Uses[max(0, len(p.Uses)-mostUses):] {
		label := text.T("plays.at", "n", u.Topic, "grid", show.GridName(x.World, u.Grid))
		if u.Case != 0 {
			label = text.T("plays.at.case", "number", u.Case, "grid", show.GridName(x.World, u.Grid))
		}
		rows = append(rows, talk.Row(button(label, p.N, "at", strconv.Itoa(u.Of()))))
	}
	if x.World.Topics == nil {
		return rows
	}
	for _, t := range x.World.Topics.All {
		if len(rows) < 2*mostUses && fits(x, p, t) {
			rows = append(rows, talk.Row(button(text.T("plays.use", "n", t.N), p.N, "use", strconv.Itoa(t.N))))
		}
	}
	return rows
}

const mostUses = 4

// fits tells whether a playbook can be used for a topic: of its kind, open, not the
// one it was made from, and with none yet.
func fits(x *acts.Turn, p playbooks.Playbook, t hotspots.Topic) bool {
	_, u := book(x).Used(t.N)
	return t.Open() && t.N != p.Topic && u == nil && leads(x.World, t.Grid) && (p.Kind == "" || p.Kind == t.Kind)
}

// differs is what a version has changed of the one before.
func differs(x *acts.Turn, p playbooks.Playbook, v playbooks.Version) talk.Prompt {
	var was playbooks.Version
	for _, o := range p.Versions {
		if o.Label() == v.Label() {
			break
		}
		was = o
	}
	lines := []text.Text{text.T("plays.diff.head", "n", p.N, "was", was.Label(), "is", v.Label())}
	if v.Why != "" {
		lines = append(lines, text.T("plays.why", "name", called(x.World, v.By, v.Grid), "why", v.Why))
	}
	return talk.Prompt{Say: text.Lines(append(lines, diffLines(x.World, was, v)...)...), Rows: [][]talk.Button{talk.Row(button(text.T("plays.back"), p.N, "old", v.Label()))}}
}

// diffLines are what stands in one version and not in another.
func diffLines(w *world.World, was, is playbooks.Version) (lines []text.Text) {
	for _, c := range playbooks.Diff(was, is) {
		what := text.Said(c.Words)
		if c.Words == "" {
			what = stepText(w, c.Step)
		}
		line := text.T("plays.went", "field", fieldTexts[c.Field], "what", what)
		if c.New {
			line = text.T("plays.came", "field", fieldTexts[c.Field], "what", what)
		}
		lines = append(lines, line)
	}
	return lines
}

// called is who wrote or uses something; of whoever is not known here any more, a
// lead of the grid.
func called(w *world.World, id int64, grid string) text.Text {
	if w.Staff.Name(id) == "" {
		return text.T("plays.alead", "grid", show.GridName(w, grid))
	}
	return show.Called(w, id)
}
