package staff

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
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
	me := x.Me
	switch strings.ToLower(what) {
	case "on", "off":
		me.Duty = strings.EqualFold(what, "on")
	case "sub":
		me.Substitute = colleague(x.World, which)
	case "grid":
		if _, ok := x.District.Map.Grid(which); ok {
			me.Grids = ask.Toggled(me.Grids, which)
		}
	case "kind":
		if _, ok := x.District.Category(which); ok {
			me.Kinds = ask.Toggled(me.Kinds, which)
		}
	case "grids", "kinds":
		x.Reply(talk.Prompt{Say: officerState(x.World, me), Rows: officerChoices(x.World, me, what)})
		return
	}
	if choice != "" {
		x.KeepPerson(me)
	}
	switch what {
	case "grid", "kind":
		x.Reply(talk.Prompt{Say: officerState(x.World, me), Rows: officerChoices(x.World, me, what+"s")})
		return
	}
	rows := [][]talk.Button{{show.DutyButton(x.World), show.MenuButton(text.T("menu.legs"), "tasks")},
		{show.MenuButton(text.T("duty.grids"), "duty", "grids"), show.MenuButton(text.T("duty.kinds"), "duty", "kinds")}}
	say := officerState(x.World, me)
	if !me.Duty {
		for _, p := range x.Staff.Officers(me.Agency) {
			if p.ID != me.ID && p.Duty && !p.Gone && p.ID != me.Substitute && len(rows) <= mostColleagues {
				rows = append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.is", "name", text.CleanLine(p.Name, show.LongestOnLabel)), "duty", "sub", world.ID36(p.ID))))
			}
		}
		if me.Substitute != 0 {
			rows = append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.none"), "duty", "sub", "0")))
		}
	}
	x.Reply(talk.Prompt{Say: say, Rows: rows})
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
	kinds := text.T("officer.kinds.all")
	if len(me.Kinds) > 0 {
		var names []text.Text
		for _, id := range me.Kinds {
			names = append(names, show.CategoryName(w, id))
		}
		kinds = text.Join(" · ", names...)
	}
	lines := []text.Text{state, text.T("officer.answers", "grids", answersFor(w, me), "kinds", kinds)}
	switch s, stands := w.Staff.People[me.Substitute]; {
	case me.Duty:
	case stands && s.Agency == me.Agency:
		lines = append(lines, text.T("duty.substitute", "name", s.Name))
	default:
		lines = append(lines, text.T("officer.substitute.ask"))
	}
	return text.Lines(lines...)
}

// officerChoices are the grids, or the categories that call the agency in, to
// be switched on and off.
func officerChoices(w *world.World, me world.Person, which string) [][]talk.Button {
	var bs []talk.Button
	mark := func(name text.Text, on bool) text.Text {
		if on {
			return text.T("notice.item.drop", "what", name)
		}
		return text.T("notice.item.add", "what", name)
	}
	if which == "grids" {
		for _, g := range w.District.Map.All() {
			bs = append(bs, show.MenuButton(mark(text.Named(g.Names), slices.Contains(me.Grids, g.ID)), "duty", "grid", g.ID))
		}
	} else {
		for _, c := range w.District.Categories {
			if slices.Contains(c.Agencies, me.Agency) {
				bs = append(bs, show.MenuButton(mark(text.Named(c.Names), slices.Contains(me.Kinds, c.ID)), "duty", "kind", c.ID))
			}
		}
	}
	return append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("talk.back"), "duty")))
}
