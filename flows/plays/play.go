package plays

import (
	"gridbot/flows/method"
	"slices"
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
//	    back[|yes]                                             taken back by who wrote it
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
		n.Rounds = whole(append(method.Seen(w).Going(*p), method.Seen(w).Idle(*p)...)...)
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
	case press == "back":
		takeBack(x, *p, arg == "yes")
	case p.Back != nil && slices.Contains([]string{"", "old", "diff", "edit", "use"}, press):
		x.Reply(gone(x, *p))
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
	going := book(x).Going()
	if book(x) == nil || len(going) == 0 && len(mineButton(x)) == 0 {
		return talk.Prompt{Say: text.T("plays.none"), Rows: x.Menu()}
	}
	p := talk.Prompt{Say: text.T("plays.head", "n", len(going)), Rows: mineButton(x)}
	for _, one := range going {
		p.Rows = append(p.Rows, talk.Row(button(method.Named(x.World, one), one.N)))
	}
	return p
}

// card is a playbook as one version says it, with how that went: as it was known when
// it was written, and since then.
func card(x *acts.Turn, p playbooks.Playbook, v playbooks.Version) talk.Prompt {
	w := x.World
	newest := p.Newest()
	lines := []text.Text{text.T("plays.title", "n", p.N, "kind", method.KindName(w, p.Kind), "version", v.Label(), "time", show.Dated(w, v.At))}
	if v.Label() != newest.Label() {
		lines = append(lines, text.T("plays.older", "version", newest.Label()))
	}
	lines = append(lines, method.Lines(w, v)...)
	if v.Why != "" {
		lines = append(lines, text.T("plays.why", "name", method.Called(w, v.By, v.Grid), "why", v.Why))
	}
	lines = append(append(append(lines, method.Authors(w, p)), method.Evidence(x.World, p, v)...), method.OfVersions(x.World, p, v)...)
	rows := [][]talk.Button{}
	if v.Label() == newest.Label() {
		rows = append(rows, uses(x, p)...)
		if writes(w) {
			rows = append(rows, talk.Row(button(text.T("plays.edit"), p.N, "edit")))
		}
		rows = append(rows, exchange(x, p)...)
		if wroteIn(w, p) {
			rows = append(rows, talk.Row(button(text.T("plays.back.take"), p.N, "back")))
		}
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
func uses(x *acts.Turn, p playbooks.Playbook) [][]talk.Button {
	rows := usePages(x, p)
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

// usePages are the topics and cases a playbook is used for, the newest.
func usePages(x *acts.Turn, p playbooks.Playbook) (rows [][]talk.Button) {
	for _, u := range p.Uses[max(0, len(p.Uses)-mostUses):] {
		label := text.T("plays.at", "n", u.Topic, "grid", show.GridName(x.World, u.Grid))
		if u.Case != 0 {
			label = text.T("plays.at.case", "number", u.Case, "grid", show.GridName(x.World, u.Grid))
		}
		rows = append(rows, talk.Row(button(label, p.N, "at", strconv.Itoa(u.Of()))))
	}
	return rows
}

const mostUses = 4

// fits tells whether a playbook can be used for a topic: of its kind, open, not the
// one it was made from, and with none yet.
func fits(x *acts.Turn, p playbooks.Playbook, t hotspots.Topic) bool {
	_, u := book(x).Used(t.N)
	return p.Back == nil && t.Open() && t.N != p.Topic && u == nil && leads(x.World, t.Grid) && (p.Kind == "" || p.Kind == t.Kind)
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
		lines = append(lines, text.T("plays.why", "name", method.Called(x.World, v.By, v.Grid), "why", v.Why))
	}
	return talk.Prompt{Say: text.Lines(append(lines, method.Diff(x.World, was, v)...)...), Rows: [][]talk.Button{talk.Row(button(text.T("plays.back"), p.N, "old", v.Label()))}}
}
