package mute

import (
	"cmp"
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who is muted stands in a list, by the case it was for: of whom it is, nobody reads
// there, and nobody is missing in it because they are of the staff.

// mostListed is how many are shown.
const mostListed = 20

// muted answers /muted.
func muted(x *acts.Turn, _ string) error {
	x.Reply(listed(x.World))
	return nil
}

// listed is who is muted now, with one tap that ends it.
func listed(w *world.World) talk.Prompt {
	type row struct {
		world.Muting
		by world.Person
	}
	var all []row
	for _, people := range []map[int64]world.Person{w.Staff.People, w.Staff.Left} {
		for _, p := range people {
			for _, m := range p.Mutes {
				if w.Now.Unix() < m.Until && (p.ID == w.Me.ID || m.Grid == "" && w.Me.Part().Coordinator || m.Grid != "" && w.Me.Oversees(m.Grid)) {
					all = append(all, row{m, p})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.Until, b.Until), cmp.Compare(a.Case, b.Case), cmp.Compare(a.by.ID, b.by.ID))
	})
	if len(all) == 0 {
		return talk.Prompt{Say: text.Lines(text.T("muted.none"), text.T("mute.usage"))}
	}
	p := talk.Prompt{}
	lines := []text.Text{text.T("muted.head", "n", len(all))}
	for _, m := range all[:min(len(all), mostListed)] {
		lines = append(lines, text.T("muted.line", "number", m.Case, "until", show.Dated(w, m.Until), "why", m.Why, "name", m.by.Name))
		if w.Me.Part().Coordinator || m.by.ID == w.Me.ID {
			p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("muted.end", "number", m.Case), "mute", strconv.Itoa(m.Case), "end")))
		}
	}
	p.Say = text.Lines(append(lines, text.T("mute.usage"))...)
	return p
}

// madeBy is who has muted for a case, where that still holds.
func madeBy(w *world.World, number int) (world.Person, bool) {
	for _, people := range []map[int64]world.Person{w.Staff.People, w.Staff.Left} {
		for _, p := range people {
			if slices.ContainsFunc(p.Mutes, func(m world.Muting) bool { return m.Case == number && w.Now.Unix() < m.Until }) {
				return p, true
			}
		}
	}
	return world.Person{}, false
}

// written keeps with a lead that they have muted for a case; nil: no more. What is over
// goes with it.
func written(x *acts.Turn, by world.Person, number int, m *world.Muting) {
	mutes := slices.DeleteFunc(slices.Clone(by.Mutes), func(o world.Muting) bool { return x.Now.Unix() >= o.Until })
	at := slices.IndexFunc(mutes, func(o world.Muting) bool { return o.Case == number })
	switch {
	case m == nil:
		mutes = slices.DeleteFunc(mutes, func(o world.Muting) bool { return o.Case == number })
	case at < 0:
		mutes = append(mutes, *m)
	default: // the longer one holds
		m.Until = max(m.Until, mutes[at].Until)
		mutes[at] = *m
	}
	by.Mutes = mutes
	x.KeepPerson(by)
}

// note writes a line of the log about a case: what was done, and never of whom.
func note(x *acts.Turn, c cases.Case, do cases.Action) {
	l := world.Logged{At: x.Now.Unix(), Case: c.Number, Do: do, To: c.Status, Part: cases.PartLead, By: x.Me.ID, Grid: c.Grid, Category: c.Category, Danger: c.Danger, Nameless: c.By.Anonymous}
	if do == figures.Folding {
		l.Part, l.By = cases.PartReporter, 0 // the log is kept for ever, and counts nobody
	}
	x.Log = append(x.Log, l)
}
