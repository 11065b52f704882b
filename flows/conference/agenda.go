// Package conference is the joint conference of a grid: its agenda, who comes, what
// is decided, the minutes, and what was to be done. What it orders goes the way of
// every other act.
package conference

import (
	"gridbot/flows/errands"
	"slices"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// carry is what the next conference begins with: what the last one left
// undone, each task with the number people know it by, and chased on.
func carry(m *world.Conference, last *world.Conference, w *world.World) {
	if last == nil {
		return
	}
	carryTasks(m, last, w)
	if last.Stage == world.StageOver {
		var lack []text.Text
		for _, p := range signers(w, *last) {
			lack = append(lack, text.Said(p.Name))
		}
		m.Add(world.AgendaItem{Why: world.WhyLeft, Title: text.T("conference.unsigned", "n", last.N, "names", text.Join(" · ", lack...))})
	}
	carryItems(m, last, w)
}

// asksToSign tells whether an item only says that minutes are not signed yet.
func asksToSign(it world.AgendaItem) bool { return it.Title.ID == "conference.unsigned" }

// carryTasks takes over what was to be done and is not, each on the agenda.
func carryTasks(m *world.Conference, last *world.Conference, w *world.World) {
	m.LastTask = last.LastTask
	for _, t := range last.Tasks {
		if t.Done != 0 {
			continue
		}
		if t.Item = -1; len(m.Items) < world.MostItems {
			t.Item = len(m.Items)
			m.Items = append(m.Items, world.AgendaItem{Why: world.WhyLeft, Case: t.Case,
				Title: errands.Named(w, t, last.Grid)})
		}
		if t.Clock.Strikes() == 0 { // the ladder was climbed to its end
			t.Clock = cases.Clock{Name: t.Clock.Name, Since: w.Now.Unix(), Due: max(m.At, t.Due)}
			errands.Climb(w, &t)
		}
		m.Tasks = append(m.Tasks, t)
	}
}

// carryItems takes over what was not decided, and the cases on which agencies
// are still at work.
func carryItems(m *world.Conference, last *world.Conference, w *world.World) {
	for i, it := range last.Items {
		chased := slices.ContainsFunc(last.Tasks, func(t world.Task) bool { return t.Item == i })
		// Cases come of themselves, while there is something to say of them.
		if it.Outcome == "" && !chased && it.Case == 0 && !asksToSign(it) {
			if last.Stage != world.StageOff { // what was called off left nothing undone
				it.Why = world.WhyLeft
			}
			m.Add(it)
		}
		joint := it.Outcome == world.OutcomeLegs || it.Outcome == "" && it.Why == world.WhyLeft && !chased
		if joint && slices.ContainsFunc(w.List, func(c cases.Case) bool { return c.Number == it.Case && c.Grid == m.Grid && c.Legged() }) {
			m.Add(world.AgendaItem{Why: world.WhyLeft, Case: it.Case, Title: it.Title})
		}
	}
}

// agencyIn is what an agency is called in the minutes; "" is the grid itself.
func agencyIn(w *world.World, m world.Conference, id string) text.Text {
	if id == "" {
		return gridIn(w, m, m.Grid)
	}
	if grid, is := strings.CutPrefix(id, world.Guest); is {
		return gridIn(w, m, grid)
	}
	if name, fixed := m.Names["a"+id]; fixed {
		return name
	}
	return show.AgencyName(w, id)
}

// gridIn is what a grid is called in the minutes.
func gridIn(w *world.World, m world.Conference, id string) text.Text {
	if name, fixed := m.Names["g"+id]; fixed {
		return name
	}
	return show.GridName(w, id)
}

// namesIn is what stands in the minutes of agencies and grids.
func namesIn(w *world.World, m world.Conference) map[string]text.Text {
	names := map[string]text.Text{"g" + m.Grid: show.GridName(w, m.Grid)}
	for _, it := range m.Items {
		for _, id := range it.Whom {
			if grid, is := strings.CutPrefix(id, world.Guest); is {
				names["g"+grid] = show.GridName(w, grid)
			} else if id != "" {
				names["a"+id] = show.AgencyName(w, id)
			}
		}
		if it.Lead != "" {
			names["g"+it.Lead] = show.GridName(w, it.Lead)
		}
	}
	return names
}

// agenda fills the agenda: what the last one left undone, the cases leads put
// there, the red list, and what came back.
func agenda(m *world.Conference, last *world.Conference, w *world.World) {
	carry(m, last, w)
	for _, why := range []world.ItemWhy{world.WhyAgenda, world.WhyRed, world.WhyRelapse} {
		for _, c := range w.List {
			open := c.Status.Type() == cases.Open
			is := map[world.ItemWhy]bool{world.WhyAgenda: c.OnAgenda != 0 && c.Status.Type() != cases.Ended, world.WhyRed: c.OnRedList(), world.WhyRelapse: c.Round > 1 && open}
			if c.Grid == m.Grid && is[why] {
				said := why
				if why == world.WhyAgenda && c.Proposed {
					said = world.WhyTopic
				}
				m.Add(caseItem(w, c, said))
			}
		}
	}
}

// nextRegular is when the grid's next regular conference is held, after now; on
// a day off, on the next working day. The weeks are counted on without regard
// to the year, so that a year of 53 makes no gap. Zero: not within half a year.
func nextRegular(w *world.World) time.Time {
	rule := w.District.Conference
	first := w.District.Here(w.Now).AddDate(0, 0, -14) // it may have been put off until now
	for day := first; day.Before(first.AddDate(0, 6, 0)); day = day.AddDate(0, 0, 1) {
		if day.Weekday() != rule.Day || weekNumber(day)%rule.Every != 0 {
			continue
		}
		held := day
		for range 31 {
			if w.District.Calendar.Working(held) {
				break
			}
			held = held.AddDate(0, 0, 1)
		}
		at := time.Date(held.Year(), held.Month(), held.Day(), int(rule.At)/60, int(rule.At)%60, 0, 0, w.District.Zone)
		if at.After(w.Now) {
			return at
		}
	}
	return time.Time{}
}

// weekNumber counts the weeks since Monday, 5 January 1970.
func weekNumber(day time.Time) int {
	date := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	return int(date.Sub(time.Date(1970, 1, 5, 0, 0, 0, 0, time.UTC)) / (7 * world.OneDay))
}
