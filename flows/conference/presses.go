package conference

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A meetingPress is a button of a grid's conference: who may press it, at which
// stages, and what it does. It tells whether all is said; or else the page is
// shown as it is then.
type meetingPress struct {
	chair  bool // only for who leads it; the others are for every member
	stages []world.Stage
	does   func(x *acts.Turn, grid, arg string) (said bool)
}

// meetingPresses are all buttons of a conference but those of its tasks, which
// are for whoever has one.
func meetingPresses() map[string]meetingPress {
	answer := func(what string) meetingPress {
		return meetingPress{stages: []world.Stage{world.StageCalled}, does: func(x *acts.Turn, _, _ string) bool {
			answerInvitation(x, what)
			return false
		}}
	}
	return map[string]meetingPress{
		"come": answer("come"), "sub": answer("sub"), "excused": answer("excused"),
		"suggest": {false, []world.Stage{world.StageCalled, world.StageOpen}, func(x *acts.Turn, grid, _ string) bool {
			if x.Meeting.Member(x.Me.ID) == nil {
				return false
			}
			s, err := suggesting.Begin(suggestData{Meeting: grid, N: x.Meeting.N})
			beginMeeting(x, s, err)
			return true
		}},
		"there": {false, []world.Stage{world.StageOpen}, func(x *acts.Turn, _, _ string) bool {
			attend(x)
			return false
		}},
		"minutes": {false, []world.Stage{world.StageOver, world.StageSigned}, func(x *acts.Turn, _, _ string) bool {
			if x.Meeting.Hash == "" {
				return false
			}
			minutesTo(x, x.Me)
			return true
		}},

		"call": {true, world.NoneRuns, func(x *acts.Turn, grid, _ string) bool {
			now := show.AboutMeeting(text.T("conference.now", "n", int(conveneIn/time.Minute)), grid, x.Meeting, "now")
			pickConference(x, grid, "at", now)
			return true
		}},
		"now": {true, world.NoneRuns, func(x *acts.Turn, grid, _ string) bool {
			convene(x, grid, x.Now.Add(conveneIn), x.Me.ID)
			return false
		}},
		"at": {true, world.NoneRuns, func(x *acts.Turn, grid, arg string) bool {
			if at, ok := soon(x.World, arg); ok {
				convene(x, grid, at, x.Me.ID)
			}
			return false
		}},
		"up": {true, []world.Stage{world.StageCalled}, func(x *acts.Turn, _, arg string) bool {
			if n := x.Meeting.Marked(arg); n > 0 {
				meeting(x, func(m *world.Conference) { m.Raise(n) })
			}
			return false
		}},
		"drop": {false, []world.Stage{world.StageCalled}, func(x *acts.Turn, grid, arg string) bool {
			if n := x.Meeting.Marked(arg); n >= 0 && x.Meeting.Items[n].Case == 0 && (chairs(x.World, grid) || x.Meeting.Items[n].By == x.Me.ID) {
				meeting(x, func(m *world.Conference) { m.Drop(n) })
			}
			return false
		}},
		"move": {true, []world.Stage{world.StageCalled}, func(x *acts.Turn, grid, _ string) bool {
			pickConference(x, grid, "to")
			return true
		}},
		"to": {true, []world.Stage{world.StageCalled}, func(x *acts.Turn, _, arg string) bool {
			if at, ok := soon(x.World, arg); ok && at.Unix() != x.Meeting.At {
				moveConference(x, at)
			}
			return false
		}},
		"off": {true, []world.Stage{world.StageCalled}, func(x *acts.Turn, grid, arg string) bool {
			if arg != "yes" {
				confirmOff(x)
				return true
			}
			callOffConference(x)
			return false
		}},
		"begin": {true, []world.Stage{world.StageCalled}, func(x *acts.Turn, _, arg string) bool {
			if arg != "yes" && x.Meeting.At > x.Now.Add(beginsEarly).Unix() {
				confirmBegin(x)
				return true
			}
			beginConference(x)
			return false
		}},
		"code": {true, []world.Stage{world.StageOpen}, func(x *acts.Turn, _, _ string) bool {
			sendCode(x)
			return true
		}},
		"item": {true, []world.Stage{world.StageOpen, world.StageOver}, func(x *acts.Turn, grid, arg string) bool {
			n, err := strconv.Atoi(arg)
			if err != nil || n < 0 || n >= len(x.Meeting.Items) {
				return false
			}
			decideItem(x, grid, n)
			return true
		}},
		"end": {true, []world.Stage{world.StageOpen}, func(x *acts.Turn, _, arg string) bool {
			if arg != "yes" {
				confirmEnd(x)
				return true
			}
			endConference(x)
			return false
		}},
		"issue": {true, []world.Stage{world.StageOver}, func(x *acts.Turn, _, _ string) bool {
			if x.Meeting.Draft {
				issue(x)
			}
			return false
		}},
		"sign": {true, []world.Stage{world.StageOver}, func(x *acts.Turn, _, arg string) bool {
			countersign(x, arg)
			return false
		}},
	}
}

// soon reads the moment a button says, when a conference can be held then.
func soon(w *world.World, arg string) (time.Time, bool) {
	seconds, err := strconv.ParseInt(arg, 10, 64)
	at := time.Unix(seconds, 0)
	return at, err == nil && at.After(w.Now) && at.Before(w.Now.Add(60*world.OneDay))
}

// conference answers /conference: what is on the agenda, who comes, what was
// decided; and the buttons of whoever leads it or was invited.
func conference(x *acts.Turn, choice string) {
	grid, what := conferenceGrid(x.World, choice)
	m := x.Meeting
	switch {
	case (x.Me.Role == world.Coordinator || x.Me.Role == world.Officer) && grid == "":
		p := talk.Prompt{Say: text.T("conference.grid")}
		for _, g := range x.District.Map.All() {
			p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.Named(g.Names), "conference", g.ID)))
		}
		x.Reply(p)
		return
	case grid != "" && m != nil && finishes(x, choice):
		return
	case grid == "" || !chairs(x.World, grid) && (m == nil || m.Member(x.Me.ID) == nil):
		x.Reply(talk.Prompt{Say: text.T("conference.staff"), Rows: x.Menu()})
		return
	}
	number, what, _ := strings.Cut(what, "|")
	what, arg, _ := strings.Cut(what, "|")
	stage := world.Stage("")
	if m != nil {
		stage = m.Stage
	}
	press, known := meetingPresses()[what]
	switch {
	case what != "" && number != strconv.Itoa(show.NumberOf(m)): // a button of an earlier one
		x.ShowToast(text.T("talk.stale"))
	case known && (!press.chair || chairs(x.World, grid)) && slices.Contains(press.stages, stage):
		if press.does(x, grid, arg) {
			return
		}
	}
	x.Reply(conferencePage(x, grid))
}
