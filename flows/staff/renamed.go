package staff

import (
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What somebody is called in Telegram they change whenever they like, and a telephone
// changes hands. Those who answer for them read it once, and look who it is.

// renamed tells them.
func renamed(x *acts.Turn) error {
	was, works := x.Staff.People[x.Me.ID]
	before, shows := was.Real.Shown(was.Name), x.Me.Real.Shown(x.Me.Name)
	if !works || x.Me.Role == world.Resident || before == "" || before == shows {
		return nil
	}
	role := roleTexts[was.Role]
	if x.Me.Real != nil && x.Me.Known() { // they read what is confirmed, too
		role = text.Join(" · ", text.Said(x.Me.Name), role)
	}
	told := map[int64]bool{x.Me.ID: true}
	for _, p := range answerable(x, was) {
		if told[p.ID] {
			continue
		}
		told[p.ID] = true
		x.Write(p, world.ClassBulk, talk.Prompt{Say: text.T("staff.renamed", "was", before, "name", shows, "role", role),
			Rows: [][]talk.Button{{show.MenuButton(text.T("menu.staff"), "staff")}}})
	}
	return nil
}

// answerable are who answers for one of the staff: who leads where they work, and the
// coordinators for all others.
func answerable(x *acts.Turn, p world.Person) (all []world.Person) {
	grids := p.AllGrids()
	if p.Role == world.Officer {
		grids = p.Grids
	}
	if p.Role != world.Worker && p.Role != world.Officer || len(grids) == 0 {
		return x.Coordinators()
	}
	for _, grid := range grids {
		all = append(all, x.Leads(grid)...)
	}
	return all
}
