package care

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// presses are what stands on buttons about one care case, and what each does.
var presses = map[string]struct {
	do   carecase.Do // that the person must be able to do
	does func(x *acts.Turn, args []string) error
}{
	"take": {carecase.Take, take}, "no": {carecase.Refuse, refuse},
	"call": {carecase.Summon, summon}, "team": {carecase.Leave, team}, "out": {carecase.Dismiss, dismiss}, "leave": {carecase.Leave, leave},
	"keep": {carecase.Keep, keep}, "sees": {carecase.Widen, widen},
	"note": {carecase.Add, note}, "photos": {carecase.Add, photos}, "consent": {carecase.Agree, consent}, "risk": {carecase.Weigh, weigh},
	"step": {carecase.Plan, step}, "done": {carecase.Finish, done}, "visit": {carecase.Arrange, visit}, "was": {carecase.Visited, visited},
	"date": {carecase.Date, date}, "how": {carecase.Judge, judge},
	"offer": {carecase.Propose, offer}, "said": {carecase.Reply, answered},
	"close": {carecase.Close, closing},
}

// care answers /care, and what was pressed of it.
func care(x *acts.Turn, choice string) error {
	first, rest, _ := strings.Cut(choice, "|")
	number := numberOf(first)
	switch {
	case x.Me.Role == world.Resident && (number == 0 || !on(x.World)):
		x.Reply(talk.Prompt{Say: text.T("care.staff"), Rows: x.Menu()})
	case !on(x.World):
		x.Reply(talk.Prompt{Say: text.T("care.off"), Rows: x.Menu()})
	case x.Me.Role != world.Resident && x.Me.Parting:
		x.Reply(talk.Prompt{Say: text.T("care.parting"), Rows: x.Menu()})
	case number != 0:
		return one(x, number, rest)
	case first == "new" || strings.HasPrefix(first, "#"):
		return begin(x, first)
	case first == "projects":
		projects(x)
	case first == "people":
		people(x, strings.Split(rest, "|"))
	case first == "audit":
		auditors(x, rest)
	default:
		home(x)
	}
	return nil
}

// one is about one care case. Who has no business with it is answered as if there
// were none; who leads there reads that it is open, and since when.
func one(x *acts.Turn, number int, rest string) error {
	c := x.Caring.Case
	switch {
	case x.Caring.Shut && staff(x.World):
		x.Reply(talk.Prompt{Say: text.T("care.shut", "k", carecase.Label(number))})
		return nil
	case c == nil || c.N != number || !knows(x.World, *c):
		x.Reply(talk.Prompt{Say: text.T("care.none", "k", carecase.Label(number)), Rows: x.Menu()})
		return nil
	}
	if m := c.Member(x.Me.ID); m != nil && staff(x.World) && !reason(x.World, *c, *m) { // the clock that takes them out has not struck
		x.Reply(talk.Prompt{Say: text.T("care.parting"), Rows: x.Menu()})
		return nil
	}
	args := strings.Split(rest, "|")
	if args[0] == "more" && c.By == x.Me.ID && c.Open() {
		return write(x, writeData{N: c.N, Do: "more"})
	}
	if args[0] == "views" && mayAudit(x.World, *c) {
		views(x)
		return nil
	}
	p, known := presses[args[0]]
	if !staff(x.World) && known {
		x.Reply(outside(x.World, *c))
		return nil
	}
	if known {
		if err := c.May(p.do, x.Me.ID); err != nil {
			refused(x, err)
			return nil
		}
		return p.does(x, args[1:])
	}
	look(x, args[0])
	return nil
}

// refused says why something cannot be done, and shows what there is to see.
func refused(x *acts.Turn, err error) {
	say := text.T("care.notyours")
	if err == carecase.ErrNotNow {
		say = text.T("care.notnow")
	}
	x.ShowAlert(say)
	if c := now(x); c.Member(x.Me.ID) == nil {
		x.Reply(outside(x.World, *c))
	} else {
		shown(x)
	}
}

// look shows a care case to who is of its team. What was typed is answered with a
// button: the words come where nobody else's eyes are on the message.
func look(x *acts.Turn, how string) {
	c := now(x)
	switch {
	case !staff(x.World) || c.Member(x.Me.ID) == nil:
		x.Reply(outside(x.World, *c))
	case how == "open" && x.Event.Press != "":
		shown(x)
	default:
		x.Reply(doorTo(*c, text.T("care.open", "k", carecase.Label(c.N))))
	}
}

// doorTo is a message without a word of what is inside, and the button to it.
func doorTo(c carecase.Case, say text.Text) talk.Prompt {
	return talk.Prompt{Say: say, Rows: [][]talk.Button{{button(text.T("care.button.open"), c, "open")}}}
}

// staff tells whether somebody works here now: who has left sees nothing any more, and
// whoever left while there were no keys, nothing until the teams know it.
func staff(w *world.World) bool { return w.Me.Role != world.Resident && !w.Me.Parting }

// knows tells whether somebody may know that there is such a care case.
func knows(w *world.World, c carecase.Case) bool {
	return c.By == w.Me.ID && (!c.Staff || staff(w)) || staff(w) && (c.Member(w.Me.ID) != nil || c.Called(w.Me.ID) != nil || leads(w, c) || w.Me.Audits)
}

// leads tells whether somebody answers for the grid of a care case.
func leads(w *world.World, c carecase.Case) bool {
	return w.Me.Role == world.Coordinator || w.Me.Acting || w.Me.Role == world.Lead && (w.Me.Grid == c.Grid || slices.Contains(w.Me.Acts, c.Grid))
}

// home is all somebody has to do with care cases.
func home(x *acts.Turn) {
	lines := []text.Text{text.T("care.home")}
	var rows [][]talk.Button
	for i := range x.Caring.List {
		c := x.Caring.List[i]
		if !knows(x.World, c) {
			continue
		}
		lines = append(lines, since(x.World, c))
		switch {
		case staff(x.World) && c.Called(x.Me.ID) != nil && c.Member(x.Me.ID) == nil:
			rows = append(rows, callButtons(c))
		case c.Member(x.Me.ID) != nil:
			rows = append(rows, talk.Row(button(text.T("care.button.the", "k", carecase.Label(c.N)), c, "open")))
		}
	}
	if len(lines) == 1 {
		lines = append(lines, text.T("care.home.none"))
	}
	if x.Caring.Shut {
		lines = append(lines, text.T("care.home.shut"))
	}
	bs := []talk.Button{show.MenuButton(text.T("care.button.new"), "care", "new")}
	if x.Me.Role == world.Lead || x.Me.Role == world.Coordinator {
		bs = append(bs, show.MenuButton(text.T("care.button.projects"), "care", "projects"))
	}
	if x.Me.Role == world.Coordinator {
		bs = append(bs, show.MenuButton(text.T("care.button.people"), "care", "people"), show.MenuButton(text.T("care.button.audit"), "care", "audit"))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Pairs(bs...)...)})
}
