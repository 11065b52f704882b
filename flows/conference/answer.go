package conference

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

// ofTask tells whether the press is about a task, and the person may do that: they
// need not have been invited. Its number is of no other task, in no conference of the
// grid.
func ofTask(x *acts.Turn, choice string) bool {
	grid, rest := conferenceGrid(x.World, choice)
	parts := append(strings.Split(rest, "|"), "")
	if len(parts) < 4 || !slices.Contains([]string{"done", "day", "hand"}, parts[1]) {
		return false
	}
	n, _ := strconv.Atoi(parts[2])
	t := x.Meeting.Task(n)
	if t == nil || !mayFinish(x.World, *t, grid) {
		return false
	}
	switch {
	case t.Done != 0:
		x.ShowToast(text.T("conference.task.already", "n", n))
	case parts[1] == "day":
		promiseTask(x, *t, grid, parts[3])
	case parts[1] == "hand":
		handTask(x, *t, grid, parts[3])
	default:
		finish(x, *t, grid)
	}
	return true
}

// taskButtons are what somebody reminded of a task may do with it there: an officer
// names a day, or gives it to a colleague.
func taskButtons(p world.Person, t world.Task, m world.Conference) []talk.Button {
	n := strconv.Itoa(t.N)
	bs := []talk.Button{show.AboutMeeting(text.T("conference.task.done", "n", t.N), m.Grid, &m, "done", n)}
	if p.Role == world.Officer && p.Agency == t.Whose {
		if t.Clock.Promises == 0 {
			bs = append(bs, show.AboutMeeting(text.T("conference.task.day", "n", t.N), m.Grid, &m, "day", n))
		}
		bs = append(bs, show.AboutMeeting(text.T("conference.task.hand", "n", t.N), m.Grid, &m, "hand", n))
	}
	return bs
}

// promisedDays are how many working days a task may be promised within.
var promisedDays = []int{1, 2, 3, 5, 10}

// promiseTask: whoever has a task names a day, and is left alone until then; once.
func promiseTask(x *acts.Turn, t world.Task, grid, days string) {
	if t.Clock.Promises > 0 {
		x.ShowAlert(text.T("conference.task.day.once"))
		return
	}
	d, _ := strconv.Atoi(days)
	if !slices.Contains(promisedDays, d) {
		p := talk.Prompt{Say: text.Lines(text.T("conference.task.day.ask"), taskLine(x.World, t, grid))}
		var bs []talk.Button
		for _, d := range promisedDays {
			bs = append(bs, show.AboutMeeting(text.At(x.Closing(x.District.Calendar.Add(x.Now, calendar.Span{Work: d})), x.Now), grid, x.Meeting, "day", strconv.Itoa(t.N), strconv.Itoa(d)))
		}
		p.Rows = talk.Pairs(bs...)
		x.Reply(p)
		return
	}
	at := x.Closing(x.District.Calendar.Add(x.Now, calendar.Span{Work: d})).Unix()
	meeting(x, func(m *world.Conference) {
		t := m.Task(t.N)
		t.Clock.Promise, t.Clock.Given, t.Clock.Rung = at, at, false
		t.Clock.Promises++
		climbTask(x.World, t)
	})
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.day.kept", "time", show.Dated(x.World, at)), taskLine(x.World, t, grid))})
}

// handTask: an officer gives a task to a colleague of the agency.
func handTask(x *acts.Turn, t world.Task, grid, whom string) {
	mates := slices.DeleteFunc(x.Staff.Officers(t.Whose), func(p world.Person) bool { return p.ID == x.Me.ID || !p.Duty || p.Gone })
	id, _ := strconv.ParseInt(whom, 10, 64)
	i := slices.IndexFunc(mates, func(p world.Person) bool { return p.ID == id })
	switch {
	case len(mates) == 0:
		x.ShowAlert(text.T("conference.task.hand.none"))
		return
	case i < 0:
		p := talk.Prompt{Say: text.Lines(text.T("conference.task.hand.ask"), taskLine(x.World, t, grid))}
		for _, o := range mates[:min(len(mates), world.MostItems)] {
			p.Rows = append(p.Rows, talk.Row(show.AboutMeeting(show.Named(o), grid, x.Meeting, "hand", strconv.Itoa(t.N), strconv.FormatInt(o.ID, 10))))
		}
		x.Reply(p)
		return
	}
	meeting(x, func(m *world.Conference) { m.Task(t.N).Who = id })
	t.Who = id
	x.Write(mates[i], world.ClassTask, talk.Prompt{Say: text.Lines(text.T("conference.task.hand.told", "name", show.Called(x.World, x.Me.ID)), taskLine(x.World, t, grid)),
		Rows: talk.Pairs(taskButtons(mates[i], t, *x.Meeting)...)})
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.hand.done", "name", mates[i].Name), taskLine(x.World, t, grid))})
}

// finish says that a task is done, to those who lead.
func finish(x *acts.Turn, t world.Task, grid string) {
	n := t.N
	meeting(x, func(m *world.Conference) {
		t := m.Task(n)
		t.Done, t.By, t.Clock = x.Now.Unix(), x.Me.ID, cases.Clock{}
	})
	x.ShowToast(text.T("conference.task.thanks"))
	for _, p := range x.Leads(grid) {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: text.Lines(text.T("conference.task.told", "name", show.Called(x.World, x.Me.ID)), taskLine(x.World, t, grid))})
		}
	}
	if m := meetingNow(x); chairs(x.World, grid) || m.Member(x.Me.ID) != nil {
		x.Reply(conferencePage(x, grid))
		return
	}
	x.Reply(talk.Prompt{Say: text.Lines(text.T("conference.task.thanks"), taskLine(x.World, t, grid))})
}
