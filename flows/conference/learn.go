package conference

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A learning exchange (互学会) is a conference to which a playbook is brought: whoever
// wrote it or uses it in another grid is invited, and what comes of it stands in the
// minutes, with tasks, as of anything else.

// learn puts a playbook on the agenda, once, and invites the other grids it is of.
func learn(x *acts.Turn, _, arg string) bool {
	n, _ := strconv.Atoi(arg)
	p := x.World.Plays.Playbook(n)
	m := meetingNow(x)
	switch {
	case p == nil || p.Back != nil:
		return false
	case slices.ContainsFunc(m.Items, func(it world.AgendaItem) bool { return it.Play == n }):
		x.ShowToast(text.T("conference.learn.twice"))
		return false
	case len(m.Items) >= world.MostItems:
		x.ShowAlert(text.T("suggest.full", "n", world.MostItems, "own", world.MostProposals))
		return false
	}
	kind := text.T("conference.learn.any")
	if p.Kind != "" {
		kind = show.CategoryName(x.World, p.Kind)
	}
	meeting(x, func(m *world.Conference) {
		m.Items = append(m.Items, world.AgendaItem{Why: world.WhyLearn, Play: n, By: x.Me.ID, Title: text.T("conference.learn", "n", n, "kind", kind, "version", p.Newest().Label())})
	})
	of := p.Grids()
	for _, u := range p.Uses {
		of = append(of, u.Grid)
	}
	slices.Sort(of)
	for _, grid := range slices.Compact(of) {
		if grid != m.Grid {
			addMembers(x, "g"+grid)
		}
	}
	return false
}

// stranger tells whether an ID is that of a grid that did not come to learn from what an
// item is about.
func stranger(w *world.World, d decideData, id string) bool {
	grid, is := strings.CutPrefix(id, world.Guest)
	return is && !slices.Contains(w.Guests(w.Meeting, d.Item), grid)
}
