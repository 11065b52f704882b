package conference

import (
	"encoding/json"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/errands"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// convenedBefore is how long before a regular conference its members are
// invited, on a working day.
const convenedBefore = 5 * world.OneDay

// beginsEarly is how long before its time one is opened without being asked.
const beginsEarly = time.Hour

// beginsLate is how late one still begins by itself.
const beginsLate = 2 * time.Hour

// conferenceLasts is when one that nobody ended is over.
const conferenceLasts = 12 * time.Hour

// conveneIn is how long people have to come to a conference that is held now;
// the chair may begin before.
const conveneIn = 10 * time.Minute

// conferenceGrid is which grid a command or a button about a conference means.
func conferenceGrid(w *world.World, choice string) (grid, rest string) {
	first, rest, _ := strings.Cut(choice, "|")
	if _, ok := w.District.Map.Grid(first); ok {
		return first, rest
	}
	return w.Me.Grid, choice
}

// conferenceOf is the grid of a dialogue about a conference; "" of any other.
func conferenceOf(s talk.Session) string {
	var d struct {
		Meeting string `json:"meeting"`
	}
	if s.Dialogue != deciding.Name && s.Dialogue != suggesting.Name && s.Dialogue != calling.Name || json.Unmarshal(s.Data, &d) != nil {
		return ""
	}
	return d.Meeting
}

// meetingNow is the conference as this change leaves it; nil for none.
func meetingNow(x *acts.Turn) *world.Conference {
	if x.Change.Met != nil {
		return &x.Change.Met.After
	}
	return x.Meeting
}

// stageOf is how far a conference is; "" where there is none.
func stageOf(m *world.Conference) world.Stage {
	if m == nil {
		return ""
	}
	return m.Stage
}

// meeting changes the conference at hand.
func meeting(x *acts.Turn, f func(*world.Conference)) {
	if x.Change.Met == nil {
		before := *x.Meeting
		x.Change.Met = &world.Met{Before: &before, After: before.Clone()}
	}
	f(&x.Change.Met.After)
}

// convene calls a conference: the agenda builds itself, the members are invited.
func convene(x *acts.Turn, grid string, at time.Time, by int64) {
	m := world.Conference{Grid: grid, N: 1, At: at.Unix(), Token: x.Token(), By: by, Stage: world.StageCalled}
	if old := x.Meeting; old != nil {
		m.N, m.Rev = old.N+1, old.Rev
	}
	if by == 0 {
		m.For = m.At
	}
	agenda(&m, x.Meeting, x.World)
	m.Members = membersOf(x.World, m)
	redated(x, &m)
	if lead := m.Member(by); lead != nil {
		lead.Answer = "come"
	}
	x.Change.Met = &world.Met{Before: x.Meeting, After: m}
	for _, k := range m.Members {
		if k.ID != by {
			invitePerson(x, k, m)
		}
	}
	dateTo(x, m.Member(by), m)
}

// beginConference opens it: everybody says with a tap that they are there.
func beginConference(x *acts.Turn) {
	meeting(x, func(m *world.Conference) {
		m.Stage, m.At = world.StageOpen, min(m.At, x.Now.Unix()) // it may begin before its time
		if who := m.Member(x.Me.ID); who != nil {
			who.There = x.Now.Unix() // whoever opens it is there
		}
	})
	tellMembers(x, text.T("conference.begins"))
}

// confirmEnd asks once more: what is over cannot be opened again.
func confirmEnd(x *acts.Turn) {
	m := meetingNow(x)
	open := 0
	for _, it := range m.Items {
		if it.Outcome == "" {
			open++
		}
	}
	sure := text.T("conference.end.sure", "n", open)
	if open == 0 {
		sure = text.T("conference.end.all")
	}
	x.Reply(talk.Prompt{Say: sure, Rows: [][]talk.Button{
		{show.AboutMeeting(text.T("conference.end.yes"), m.Grid, m, "end", "yes")}, {show.MenuButton(text.T("talk.back"), "conference", m.Grid)}}})
}

// endConference closes it; its minutes go to everybody, and wait for the leads.
func endConference(x *acts.Turn) {
	meeting(x, func(m *world.Conference) {
		m.Stage = world.StageOver
		if who := m.Member(x.Me.ID); who != nil {
			who.There = max(who.There, m.At) // whoever ended it was there
		}
	})
	issue(x)
}

// callOffConference calls it off before it begins; everybody is told.
func callOffConference(x *acts.Turn) {
	meeting(x, func(m *world.Conference) {
		m.Stage = world.StageOff
		redated(x, m)
	})
	m := meetingNow(x)
	for i, k := range m.Members {
		if k.ID != x.Me.ID {
			x.Write(x.Staff.People[k.ID], world.ClassTask, talk.Prompt{Say: text.T("conference.off", "grid", show.GridName(x.World, m.Grid), "time", show.Dated(x.World, m.At))})
		}
		dateTo(x, &m.Members[i], *m)
	}
}

// confirmBegin asks once more, long before the time: everybody will be told.
func confirmBegin(x *acts.Turn) {
	m := meetingNow(x)
	x.Reply(talk.Prompt{Say: text.T("conference.begin.sure", "time", show.Dated(x.World, m.At)), Rows: [][]talk.Button{
		{show.AboutMeeting(text.T("conference.begin.yes"), m.Grid, m, "begin", "yes")}, {show.MenuButton(text.T("talk.back"), "conference", m.Grid)}}})
}

// confirmOff asks once more: everybody will be told.
func confirmOff(x *acts.Turn) {
	m := meetingNow(x)
	x.Reply(talk.Prompt{Say: text.T("conference.off.sure", "time", show.Dated(x.World, m.At)), Rows: [][]talk.Button{
		{show.AboutMeeting(text.T("conference.off.yes"), m.Grid, m, "off", "yes"), show.AboutMeeting(text.T("conference.move"), m.Grid, m, "move")},
		{show.MenuButton(text.T("talk.back"), "conference", m.Grid)}}})
}

// moveConference holds a called conference at another time; everybody is told,
// and asked anew. Who moves it comes.
func moveConference(x *acts.Turn, at time.Time) {
	was := meetingNow(x).At
	meeting(x, func(m *world.Conference) {
		m.At = at.Unix()
		redated(x, m)
		for i := range m.Members {
			m.Members[i].Answer = ""
		}
		if mover := m.Member(x.Me.ID); mover != nil {
			mover.Answer = "come"
		}
	})
	m := meetingNow(x)
	for _, k := range m.Members {
		if k.ID != x.Me.ID {
			inviteTo(x, k, *m, text.T("conference.newtime", "grid", show.GridName(x.World, m.Grid), "was", show.Dated(x.World, was), "time", show.Dated(x.World, m.At)))
		}
	}
	dateTo(x, m.Member(x.Me.ID), *m)
}

// conferenceClock is a moment in the life of a conference: it is near, it
// begins, or a task of it is due.
func conferenceClock(x *acts.Turn, k talk.Clock) {
	m := x.Meeting
	switch {
	case k.Name == world.ClockConvene:
		conferenceDay(x, k.Grid)
	case m == nil:
	case k.Name == world.ClockBegin && m.Stage == world.StageCalled && m.At == k.Due.Unix():
		if _, quiet := x.Postponed(); !quiet && x.Now.Sub(k.Due) < beginsLate {
			beginConference(x)
		}
	default:
		errands.Strikes(x, k)
	}
}

// conferenceDay is what a day brings: a conference nobody ended is over, a lead
// who has not signed is asked again, and the regular one is called when it is
// near.
func conferenceDay(x *acts.Turn, grid string) {
	m, stage := x.Meeting, stageOf(x.Meeting)
	switch {
	case !x.District.Calendar.Working(x.District.Here(x.Now)):
	case stage == world.StageCalled && m.At <= x.Now.Unix():
		moveConference(x, x.Slots()[0])
	case stage == world.StageOpen && x.Now.Unix() >= m.At+int64(conferenceLasts.Seconds()):
		endForgotten(x)
	case stage == world.StageOver && m.Draft:
		issue(x)
	case conveneRegular(x, grid):
	case stage == world.StageOver && !signed(x):
		for _, p := range signers(x.World, *m) {
			minutesTo(x, p)
		}
	}
}

// endForgotten ends a conference nobody ended. One to which nobody came was
// none: there is nothing to write minutes of, and the leads can call the next.
func endForgotten(x *acts.Turn) {
	m := x.Meeting
	if !m.Empty() {
		endConference(x)
		return
	}
	meeting(x, func(m *world.Conference) { m.Stage = world.StageOff })
	for _, p := range x.Leads(m.Grid) {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("conference.nobody", "grid", show.GridName(x.World, m.Grid), "time", show.Dated(x.World, m.At)),
			Rows: [][]talk.Button{{show.AboutMeeting(text.T("conference.call"), m.Grid, m, "call")}}})
	}
}

// conveneRegular calls the regular conference when it is near, and tells whether
// it did. One that was called for that day already is not called again, and
// nobody is called to talk of nothing.
func conveneRegular(x *acts.Turn, grid string) bool {
	m, at := x.Meeting, nextRegular(x.World)
	if m.Running() || at.IsZero() || at.Sub(x.Now) > convenedBefore || len(x.Staff.In(world.Lead, grid)) == 0 {
		return false
	}
	if m != nil && (m.At == at.Unix() || m.For == at.Unix()) {
		return false
	}
	next := world.Conference{Grid: grid, At: at.Unix()}
	if agenda(&next, m, x.World); len(next.Items) == 0 {
		return false
	}
	convene(x, grid, at, 0)
	return true
}

// beginMeeting enters a dialogue about a conference.
func beginMeeting(x *acts.Turn, s talk.Session, err error) {
	if err != nil {
		return // a session of plain data always can be kept
	}
	p, _, err := x.Book.Dialogues[s.Dialogue].Ask(x.World, s)
	if err != nil {
		return
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Reply(p)
}
