package conference

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// On one page there is room for so much.
const (
	mostShown   = 8  // tasks
	longestLine = 24 // letters of what was said
)

// tasksText is what has to be done, by whom and when.
func tasksText(w *world.World, m world.Conference) text.Text {
	var lines []text.Text
	for _, t := range m.Tasks {
		mark := text.T("conference.task.open")
		switch {
		case t.Done != 0:
			mark = text.T("conference.task.closed")
		case w.Now.Unix() >= t.Due:
			mark = text.T("mark.late")
		}
		if t.What = text.Clean(t.What, longestLine); len(lines) == mostShown {
			return text.Lines(append(lines, text.T("conference.task.more", "n", len(m.Tasks)-mostShown))...)
		}
		lines = append(lines, text.Join(" ", mark, taskLine(w, t, m.Grid)))
	}
	return text.Lines(lines...)
}

// climbTask sets when the clock of a task strikes next.
func climbTask(w *world.World, t *world.Task) {
	ladder := w.District.Ladder(false)
	if t.Clock.Promise != 0 { // whoever named the day is asked on it
		t.Clock.Next = t.Clock.Promise
		return
	}
	if t.Clock.Step >= len(ladder) {
		t.Clock.Next, t.Clock.Rung = 0, true
		return
	}
	t.Clock.Next = ladder[t.Clock.Step].When(time.Unix(t.Clock.Since, 0), time.Unix(t.Clock.Due, 0), w.District.Calendar).Unix()
}

// taskStrikes is the clock of a task that has run out: it climbs until it is
// done. What strikes at the same time is told in one message.
func taskStrikes(x *acts.Turn, k talk.Clock) {
	m := x.Meeting
	if !slices.ContainsFunc(m.Tasks, func(t world.Task) bool { return t.Timer() == k.Name && t.Clock.Strikes() == k.Due.Unix() }) {
		return // done, told with another, or it belongs to an older conference
	}
	struck := func(t world.Task) bool {
		return t.Done == 0 && t.Clock.Strikes() != 0 && t.Clock.Strikes() <= x.Now.Unix()
	}
	if until, quiet := x.Postponed(); quiet {
		meeting(x, func(m *world.Conference) {
			for i := range m.Tasks {
				if struck(m.Tasks[i]) {
					m.Tasks[i].Clock.Next = until.Unix()
				}
			}
		})
		return
	}
	told := map[int64][]world.Task{}
	meeting(x, func(m *world.Conference) {
		for i := range m.Tasks {
			if struck(m.Tasks[i]) {
				for _, id := range climbed(x.World, m, &m.Tasks[i]) {
					told[id] = append(told[id], m.Tasks[i])
				}
			}
		}
	})
	for _, p := range append(x.Staff.In(world.Lead, ""), append(x.Staff.In(world.Coordinator, ""), x.Staff.In(world.Officer, "")...)...) {
		if tasks := told[p.ID]; len(tasks) > 0 {
			remindTasks(x, p, tasks, *m)
		}
	}
}

// climbed takes a task up the rungs that were reached, and tells who hears of it.
func climbed(w *world.World, m *world.Conference, t *world.Task) []int64 {
	var ids []int64
	ladder := w.District.Ladder(false)
	if t.Clock.Promise != 0 {
		for _, p := range owners(w, *t, m.Grid) {
			ids = append(ids, p.ID)
		}
		t.Clock.Promise, t.Clock.Broken = 0, w.Now.Unix()
		t.Clock.Rung = false
		climbTask(w, t)
	}
	for !t.Clock.Rung && t.Clock.Step < len(ladder) && t.Clock.Next <= w.Now.Unix() {
		for _, p := range taskPeople(w, *m, *t, ladder[t.Clock.Step]) {
			if !slices.Contains(ids, p.ID) {
				ids = append(ids, p.ID)
			}
		}
		t.Clock.Step++
		if climbTask(w, t); t.Clock.Rung {
			break
		}
	}
	return ids
}

// owners are who has to do a task.
func owners(w *world.World, t world.Task, grid string) []world.Person {
	if p := w.Staff.People[t.Who]; t.Whose != "" && p.Role == world.Officer && p.Agency == t.Whose && p.Duty && !p.Gone {
		return []world.Person{p}
	}
	if t.Whose == "" {
		return w.Leads(grid)
	}
	return w.Staff.Speakers(t.Whose, grid)
}

// taskPeople is who is told of a rung of a task's ladder.
func taskPeople(w *world.World, m world.Conference, t world.Task, r district.Rung) []world.Person {
	owners := owners(w, t, m.Grid)
	var all []world.Person
	for _, who := range r.Tell {
		all = append(all, w.Climbed(who, m.Grid, owners, owners)...)
	}
	return all
}

// remindTasks reminds somebody of tasks, the latest first; each can be done there.
func remindTasks(x *acts.Turn, p world.Person, tasks []world.Task, m world.Conference) {
	var lines []text.Text
	var buttons []talk.Button
	for _, t := range tasks[:min(len(tasks), world.MostItems)] {
		head := text.T("conference.task.soon")
		if late := x.Now.Sub(time.Unix(t.Due, 0)); late >= 0 {
			head = text.T("conference.task.late", "late", text.Lasting(late))
		}
		lines = append(lines, head, taskLine(x.World, t, m.Grid))
		buttons = append(buttons, taskButtons(p, t, m)...)
	}
	x.Write(p, world.ClassReminder, talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(buttons...)})
}

// taskLine is a task in a line, with the number that stands on its button.
func taskLine(w *world.World, t world.Task, grid string) text.Text {
	return text.Join(" ", text.Said(strconv.Itoa(t.N)+"."),
		text.T("conference.task.line", "whose", show.Whose(w, t.Whose, grid), "what", t.What, "time", show.Dated(w, t.Due)))
}

// mayFinish tells whether the person may say that a task is done.
func mayFinish(w *world.World, t world.Task, grid string) bool {
	return chairs(w, grid) || t.Whose != "" && w.Me.Role == world.Officer && w.Me.Agency == t.Whose
}
