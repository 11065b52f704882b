package lists

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/errands"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What a conference gave somebody to do, and the steps of requests that wait for their
// department, stand on their lists among the cases, by when they are due. They have no
// kind, street or status by which a list can be narrowed.

// A duty is what stands there beside cases.
type duty struct {
	due  int64
	late bool
	step bool // of a request
	kept bool // of a playbook, or of an agreement
	row  text.Text
	open talk.Button
}

// needGiven is what must be read for it: of an officer the conferences of all grids, and
// the requests their department has a step of.
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
		if len(w.District.Services) > 0 {
			n.Services = "@" + w.Me.Agency
		}
	}
	n.Meetings, n.Plays = strings.Join(grids, ","), true
	n.Accords = strings.Join(append(grids, "p"+strconv.FormatInt(w.Me.ID, 10)), ",")
}

// shows tells whether such tasks stand on the list.
func (a asked) shows() bool {
	return (a.list == tasks && a.stands != world.StandsOver || a.list == overdue && a.part != world.PartLooks) && a.shown == showPage && a.tags == [len(facets)]string{}
}

// given is what stands on the list beside cases, by when it is due.
func given(w *world.World, a asked) []duty {
	if !a.shows() {
		return nil
	}
	tonight := a.listing(w).Tonight
	var all []duty
	for _, g := range errands.All(w) {
		all = append(all, duty{due: g.Due(), late: g.Task.Rest == nil && g.Due() <= w.Now.Unix(), row: g.Row(w), open: g.Open(w)})
	}
	all = append(append(all, steps(w)...), kept(w)...)
	slices.SortStableFunc(all, func(a, b duty) int { return cmp.Compare(a.due, b.due) })
	return slices.DeleteFunc(all, func(d duty) bool {
		switch {
		case a.part == world.PartLate:
			return !d.late
		case a.part == world.PartToday:
			return d.late || d.due > tonight
		}
		return a.list == overdue && d.due > tonight
	})
}

// steps are the steps of requests that are with the officer's department and run.
func steps(w *world.World) (all []duty) {
	if w.Me.Role != world.Officer {
		return nil
	}
	for _, r := range w.Serving.List {
		for _, s := range r.Steps {
			if !r.Open() || s.Agency != w.Me.Agency || s.State != request.Runs {
				continue
			}
			late := s.Clock.Due <= w.Now.Unix()
			row := text.T("list.step", "s", request.Label(r.N), "step", matter.Step(w, r, s.ID), "time", show.Dated(w, s.Clock.Due))
			if late {
				row = text.Join(" ", text.T("mark.late"), row)
			}
			all = append(all, duty{due: s.Clock.Due, late: late, step: true, row: row, open: show.MenuButton(text.T("list.step.open", "s", request.Label(r.N)), "shop", strconv.Itoa(r.N))})
		}
	}
	return all
}

// together are the cases of a page and the tasks that have their place between them.
func together(w *world.World, a asked, all []duty) (lines []text.Text, cases, tasks []talk.Button) {
	l := a.listing(w)
	all = slices.DeleteFunc(slices.Clone(all), func(d duty) bool { return d.due < w.Listed.Since || d.due >= w.Listed.Until })
	take := func() {
		lines, tasks, all = append(lines, all[0].row), append(tasks, all[0].open), all[1:]
	}
	for _, c := range w.List {
		for len(all) > 0 && !l.Before(c.Line(), all[0].due) {
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
