package staff

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// allGrids stands on a button for every grid.
const allGrids = "all"

// inviteOfficer makes the link into an agency: the agency is chosen, then, by
// the coordinator, for which grid. A lead's officers answer for the own grid.
func inviteOfficer(x *acts.Turn, choice string) {
	agency, grid, _ := strings.Cut(choice, "|")
	grid, at, _ := strings.Cut(grid, "|")
	if _, ok := x.District.Agency(agency); !ok {
		var bs []talk.Button
		for _, a := range x.District.Agencies {
			bs = append(bs, show.MenuButton(text.Named(a.Names), "invite", string(world.Officer), a.ID))
		}
		x.Reply(talk.Prompt{Say: text.T("invite.agency"), Rows: talk.Pairs(bs...)})
		return
	}
	in := world.Invite{Role: world.Officer, Agency: agency}
	_, known := x.District.Map.Grid(grid)
	switch {
	case x.Me.Role == world.Lead:
		in.Grid = x.Me.Grid
	case grid == "head":
		in.Head = true
	case known:
		in.Grid = grid
	case grid != allGrids:
		p := talk.Prompt{Say: text.T("invite.agency.grid", "agency", show.AgencyName(x.World, agency)), Rows: [][]talk.Button{
			{show.MenuButton(text.T("invite.head"), "invite", string(world.Officer), agency, "head"), show.MenuButton(text.T("invite.all"), "invite", string(world.Officer), agency, allGrids)},
		}}
		for _, g := range x.District.Map.All() {
			p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.Named(g.Names), "invite", string(world.Officer), agency, g.ID)))
		}
		x.Reply(p)
		return
	}
	who := show.AgencyName(x.World, agency)
	if in.Head {
		who = text.T("officer.head.of", "agency", who)
	}
	if rest, places := strings.CutPrefix(at, "at"); places && in.Grid != "" {
		page, tag, _ := strings.Cut(strings.TrimPrefix(rest, "|"), "|")
		place, ok := placeTagged(x.World, world.Person{Grids: []string{in.Grid}}, tag)
		if !ok {
			x.Reply(invitePlaces(x.World, in, page))
			return
		}
		in.Place = place.Names[text.Chinese]
		who = text.T("invite.place", "agency", who, "place", text.Named(place.Names))
	}
	p := invitation(x, in, who)
	if in.Grid != "" && in.Place == "" {
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("invite.places"), "invite", string(world.Officer), agency, in.Grid, "at")))
	}
	x.Reply(p)
}

// invitePlaces asks for which one place somebody of an agency is to answer.
func invitePlaces(w *world.World, in world.Invite, page string) talk.Prompt {
	n, _ := strconv.Atoi(page)
	return talk.Prompt{Say: text.T("invite.places.ask", "agency", show.AgencyName(w, in.Agency), "grid", show.GridName(w, in.Grid)),
		Rows: placeRows(w, world.Person{Grids: []string{in.Grid}}, n, func(label text.Text, more ...string) talk.Button {
			return show.MenuButton(label, "invite", append([]string{string(world.Officer), in.Agency, in.Grid, "at"}, more...)...)
		})}
}

// officer is a person who has joined an agency.
func officer(p world.Person, in world.Invite) world.Person {
	p.Grid, p.Agency, p.Head = "", in.Agency, in.Head
	if in.Grid != "" {
		p.Grids = []string{in.Grid}
	}
	if in.Place != "" {
		p.Places = []string{in.Place}
	}
	if !p.Scope().Empty() {
		p.Scoped = in.By
	}
	return p
}

// welcomeOfficer says to a new officer where they are.
func welcomeOfficer(x *acts.Turn) {
	rows := x.Menu()
	if x.Me.Head {
		rows = append(rows, talk.Row(talk.Button{Label: text.T("menu.bind"), Group: "a" + x.Me.Agency}))
	}
	x.Reply(talk.Prompt{Say: text.Lines(text.T("officer.joined", "agency", show.AgencyName(x.World, x.Me.Agency), "grids", answersFor(x.World, x.Me)),
		placesText(x.World, x.Me), text.T("help.officer"), matter.Help(x.World)), Rows: rows})
	if p, waits := matter.Waits(x.World); waits { // who was there before was told when it came
		x.Beside(p)
	}
}

// invite makes a one-time link for a member of the staff. A lead invites
// workers of the own grid, the coordinator anybody. The choice is built up by
// pressing: role, then grid.
func invite(x *acts.Turn, choice string) {
	role, grid, _ := strings.Cut(choice, "|")
	if world.Role(role) == world.Officer {
		inviteOfficer(x, grid)
		return
	}
	if x.Me.Role == world.Lead {
		role, grid = string(world.Worker), x.Me.Grid
	}
	_, known := x.District.Map.Grid(grid)
	switch {
	case world.Role(role) == world.Coordinator:
		grid = ""
	case world.Role(role) != world.Worker && world.Role(role) != world.Lead:
		x.Reply(talk.Prompt{Say: text.T("invite.role"), Rows: [][]talk.Button{
			{show.MenuButton(roleTexts[world.Worker], "invite", string(world.Worker)), show.MenuButton(roleTexts[world.Lead], "invite", string(world.Lead))},
			{show.MenuButton(roleTexts[world.Coordinator], "invite", string(world.Coordinator)), show.MenuButton(roleTexts[world.Officer], "invite", string(world.Officer))},
			{show.MenuButton(text.T("invite.list"), "invite", "list")},
		}})
		return
	case !known:
		p := talk.Prompt{Say: text.T("invite.grid", "role", roleTexts[world.Role(role)])}
		for _, g := range x.District.Map.All() {
			p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.Named(g.Names), "invite", role, g.ID)))
		}
		x.Reply(p)
		return
	}
	in := world.Invite{Role: world.Role(role), Grid: grid}
	if in.Role == world.Coordinator && len(seconds(x.World, x.Me.ID)) == 0 {
		x.Reply(talk.Prompt{Say: text.T("invite.second.none"), Rows: x.Menu()})
		return
	}
	p := invitation(x, in, roleTexts[in.Role])
	if in.Role == world.Coordinator {
		p.Say = text.Lines(p.Say, askSecond(x))
	}
	if x.Me.Role == world.Lead {
		p.Rows = [][]talk.Button{{show.MenuButton(text.T("invite.officer"), "invite", string(world.Officer)), show.MenuButton(text.T("invite.list"), "invite", "list")}}
	}
	x.Reply(p)
}

// invitation makes a one-time link, and what is said with it.
func invitation(x *acts.Turn, in world.Invite, who text.Text) talk.Prompt {
	in.Token, in.By, in.Expires = x.Token(), x.Me.ID, x.Now.Add(world.InviteLasts).Unix()
	x.Change.Invite = &in
	return talk.Prompt{Say: text.T("invite.link", "role", who, "grid", show.WhichGrid(x.World, in.Grid),
		"link", world.InviteLink(x.Bot, in.Token), "until", text.At(x.District.Here(x.Now.Add(world.InviteLasts)), x.District.Here(x.Now)))}
}

// join follows an invitation. It works once, and not for ever.
func join(x *acts.Turn, how string) {
	in := x.World.Invite
	if in == nil || x.Now.Unix() >= in.Expires {
		x.Reply(talk.Prompt{Say: text.T("join.used"), Rows: x.Menu()})
		return
	}
	if in.By == x.Me.ID {
		x.Reply(talk.Prompt{Say: text.T("join.own")}) // a tap on one's own link must not cost a lead the role
		return
	}
	if why := whyNot(x, *in); !why.Empty() {
		x.Reply(talk.Prompt{Say: why, Rows: x.Menu()})
		return
	}
	if moves(x.Me, *in) && how == "" {
		askMove(x, *in)
		return
	}
	if both(x.Me, *in) && how == "both" {
		joinToo(x, *in)
		return
	}
	me := x.Me
	me.Role, me.Grid, me.Duty, me.Left = in.Role, in.Grid, in.Role == world.Worker || in.Role == world.Officer, 0
	me.Agency, me.Head, me.Grids, me.Kinds, me.Places, me.Scoped, me.Sorted, me.Substitute, me.Away, me.Hand = "", false, nil, nil, nil, 0, 0, 0, nil, 0
	if in.Role == world.Officer {
		me = officer(me, *in)
	}
	was := x.Me
	if has(was, *in) { // invited again to where they are
		me.Grid, me.Head, me.Grids, me.Kinds, me.Places, me.Scoped, me.Sorted = was.Grid, was.Head, was.Grids, was.Kinds, was.Places, was.Scoped, was.Sorted
	}
	x.KeepPerson(me)
	leavePlans(x, me)
	tookAway(x, was, me)
	if was.Role != world.Resident {
		handOver(x, was, me.Belongs)
	}
	x.Used = in.Token
	came(x, *in)
	if in.Role == world.Officer {
		welcomeOfficer(x)
		return
	}
	say := text.T("join.done", "role", roleTexts[in.Role], "grid", show.WhichGrid(x.World, in.Grid))
	switch in.Role {
	case world.Worker:
		say = text.Lines(say, text.T("help.worker"))
	case world.Lead:
		say = text.Lines(say, text.T("help.lead"), text.T("join.bind"))
		x.Reply(talk.Prompt{Say: say, Rows: append(x.Menu(), talk.Row(
			talk.Button{Label: text.T("menu.bind"), Group: "b" + in.Grid}))})
		return
	case world.Coordinator:
		say = text.Lines(say, text.T("help.coordinator"))
	}
	x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
}

// has tells whether somebody is already what an invitation makes of them: nothing is
// to be taken from them, and nothing comes.
func has(me world.Person, in world.Invite) bool {
	switch {
	case me.Role != in.Role || me.Agency != in.Agency:
		return false
	case in.Role == world.Worker:
		return me.Belongs(in.Grid)
	case in.Role == world.Officer:
		here := in.Grid != "" || len(me.Grids) == 0
		return here && (me.Head || !in.Head) && me.Answers(in.Grid, "") && (in.Place == "" || len(me.Places) == 0 || slices.Contains(me.Places, in.Place)) &&
			(in.Place != "" || len(me.Places) == 0)
	}
	return me.Grid == in.Grid
}

// moves tells whether an invitation would take something from somebody: the grid they
// work in, their role, or what they answer for.
func moves(me world.Person, in world.Invite) bool {
	if me.Role == in.Role && me.Agency == in.Agency && in.Role == world.Officer && me.Scope().Empty() && in.Head {
		return false // it only makes them the head
	}
	return me.Role != world.Resident && !has(me, in)
}

// both tells whether somebody can work in the old grid and in the new one, or answer
// for the old and for the new.
func both(me world.Person, in world.Invite) bool {
	return me.Role == in.Role && !has(me, in) && (in.Role == world.Worker || in.Role == world.Officer && me.Agency == in.Agency)
}

// joinToo keeps somebody where they are, and has them work there too.
func joinToo(x *acts.Turn, in world.Invite) {
	me := x.Me
	x.Used = in.Token
	if in.Role == world.Officer {
		me.Head = me.Head || in.Head
		me.Grids = added(me.Grids, in.Grid)
		me.Places = added(me.Places, in.Place)
		if len(me.Grids)+len(me.Places) == 0 {
			me.Scoped = 0
		}
		x.KeepPerson(me)
		came(x, in)
		welcomeOfficer(x)
		return
	}
	me.Grids = append(slices.Clone(me.Grids), in.Grid)
	x.KeepPerson(me)
	for _, p := range slices.Concat(x.Leads(me.Grid), x.Leads(in.Grid)) {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("join.told.both", "name", me.Name, "a", show.GridName(x.World, me.Grid), "b", show.GridName(x.World, in.Grid))})
	}
	came(x, in)
	x.Reply(talk.Prompt{Say: text.T("join.both.done", "a", show.GridName(x.World, me.Grid), "b", show.GridName(x.World, in.Grid)), Rows: x.Menu()})
}

// added is a list of what somebody answers for with one more; none is all, and stays
// all.
func added(list []string, one string) []string {
	switch {
	case len(list) == 0 || one == "":
		return nil
	case slices.Contains(list, one):
		return list
	}
	return append(slices.Clone(list), one)
}

// askMove asks before somebody is taken away. The invitation is still good.
func askMove(x *acts.Turn, in world.Invite) {
	where := func(p world.Person) text.Text {
		switch {
		case p.Role == world.Officer && p.Head:
			return text.T("join.officer", "agency", text.T("officer.head.of", "agency", show.AgencyName(x.World, p.Agency)), "what", whole(x.World, p))
		case p.Role == world.Officer:
			return text.T("join.officer", "agency", show.AgencyName(x.World, p.Agency), "what", whole(x.World, p))
		case p.Role == world.Worker:
			return text.T("join.where", "grid", gridNames(x.World, p), "role", roleTexts[p.Role])
		}
		return text.T("join.where", "grid", show.WhichGrid(x.World, p.Grid), "role", roleTexts[p.Role])
	}
	new := world.Person{Role: in.Role, Grid: in.Grid}
	if in.Role == world.Officer {
		new = officer(new, in)
	}
	p := talk.Prompt{Say: text.T("join.ask", "now", where(x.Me), "new", where(new))}
	if both(x.Me, in) {
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("join.both"), "joins", "both", in.Token)))
	}
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("join.move"), "joins", "move", in.Token), show.MenuButton(text.T("join.stay"), "joins", "stay")))
	x.Reply(p)
}

// whole is what an officer answers for, in a few words.
func whole(w *world.World, p world.Person) text.Text {
	if short := scopeShort(w, p); !short.Empty() {
		return short
	}
	return text.T("scope.all")
}

// joins answers the question whether somebody wants to go where they are invited.
func joins(x *acts.Turn, choice string) {
	how, token, _ := strings.Cut(choice, "|")
	if how != "both" && how != "move" || token == "" {
		x.Reply(talk.Prompt{Say: text.T("join.stayed"), Rows: x.Menu()})
		return
	}
	join(x, how)
}

// tookAway tells the leads of a grid, or the head of an agency, whom an invitation
// of somebody else took away from them.
func tookAway(x *acts.Turn, was, is world.Person) {
	if was.Role == world.Resident || was.Role == is.Role && slices.Equal(was.AllGrids(), is.AllGrids()) && was.Agency == is.Agency {
		return
	}
	losing := slices.Clone(x.Staff.Heads(was.Agency))
	for _, grid := range was.AllGrids() {
		losing = append(losing, x.Leads(grid)...)
	}
	told := map[int64]bool{is.ID: true}
	for _, p := range losing {
		if !told[p.ID] {
			told[p.ID] = true
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("join.left", "name", is.Name, "role", roleTexts[is.Role], "grid", show.WhichGrid(x.World, is.Grid))})
		}
	}
}
