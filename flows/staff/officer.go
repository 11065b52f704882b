package staff

import (
	"cmp"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// answersFor says for which grids somebody answers.
func answersFor(w *world.World, p world.Person) text.Text {
	var names []text.Text
	for _, g := range p.Grids {
		names = append(names, show.GridName(w, g))
	}
	if len(names) == 0 {
		return text.T("officer.grids.all")
	}
	return text.Join(" · ", names...)
}

// officerDuty shows an officer how they stand, and takes what they change: on
// or off duty, who stands in, the grids and categories they answer for.
func officerDuty(x *acts.Turn, choice string) {
	what, which, _ := strings.Cut(strings.TrimSpace(choice), "|")
	what = strings.ToLower(what)
	if dutyLists[what] == "grids" && x.Me.Scoped != 0 || dutyLists[what] == "kinds" && x.Me.Sorted != 0 { // somebody else says so
		x.Reply(talk.Prompt{Say: text.Lines(text.T("scope.fixed"), officerState(x.World, x.Me)), Rows: officerRows(x.World, x.Me)})
		return
	}
	me := dutyChanged(x.World, what, which)
	if choice != "" && what != "grids" && what != "kinds" {
		x.KeepPerson(me)
	}
	key := "@" + me.Agency
	p := talk.Prompt{Say: text.Lines(officerState(x.World, me), byHand(x.World, me), onToday(x.World, key)), Rows: append(officerRows(x.World, me), planButton(x.World, key)...)}
	if list := dutyLists[what]; list != "" {
		p.Rows = officerChoices(x.World, me, list)
	}
	x.Reply(p)
}

// dutyLists are the lists an officer is shown after a press: what was switched
// in one stays in sight.
var dutyLists = map[string]string{"grids": "grids", "grid": "grids", "kinds": "kinds", "kind": "kinds"}

// dutyChanged is the officer as a press leaves them.
func dutyChanged(w *world.World, what, which string) world.Person {
	me := w.Me
	switch what {
	case "on", "off":
		me = w.Pressed(me, what == "on")
	case "sub":
		me.Substitute = colleague(w, which)
	case "grid":
		if _, ok := w.District.Map.Grid(which); ok {
			me.Grids = ask.Toggled(me.Grids, which)
		}
	case "kind":
		if _, ok := w.District.Category(which); ok {
			me.Kinds = ask.Toggled(me.Kinds, which)
		}
	}
	return me
}

// officerRows are what an officer can change; who is off duty names who stands in.
func officerRows(w *world.World, me world.Person) [][]talk.Button {
	rows := [][]talk.Button{{show.DutyButton(w), show.MenuButton(text.T("menu.legs"), "tasks")}}
	var theirs []talk.Button
	if me.Scoped == 0 {
		theirs = append(theirs, show.MenuButton(text.T("duty.grids"), "duty", "grids"))
	}
	if me.Sorted == 0 {
		theirs = append(theirs, show.MenuButton(text.T("duty.kinds"), "duty", "kinds"))
	}
	if len(theirs) > 0 {
		rows = append(rows, theirs)
	}
	if me.Duty {
		return rows
	}
	for _, p := range w.Staff.Officers(me.Agency) {
		if p.ID != me.ID && p.Duty && !p.Gone && p.ID != me.Substitute && len(rows) <= mostColleagues {
			rows = append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.is", "name", text.CleanLine(p.Name, show.LongestOnLabel)), "duty", "sub", world.ID36(p.ID))))
		}
	}
	if me.Substitute != 0 {
		rows = append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.none"), "duty", "sub", "0")))
	}
	return rows
}

// colleague is the officer of the same agency that a button names; 0 for nobody.
func colleague(w *world.World, which string) int64 {
	id := world.From36(which)
	if p := w.Staff.People[id]; p.Role == world.Officer && p.Agency == w.Me.Agency && id != w.Me.ID {
		return id
	}
	return 0
}

// officerState is how an officer stands.
func officerState(w *world.World, me world.Person) text.Text {
	state := text.T("officer.off", "agency", show.AgencyName(w, me.Agency))
	if me.Duty {
		state = text.T("officer.on", "agency", show.AgencyName(w, me.Agency))
	}
	lines := []text.Text{state, text.T("officer.answers", "grids", answersFor(w, me), "kinds", kindsText(w, me))}
	if by := cmp.Or(me.Scoped, me.Sorted); by != 0 {
		lines = []text.Text{state, scopeText(w, me), text.T("scope.by", "name", show.Called(w, by))}
	}
	switch s, stands := w.Staff.People[me.Substitute]; {
	case me.Duty:
	case stands && s.Agency == me.Agency:
		lines = append(lines, text.T("duty.substitute", "name", s.Name))
	default:
		lines = append(lines, text.T("officer.substitute.ask"))
	}
	return text.Lines(lines...)
}

// kindsOf are the categories that call an officer's agency in.
func kindsOf(w *world.World, p world.Person) []district.Category {
	return slices.DeleteFunc(slices.Clone(w.District.Categories), func(c district.Category) bool { return !slices.Contains(c.Agencies, p.Agency) })
}

// officerChoices are the grids, or the categories that call the agency in, to
// be switched on and off.
func officerChoices(w *world.World, me world.Person, which string) [][]talk.Button {
	var bs []talk.Button
	if which == "grids" {
		for _, g := range w.District.Map.All() {
			bs = append(bs, show.MenuButton(marked(text.Named(g.Names), slices.Contains(me.Grids, g.ID)), "duty", "grid", g.ID))
		}
	} else {
		for _, c := range kindsOf(w, me) {
			bs = append(bs, show.MenuButton(marked(text.Named(c.Names), slices.Contains(me.Kinds, c.ID)), "duty", "kind", c.ID))
		}
	}
	return append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "duty")))
}
