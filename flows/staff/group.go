package staff

import (
	"maps"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

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
	may := x.Me.Role == world.Coordinator || (x.Me.Role == world.Lead && x.Me.Grid == grid)
	if !ok || !may {
		x.Reply(talk.Prompt{Say: text.T("bind.staff")})
		return
	}
	if was, ok := x.Bound(x.Event.Chat.ID); ok && was.Key() != grid {
		x.Unbind = was.Key() // a group works for one grid: two cards of one press would be one too many
	}
	x.Change.Group = &world.Group{Grid: grid, Chat: x.Event.Chat.ID, Thread: x.Event.Chat.Thread, Lang: x.Me.Lang}
	x.Reply(talk.Prompt{Say: text.T("bind.done", "grid", text.Named(g.Names))})
}

// presence is somebody coming, going or moving: no words are exchanged.
func presence(x *acts.Turn) {
	e := x.Event
	switch {
	case e.MovedTo != 0:
		if g, ok := x.Bound(e.Chat.ID); ok {
			g.Chat, g.Was = e.MovedTo, e.Chat.ID
			x.Change.Group = &g
		}
	case e.Left:
		if g, ok := x.Bound(e.Chat.ID); ok {
			x.Unbind = g.Key()
			whose, who := show.GridName(x.World, g.Grid), x.Leads(g.Grid)
			if g.Agency != "" {
				whose, who = show.AgencyName(x.World, g.Agency), append(x.Staff.Heads(g.Agency), x.Staff.In(world.Coordinator, "")...)
			}
			for _, p := range who {
				x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
					Say: talk.Prompt{Say: text.T("bind.lost", "grid", whose)}})
			}
		}
	case e.Blocked, e.Unblock:
		me := x.Me
		me.Gone = e.Blocked
		x.KeepPerson(me)
		if e.Blocked && me.Role != world.Resident {
			told := map[int64]bool{me.ID: true}
			for _, p := range whoMinds(x, me) {
				if !told[p.ID] {
					told[p.ID] = true
					x.Letters = append(x.Letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
						Say: talk.Prompt{Say: text.T("staff.blocked", "name", me.Name)}})
				}
			}
			unreached(x, me)
		}
	}
}

// whoMinds are who must know when somebody cannot be reached any more: the heads of
// the agency, and the leads of every grid they belong to.
func whoMinds(x *acts.Turn, p world.Person) []world.Person {
	grids := p.AllGrids()
	if len(grids) == 0 {
		grids = []string{p.Grid}
	}
	all := slices.Clone(x.Staff.Heads(p.Agency))
	for _, grid := range grids {
		all = append(all, x.Leads(grid)...)
	}
	return all
}

// unreached tells the leads of the cases an officer who blocked us was called to,
// where nobody else of the agency can be called now.
func unreached(x *acts.Turn, gone world.Person) {
	if gone.Role != world.Officer {
		return
	}
	left := world.Staff{People: maps.Clone(x.Staff.People), Groups: x.Staff.Groups}
	left.People[gone.ID] = gone
	for _, c := range x.List {
		if l := c.LegOf(gone.Agency); l != nil && l.Open() && world.For(c)(gone) && len(left.Callable(gone.Agency, world.For(c))) == 0 {
			x.NobodyOn(c, *l)
		}
	}
}

// bindAgency makes the group the work group of an agency: what it is called
// for comes there too.
func bindAgency(x *acts.Turn, agency string) {
	a, ok := x.District.Agency(agency)
	may := x.Me.Role == world.Coordinator || (x.Me.Role == world.Officer && x.Me.Head && x.Me.Agency == agency)
	if !ok || !may {
		x.Reply(talk.Prompt{Say: text.T("bind.head")})
		return
	}
	g := world.Group{Agency: agency, Chat: x.Event.Chat.ID, Thread: x.Event.Chat.Thread, Lang: x.Me.Lang}
	if was, ok := x.Bound(x.Event.Chat.ID); ok && was.Key() != g.Key() {
		x.Unbind = was.Key()
	}
	x.Change.Group = &g
	x.Reply(talk.Prompt{Say: text.T("bind.agency.done", "agency", text.Named(a.Names))})
}
