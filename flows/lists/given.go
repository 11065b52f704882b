package lists

import (
	"slices"
	"strings"

	"gridbot/flows/errands"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What a conference gave somebody to do stands on their lists among the cases, by when it
// is due. It has no kind, street or status by which a list can be narrowed.

// needGiven is what must be read for it: of an officer the conferences of all grids.
func needGiven(w *world.World, a asked, n *world.Need) {
	if !a.shows() {
		return
	}
	var grids []string
	switch w.Me.Role {
	case world.Worker, world.Lead:
		grids = w.Me.AllGrids()
	case world.Officer:
		for _, g := range w.District.Map.All() {
			grids = append(grids, g.ID)
		}
	}
	n.Meetings = strings.Join(grids, ",")
}

// shows tells whether such tasks stand on the list.
func (a asked) shows() bool {
	return (a.list == tasks && a.stands != world.StandsOver || a.list == overdue && a.part != world.PartLooks) && a.shown == showPage && a.tags == [len(facets)]string{}
}

// given are the tasks that stand on the list.
func given(w *world.World, a asked) []errands.Given {
	if !a.shows() {
		return nil
	}
	tonight := a.listing(w).Tonight
	return slices.DeleteFunc(errands.All(w), func(g errands.Given) bool {
		late := g.Task.Rest == nil && g.Due() <= w.Now.Unix()
		switch {
		case a.part == world.PartLate:
			return !late
		case a.part == world.PartToday:
			return late || g.Due() > tonight
		}
		return a.list == overdue && g.Due() > tonight
	})
}

// together are the cases of a page and the tasks that have their place between them.
func together(w *world.World, a asked, all []errands.Given) (lines []text.Text, cases, tasks []talk.Button) {
	l := a.listing(w)
	all = slices.DeleteFunc(slices.Clone(all), func(g errands.Given) bool { return g.Due() < w.Listed.Since || g.Due() >= w.Listed.Until })
	take := func() {
		lines, tasks, all = append(lines, all[0].Row(w)), append(tasks, all[0].Open(w)), all[1:]
	}
	for _, c := range w.List {
		for len(all) > 0 && !l.Before(c.Line(), all[0].Due()) {
			take()
		}
		if c.Sees(w.Me.Part()) {
			lines = append(lines, row(w, a, c))
			cases = append(cases, opens(w, a, c))
		}
	}
	for len(all) > 0 {
		take()
	}
	return lines, cases, tasks
}
