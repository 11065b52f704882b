package staff

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
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
	x.Reply(invitation(x, in, who))
}

// officer is a person who has joined an agency.
func officer(p world.Person, in world.Invite) world.Person {
	p.Grid, p.Agency, p.Head = "", in.Agency, in.Head
	if in.Grid != "" {
		p.Grids = []string{in.Grid}
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
		text.T("help.officer")), Rows: rows})
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
	p := invitation(x, world.Invite{Role: world.Role(role), Grid: grid}, roleTexts[world.Role(role)])
	if x.Me.Role == world.Lead {
		p.Rows = [][]talk.Button{{show.MenuButton(text.T("invite.officer"), "invite", string(world.Officer))}}
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
	if moves(x.Me, *in) && how == "" {
		askMove(x, *in)
		return
	}
	me := x.Me
	if both(me, *in) && how == "both" { // they stay where they are, and work there too
		me.Grids = append(slices.Clone(me.Grids), in.Grid)
		x.KeepPerson(me)
		x.Used = in.Token
		for _, p := range slices.Concat(x.Leads(me.Grid), x.Leads(in.Grid)) {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("join.told.both", "name", me.Name, "a", show.GridName(x.World, me.Grid), "b", show.GridName(x.World, in.Grid))})
		}
		x.Reply(talk.Prompt{Say: text.T("join.both.done", "a", show.GridName(x.World, me.Grid), "b", show.GridName(x.World, in.Grid)), Rows: x.Menu()})
		return
	}
	me.Role, me.Grid, me.Duty = in.Role, in.Grid, in.Role == world.Worker || in.Role == world.Officer
	me.Agency, me.Head, me.Grids, me.Kinds, me.Substitute, me.Away, me.Hand = "", false, nil, nil, 0, nil, 0
	if in.Role == world.Officer {
		me = officer(me, *in)
	}
	was := x.Me
	if was.Role == world.Worker && in.Role == world.Worker && was.Grid == in.Grid {
		me.Grids = was.Grids // invited again to where they are
	}
	x.KeepPerson(me)
	leavePlans(x, me)
	tookAway(x, was, me)
	x.Used = in.Token
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

// moves tells whether an invitation would take somebody away from where they work.
func moves(me world.Person, in world.Invite) bool {
	return me.Role != world.Resident && !(me.Role == in.Role && me.Agency == in.Agency && (in.Role == world.Officer || me.Grid == in.Grid))
}

// both tells whether somebody can work in the old grid and in the new one.
func both(me world.Person, in world.Invite) bool {
	return me.Role == world.Worker && in.Role == world.Worker && !me.Belongs(in.Grid)
}

// askMove asks before somebody is taken away. The invitation is still good.
func askMove(x *acts.Turn, in world.Invite) {
	where := func(role world.Role, grid, agency string) text.Text {
		if role == world.Officer {
			return show.AgencyName(x.World, agency)
		}
		return text.T("join.where", "grid", show.WhichGrid(x.World, grid), "role", roleTexts[role])
	}
	p := talk.Prompt{Say: text.T("join.ask", "now", where(x.Me.Role, x.Me.Grid, x.Me.Agency), "new", where(in.Role, in.Grid, in.Agency))}
	if both(x.Me, in) {
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("join.both"), "joins", "both", in.Token)))
	}
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("join.move"), "joins", "move", in.Token), show.MenuButton(text.T("join.stay"), "joins", "stay")))
	x.Reply(p)
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
	if was.Role == world.Resident || was.Role == is.Role && was.Grid == is.Grid && was.Agency == is.Agency {
		return
	}
	losing := append(x.Staff.Heads(was.Agency), x.Leads(was.Grid)...)
	for _, p := range losing {
		if p.ID != is.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("join.left", "name", is.Name, "role", roleTexts[is.Role], "grid", show.WhichGrid(x.World, is.Grid))})
		}
	}
}
