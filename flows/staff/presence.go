package staff

import (
	"maps"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// presence is somebody who shuts the bot out, or lets it in again: no words are
// exchanged.
func presence(x *acts.Turn) {
	me := x.Me
	me.Gone = x.Event.Blocked
	x.KeepPerson(me)
	if !me.Gone || me.Role == world.Resident {
		return
	}
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
