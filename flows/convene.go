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

// conference answers /conference: what is on the agenda, who comes, what was
// decided; and the buttons of whoever leads it or was invited.
func (x *change) conference(choice string) {
	grid, what := x.conferenceGrid(choice)
	m := x.Meeting
	member := m != nil && m.member(x.Me.ID) != nil
	switch {
	case (x.Me.Role == Coordinator || x.Me.Role == Officer) && grid == "":
		p := talk.Prompt{Say: text.T("conference.grid")}
		for _, g := range x.District.Map.All() {
			p.Rows = append(p.Rows, talk.Row(menuButton(text.Named(g.Names), "conference", g.ID)))
		}
		x.reply(p)
		return
	case grid != "" && m != nil && x.finishes(choice):
		return
	case grid == "" || !x.chairs(grid) && !member:
		x.reply(talk.Prompt{Say: text.T("conference.staff"), Rows: x.menu()})
		return
	}
	number, what, _ := strings.Cut(what, "|")
	what, arg, _ := strings.Cut(what, "|")
	if what != "" && number != strconv.Itoa(numberOf(m)) { // a button of an earlier one
		x.toast(text.T("talk.stale"))
		what = ""
	}
	n, _ := strconv.Atoi(arg)
	running, stage := m.running(), Stage("")
	if m != nil {
		stage = m.Stage
	}
	switch {
	case what == "come" || what == "sub" || what == "excused":
		x.answerInvitation(what)
	case what == "there":
		x.attend()
	case what == "suggest" && running && member:
		x.beginMeeting(suggesting.Begin(suggestData{Meeting: grid, N: m.N}))
		return
	case !x.chairs(grid) || what == "":
	case what == "call" && !running:
		x.pickConference(grid)
		return
	case what == "now" && !running:
		x.convene(grid, x.Now.Add(conveneIn), x.Me.ID)
	case what == "at" && !running:
		if at := time.Unix(int64(n), 0); at.After(x.Now) && at.Before(x.Now.Add(60*oneDay)) {
			x.convene(grid, at, x.Me.ID)
		}
	case what == "up" && stage == StageCalled && n > 0 && n < len(m.Items):
		x.meeting(func(m *Conference) { m.raise(n) })
	case what == "begin" && stage == StageCalled:
		x.beginConference()
	case what == "item" && (stage == StageOpen || stage == StageOver) && n >= 0 && n < len(m.Items):
		x.decideItem(grid, n)
		return
	case what == "off" && stage == StageCalled:
		x.callOffConference()
	case what == "end" && stage == StageOpen && arg != "yes":
		x.confirmEnd()
		return
	case what == "end" && stage == StageOpen:
		x.endConference()
	case what == "issue" && stage == StageOver && m.Draft:
		x.issue()
	case what == "code" && stage == StageOpen:
		x.sendCode()
		return
	case what == "sign" && stage == StageOver:
		x.countersign(arg)
	case what == "minutes" && m != nil && m.Hash != "":
		x.minutesTo(x.Me)
		return
	}
	x.reply(x.conferencePage(grid))
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
			x.write(x.Staff.People[k.ID], ClassTask, talk.Prompt{Say: text.T("conference.off", "grid", gridName(x.World, m.Grid), "time", x.on(m.At))})
		}
	}
}

// putOff moves a conference that did not begin to the next slot, and invites anew.
func (x *change) putOff() {
	at := x.slots()[0]
	x.meeting(func(m *Conference) {
		m.At = at.Unix()
		for i := range m.Members {
			m.Members[i].Answer = ""
		}
	})
	m := x.meetingNow()
	for _, k := range m.Members {
		x.invitePerson(k, *m)
	}
}

// pickConference asks a lead when to hold it.
func (x *change) pickConference(grid string) {
	p := talk.Prompt{Say: text.T("conference.when")}
	bs := []talk.Button{aboutMeeting(text.T("conference.now", "n", int(conveneIn/time.Minute)), grid, x.Meeting, "now")}
	for _, at := range x.slots() {
		bs = append(bs, aboutMeeting(text.At(at, x.District.Here(x.Now)), grid, x.Meeting, "at", strconv.FormatInt(at.Unix(), 10)))
	}
	if at := x.nextRegular(); !at.IsZero() && !slices.ContainsFunc(x.slots(), at.Equal) {
		bs = append(bs, aboutMeeting(text.At(at, x.District.Here(x.Now)), grid, x.Meeting, "at", strconv.FormatInt(at.Unix(), 10)))
	}
	p.Rows = append(talk.Pairs(bs...), talk.Row(menuButton(text.T("talk.back"), "conference", grid)))
	x.reply(p)
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
		x.putOff()
		return
	case m != nil && m.Stage == StageOpen && x.Now.Unix() >= m.At+int64(conferenceLasts.Seconds()):
		if m.empty() {
			x.meeting(func(m *Conference) { m.Stage = StageOff }) // there is nothing to write minutes of
			for _, p := range x.leads(grid) {
				x.write(p, ClassTask, talk.Prompt{Say: text.T("conference.nobody", "grid", gridName(x.World, grid), "time", x.on(m.At)),
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
	if !m.running() && !at.IsZero() && at.Sub(x.Now) <= convenedBefore && (m == nil || m.At != at.Unix()) && len(x.Staff.in(Lead, grid)) > 0 {
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
	p, _, err := dialogues[s.Dialogue].Ask(x.World, s)
	if err != nil {
		return
	}
	s.Below = x.below()
	x.session(s)
	x.reply(p)
}
