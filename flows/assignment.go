package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// On one page there is room for so much.
const (
	mostShown   = 8  // tasks
	longestLine = 24 // letters of what was said
)

// tasksText is what has to be done, by whom and when.
func (x *change) tasksText(m Conference) text.Text {
	var lines []text.Text
	for _, t := range m.Tasks {
		mark := text.T("conference.task.open")
		switch {
		case t.Done != 0:
			mark = text.T("conference.task.closed")
		case x.Now.Unix() >= t.Due:
			mark = text.T("mark.late")
		}
		if t.What = text.Clean(t.What, longestLine); len(lines) == mostShown {
			return text.Lines(append(lines, text.T("conference.task.more", "n", len(m.Tasks)-mostShown))...)
		}
		lines = append(lines, text.Join(" ", mark, x.taskLine(t, m.Grid)))
	}
	return text.Lines(lines...)
}

// climbTask sets when the clock of a task strikes next.
func (w *World) climbTask(t *Task) {
	ladder := w.District.Ladder(false)
	if t.Clock.Step >= len(ladder) {
		t.Clock.Next, t.Clock.Rung = 0, true
		return
	}
	t.Clock.Next = ladder[t.Clock.Step].When(time.Unix(t.Clock.Since, 0), time.Unix(t.Clock.Due, 0), w.District.Calendar).Unix()
}

// Timer names the clock of a task among the timers of the grid.
func (t Task) Timer() string { return "task" + strconv.Itoa(t.N) }

// taskStrikes is the clock of a task that has run out: it climbs until it is
// done. What strikes at the same time is told in one message.
func (x *change) taskStrikes(k talk.Clock) {
	m := x.Meeting
	if !slices.ContainsFunc(m.Tasks, func(t Task) bool { return t.Timer() == k.Name && t.Clock.Strikes() == k.Due.Unix() }) {
		return // done, told with another, or it belongs to an older conference
	}
	struck := func(t Task) bool { return t.Done == 0 && t.Clock.Strikes() != 0 && t.Clock.Strikes() <= x.Now.Unix() }
	if end := x.District.Quiet.End(x.Now); end.After(x.Now) {
		x.meeting(func(m *Conference) {
			for i := range m.Tasks {
				if struck(m.Tasks[i]) {
					m.Tasks[i].Clock.Next = end.Unix()
				}
			}
		})
		return
	}
	told := map[int64][]Task{}
	x.meeting(func(m *Conference) {
		for i := range m.Tasks {
			if struck(m.Tasks[i]) {
				for _, id := range x.climbed(m, &m.Tasks[i]) {
					told[id] = append(told[id], m.Tasks[i])
				}
			}
		}
	})
	for _, p := range append(x.Staff.in(Lead, ""), append(x.Staff.in(Coordinator, ""), x.Staff.in(Officer, "")...)...) {
		if tasks := told[p.ID]; len(tasks) > 0 {
			x.remindTasks(p, tasks, *m)
		}
	}
}

// climbed takes a task up the rungs that were reached, and tells who hears of it.
func (x *change) climbed(m *Conference, t *Task) []int64 {
	var ids []int64
	ladder := x.District.Ladder(false)
	for t.Clock.Step < len(ladder) && t.Clock.Next <= x.Now.Unix() {
		for _, p := range x.taskPeople(*m, *t, ladder[t.Clock.Step]) {
			if !slices.Contains(ids, p.ID) {
				ids = append(ids, p.ID)
			}
		}
		t.Clock.Step++
		if x.climbTask(t); t.Clock.Rung {
			break
		}
	}
	return ids
}

// owners are who has to do a task.
func (x *change) owners(t Task, grid string) []Person {
	if t.Whose == "" {
		return x.leads(grid)
	}
	return x.Staff.speakers(t.Whose, grid)
}

// taskPeople is who is told of a rung of a task's ladder.
func (x *change) taskPeople(m Conference, t Task, r district.Rung) []Person {
	owners := x.owners(t, m.Grid)
	var all []Person
	for _, who := range r.Tell {
		switch who {
		case district.TellHolder:
			all = append(all, owners...)
		case district.TellLead:
			all = append(append(all, owners...), x.firstLead(m.Grid)...)
		case district.TellLeads:
			all = append(append(all, owners...), x.leads(m.Grid)...)
		case district.TellCoordinator:
			all = append(all, x.Staff.in(Coordinator, "")...)
		}
	}
	return all
}

// remindTasks reminds somebody of tasks, the latest first; each can be done there.
func (x *change) remindTasks(p Person, tasks []Task, m Conference) {
	var lines []text.Text
	var buttons []talk.Button
	for _, t := range tasks[:min(len(tasks), mostItems)] {
		head := text.T("conference.task.soon")
		if late := x.Now.Sub(time.Unix(t.Due, 0)); late >= 0 {
			head = text.T("conference.task.late", "late", text.Lasting(late))
		}
		lines = append(lines, head, x.taskLine(t, m.Grid))
		buttons = append(buttons, aboutMeeting(text.T("conference.task.done", "n", t.N), m.Grid, &m, "done", strconv.Itoa(t.N)))
	}
	x.write(p, ClassReminder, talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(buttons...)})
}

// taskLine is a task in a line, with the number that stands on its button.
func (x *change) taskLine(t Task, grid string) text.Text {
	return text.Join(" ", text.Said(strconv.Itoa(t.N)+"."),
		text.T("conference.task.line", "whose", x.whose(t.Whose, grid), "what", t.What, "time", x.dated(t.Due)))
}

// mayFinish tells whether the person may say that a task is done.
func (x *change) mayFinish(t Task, grid string) bool {
	return x.chairs(grid) || t.Whose != "" && x.Me.Role == Officer && x.Me.Agency == t.Whose
}

// finishes tells whether the press says that a task is done, and the person may
// say so: they need not have been invited. Its number is of no other task, in no
// conference of the grid.
func (x *change) finishes(choice string) bool {
	grid, rest := x.conferenceGrid(choice)
	parts := strings.Split(rest, "|")
	if len(parts) != 3 || parts[1] != "done" {
		return false
	}
	n, _ := strconv.Atoi(parts[2])
	t := x.Meeting.task(n)
	if t == nil || !x.mayFinish(*t, grid) {
		return false
	}
	if t.Done != 0 {
		x.toast(text.T("conference.task.already", "n", n))
		return true
	}
	x.meeting(func(m *Conference) {
		t := m.task(n)
		t.Done, t.By, t.Clock = x.Now.Unix(), x.Me.ID, cases.Clock{}
	})
	x.toast(text.T("conference.task.thanks"))
	for _, p := range x.leads(grid) {
		if p.ID != x.Me.ID {
			x.write(p, ClassTask, talk.Prompt{Say: text.Lines(text.T("conference.task.told", "name", x.called(x.Me.ID)), x.taskLine(*t, grid))})
		}
	}
	if m := x.meetingNow(); x.chairs(grid) || m.member(x.Me.ID) != nil {
		x.reply(x.conferencePage(grid))
		return true
	}
	x.reply(talk.Prompt{Say: text.Lines(text.T("conference.task.thanks"), x.taskLine(*t, grid))})
	return true
}
