package errands

import (
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Strikes is the clock of a task that has run out: it climbs until it is done, or runs
// on after it stood still. What strikes at the same time is told in one message.
func Strikes(x *acts.Turn, k talk.Clock) {
	m := x.Meeting
	if !slices.ContainsFunc(m.Tasks, func(t world.Task) bool { return t.Timer() == k.Name && t.Clock.Strikes() == k.Due.Unix() }) {
		return // done, told with another, or it belongs to an older conference
	}
	until, quiet := x.Postponed()
	told, woken := map[int64][]world.Task{}, map[int64][]world.Task{}
	for _, t := range m.Tasks {
		if t.Done != 0 || t.Clock.Strikes() == 0 || t.Clock.Strikes() > x.Now.Unix() {
			continue
		}
		change(x, t.N, func(t *world.Task) {
			switch {
			case quiet:
				t.Clock.Next = until.Unix()
			case t.Rest != nil:
				wake(x.World, t)
				for _, p := range Owners(x.World, *t, m.Grid) {
					woken[p.ID] = append(woken[p.ID], *t)
				}
			default:
				for _, id := range climbed(x.World, m, t) {
					told[id] = append(told[id], *t)
				}
			}
		})
	}
	for _, role := range []world.Role{world.Lead, world.Coordinator, world.Officer, world.Worker} {
		for _, p := range x.Staff.In(role, "") {
			remind(x, p, told[p.ID], *m, soonOrLate)
			remind(x, p, woken[p.ID], *m, func(*world.World, world.Task) text.Text { return text.T("conference.task.woken") })
		}
	}
}

// climbed takes a task up the rungs that were reached, and tells who hears of it.
func climbed(w *world.World, m *world.Conference, t *world.Task) []int64 {
	var ids []int64
	ladder := w.District.Ladder(false)
	if t.Clock.Promise != 0 {
		for _, p := range Owners(w, *t, m.Grid) {
			ids = append(ids, p.ID)
		}
		t.Clock.Promise, t.Clock.Broken = 0, w.Now.Unix()
		t.Clock.Rung = false
		Climb(w, t)
	}
	for !t.Clock.Rung && t.Clock.Step < len(ladder) && t.Clock.Next <= w.Now.Unix() {
		for _, p := range hearers(w, *m, *t, ladder[t.Clock.Step]) {
			if !slices.Contains(ids, p.ID) {
				ids = append(ids, p.ID)
			}
		}
		t.Clock.Step++
		if Climb(w, t); t.Clock.Rung {
			break
		}
	}
	return ids
}

// hearers is who is told of a rung of a task's ladder.
func hearers(w *world.World, m world.Conference, t world.Task, r district.Rung) []world.Person {
	owners := Owners(w, t, m.Grid)
	var all []world.Person
	for _, who := range r.Tell {
		all = append(all, w.Climbed(who, m.Grid, owners, owners)...)
	}
	return all
}

// soonOrLate is how a task stands of which somebody is reminded.
func soonOrLate(w *world.World, t world.Task) text.Text {
	if late := w.Now.Sub(time.Unix(t.Due, 0)); late >= 0 {
		return text.T("conference.task.late", "late", text.Lasting(late))
	}
	return text.T("conference.task.soon")
}

// remind tells somebody of tasks, the latest first; each can be answered there.
func remind(x *acts.Turn, p world.Person, tasks []world.Task, m world.Conference, head func(*world.World, world.Task) text.Text) {
	if len(tasks) == 0 {
		return
	}
	var lines []text.Text
	var buttons []talk.Button
	for _, t := range tasks[:min(len(tasks), world.MostItems)] {
		lines = append(lines, head(x.World, t), line(x.World, t, m.Grid))
		buttons = append(buttons, buttonsOf(x.World, p, t, m)...)
	}
	x.Write(p, world.ClassReminder, talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(buttons...)})
}
