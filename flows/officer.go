package flows

import (
	"slices"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Officers are the people of an agency. They join by invitation into it, say
// what they answer for, and are called when the grid sounds the whistle.

// officers lists the people of an agency, in a steady order.
func (s Staff) officers(agency string) []Person {
	return slices.DeleteFunc(s.in(Officer, ""), func(p Person) bool { return p.Agency != agency })
}

// heads lists who leads an agency.
func (s Staff) heads(agency string) []Person {
	if agency == "" {
		return nil
	}
	return slices.DeleteFunc(s.officers(agency), func(p Person) bool { return !p.Head })
}

// speakers are who speaks for an agency in a grid: its heads who answer for the
// grid, or else who can be called there.
func (s Staff) speakers(agency, grid string) []Person {
	if heads := slices.DeleteFunc(s.heads(agency), func(p Person) bool { return !p.answers(grid, "") }); len(heads) > 0 {
		return heads
	}
	return s.callable(agency, grid, "")
}

// answers tells whether an officer answers for a grid and a category; "" is any.
func (p Person) answers(grid, category string) bool {
	return (grid == "" || len(p.Grids) == 0 || slices.Contains(p.Grids, grid)) &&
		(category == "" || len(p.Kinds) == 0 || slices.Contains(p.Kinds, category))
}

// callable are the officers of an agency who can be called now for a grid and
// a category; whoever is off duty is stood in for.
func (s Staff) callable(agency, grid, category string) []Person {
	var on []Person
	add := func(p Person) {
		if p.Duty && !p.Gone && !slices.ContainsFunc(on, func(o Person) bool { return o.ID == p.ID }) {
			on = append(on, p)
		}
	}
	all := s.officers(agency)
	for _, p := range all {
		if p.answers(grid, category) {
			add(p)
		}
	}
	for _, p := range all {
		if sub := s.People[p.Substitute]; p.answers(grid, category) && (!p.Duty || p.Gone) && sub.Role == Officer && sub.Agency == agency {
			add(sub)
		}
	}
	return on
}

// agencyName is what an agency is called; one the folder has dropped, by its ID.
func agencyName(w *World, id string) text.Text {
	if a, ok := w.District.Agency(id); ok {
		return text.Named(a.Names)
	}
	return text.Said(id)
}

// allGrids stands on a button for every grid.
const allGrids = "all"

// inviteOfficer makes the link into an agency: the agency is chosen, then, by
// the coordinator, for which grid. A lead's officers answer for the own grid.
func (x *change) inviteOfficer(choice string) {
	agency, grid, _ := strings.Cut(choice, "|")
	if _, ok := x.District.Agency(agency); !ok {
		var bs []talk.Button
		for _, a := range x.District.Agencies {
			bs = append(bs, menuButton(text.Named(a.Names), "invite", string(Officer), a.ID))
		}
		x.reply(talk.Prompt{Say: text.T("invite.agency"), Rows: talk.Pairs(bs...)})
		return
	}
	in := Invite{Role: Officer, Agency: agency}
	_, known := x.District.Map.Grid(grid)
	switch {
	case x.Me.Role == Lead:
		in.Grid = x.Me.Grid
	case grid == "head":
		in.Head = true
	case known:
		in.Grid = grid
	case grid != allGrids:
		p := talk.Prompt{Say: text.T("invite.agency.grid", "agency", agencyName(x.World, agency)), Rows: [][]talk.Button{
			{menuButton(text.T("invite.head"), "invite", string(Officer), agency, "head"), menuButton(text.T("invite.all"), "invite", string(Officer), agency, allGrids)},
		}}
		for _, g := range x.District.Map.All() {
			p.Rows = append(p.Rows, talk.Row(menuButton(text.Named(g.Names), "invite", string(Officer), agency, g.ID)))
		}
		x.reply(p)
		return
	}
	who := agencyName(x.World, agency)
	if in.Head {
		who = text.T("officer.head.of", "agency", who)
	}
	x.reply(x.invitation(in, who))
}

// officer is a person who has joined an agency.
func officer(p Person, in Invite) Person {
	p.Grid, p.Agency, p.Head = "", in.Agency, in.Head
	if in.Grid != "" {
		p.Grids = []string{in.Grid}
	}
	return p
}

// welcomeOfficer says to a new officer where they are.
func (x *change) welcomeOfficer() {
	rows := x.menu()
	if x.Me.Head {
		rows = append(rows, talk.Row(talk.Button{Label: text.T("menu.bind"), Group: "a" + x.Me.Agency}))
	}
	x.reply(talk.Prompt{Say: text.Lines(text.T("officer.joined", "agency", agencyName(x.World, x.Me.Agency), "grids", x.answersFor(x.Me)),
		text.T("help.officer")), Rows: rows})
}

// answersFor says for which grids somebody answers.
func (x *change) answersFor(p Person) text.Text {
	var names []text.Text
	for _, g := range p.Grids {
		names = append(names, gridName(x.World, g))
	}
	if len(names) == 0 {
		return text.T("officer.grids.all")
	}
	return text.Join(" · ", names...)
}

// officerDuty shows an officer how they stand, and takes what they change: on
// or off duty, who stands in, the grids and categories they answer for.
func (x *change) officerDuty(choice string) {
	what, which, _ := strings.Cut(strings.TrimSpace(choice), "|")
	me := x.Me
	switch strings.ToLower(what) {
	case "on", "off":
		me.Duty = strings.EqualFold(what, "on")
	case "sub":
		me.Substitute = x.colleague(which)
	case "grid":
		if _, ok := x.District.Map.Grid(which); ok {
			me.Grids = toggled(me.Grids, which)
		}
	case "kind":
		if _, ok := x.District.Category(which); ok {
			me.Kinds = toggled(me.Kinds, which)
		}
	case "grids", "kinds":
		x.reply(talk.Prompt{Say: x.officerState(me), Rows: x.officerChoices(me, what)})
		return
	}
	if choice != "" {
		x.person(me)
	}
	switch what {
	case "grid", "kind":
		x.reply(talk.Prompt{Say: x.officerState(me), Rows: x.officerChoices(me, what+"s")})
		return
	}
	rows := [][]talk.Button{{x.dutyButton(), menuButton(text.T("menu.legs"), "tasks")},
		{menuButton(text.T("duty.grids"), "duty", "grids"), menuButton(text.T("duty.kinds"), "duty", "kinds")}}
	say := x.officerState(me)
	if !me.Duty {
		for _, p := range x.Staff.officers(me.Agency) {
			if p.ID != me.ID && p.Duty && !p.Gone && p.ID != me.Substitute && len(rows) <= mostColleagues {
				rows = append(rows, talk.Row(menuButton(text.T("duty.substitute.is", "name", text.CleanLine(p.Name, longestOnLabel)), "duty", "sub", id36(p.ID))))
			}
		}
		if me.Substitute != 0 {
			rows = append(rows, talk.Row(menuButton(text.T("duty.substitute.none"), "duty", "sub", "0")))
		}
	}
	x.reply(talk.Prompt{Say: say, Rows: rows})
}

// colleague is the officer of the same agency that a button names; 0 for nobody.
func (x *change) colleague(which string) int64 {
	id := from36(which)
	if p := x.Staff.People[id]; p.Role == Officer && p.Agency == x.Me.Agency && id != x.Me.ID {
		return id
	}
	return 0
}

// officerState is how an officer stands.
func (x *change) officerState(me Person) text.Text {
	state := text.T("officer.off", "agency", agencyName(x.World, me.Agency))
	if me.Duty {
		state = text.T("officer.on", "agency", agencyName(x.World, me.Agency))
	}
	kinds := text.T("officer.kinds.all")
	if len(me.Kinds) > 0 {
		var names []text.Text
		for _, id := range me.Kinds {
			names = append(names, categoryName(x.World, id))
		}
		kinds = text.Join(" · ", names...)
	}
	lines := []text.Text{state, text.T("officer.answers", "grids", x.answersFor(me), "kinds", kinds)}
	switch s, stands := x.Staff.People[me.Substitute]; {
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
func (x *change) officerChoices(me Person, which string) [][]talk.Button {
	var bs []talk.Button
	mark := func(name text.Text, on bool) text.Text {
		if on {
			return text.T("notice.item.drop", "what", name)
		}
		return text.T("notice.item.add", "what", name)
	}
	if which == "grids" {
		for _, g := range x.District.Map.All() {
			bs = append(bs, menuButton(mark(text.Named(g.Names), slices.Contains(me.Grids, g.ID)), "duty", "grid", g.ID))
		}
	} else {
		for _, c := range x.District.Categories {
			if slices.Contains(c.Agencies, me.Agency) {
				bs = append(bs, menuButton(mark(text.Named(c.Names), slices.Contains(me.Kinds, c.ID)), "duty", "kind", c.ID))
			}
		}
	}
	return append(talk.Pairs(bs...), talk.Row(menuButton(text.T("talk.back"), "duty")))
}

// toggled is a list with a word put in, or taken out.
func toggled(list []string, word string) []string {
	if i := slices.Index(list, word); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), word)
}

// bindAgency makes the group the work group of an agency: what it is called
// for comes there too.
func (x *change) bindAgency(agency string) {
	a, ok := x.District.Agency(agency)
	may := x.Me.Role == Coordinator || (x.Me.Role == Officer && x.Me.Head && x.Me.Agency == agency)
	if !ok || !may {
		x.reply(talk.Prompt{Say: text.T("bind.head")})
		return
	}
	g := Group{Agency: agency, Chat: x.event.Chat.ID, Thread: x.event.Chat.Thread, Lang: x.Me.Lang}
	if was, ok := x.bound(x.event.Chat.ID); ok && was.Key() != g.Key() {
		x.Unbind = was.Key()
	}
	x.Change.Group = &g
	x.reply(talk.Prompt{Say: text.T("bind.agency.done", "agency", text.Named(a.Names))})
}
