// Package errands is what a conference gave somebody to do: who has it, by when, and
// what they can say to it until it is done. It knows neither the agenda nor the minutes.
package errands

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// On one page there is room for so much.
const (
	mostShown   = 8  // tasks
	LongestLine = 24 // letters of what was said
)

// Chairs tells whether the person leads the grid's conference.
func Chairs(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}

// holder is who has a task in person; not ok where it is for whoever speaks for the
// agency or leads the grid, also because who had it is there no more.
func holder(w *world.World, t world.Task, grid string) (world.Person, bool) {
	p := w.Staff.People[t.Who]
	switch {
	case t.Who == 0 || p.ID != t.Who || p.Gone:
		return world.Person{}, false
	case t.Whose == "":
		return p, (p.Role == world.Worker || p.Role == world.Lead) && p.Belongs(grid)
	}
	return p, p.Role == world.Officer && p.Agency == t.Whose
}

// Owners are who has to do a task. Who has it and is off duty is stood in for.
func Owners(w *world.World, t world.Task, grid string) []world.Person {
	if p, ok := holder(w, t, grid); ok && (p.Duty || p.Role == world.Lead) {
		return []world.Person{p}
	}
	if t.Whose == "" {
		return w.Leads(grid)
	}
	return w.Staff.Speakers(t.Whose, grid)
}

// Has tells whether a task is the person's to do.
func Has(w *world.World, t world.Task, grid string) bool {
	if p, ok := holder(w, t, grid); ok {
		return p.ID == w.Me.ID
	}
	if t.Whose == "" {
		return w.Me.Role == world.Lead && w.Me.Grid == grid
	}
	return w.Me.Role == world.Officer && slices.ContainsFunc(w.Staff.Speakers(t.Whose, grid), func(p world.Person) bool { return p.ID == w.Me.ID })
}

// theirs tells whether the person may say by when a task is done: who has it, and of an
// agency everybody.
func theirs(w *world.World, t world.Task, grid string) bool {
	return Has(w, t, grid) || t.Whose != "" && w.Me.Role == world.Officer && w.Me.Agency == t.Whose
}

// MayFinish tells whether the person may say that a task is done, and look at it.
func MayFinish(w *world.World, t world.Task, grid string) bool {
	return Chairs(w, grid) || theirs(w, t, grid)
}

// Text is what has to be done, by whom and when.
func Text(w *world.World, m world.Conference) text.Text {
	var lines []text.Text
	for _, t := range m.Tasks {
		if t.What = text.Clean(t.What, LongestLine); len(lines) == mostShown {
			return text.Lines(append(lines, text.T("conference.task.more", "n", len(m.Tasks)-mostShown))...)
		}
		lines = append(lines, text.Join(" ", mark(w, t), line(w, t, m.Grid)))
	}
	return text.Lines(lines...)
}

// mark is how a task stands, as one sign.
func mark(w *world.World, t world.Task) text.Text {
	switch {
	case t.Done != 0:
		return text.T("conference.task.closed")
	case t.Rest != nil:
		return text.T("conference.task.rests")
	case w.Now.Unix() >= t.Due:
		return text.T("mark.late")
	}
	return text.T("conference.task.open")
}

// Named is a task in a line.
func Named(w *world.World, t world.Task, grid string) text.Text {
	return text.T("conference.task.line", "whose", show.Whose(w, t.Whose, grid), "what", t.What, "time", show.Dated(w, t.Due))
}

// line is a task in a line, with the number that stands on its button.
func line(w *world.World, t world.Task, grid string) text.Text {
	return text.Join(" ", text.Said(strconv.Itoa(t.N)+"."), Named(w, t, grid))
}

// A Given is a task, and the conference that gave it.
type Given struct {
	Task world.Task
	By   world.Conference
}

// Due is when something must happen about a task: it goes on, or is to be done.
func (g Given) Due() int64 {
	if g.Task.Rest != nil {
		return g.Task.Rest.Until
	}
	return g.Task.Due
}

// All are the tasks that are the person's to do, of the conferences that were read, by
// when they are due.
func All(w *world.World) []Given {
	var all []Given
	for _, m := range w.Meetings {
		for _, t := range m.Tasks {
			if t.Done == 0 && Has(w, t, m.Grid) {
				all = append(all, Given{t, m})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Given) int { return cmp.Compare(a.Due(), b.Due()) })
	return all
}

// Row is a task as a list shows it, beside cases.
func (g Given) Row(w *world.World) text.Text {
	t := g.Task
	if t.Rest != nil {
		return text.Join(" ", g.mark(w), text.T("conference.task.row.rests", "grid", show.GridName(w, g.By.Grid), "n", t.N, "what", text.CleanLine(t.What, 30), "time", show.Dated(w, t.Rest.Until)))
	}
	return text.Join(" ", g.mark(w), text.T("conference.task.row", "grid", show.GridName(w, g.By.Grid), "n", t.N, "what", text.CleanLine(t.What, 30), "time", show.Dated(w, t.Due)))
}

// Open is the button that opens it.
func (g Given) Open(w *world.World) talk.Button {
	label := text.Join(" ", g.mark(w), text.T("conference.task.open.row", "grid", show.GridName(w, g.By.Grid), "n", g.Task.N))
	return show.AboutMeeting(label, g.By.Grid, &g.By, "task", strconv.Itoa(g.Task.N))
}

// mark is what is unusual about it, as one sign; empty for nothing.
func (g Given) mark(w *world.World) text.Text {
	if m := mark(w, g.Task); m.ID != "conference.task.open" {
		return m
	}
	return text.Text{}
}

// change changes a task of the conference at hand.
func change(x *acts.Turn, n int, f func(*world.Task)) {
	if x.Change.Met == nil {
		before := *x.Meeting
		x.Change.Met = &world.Met{Before: &before, After: before.Clone()}
	}
	if t := x.Change.Met.After.Task(n); t != nil {
		f(t)
	}
}

// Climb sets when the clock of a task strikes next.
func Climb(w *world.World, t *world.Task) {
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

// rest lets the clock of a task stand still until a day.
func rest(w *world.World, t *world.Task, why text.Text, until int64) {
	t.Plea = nil
	t.Rest = &cases.Standstill{Why: why, From: w.Now.Unix(), Until: until, Clock: t.Clock}
	t.Clock = cases.Clock{Name: cases.ClockPause, Since: w.Now.Unix(), Due: until}
}

// wake lets it run on: of its working time as much is left as when it stood still.
func wake(w *world.World, t *world.Task) {
	r := *t.Rest
	t.Rest, t.Clock = nil, r.Clock
	stood := w.District.Calendar.Between(time.Unix(r.From, 0), w.Now)
	k := &t.Clock
	for _, at := range []*int64{&k.Since, &k.Due, &k.Promise, &k.Given, &t.Due} {
		if *at != 0 {
			*at = w.District.Calendar.Shift(time.Unix(*at, 0), stood).Unix()
		}
	}
	k.Rung = false
	Climb(w, t)
}
