// Package staff is who works here: invited, on duty, dismissed, in which groups.
// What they do on a case is not known here.
package staff

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
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
		if s := x.Staff.People[id]; s.Role != world.Worker || s.Grid != x.Me.Grid || id == x.Me.ID {
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
		say = text.T("duty.on", "grid", show.GridName(x.World, x.Me.Grid))
	}
	rows := [][]talk.Button{{show.DutyButton(x.World), show.MenuButton(text.T("menu.tasks"), "tasks")}}
	if !x.Me.Duty {
		var more text.Text
		more, rows = substitutes(x.World, rows)
		say = text.Lines(say, more)
	}
	for _, grid := range x.Me.AllGrids() {
		say = text.Lines(say, byHand(x.World, x.Me), show.RotaToday(x.World, grid))
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

// substitutes says who stands in for a worker off duty, and asks where nobody
// does: reminders go to them, or else to a lead.
func substitutes(w *world.World, rows [][]talk.Button) (text.Text, [][]talk.Button) {
	if s := w.Staff.People[w.Me.Substitute]; s.Role == world.Worker && s.Grid == w.Me.Grid {
		return text.T("duty.substitute", "name", s.Name), append(rows, talk.Row(show.MenuButton(text.T("duty.substitute.none"), "duty", "sub|0")))
	}
	for _, p := range w.Staff.OnDuty(w.Me.Grid) {
		if p.ID != w.Me.ID && len(rows) <= mostColleagues {
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
		held, _ := held(x.World)
		x.Reply(talk.Prompt{Say: text.Lines(text.T("staff.ask", "name", p.Name), held), Rows: [][]talk.Button{
			{show.MenuButton(text.T("staff.yes"), "staff", "out", who), show.MenuButton(text.T("talk.back"), "staff")},
		}})
		return
	case "out":
		dismiss(x, p)
		held, rows := held(x.World)
		x.Reply(talk.Prompt{Say: text.Lines(text.T("staff.out", "name", p.Name), held), Rows: append(rows, x.Menu()...)})
		return
	}
	listStaff(x)
}

// held says what somebody who is dismissed has claimed, with a way to each.
func held(w *world.World) (text.Text, [][]talk.Button) {
	var rows [][]talk.Button
	for _, c := range w.List {
		if c.Sees(w.Me.Part()) && len(rows) < 30 {
			rows = append(rows, talk.Row(show.Acting(show.Line(w, c, world.ViewOf(c, w.Me)), c.Number, "open")))
		}
	}
	if len(rows) == 0 {
		return text.Text{}, nil
	}
	return text.T("staff.held", "n", len(rows)), rows
}

func listStaff(x *acts.Turn) {
	grid := x.Me.Grid
	lines := []text.Text{text.T("staff.head", "grid", show.WhichGrid(x.World, grid))}
	var rows [][]talk.Button
	for _, role := range []world.Role{world.Coordinator, world.Lead, world.Worker, world.Officer} {
		for _, p := range x.Staff.In(role, grid) {
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
			lines = append(lines, text.Join(" · ", text.Said(p.Name), does, state, told))
			if mayDismiss(x.World, p) && len(rows) < 40 {
				rows = append(rows, talk.Row(show.MenuButton(text.T("staff.dismiss", "name", text.CleanLine(p.Name, show.LongestOnLabel)), "staff", "ask", strconv.FormatInt(p.ID, 10))))
			}
		}
	}
	rows = append(rows, talk.Row(show.MenuButton(text.T("menu.invite"), "invite"), show.MenuButton(text.T("menu.roster"), "roster")))
	if x.Me.Role == world.Lead {
		rows = append(rows, talk.Row(talk.Button{Label: text.T("menu.bind"), Group: "b" + grid}))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines[:min(len(lines), 60)]...), Rows: rows})
}

func mayDismiss(w *world.World, p world.Person) bool {
	if p.ID == w.Me.ID {
		return false
	}
	return w.Me.Role == world.Coordinator || (p.Role == world.Worker && p.Grid == w.Me.Grid)
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

// dismiss takes the role away. What the person has claimed stays with them in
// the record until a lead gives it to somebody else: the lead is told so.
func dismiss(x *acts.Turn, p world.Person) {
	p.Role, p.Grid, p.Duty = world.Resident, "", false
	p.Agency, p.Head, p.Grids, p.Kinds, p.Away = "", false, nil, nil, nil
	x.KeepPerson(p)
	leavePlans(x, p)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
		Say: talk.Prompt{Say: text.T("staff.told")}})
}
