package conference

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/errands"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A meetingPress is a button of a grid's conference: who may press it, at which
// stages, what else must be so, and what it does. It tells whether all is said;
// or else the page is shown as it is then.
type meetingPress struct {
	chair  bool // only for who leads it; the others are for every member
	stages []world.Stage
	may    func(w *world.World, grid string, m *world.Conference) bool // nil: nothing else
	does   func(x *acts.Turn, grid, arg string) (said bool)
}

// open tells whether the person may press it: the page shows it by the same rule.
func (p meetingPress) open(w *world.World, grid string, m *world.Conference) bool {
	return (!p.chair || errands.Chairs(w, grid)) && slices.Contains(p.stages, stageOf(m)) && (p.may == nil || p.may(w, grid, m))
}

// At which stages a button can be pressed.
var (
	whileCalled  = []world.Stage{world.StageCalled}
	whileHeld    = []world.Stage{world.StageOpen}
	whenOver     = []world.Stage{world.StageOver}
	untilOver    = []world.Stage{world.StageCalled, world.StageOpen}
	sinceItBegan = []world.Stage{world.StageOpen, world.StageOver}
	sinceOver    = []world.Stage{world.StageOver, world.StageSigned}
)

// meetingPresses are all buttons of a conference but those of its tasks, which
// are for whoever has one.
func meetingPresses() map[string]meetingPress {
	answer := func(what string) meetingPress {
		return meetingPress{false, whileCalled, invited, func(x *acts.Turn, _, _ string) bool {
			answerInvitation(x, what)
			return false
		}}
	}
	return map[string]meetingPress{
		"come": answer("come"), "sub": answer("sub"), "excused": answer("excused"),
		"suggest": {false, untilOver, invited, func(x *acts.Turn, grid, _ string) bool {
			if noRoom(x.World, *x.Meeting) { // said before anything is written
				x.ShowAlert(text.T("suggest.full", "n", world.MostItems, "own", world.MostProposals))
				return false
			}
			s, err := suggesting.Begin(suggestData{Meeting: grid, N: x.Meeting.N})
			beginMeeting(x, s, err)
			return true
		}},
		"there": {false, whileHeld, missing, func(x *acts.Turn, _, _ string) bool {
			attend(x)
			return false
		}},
		"minutes": {false, sinceOver, issued, func(x *acts.Turn, _, _ string) bool {
			minutesTo(x, x.Me)
			return true
		}},
		"learn": {true, untilOver, nil, learn},
		"drop": {false, whileCalled, nil, func(x *acts.Turn, grid, arg string) bool {
			if n := x.Meeting.Marked(arg); n >= 0 && mayDrop(x.World, grid, x.Meeting.Items[n]) {
				meeting(x, func(m *world.Conference) { m.Drop(n) })
			}
			return false
		}},

		"ask": {true, untilOver, nil, askMember},
		"call": {true, world.NoneRuns, nil, func(x *acts.Turn, grid, _ string) bool {
			pickConference(x, grid, "at")
			return true
		}},
		"now": {true, world.NoneRuns, nil, func(x *acts.Turn, grid, _ string) bool {
			convene(x, grid, x.Now.Add(conveneIn), x.Me.ID)
			return false
		}},
		"at": {true, world.NoneRuns, nil, func(x *acts.Turn, grid, arg string) bool {
			if at, ok := soon(x.World, arg); ok {
				convene(x, grid, at, x.Me.ID)
			}
			return false
		}},
		"up": {true, whileCalled, nil, func(x *acts.Turn, _, arg string) bool {
			if n := x.Meeting.Marked(arg); n > 0 {
				meeting(x, func(m *world.Conference) { m.Raise(n) })
			}
			return false
		}},
		"move": {true, whileCalled, nil, func(x *acts.Turn, grid, _ string) bool {
			pickConference(x, grid, "to")
			return true
		}},
		"to": {true, whileCalled, nil, func(x *acts.Turn, _, arg string) bool {
			if at, ok := soon(x.World, arg); ok && at.Unix() != x.Meeting.At {
				moveConference(x, at)
			}
			return false
		}},
		"off": {true, whileCalled, nil, func(x *acts.Turn, _, arg string) bool {
			if arg != "yes" {
				confirmOff(x)
				return true
			}
			callOffConference(x)
			return false
		}},
		"begin": {true, whileCalled, nil, func(x *acts.Turn, _, arg string) bool {
			if arg != "yes" && x.Meeting.At > x.Now.Add(beginsEarly).Unix() {
				confirmBegin(x)
				return true
			}
			beginConference(x)
			return false
		}},
		"code": {true, whileHeld, nil, func(x *acts.Turn, _, _ string) bool {
			sendCode(x)
			return true
		}},
		"item": {true, sinceItBegan, nil, func(x *acts.Turn, grid, arg string) bool {
			n, err := strconv.Atoi(arg)
			if err != nil || n < 0 || n >= len(x.Meeting.Items) {
				return false
			}
			decideItem(x, grid, n)
			return true
		}},
		"end": {true, whileHeld, nil, func(x *acts.Turn, _, arg string) bool {
			if arg != "yes" {
				confirmEnd(x)
				return true
			}
			endConference(x)
			return false
		}},
		"issue": {true, whenOver, unissued, func(x *acts.Turn, _, _ string) bool {
			issue(x)
			return false
		}},
		"sign": {true, whenOver, nil, func(x *acts.Turn, _, arg string) bool {
			countersign(x, arg) // who may, and who read another version, is told there
			return false
		}},
	}
}

// invited tells whether the person is a member.
func invited(w *world.World, _ string, m *world.Conference) bool { return m.Member(w.Me.ID) != nil }

// missing tells whether the person has not said yet that they are there. Who
// leads the grid only since it was called is no member until they do.
func missing(w *world.World, grid string, m *world.Conference) bool {
	if me := m.Member(w.Me.ID); me != nil {
		return me.There == 0
	}
	return errands.Chairs(w, grid)
}

// issued tells whether there are minutes to read.
func issued(_ *world.World, _ string, m *world.Conference) bool { return m.Hash != "" }

// unissued tells whether something was decided that the minutes do not say.
func unissued(_ *world.World, _ string, m *world.Conference) bool { return m.Draft }

// mayDrop tells whether the person may take an item off the agenda: of what was
// proposed, their own, and who leads it all. A case goes by its own buttons, and
// that minutes wait to be signed is nobody's to hide.
func mayDrop(w *world.World, grid string, it world.AgendaItem) bool {
	return it.Case == 0 && !asksToSign(it) && (errands.Chairs(w, grid) || it.By == w.Me.ID)
}

// soon reads the moment a button says, when a conference can be held then.
func soon(w *world.World, arg string) (time.Time, bool) {
	seconds, err := strconv.ParseInt(arg, 10, 64)
	at := time.Unix(seconds, 0)
	return at, err == nil && at.After(w.Now) && at.Before(w.Now.Add(latest))
}

// latest is how far ahead one can be held.
const latest = 60 * world.OneDay

// conference answers /conference: what is on the agenda, who comes, what was
// decided; and the buttons of whoever leads it or was invited.
func conference(x *acts.Turn, choice string) {
	grid, what := conferenceGrid(x.World, choice)
	m := x.Meeting
	switch {
	case grid == "" && (x.Me.Role == world.Coordinator || x.Me.Role == world.Officer):
		pickGrid(x)
	case grid != "" && m != nil && ofTask(x, grid, what):
	case grid == "" || !errands.Chairs(x.World, grid) && (m == nil || m.Member(x.Me.ID) == nil):
		x.Reply(talk.Prompt{Say: text.T("conference.staff"), Rows: x.Menu()})
	case !pressed(x, grid, what):
		x.Reply(conferencePage(x, grid))
	}
}

// ofTask tells whether the press is one of a task, which is for whoever has it.
func ofTask(x *acts.Turn, grid, what string) bool {
	_, press, _ := strings.Cut(what, "|")
	return errands.Press(x, grid, press, func() (talk.Prompt, bool) {
		if m := meetingNow(x); !errands.Chairs(x.World, grid) && m.Member(x.Me.ID) == nil {
			return talk.Prompt{}, false
		}
		return conferencePage(x, grid), true
	})
}

// pickGrid asks whoever belongs to no grid which one they mean.
func pickGrid(x *acts.Turn) {
	p := talk.Prompt{Say: text.T("conference.grid")}
	for _, g := range x.District.Map.All() {
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.Named(g.Names), "conference", g.ID)))
	}
	x.Reply(p)
}

// pressed does what a button of the conference says, for whoever may press it
// now. It tells whether all is said.
func pressed(x *acts.Turn, grid, what string) bool {
	number, what, _ := strings.Cut(what, "|")
	what, arg, _ := strings.Cut(what, "|")
	if what != "" && number != strconv.Itoa(show.NumberOf(x.Meeting)) { // a button of an earlier one
		x.ShowToast(text.T("talk.stale"))
		return false
	}
	press, known := meetingPresses()[what]
	return known && press.open(x.World, grid, x.Meeting) && press.does(x, grid, arg)
}
