package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A meetingPress is a button of a grid's conference: who may press it, at which
// stages, and what it does. It tells whether all is said; or else the page is
// shown as it is then.
type meetingPress struct {
	chair  bool // only for who leads it; the others are for every member
	stages []Stage
	does   func(x *change, grid, arg string) (said bool)
}

// None of a grid's conferences waits or is held: the next one can be called.
var noneRuns = []Stage{"", StageOver, StageSigned, StageOff}

// meetingPresses are all buttons of a conference but those of its tasks, which
// are for whoever has one.
func meetingPresses() map[string]meetingPress {
	answer := func(what string) meetingPress {
		return meetingPress{stages: []Stage{StageCalled}, does: func(x *change, _, _ string) bool {
			x.answerInvitation(what)
			return false
		}}
	}
	return map[string]meetingPress{
		"come": answer("come"), "sub": answer("sub"), "excused": answer("excused"),
		"suggest": {false, []Stage{StageCalled, StageOpen}, func(x *change, grid, _ string) bool {
			if x.Meeting.member(x.Me.ID) == nil {
				return false
			}
			s, err := suggesting.Begin(suggestData{Meeting: grid, N: x.Meeting.N})
			x.beginMeeting(s, err)
			return true
		}},
		"there": {false, []Stage{StageOpen}, func(x *change, _, _ string) bool {
			x.attend()
			return false
		}},
		"minutes": {false, []Stage{StageOver, StageSigned}, func(x *change, _, _ string) bool {
			if x.Meeting.Hash == "" {
				return false
			}
			x.minutesTo(x.Me)
			return true
		}},

		"call": {true, noneRuns, func(x *change, grid, _ string) bool {
			now := aboutMeeting(text.T("conference.now", "n", int(conveneIn/time.Minute)), grid, x.Meeting, "now")
			x.pickConference(grid, "at", now)
			return true
		}},
		"now": {true, noneRuns, func(x *change, grid, _ string) bool {
			x.convene(grid, x.Now.Add(conveneIn), x.Me.ID)
			return false
		}},
		"at": {true, noneRuns, func(x *change, grid, arg string) bool {
			if at, ok := x.soon(arg); ok {
				x.convene(grid, at, x.Me.ID)
			}
			return false
		}},
		"up": {true, []Stage{StageCalled}, func(x *change, _, arg string) bool {
			if n := x.Meeting.marked(arg); n > 0 {
				x.meeting(func(m *Conference) { m.raise(n) })
			}
			return false
		}},
		"drop": {false, []Stage{StageCalled}, func(x *change, grid, arg string) bool {
			if n := x.Meeting.marked(arg); n >= 0 && x.Meeting.Items[n].Case == 0 && (x.chairs(grid) || x.Meeting.Items[n].By == x.Me.ID) {
				x.meeting(func(m *Conference) { m.drop(n) })
			}
			return false
		}},
		"move": {true, []Stage{StageCalled}, func(x *change, grid, _ string) bool {
			x.pickConference(grid, "to")
			return true
		}},
		"to": {true, []Stage{StageCalled}, func(x *change, _, arg string) bool {
			if at, ok := x.soon(arg); ok && at.Unix() != x.Meeting.At {
				x.moveConference(at)
			}
			return false
		}},
		"off": {true, []Stage{StageCalled}, func(x *change, grid, arg string) bool {
			if arg != "yes" {
				x.confirmOff()
				return true
			}
			x.callOffConference()
			return false
		}},
		"begin": {true, []Stage{StageCalled}, func(x *change, _, arg string) bool {
			if arg != "yes" && x.Meeting.At > x.Now.Add(beginsEarly).Unix() {
				x.confirmBegin()
				return true
			}
			x.beginConference()
			return false
		}},
		"code": {true, []Stage{StageOpen}, func(x *change, _, _ string) bool {
			x.sendCode()
			return true
		}},
		"item": {true, []Stage{StageOpen, StageOver}, func(x *change, grid, arg string) bool {
			n, err := strconv.Atoi(arg)
			if err != nil || n < 0 || n >= len(x.Meeting.Items) {
				return false
			}
			x.decideItem(grid, n)
			return true
		}},
		"end": {true, []Stage{StageOpen}, func(x *change, _, arg string) bool {
			if arg != "yes" {
				x.confirmEnd()
				return true
			}
			x.endConference()
			return false
		}},
		"issue": {true, []Stage{StageOver}, func(x *change, _, _ string) bool {
			if x.Meeting.Draft {
				x.issue()
			}
			return false
		}},
		"sign": {true, []Stage{StageOver}, func(x *change, _, arg string) bool {
			x.countersign(arg)
			return false
		}},
	}
}

// soon reads the moment a button says, when a conference can be held then.
func (x *change) soon(arg string) (time.Time, bool) {
	seconds, err := strconv.ParseInt(arg, 10, 64)
	at := time.Unix(seconds, 0)
	return at, err == nil && at.After(x.Now) && at.Before(x.Now.Add(60*oneDay))
}

// conference answers /conference: what is on the agenda, who comes, what was
// decided; and the buttons of whoever leads it or was invited.
func (x *change) conference(choice string) {
	grid, what := x.conferenceGrid(choice)
	m := x.Meeting
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
	case grid == "" || !x.chairs(grid) && (m == nil || m.member(x.Me.ID) == nil):
		x.reply(talk.Prompt{Say: text.T("conference.staff"), Rows: x.menu()})
		return
	}
	number, what, _ := strings.Cut(what, "|")
	what, arg, _ := strings.Cut(what, "|")
	stage := Stage("")
	if m != nil {
		stage = m.Stage
	}
	press, known := meetingPresses()[what]
	switch {
	case what != "" && number != strconv.Itoa(numberOf(m)): // a button of an earlier one
		x.toast(text.T("talk.stale"))
	case known && (!press.chair || x.chairs(grid)) && slices.Contains(press.stages, stage):
		if press.does(x, grid, arg) {
			return
		}
	}
	x.reply(x.conferencePage(grid))
}
