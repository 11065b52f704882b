package flows

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// ClockConvene names the daily event at which a grid's regular conference is
// called, when it is near; ClockBegin the timer at which one begins.
const (
	ClockConvene = "convene"
	ClockBegin   = "begin"
)

// convenedBefore is how long before a regular conference its members are
// invited, on a working day.
const convenedBefore = 5 * oneDay

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
func (w *World) conferenceGrid(choice string) (grid, rest string) {
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
	if s.Dialogue != deciding.Name && s.Dialogue != suggesting.Name || json.Unmarshal(s.Data, &d) != nil {
		return ""
	}
	return d.Meeting
}

// numberOf is the number of a conference; 0 for none. It stands on every button:
// those of an earlier one mean other items and other tasks.
func numberOf(m *Conference) int {
	if m == nil {
		return 0
	}
	return m.N
}

// aboutMeeting is a button about a conference.
func aboutMeeting(label text.Text, grid string, m *Conference, what ...string) talk.Button {
	return menuButton(label, "conference", append([]string{grid, strconv.Itoa(numberOf(m))}, what...)...)
}

// chairs tells whether the person leads the grid's conference.
func (x *change) chairs(grid string) bool {
	return x.Me.Role == Coordinator || x.Me.Role == Lead && x.Me.Grid == grid
}

// meetingNow is the conference as this change leaves it; nil for none.
func (x *change) meetingNow() *Conference {
	if x.Change.Met != nil {
		return &x.Change.Met.After
	}
	return x.Meeting
}

// meeting changes the conference at hand.
func (x *change) meeting(f func(*Conference)) {
	if x.Change.Met == nil {
		before := *x.Meeting
		x.Change.Met = &Met{Before: &before, After: before.clone()}
	}
	f(&x.Change.Met.After)
}

// convene calls a conference: the agenda builds itself, the members are invited.
func (x *change) convene(grid string, at time.Time, by int64) {
	m := Conference{Grid: grid, N: 1, At: at.Unix(), Token: x.Token(), By: by, Stage: StageCalled, Members: x.membersOf(grid)}
	if old := x.Meeting; old != nil {
		m.N, m.Rev = old.N+1, old.Rev
	}
	if by == 0 {
		m.For = m.At
	}
	m.agenda(x.Meeting, x.World)
	if lead := m.member(by); lead != nil {
		lead.Answer = "come"
	}
	x.Change.Met = &Met{Before: x.Meeting, After: m}
	for _, k := range m.Members {
		if k.ID != by {
			x.invitePerson(k, m)
		}
	}
}

// beginConference opens it: everybody says with a tap that they are there.
func (x *change) beginConference() {
	x.meeting(func(m *Conference) {
		m.Stage, m.At = StageOpen, min(m.At, x.Now.Unix()) // it may begin before its time
		if who := m.member(x.Me.ID); who != nil {
			who.There = x.Now.Unix() // whoever opens it is there
		}
	})
	x.tellMembers(text.T("conference.begins"))
}

// confirmEnd asks once more: what is over cannot be opened again.
func (x *change) confirmEnd() {
	m := x.meetingNow()
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
	x.reply(talk.Prompt{Say: sure, Rows: [][]talk.Button{
		{aboutMeeting(text.T("conference.end.yes"), m.Grid, m, "end", "yes")}, {menuButton(text.T("talk.back"), "conference", m.Grid)}}})
}

// endConference closes it; its minutes go to everybody, and wait for the leads.
func (x *change) endConference() {
	x.meeting(func(m *Conference) {
		m.Stage = StageOver
		if who := m.member(x.Me.ID); who != nil {
			who.There = max(who.There, m.At) // whoever ended it was there
		}
	})
	x.issue()
}

// callOffConference calls it off before it begins; everybody is told.
func (x *change) callOffConference() {
	x.meeting(func(m *Conference) { m.Stage = StageOff })
	m := x.meetingNow()
	for _, k := range m.Members {
		if k.ID != x.Me.ID {
			x.write(x.Staff.People[k.ID], ClassTask, talk.Prompt{Say: text.T("conference.off", "grid", gridName(x.World, m.Grid), "time", x.dated(m.At))})
		}
	}
}

// confirmBegin asks once more, long before the time: everybody will be told.
func (x *change) confirmBegin() {
	m := x.meetingNow()
	x.reply(talk.Prompt{Say: text.T("conference.begin.sure", "time", x.dated(m.At)), Rows: [][]talk.Button{
		{aboutMeeting(text.T("conference.begin.yes"), m.Grid, m, "begin", "yes")}, {menuButton(text.T("talk.back"), "conference", m.Grid)}}})
}

// confirmOff asks once more: everybody will be told.
func (x *change) confirmOff() {
	m := x.meetingNow()
	x.reply(talk.Prompt{Say: text.T("conference.off.sure", "time", x.dated(m.At)), Rows: [][]talk.Button{
		{aboutMeeting(text.T("conference.off.yes"), m.Grid, m, "off", "yes"), aboutMeeting(text.T("conference.move"), m.Grid, m, "move")},
		{menuButton(text.T("talk.back"), "conference", m.Grid)}}})
}

// moveConference holds a called conference at another time; everybody is told,
// and asked anew. Who moves it comes.
func (x *change) moveConference(at time.Time) {
	was := x.meetingNow().At
	x.meeting(func(m *Conference) {
		m.At = at.Unix()
		for i := range m.Members {
			m.Members[i].Answer = ""
		}
		if mover := m.member(x.Me.ID); mover != nil {
			mover.Answer = "come"
		}
	})
	m := x.meetingNow()
	for _, k := range m.Members {
		if k.ID != x.Me.ID {
			x.inviteTo(k, *m, text.T("conference.newtime", "grid", gridName(x.World, m.Grid), "was", x.dated(was), "time", x.dated(m.At)))
		}
	}
}

// pickConference asks a lead when to hold it.
func (x *change) pickConference(grid, what string, first ...talk.Button) {
	at := x.slots()
	if regular := x.nextRegular(); !regular.IsZero() && !slices.ContainsFunc(at, regular.Equal) {
		at = append(at, regular)
	}
	bs := first
	for _, at := range at {
		if x.Meeting.running() && at.Unix() == x.Meeting.At {
			continue
		}
		bs = append(bs, aboutMeeting(text.At(at, x.District.Here(x.Now)), grid, x.Meeting, what, strconv.FormatInt(at.Unix(), 10)))
	}
	x.reply(talk.Prompt{Say: text.T("conference.when"), Rows: append(talk.Pairs(bs...), talk.Row(menuButton(text.T("talk.back"), "conference", grid)))})
}

// conferenceClock is a moment in the life of a conference: it is near, it
// begins, or a task of it is due.
func (x *change) conferenceClock(k talk.Clock) {
	m := x.Meeting
	switch {
	case k.Name == ClockConvene:
		x.conferenceDay(k.Grid)
	case m == nil:
	case k.Name == ClockBegin && m.Stage == StageCalled && m.At == k.Due.Unix():
		if x.Now.Sub(k.Due) < beginsLate && !x.District.Quiet.End(x.Now).After(x.Now) {
			x.beginConference()
		}
	default:
		x.taskStrikes(k)
	}
}

// conferenceDay is what a day brings: a conference nobody ended is over, a lead
// who has not signed is asked again, and the regular one is called when it is
// near. Nobody is called to talk of nothing.
func (x *change) conferenceDay(grid string) {
	m := x.Meeting
	switch {
	case !x.District.Calendar.Working(x.District.Here(x.Now)):
		return
	case m != nil && m.Stage == StageCalled && m.At <= x.Now.Unix():
		x.moveConference(x.slots()[0])
		return
	case m != nil && m.Stage == StageOpen && x.Now.Unix() >= m.At+int64(conferenceLasts.Seconds()):
		if m.empty() {
			x.meeting(func(m *Conference) { m.Stage = StageOff }) // there is nothing to write minutes of
			for _, p := range x.leads(grid) {
				x.write(p, ClassTask, talk.Prompt{Say: text.T("conference.nobody", "grid", gridName(x.World, grid), "time", x.dated(m.At)),
					Rows: [][]talk.Button{{aboutMeeting(text.T("conference.call"), grid, m, "call")}}})
			}
			return
		}
		x.endConference()
		return
	case m != nil && m.Stage == StageOver && m.Draft:
		x.issue()
		return
	}
	at := x.nextRegular()
	if !m.running() && !at.IsZero() && at.Sub(x.Now) <= convenedBefore && (m == nil || m.At != at.Unix() && m.For != at.Unix()) && len(x.Staff.in(Lead, grid)) > 0 {
		next := Conference{Grid: grid, At: at.Unix()}
		if next.agenda(m, x.World); len(next.Items) > 0 {
			x.convene(grid, at, 0)
			return
		}
	}
	if m != nil && m.Stage == StageOver {
		if x.signed() {
			return
		}
		for _, p := range x.signers(*m) {
			x.minutesTo(p)
		}
	}
}

// beginMeeting enters a dialogue about a conference.
func (x *change) beginMeeting(s talk.Session, err error) {
	if err != nil {
		return // a session of plain data always can be kept
	}
	p, _, err := x.book.dialogues[s.Dialogue].Ask(x.World, s)
	if err != nil {
		return
	}
	s.Below = x.below()
	x.session(s)
	x.reply(p)
}
