package flows

import (
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// conferenceSubject is the joint conference of a grid: called, held, its
// minutes and what was to be done.
func conferenceSubject() subject {
	return subject{
		name: "conference",
		commands: []command{
			{name: "conference", may: everyStaff, sorry: sorryMenu(text.T("conference.staff")), need: needConference,
				does: func(x *change, choice string) error { x.conference(choice); return nil }},
		},
		dialogues: []dialogue{
			{spoken: deciding, name: deciding.Name, free: true, need: needMeeting, done: decided},
			{spoken: suggesting, name: suggesting.Name, free: true, need: needMeeting, done: decided},
		},
		links: []link{{
			is:   func(payload string) bool { grid, _ := payloadMeeting(payload); return grid != "" },
			need: func(payload string, n *Need) { n.Meeting, _ = payloadMeeting(payload) },
			does: func(x *change, payload string) error {
				grid, token := payloadMeeting(payload)
				x.scanned(grid, token)
				return nil
			},
		}},
		clocks: []clock{{
			is:   func(k talk.Clock) bool { return k.Grid != "" },
			need: func(_ *World, k talk.Clock, n *Need) { n.Meeting, n.Agenda, n.Grid = k.Grid, k.Grid, k.Grid },
			does: func(x *change, k talk.Clock) error { x.conferenceClock(k); return nil },
		}},
		heeds: []heed{{
			acts: []cases.Action{cases.Agenda, cases.Topic, cases.Settle, cases.Accede, cases.Refuse, cases.Unask},
			need: func(w *World, n *Need) { n.Meeting = w.Case.Grid },
			does: func(x *change, do cases.Action, before, _ cases.Case) { x.onAgenda(do, before) },
		}},
	}
}

// needConference: the conference, and for calling one what is to be talked of.
func needConference(w *World, choice string, n *Need) {
	grid, what := w.conferenceGrid(choice)
	if n.Meeting = grid; grid != "" && (strings.Contains(what, "|at|") || strings.HasSuffix(what, "|now")) {
		n.Agenda, n.Grid = grid, grid
	}
}

func needMeeting(_ *World, s talk.Session, _ talk.Event, n *Need) { n.Meeting = conferenceOf(s) }

// decided carries out what a dialogue about a conference has ended in.
func decided(x *change, what talk.Decision) error {
	switch d := what.(type) {
	case suggestion:
		x.strip()
		x.suggested(d)
	case resolution:
		x.strip()
		x.resolved(d)
	default:
		return errNoDialogue
	}
	return nil
}
