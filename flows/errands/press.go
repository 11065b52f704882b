package errands

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A press is a button of a task: who may press it, and what it does with the task.
type press struct {
	may  func(w *world.World, t world.Task, grid string) bool
	does func(x *acts.Turn, t world.Task, grid, arg string)
}

// presses are all buttons of a task that is not done but the one that opens it.
func presses() map[string]press {
	return map[string]press{
		"day":    {theirs, promise},
		"hand":   {mayHand, hand},
		"plead":  {theirs, plead},
		"yes":    {decides, func(x *acts.Turn, t world.Task, grid, _ string) { grant(x, t, grid) }},
		"no":     {decides, deny},
		"pause":  {mayPause, pause},
		"resume": {MayFinish, func(x *acts.Turn, t world.Task, grid, _ string) { resume(x, t, grid) }},
	}
}

// Press does what a button of a task says, of the conference at hand: what stands
// behind the conference's number on it. Who has a task need not have been invited, and
// its number is of no other, in no conference of the grid. It is not ok where the button
// is of no task; after is what whoever was invited reads when one is done.
func Press(x *acts.Turn, grid, rest string, after func() (talk.Prompt, bool)) (ok bool) {
	parts := append(strings.Split(rest, "|"), "", "")
	p, known := presses()[parts[0]]
	if !known && parts[0] != "done" && parts[0] != "task" || parts[1] == "" {
		return false
	}
	n, _ := strconv.Atoi(parts[1])
	t := x.Meeting.Task(n)
	switch {
	case t == nil || !MayFinish(x.World, *t, grid):
		sorry(x, text.T("conference.task.not", "n", n))
	case parts[0] == "task":
		x.Reply(page(x.World, *t, *x.Meeting))
	case t.Done != 0:
		x.ShowToast(text.T("conference.task.already", "n", n))
	case parts[0] == "done":
		finish(x, *t, grid, after)
	case !p.may(x.World, *t, grid):
		sorry(x, notTheirs(x.World, *t, parts[0]))
	default:
		p.does(x, *t, grid, parts[2])
	}
	return true
}

// sorry says why a press does not count: over it, or where nothing was pressed as a reply.
func sorry(x *acts.Turn, why text.Text) {
	if x.ShowAlert(why); x.Event.Press == "" {
		x.Reply(talk.Prompt{Say: why})
	}
}

// notTheirs is why somebody who may look at a task may not press a button of it.
func notTheirs(w *world.World, t world.Task, what string) text.Text {
	switch {
	case what != "yes" && what != "no":
		return text.T("conference.task.not", "n", t.N)
	case t.Plea == nil:
		return text.T("conference.task.plea.over", "n", t.N)
	}
	return text.T("conference.task.plea.other")
}

// page is a task at one look, with what the person may do about it.
func page(w *world.World, t world.Task, m world.Conference) talk.Prompt {
	lines := []text.Text{text.T("conference.task.head", "grid", show.GridName(w, m.Grid), "n", t.N), text.Join(" ", mark(w, t), Named(w, t, m.Grid))}
	if p, ok := holder(w, t, m.Grid); ok {
		lines = append(lines, text.T("conference.task.who", "name", p.Name))
	}
	lines = append(lines, stands(w, t)...)
	var bs []talk.Button
	if t.Done == 0 {
		bs = buttonsOf(w, w.Me, t, m)
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(talk.Pairs(bs...), talk.Row(show.MenuButton(text.T("conference.task.list"), "tasks")))}
}

// stands is what is agreed on about a task, or waits for an answer.
func stands(w *world.World, t world.Task) []text.Text {
	var lines []text.Text
	if t.Clock.Promise != 0 {
		lines = append(lines, text.T("conference.task.day.until", "time", show.Dated(w, t.Clock.Promise)))
	}
	if r := t.Rest; r != nil {
		lines = append(lines, text.T("conference.task.resting", "time", show.Dated(w, r.Until), "reason", r.Why))
	}
	if t.Plea != nil {
		lines = append(lines, asked(w, t))
	}
	return lines
}

// buttonsOf are what somebody may do about a task that is not done: whoever has it, and
// whoever leads the conference.
func buttonsOf(w *world.World, p world.Person, t world.Task, m world.Conference) []talk.Button {
	as := *w
	as.Me = p
	about := func(label text.Text, what string) talk.Button {
		return show.AboutMeeting(label, m.Grid, &m, what, strconv.Itoa(t.N))
	}
	var bs []talk.Button
	if MayFinish(&as, t, m.Grid) {
		bs = append(bs, Done(m.Grid, &m, t.N))
	}
	if theirs(&as, t, m.Grid) && t.Rest == nil {
		if t.Clock.Promises == 0 {
			bs = append(bs, about(text.T("conference.task.day", "n", t.N), "day"))
		}
		if t.Plea == nil {
			bs = append(bs, about(text.T("conference.task.plead", "n", t.N), "plead"))
		}
	}
	if mayHand(&as, t, m.Grid) {
		bs = append(bs, about(text.T("conference.task.hand", "n", t.N), "hand"))
	}
	if decides(&as, t, m.Grid) {
		bs = append(bs, about(text.T("conference.task.plea.yes", "n", t.N), "yes"), about(text.T("conference.task.plea.no", "n", t.N), "no"))
	}
	switch {
	case t.Rest != nil && MayFinish(&as, t, m.Grid):
		bs = append(bs, about(text.T("conference.task.resume", "n", t.N), "resume"))
	case t.Rest == nil && mayPause(&as, t, m.Grid):
		bs = append(bs, about(text.T("conference.task.pause", "n", t.N), "pause"))
	}
	return bs
}

// Done is the button that says that a task is done.
func Done(grid string, m *world.Conference, n int) talk.Button {
	return show.AboutMeeting(text.T("conference.task.done", "n", n), grid, m, "done", strconv.Itoa(n))
}

// promisedDays are how many working days a task may be promised within.
var promisedDays = []int{1, 2, 3, 5, 10}

// promise: whoever has a task names a day, and is left alone until then; once.
func promise(x *acts.Turn, t world.Task, grid, days string) {
	switch {
	case t.Clock.Promises > 0:
		x.ShowAlert(text.T("conference.task.day.once"))
		return
	case t.Rest != nil:
		x.ShowAlert(text.T("conference.task.rests.already", "time", show.Dated(x.World, t.Rest.Until)))
		return
	}
	d, _ := strconv.Atoi(days)
	if !slices.Contains(promisedDays, d) {
		p := talk.Prompt{Say: text.Lines(text.T("conference.task.day.ask"), line(x.World, t, grid))}
		var bs []talk.Button
		for _, d := range promisedDays {
			bs = append(bs, show.AboutMeeting(text.At(x.Closing(x.District.Calendar.Add(x.Now, calendar.Span{Work: d})), x.Now), grid, x.Meeting, "day", strconv.Itoa(t.N), strconv.Itoa(d)))
		}
		p.Rows = talk.Pairs(bs...)
		x.Reply(p)
		return
	}
	at := x.Closing(x.District.Calendar.Add(x.Now, calendar.Span{Work: d})).Unix()
	change(x, t.N, func(t *world.Task) {
		t.Clock.Promise, t.Clock.Given, t.Clock.Rung = at, at, false
		t.Clock.Promises++
		Climb(x.World, t)
	})
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.day.kept", "time", show.Dated(x.World, at)), line(x.World, t, grid))})
}

// mayHand tells whether the person may give a task to somebody else: who has it, and
// of what the grid itself has to do whoever leads it.
func mayHand(w *world.World, t world.Task, grid string) bool {
	return theirs(w, t, grid) || t.Whose == "" && Chairs(w, grid)
}

// takers are whom a task can be given to: colleagues of the agency, and in the grid its
// workers who are on duty and who else leads it.
func takers(w *world.World, t world.Task, grid string) []world.Person {
	all := w.Staff.Officers(t.Whose)
	if t.Whose == "" {
		all = slices.Concat(w.Staff.OnDuty(grid), w.Staff.In(world.Lead, grid))
	}
	now, held := holder(w, t, grid)
	return slices.DeleteFunc(all, func(p world.Person) bool {
		return p.ID == w.Me.ID && Has(w, t, grid) || held && p.ID == now.ID || p.Gone || p.Role != world.Lead && !p.Duty
	})
}

// hand: a task is given to somebody else of the agency, or of the grid.
func hand(x *acts.Turn, t world.Task, grid, whom string) {
	mates := takers(x.World, t, grid)
	id, _ := strconv.ParseInt(whom, 10, 64)
	i := slices.IndexFunc(mates, func(p world.Person) bool { return p.ID == id })
	switch {
	case len(mates) == 0:
		x.ShowAlert(text.T("conference.task.hand.none"))
		return
	case i < 0:
		p := talk.Prompt{Say: text.Lines(text.T("conference.task.hand.ask"), line(x.World, t, grid))}
		for _, o := range mates[:min(len(mates), world.MostItems)] {
			p.Rows = append(p.Rows, talk.Row(show.AboutMeeting(show.Named(o), grid, x.Meeting, "hand", strconv.Itoa(t.N), strconv.FormatInt(o.ID, 10))))
		}
		x.Reply(p)
		return
	}
	change(x, t.N, func(t *world.Task) { t.Who = id })
	t.Who = id
	if id != x.Me.ID {
		x.Write(mates[i], world.ClassTask, talk.Prompt{Say: text.Lines(text.T("conference.task.hand.told", "name", show.Called(x.World, x.Me.ID)), line(x.World, t, grid)),
			Rows: talk.Pairs(buttonsOf(x.World, mates[i], t, *x.Meeting)...)})
	}
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.hand.done", "name", mates[i].Name), line(x.World, t, grid))})
}

// finish says that a task is done, to those who lead.
func finish(x *acts.Turn, t world.Task, grid string, after func() (talk.Prompt, bool)) {
	change(x, t.N, func(t *world.Task) {
		t.Done, t.By, t.Clock, t.Plea, t.Rest = x.Now.Unix(), x.Me.ID, cases.Clock{}, nil, nil
	})
	x.ShowToast(text.T("conference.task.thanks"))
	for _, p := range x.Leads(grid) {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.Lines(text.T("conference.task.told", "name", show.Called(x.World, x.Me.ID)), line(x.World, t, grid))})
		}
	}
	if p, invited := after(); invited {
		x.Reply(p)
		return
	}
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.thanks"), line(x.World, t, grid))})
}
