package groups

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mayBind tells whether somebody decides which group is the work group of a grid or
// an agency.
func mayBind(p world.Person, g world.Group) bool {
	switch p.Role {
	case world.Coordinator:
		return true
	case world.Lead:
		return g.Agency == "" && p.Grid == g.Grid
	case world.Officer:
		return g.Agency != "" && p.Head && p.Agency == g.Agency
	}
	return false
}

// whose is what a group is the work group of.
func whose(w *world.World, g world.Group) text.Text {
	if g.Agency != "" {
		return show.AgencyName(w, g.Agency)
	}
	return show.GridName(w, g.Grid)
}

// bindHere answers /bind in a group: it becomes the work group of the grid that
// was named, or of whoever says so.
func bindHere(x *acts.Turn, payload string) {
	grid := strings.TrimSpace(payload)
	if grid == "" && x.Me.Role == world.Officer {
		bindAgency(x, x.Me.Agency)
		return
	}
	if grid == "" {
		grid = x.Me.Grid
	}
	bind(x, grid)
}

// bindHow answers /bind in private: with the link that adds the bot to a group.
func bindHow(x *acts.Turn) {
	if x.Me.Role == world.Officer && x.Me.Head {
		x.Reply(talk.Prompt{Say: text.T("bind.agency"), Rows: [][]talk.Button{{{Label: show.AgencyName(x.World, x.Me.Agency), Group: "a" + x.Me.Agency}}}})
		return
	}
	if x.Me.Role != world.Lead && x.Me.Role != world.Coordinator {
		x.Reply(talk.Prompt{Say: text.T("bind.staff")})
		return
	}
	p := talk.Prompt{Say: text.T("bind.how")}
	for _, g := range x.District.Map.All() {
		if x.Me.Role == world.Coordinator || g.ID == x.Me.Grid {
			p.Rows = append(p.Rows, talk.Row(talk.Button{Label: text.Named(g.Names), Group: "b" + g.ID}))
		}
	}
	x.Reply(p)
}

// bind makes the group the work group of a grid, in the topic it was asked in.
func bind(x *acts.Turn, grid string) {
	g, ok := x.District.Map.Grid(grid)
	if !ok || !mayBind(x.Me, world.Group{Grid: grid}) {
		x.Reply(talk.Prompt{Say: text.T("bind.staff")})
		return
	}
	bound(x, world.Group{Grid: grid})
	x.Reply(talk.Prompt{Say: text.T("bind.done", "grid", text.Named(g.Names))})
}

// bindAgency makes the group the work group of an agency: what it is called
// for comes there too.
func bindAgency(x *acts.Turn, agency string) {
	a, ok := x.District.Agency(agency)
	if !ok || !mayBind(x.Me, world.Group{Agency: agency}) {
		x.Reply(talk.Prompt{Say: text.T("bind.head")})
		return
	}
	bound(x, world.Group{Agency: agency})
	x.Reply(talk.Prompt{Say: text.T("bind.agency.done", "agency", text.Named(a.Names))})
}

// bound makes the chat the work group. A group works for one grid or one agency: two
// cards of one press would be one too many.
func bound(x *acts.Turn, g world.Group) {
	g.Chat, g.Thread, g.Lang, g.By, g.At = x.Event.Chat.ID, x.Event.Chat.Thread, x.Me.Lang, x.Me.ID, x.Now.Unix()
	if was, ok := x.Bound(g.Chat); ok && was.Key() != g.Key() {
		x.Unbind = append(x.Unbind, was.Key())
	}
	crowded(x, &g)
	x.Change.Group = &g
}

// presence is the bot coming into a group, going or moving: no words are exchanged.
func presence(x *acts.Turn) {
	e := x.Event
	g, ok := x.Bound(e.Chat.ID)
	switch {
	case !ok:
	case e.MovedTo != 0:
		g.Chat, g.Was = e.MovedTo, e.Chat.ID
		x.Change.Group = &g
	case e.Refused != "":
		refused(x, g)
	case e.Joined && g.Refused != "": // its rights have changed: it is tried again
		g.Refused = ""
		x.Change.Group = &g
	case e.Left:
		x.Unbind = append(x.Unbind, g.Key())
		for _, p := range minders(x, g) {
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
				Say: talk.Prompt{Say: text.T("bind.lost", "grid", whose(x.World, g))}})
		}
	}
}

// minders are who must know what becomes of a group.
func minders(x *acts.Turn, g world.Group) []world.Person {
	if g.Agency != "" {
		return append(x.Staff.Heads(g.Agency), x.Staff.In(world.Coordinator, "")...)
	}
	return x.Leads(g.Grid)
}
