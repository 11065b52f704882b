package flows

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

var roleTexts = map[Role]text.Text{
	Worker: text.T("role.worker"), Lead: text.T("role.lead"), Coordinator: text.T("role.coordinator"), Officer: text.T("role.officer"),
}

// duty switches a worker on and off duty; bare, it shows how it stands.
func (x *change) duty(choice string) {
	if x.Me.Role == Officer {
		x.officerDuty(choice)
		return
	}
	what, who, _ := strings.Cut(strings.ToLower(strings.TrimSpace(choice)), "|")
	switch what {
	case "sub":
		id, _ := strconv.ParseInt(who, 10, 64)
		if s := x.Staff.People[id]; s.Role != Worker || s.Grid != x.Me.Grid || id == x.Me.ID {
			id = 0 // nobody, or somebody who left meanwhile
		}
		me := x.Me
		me.Substitute = id
		x.person(me)
	case "on", "off":
		me := x.Me
		me.Duty = what == "on"
		x.person(me)
	}
	say := text.T("duty.off")
	if x.Me.Duty {
		say = text.T("duty.on", "grid", gridName(x.World, x.Me.Grid))
	}
	rows := [][]talk.Button{{x.dutyButton(), menuButton(text.T("menu.tasks"), "tasks")}}
	if !x.Me.Duty {
		var more text.Text
		more, rows = x.substitutes(rows)
		say = text.Lines(say, more)
	}
	x.reply(talk.Prompt{Say: say, Rows: rows})
}

// mostColleagues is how many colleagues one can choose from.
const mostColleagues = 8

// substitutes says who stands in for a worker off duty, and asks where nobody
// does: reminders go to them, or else to a lead.
func (x *change) substitutes(rows [][]talk.Button) (text.Text, [][]talk.Button) {
	if s := x.Staff.People[x.Me.Substitute]; s.Role == Worker && s.Grid == x.Me.Grid {
		return text.T("duty.substitute", "name", s.Name), append(rows, talk.Row(menuButton(text.T("duty.substitute.none"), "duty", "sub|0")))
	}
	for _, p := range x.Staff.onDuty(x.Me.Grid) {
		if p.ID != x.Me.ID && len(rows) <= mostColleagues {
			rows = append(rows, talk.Row(menuButton(text.T("duty.substitute.is", "name", text.CleanLine(p.Name, longestOnLabel)),
				"duty", "sub|"+strconv.FormatInt(p.ID, 10))))
		}
	}
	return text.T("duty.substitute.ask"), rows
}

func (x *change) dutyButton() talk.Button {
	if x.Me.Duty {
		return menuButton(text.T("menu.duty.off"), "duty", "off")
	}
	return menuButton(text.T("menu.duty.on"), "duty", "on")
}

// invite makes a one-time link for a member of the staff. A lead invites
// workers of the own grid, the coordinator anybody. The choice is built up by
// pressing: role, then grid.
func (x *change) invite(choice string) {
	role, grid, _ := strings.Cut(choice, "|")
	if Role(role) == Officer {
		x.inviteOfficer(grid)
		return
	}
	if x.Me.Role == Lead {
		role, grid = string(Worker), x.Me.Grid
	}
	_, known := x.District.Map.Grid(grid)
	switch {
	case Role(role) == Coordinator:
		grid = ""
	case Role(role) != Worker && Role(role) != Lead:
		x.reply(talk.Prompt{Say: text.T("invite.role"), Rows: [][]talk.Button{
			{menuButton(roleTexts[Worker], "invite", string(Worker)), menuButton(roleTexts[Lead], "invite", string(Lead))},
			{menuButton(roleTexts[Coordinator], "invite", string(Coordinator)), menuButton(roleTexts[Officer], "invite", string(Officer))},
		}})
		return
	case !known:
		p := talk.Prompt{Say: text.T("invite.grid", "role", roleTexts[Role(role)])}
		for _, g := range x.District.Map.All() {
			p.Rows = append(p.Rows, talk.Row(menuButton(text.Named(g.Names), "invite", role, g.ID)))
		}
		x.reply(p)
		return
	}
	p := x.invitation(Invite{Role: Role(role), Grid: grid}, roleTexts[Role(role)])
	if x.Me.Role == Lead {
		p.Rows = [][]talk.Button{{menuButton(text.T("invite.officer"), "invite", string(Officer))}}
	}
	x.reply(p)
}

// invitation makes a one-time link, and what is said with it.
func (x *change) invitation(in Invite, who text.Text) talk.Prompt {
	in.Token, in.By, in.Expires = x.Token(), x.Me.ID, x.Now.Add(InviteLasts).Unix()
	x.Change.Invite = &in
	return talk.Prompt{Say: text.T("invite.link", "role", who, "grid", x.whichGrid(in.Grid),
		"link", InviteLink(x.Bot, in.Token), "until", text.At(x.District.Here(x.Now.Add(InviteLasts)), x.District.Here(x.Now)))}
}

// whichGrid is the grid's name, or the whole district.
func (x *change) whichGrid(grid string) text.Text {
	if grid == "" {
		return text.Named(x.District.Names)
	}
	return gridName(x.World, grid)
}

// InviteLink is the link a new member of the staff follows.
func InviteLink(bot, token string) string { return "https://t.me/" + bot + "?start=i" + token }

// join follows an invitation. It works once, and not for ever.
func (x *change) join() {
	in := x.World.Invite
	if in == nil || x.Now.Unix() >= in.Expires {
		x.reply(talk.Prompt{Say: text.T("join.used"), Rows: x.menu()})
		return
	}
	if in.By == x.Me.ID {
		x.reply(talk.Prompt{Say: text.T("join.own")}) // a tap on one's own link must not cost a lead the role
		return
	}
	me := x.Me
	me.Role, me.Grid, me.Duty = in.Role, in.Grid, in.Role == Worker || in.Role == Officer
	me.Agency, me.Head, me.Grids, me.Kinds, me.Substitute = "", false, nil, nil, 0
	if in.Role == Officer {
		me = officer(me, *in)
	}
	x.person(me)
	x.Used = in.Token
	if in.Role == Officer {
		x.welcomeOfficer()
		return
	}
	say := text.T("join.done", "role", roleTexts[in.Role], "grid", x.whichGrid(in.Grid))
	switch in.Role {
	case Worker:
		say = text.Lines(say, text.T("help.worker"))
	case Lead:
		say = text.Lines(say, text.T("help.lead"), text.T("join.bind"))
		x.reply(talk.Prompt{Say: say, Rows: append(x.menu(), talk.Row(
			talk.Button{Label: text.T("menu.bind"), Group: "b" + in.Grid}))})
		return
	case Coordinator:
		say = text.Lines(say, text.T("help.coordinator"))
	}
	x.reply(talk.Prompt{Say: say, Rows: x.menu()})
}

// staff lists who works here, and lets a lead dismiss a worker of the grid,
// the coordinator anybody but themselves.
func (x *change) staff(choice string) {
	what, who, _ := strings.Cut(choice, "|")
	id := personNumber(who)
	p, ok := x.Staff.People[id]
	if shifts[what] {
		x.shift(what, p)
		return
	}
	if what != "" && (!ok || !x.mayDismiss(p)) {
		x.reply(talk.Prompt{Say: text.T("staff.no"), Rows: x.menu()})
		return
	}
	switch what {
	case "ask":
		held, _ := x.held()
		x.reply(talk.Prompt{Say: text.Lines(text.T("staff.ask", "name", p.Name), held), Rows: [][]talk.Button{
			{menuButton(text.T("staff.yes"), "staff", "out", who), menuButton(text.T("talk.back"), "staff")},
		}})
		return
	case "out":
		x.dismiss(p)
		held, rows := x.held()
		x.reply(talk.Prompt{Say: text.Lines(text.T("staff.out", "name", p.Name), held), Rows: append(rows, x.menu()...)})
		return
	}
	x.listStaff()
}

// personNumber reads whom a button names; 0 for nobody.
func personNumber(who string) int64 {
	id, err := strconv.ParseInt(who, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// held says what somebody who is dismissed has claimed, with a way to each.
func (x *change) held() (text.Text, [][]talk.Button) {
	var rows [][]talk.Button
	for _, c := range x.List {
		if c.Sees(x.Me.part()) && len(rows) < 30 {
			rows = append(rows, talk.Row(acting(x.line(c, ViewOf(c, x.Me)), c.Number, "open")))
		}
	}
	if len(rows) == 0 {
		return text.Text{}, nil
	}
	return text.T("staff.held", "n", len(rows)), rows
}

func (x *change) listStaff() {
	grid := x.Me.Grid
	lines := []text.Text{text.T("staff.head", "grid", x.whichGrid(grid))}
	var rows [][]talk.Button
	for _, role := range []Role{Coordinator, Lead, Worker, Officer} {
		for _, p := range x.Staff.in(role, grid) {
			state := text.Text{}
			switch {
			case p.Gone:
				state = text.T("staff.gone")
			case (p.Role == Worker || p.Role == Officer) && p.Duty:
				state = text.T("staff.onduty")
			case p.Role == Worker || p.Role == Officer:
				state = text.T("staff.offduty")
			}
			does := roleTexts[p.Role]
			if p.Role == Officer {
				does = agencyName(x.World, p.Agency)
			}
			told := text.Text{}
			if n := x.World.Told[p.ID]; n > 0 {
				told = text.T("staff.told.today", "n", n)
			}
			lines = append(lines, text.Join(" · ", text.Said(p.Name), does, state, told))
			if x.mayDismiss(p) && len(rows) < 40 {
				rows = append(rows, talk.Row(menuButton(text.T("staff.dismiss", "name", text.CleanLine(p.Name, longestOnLabel)), "staff", "ask", strconv.FormatInt(p.ID, 10))))
			}
		}
	}
	rows = append(rows, talk.Row(menuButton(text.T("menu.invite"), "invite"), menuButton(text.T("menu.roster"), "roster")))
	if x.Me.Role == Lead {
		rows = append(rows, talk.Row(talk.Button{Label: text.T("menu.bind"), Group: "b" + grid}))
	}
	x.reply(talk.Prompt{Say: text.Lines(lines[:min(len(lines), 60)]...), Rows: rows})
}

func (x *change) mayDismiss(p Person) bool {
	if p.ID == x.Me.ID {
		return false
	}
	return x.Me.Role == Coordinator || (p.Role == Worker && p.Grid == x.Me.Grid)
}

// dismiss takes the role away. What the person has claimed stays with them in
// the record until a lead gives it to somebody else: the lead is told so.
func (x *change) dismiss(p Person) {
	p.Role, p.Grid, p.Duty = Resident, "", false
	p.Agency, p.Head, p.Grids, p.Kinds = "", false, nil, nil
	x.person(p)
	x.Letters = append(x.Letters, Letter{Class: ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
		Say: talk.Prompt{Say: text.T("staff.told")}})
}

// TouchesStaff reports whether a change concerns the staff or the groups.
func (c Change) TouchesStaff(was Staff) bool {
	return c.Group != nil || c.Unbind != "" || slices.ContainsFunc(c.People, func(p Person) bool {
		_, before := was.People[p.ID]
		return before || p.Role != Resident
	})
}
