package method

import (
	"slices"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/playbooks"
	"gridbot/flows/world"
)

// Whose a step of a playbook is, and what was taken on in a learning exchange.

// working are the words by which a step is that of the workers of the grid.
var working = []string{"网格员", "各网格员", "grid worker", "grid workers", "worker", "workers"}

// Holders are who has a step: whoever was named, speaks for the agency, or works in the
// grid. None where it is the lead's to see to.
func Holders(w *world.World, s playbooks.Step, owner int64, grid string) []world.Person {
	if owner != 0 {
		if p, works := w.Staff.People[owner]; works && !p.Gone && p.Role != world.Resident {
			return []world.Person{p}
		}
		return nil
	}
	if _, callable := ask.Callable(w.District, s.Agency); callable && s.Agency != "" {
		return w.Staff.Speakers(s.Agency, grid)
	}
	if s.Agency == "" && slices.Contains(working, strings.ToLower(s.Who)) {
		return w.Staff.OnDuty(grid)
	}
	return nil
}

// Has tells whether somebody has a step of a use.
func Has(w *world.World, u playbooks.Use, i int, who world.Person) bool {
	d := u.Doing[i]
	return d.Held() && slices.ContainsFunc(Holders(w, d.Step, d.Owner, u.Grid), func(p world.Person) bool { return p.ID == who.ID })
}

// Leads tells whether the person decides on what is of a grid.
func Leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}

// TaskHolders are who has a task: whom its leads gave it to, or else they.
func TaskHolders(w *world.World, t playbooks.Task) []world.Person {
	if p, works := w.Staff.People[t.Owner]; t.Owner != 0 && works && !p.Gone && p.Role != world.Resident {
		return []world.Person{p}
	}
	return w.Leads(t.Grid)
}

// HasTask tells whether the person can say what becomes of a task.
func HasTask(w *world.World, t playbooks.Task) bool {
	return Leads(w, t.Grid) || slices.ContainsFunc(TaskHolders(w, t), func(p world.Person) bool { return p.ID == w.Me.ID })
}
