// Package staff is who works here: invited, on duty, dismissed.
// What they do on a case is not known here.
package staff

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

var roleTexts = map[world.Role]text.Text{
	world.Worker: text.T("role.worker"), world.Lead: text.T("role.lead"), world.Coordinator: text.T("role.coordinator"), world.Officer: text.T("role.officer"),
}

// duty switches a worker on and off duty; bare, it shows how it stands, and who
// is on today and tomorrow.
func duty(x *acts.Turn, choice string) {
	switch x.Me.Role {
	case world.Officer:
		officerDuty(x, choice)
		return
	case world.Lead, world.Coordinator:
		leadDuty(x, choice)
		return
	}
	what, who, _ := strings.Cut(strings.ToLower(strings.TrimSpace(choice)), "|")
	switch what {
	case "sub":
		id, _ := strconv.ParseInt(who, 10, 64)
		if s := x.Staff.People[id]; !mayStandIn(x.World, s) {
			id = 0 // nobody, or somebody who left meanwhile
		}
		me := x.Me
		me.Substitute = id
		x.KeepPerson(me)
	case "on", "off":
		x.KeepPerson(x.Pressed(x.Me, what == "on"))
	}
	say := text.T("duty.off")
	if x.Me.Duty {
		say = text.T("duty.on", "grid", gridNames(x.World, x.Me))
	}
	rows := [][]talk.Button{{show.DutyButton(x.World), show.MenuButton(text.T("menu.tasks"), "tasks")}}
	if !x.Me.Duty {
		var more text.Text
		more, rows = substitutes(x.World, rows)
		say = text.Lines(say, more)
	}
	say = text.Lines(say, byHand(x.World, x.Me))
	for _, grid := range x.Me.AllGrids() {
		say = text.Lines(say, onToday(x.World, grid))
		rows = append(rows, planButton(x.World, grid)...)
	}
	x.Reply(talk.Prompt{Say: say, Rows: rows})
}

// byHand says until when what somebody pressed counts before the plan.
func byHand(w *world.World, p world.Person) text.Text {
	if p.Hand <= w.Now.Unix() {
		return text.Text{}
	}
	return text.T("duty.byhand", "until", show.Dated(w, p.Hand))
}

// planButton leads to the plan, where there is one.
func planButton(w *world.World, key string) [][]talk.Button {
	if w.Staff.Rota.Plans[key].Empty() {
		return nil
	}
	return [][]talk.Button{{show.MenuButton(text.T("duty.plan"), "rota", key)}}
}

// mostColleagues is how many colleagues one can choose from.
const mostColleagues = 8

// mayStandIn tells whether somebody works in one of the person's grids, too.
func mayStandIn(w *world.World, p world.Person) bool {
	return p.Role == world.Worker && p.ID != w.Me.ID && slices.ContainsFunc(w.Me.AllGrids(), p.Belongs)
}

// gridNames are the grids somebody works in.
func gridNames(w *world.World, p world.Person) text.Text {
	var names []text.Text
	for _, grid := range p.AllGrids() {
		names = append(names, show.GridName(w, grid))
	}
	return text.Join(" · ", names...)
}

// substitutes says who stands in for a worker off duty, and asks where nobody
// does: reminders go to them, or else to a lead.
func substitutes(w *world.World, rows [][]talk.Button) (text.Text, [][]talk.Button) {
	if s := w.Staff.People[w.Me.Substitute]; mayStandIn(w, s) {
		return text.T("duty.substitute", "name", s.Name), append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.none"), "duty", "sub|0")))
	}
	for _, p := range w.Staff.In(world.Worker, "") {
		if mayStandIn(w, p) && p.Duty && !p.Gone && len(rows) <= mostColleagues {
			rows = append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.is", "name", text.CleanLine(p.Name, show.LongestOnLabel)),
				"duty", "sub|"+strconv.FormatInt(p.ID, 10))))
		}
	}
	return text.T("duty.substitute.ask"), rows
}

// staff lists who works here, and lets a lead dismiss a worker of the grid,
// the coordinator anybody but themselves.
func staff(x *acts.Turn, choice string) {
	what, who, _ := strings.Cut(choice, "|")
	if scopes[what] {
		scope(x, what, who)
		return
	}
	id := world.PersonNumber(who)
	p, ok := x.Staff.People[id]
	if shifts[what] {
		shift(x, what, p)
		return
	}
	if what != "" && (!ok || !mayDismiss(x.World, p)) {
		x.Reply(talk.Prompt{Say: text.T("staff.no"), Rows: x.Menu()})
		return
	}
	switch what {
	case "ask":
		say := text.T("staff.ask", "name", p.Name)
		if grids := staysIn(x.World, p); len(grids) > 0 {
			say = text.T("staff.ask.grid", "name", p.Name, "grid", show.GridName(x.World, x.Me.Grid))
		}
		binds, rows := bindsText(x.World, p)
		x.Reply(talk.Prompt{Say: text.Lines(say, heldText(leaves(x.World, p)), binds), Rows: append(rows,
			talk.Row(show.MenuButton(text.T("staff.yes"), "staff", "out", who), show.MenuButton(text.T("talk.back"), "staff")))})
		return
	case "out":
		dismiss(x, p)
		out := talk.Prompt{Say: text.T("staff.out", "name", p.Name)}
		if len(staysIn(x.World, p)) > 0 {
			out.Say = text.T("staff.out.grid", "name", p.Name, "grid", show.GridName(x.World, x.Me.Grid))
		}
		if list := leaves(x.World, p); len(list) > 0 {
			out = leftList(x.World, x.Me, text.Lines(out.Say, heldText(list)), list)
		}
		out.Rows = append(out.Rows, x.Menu()...)
		x.Reply(out)
		return
	}
	listStaff(x)
}

// leaves is what somebody who is dismissed leaves behind.
func leaves(w *world.World, p world.Person) []cases.Case {
	stays := staysIn(w, p)
	return slices.DeleteFunc(slices.Clone(w.List), func(c cases.Case) bool { return slices.Contains(stays, c.Grid) || !c.Sees(w.Me.Part()) })
}

func heldText(list []cases.Case) text.Text {
	if len(list) == 0 {
		return text.Text{}
	}
	return text.T("staff.held", "n", len(list))
}

// held is what somebody has, with a way to each.
func held(w *world.World) [][]talk.Button {
	var rows [][]talk.Button
	for _, c := range w.List {
		if c.Sees(w.Me.Part()) && len(rows) < 30 {
			rows = append(rows, talk.Row(show.Acting(show.Line(w, c, world.ViewOf(c, w.Me)), c.Number, "open")))
		}
	}
	return rows
}

// listed are the people of a role whom /staff shows: of a lead's grid, with the
// officers who answer for it alone; or all.
func listed(w *world.World, role world.Role) []world.Person {
	if w.Me.Role == world.Lead && role == world.Officer {
		return slices.DeleteFunc(w.Staff.In(role, ""), func(p world.Person) bool { return !slices.Contains(p.Grids, w.Me.Grid) })
	}
	return w.Staff.In(role, w.Me.Grid)
}

// aboutOne are the buttons about one of the staff: for what they answer, and out.
func aboutOne(w *world.World, p world.Person) [][]talk.Button {
	var row []talk.Button
	name, id := text.CleanLine(p.Name, show.LongestOnLabel), strconv.FormatInt(p.ID, 10)
	if !p.Known() && mayVouch(w, p) {
		row = append(row, show.MenuButton(text.T("badge.look", "name", name), "badge", "see", world.ID36(p.ID)))
	}
	if mayScope(w, p) {
		row = append(row, show.MenuButton(text.T("scope.button", "name", name), "staff", "for", id))
	}
	if mayDismiss(w, p) {
		row = append(row, show.MenuButton(text.T("staff.dismiss", "name", name), "staff", "ask", id))
	}
	if len(row) == 0 {
		return nil
	}
	return [][]talk.Button{row}
}

func listStaff(x *acts.Turn) {
	grid := x.Me.Grid
	lines := []text.Text{text.T("staff.head", "grid", show.WhichGrid(x.World, grid))}
	var rows [][]talk.Button
	for _, role := range []world.Role{world.Coordinator, world.Lead, world.Worker, world.Officer} {
		for _, p := range listed(x.World, role) {
			state := text.Text{}
			switch {
			case p.Gone:
				state = text.T("staff.gone")
			case (p.Role == world.Worker || p.Role == world.Officer) && p.Duty:
				state = text.T("staff.onduty")
			case p.Role == world.Worker || p.Role == world.Officer:
				state = text.T("staff.offduty")
			}
			does := roleTexts[p.Role]
			if p.Role == world.Officer {
				does = show.AgencyName(x.World, p.Agency)
			}
			told := text.Text{}
			if n := x.World.Told[p.ID]; n > 0 {
				told = text.T("staff.told.today", "n", n)
			}
			lines = append(lines, text.Join(" · ", show.Named(p), does, scopeShort(x.World, p), state, told))
			if len(rows) < 40 {
				rows = append(rows, aboutOne(x.World, p)...)
			}
		}
	}
	rows = append(rows, talk.Row(show.MenuButton(text.T("menu.invite"), "invite"), show.MenuButton(text.T("menu.roster"), "roster")),
		talk.Row(show.MenuButton(text.T("menu.groups"), "groups")))
	if x.Me.Role == world.Lead {
		rows = append(rows, talk.Row(talk.Button{Label: text.T("menu.bind"), Group: "b" + grid}))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines[:min(len(lines), 60)]...), Rows: rows})
}

// leavePlans takes somebody out of the plans of duty they do not belong to any
// more: else an hour would look as if somebody was on.
func leavePlans(x *acts.Turn, p world.Person) {
	rota, left := x.Staff.Rota, false
	for key, plan := range x.Staff.Rota.Plans {
		if gone := plan.Without(p.ID); !slices.Contains(p.PlanKeys(), key) && !reflect.DeepEqual(gone, plan) {
			rota, left = rota.With(key, gone), true
		}
	}
	if left {
		x.Staff.Rota, x.Change.Rota = rota, &rota
	}
}
