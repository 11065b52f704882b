package flows

import (
	"maps"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// bindHere answers /bind in a group: it becomes the work group of the grid that
// was named, or of whoever says so.
func (x *change) bindHere(payload string) {
	grid := strings.TrimSpace(payload)
	if grid == "" && x.Me.Role == Officer {
		x.bindAgency(x.Me.Agency)
		return
	}
	if grid == "" {
		grid = x.Me.Grid
	}
	x.bind(grid)
}

// bindHow answers /bind in private: with the link that adds the bot to a group.
func (x *change) bindHow() {
	if x.Me.Role == Officer && x.Me.Head {
		x.reply(talk.Prompt{Say: text.T("bind.agency"), Rows: [][]talk.Button{{{Label: agencyName(x.World, x.Me.Agency), Group: "a" + x.Me.Agency}}}})
		return
	}
	if x.Me.Role != Lead && x.Me.Role != Coordinator {
		x.reply(talk.Prompt{Say: text.T("bind.staff")})
		return
	}
	p := talk.Prompt{Say: text.T("bind.how")}
	for _, g := range x.District.Map.All() {
		if x.Me.Role == Coordinator || g.ID == x.Me.Grid {
			p.Rows = append(p.Rows, talk.Row(talk.Button{Label: text.Named(g.Names), Group: "b" + g.ID}))
		}
	}
	x.reply(p)
}

// bind makes the group the work group of a grid, in the topic it was asked in.
func (x *change) bind(grid string) {
	g, ok := x.District.Map.Grid(grid)
	may := x.Me.Role == Coordinator || (x.Me.Role == Lead && x.Me.Grid == grid)
	if !ok || !may {
		x.reply(talk.Prompt{Say: text.T("bind.staff")})
		return
	}
	if was, ok := x.bound(x.event.Chat.ID); ok && was.Key() != grid {
		x.Unbind = was.Key() // a group works for one grid: two cards of one press would be one too many
	}
	x.Change.Group = &Group{Grid: grid, Chat: x.event.Chat.ID, Thread: x.event.Chat.Thread, Lang: x.Me.Lang}
	x.reply(talk.Prompt{Say: text.T("bind.done", "grid", text.Named(g.Names))})
}

// presence is somebody coming, going or moving: no words are exchanged.
func (x *change) presence() {
	e := x.event
	switch {
	case e.MovedTo != 0:
		if g, ok := x.bound(e.Chat.ID); ok {
			g.Chat, g.Was = e.MovedTo, e.Chat.ID
			x.Change.Group = &g
		}
	case e.Left:
		if g, ok := x.bound(e.Chat.ID); ok {
			x.Unbind = g.Key()
			whose, who := gridName(x.World, g.Grid), x.leads(g.Grid)
			if g.Agency != "" {
				whose, who = agencyName(x.World, g.Agency), append(x.Staff.heads(g.Agency), x.Staff.in(Coordinator, "")...)
			}
			for _, p := range who {
				x.Letters = append(x.Letters, Letter{Class: ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
					Say: talk.Prompt{Say: text.T("bind.lost", "grid", whose)}})
			}
		}
	case e.Blocked, e.Unblock:
		me := x.Me
		me.Gone = e.Blocked
		x.person(me)
		if e.Blocked && me.Role != Resident {
			for _, p := range append(x.Staff.heads(me.Agency), x.leads(me.Grid)...) {
				if p.ID != me.ID {
					x.Letters = append(x.Letters, Letter{Class: ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
						Say: talk.Prompt{Say: text.T("staff.blocked", "name", me.Name)}})
				}
			}
			x.unreached(me)
		}
	}
}

// unreached tells the leads of the cases an officer who blocked us was called to,
// where nobody else of the agency can be called now.
func (x *change) unreached(gone Person) {
	if gone.Role != Officer {
		return
	}
	left := Staff{People: maps.Clone(x.Staff.People), Groups: x.Staff.Groups}
	left.People[gone.ID] = gone
	for _, c := range x.List {
		if l := c.LegOf(gone.Agency); l != nil && l.Open() && gone.answers(c.Grid, c.Category) && len(left.callable(gone.Agency, c.Grid, c.Category)) == 0 {
			x.nobodyOn(c, *l)
		}
	}
}

// bound is the work group a chat is.
func (x *change) bound(chat int64) (Group, bool) {
	for _, g := range x.Staff.Groups {
		if g.Chat == chat {
			return g, true
		}
	}
	return Group{}, false
}

// groupLang is the language of the work group, or of the district.
func (x *change) groupLang() text.Lang {
	if g, ok := x.bound(x.event.Chat.ID); ok {
		return g.Lang
	}
	if x.Me.Role != Resident {
		return x.Me.Lang
	}
	return x.District.Langs[0]
}
