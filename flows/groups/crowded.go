package groups

import (
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// All who are in a work group read what comes there. Where they are more than work
// there, whoever answers for it hears so: at once from who binds it, and once when they
// have become so many since.

// tooMany tells whether more people are in a group than work there.
func tooMany(x *acts.Turn, g world.Group) (n, staff int, too bool) {
	staff = len(x.Staff.In(world.Coordinator, ""))
	if g.Agency != "" {
		staff += len(x.Staff.Officers(g.Agency))
	} else {
		staff += len(x.Staff.In(world.Lead, g.Grid)) + len(x.Staff.In(world.Worker, g.Grid))
	}
	n = x.Event.Members - 1 // the bot is one of them
	return n, staff, n > staff
}

// crowded warns whoever binds a group.
func crowded(x *acts.Turn, g *world.Group) {
	if n, staff, too := tooMany(x, *g); too {
		g.Crowded = true
		x.Write(x.Me, world.ClassTask, talk.Prompt{Say: text.T("groups.crowded", "grid", whose(x.World, *g), "n", n, "staff", staff)})
	}
}

// recount looks again, once a day.
func recount(x *acts.Turn, key string) {
	g, ok := x.Staff.Groups[key]
	if !ok || x.Event.Members <= 0 {
		return
	}
	n, staff, too := tooMany(x, g)
	if too == g.Crowded {
		return
	}
	g.Crowded = too
	x.Change.Group = &g
	if !too {
		return // it is told anew when they are too many again
	}
	for _, p := range minders(x, g) {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("groups.crowded", "grid", whose(x.World, g), "n", n, "staff", staff),
			Rows: [][]talk.Button{{show.MenuButton(text.T("menu.groups"), "groups")}}})
	}
}
