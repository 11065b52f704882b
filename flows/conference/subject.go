package conference

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/errands"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the joint conference of a grid: called, held, its minutes and what
// was to be done.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "conference",
		Words: Words,
		Commands: []acts.Command{
			{Name: "conference", Line: text.T("command.conference"), Place: 7, In: []world.Role{world.Officer, world.Lead, world.Coordinator}, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("conference.staff")), Need: needConference,
				Does: func(x *acts.Turn, choice string) error { conference(x, choice); return nil }},
		},
		Dialogues: append(errands.Dialogues(), []acts.Dialogue{
			{Spoken: deciding, Name: deciding.Name, Free: true, Need: needMeeting, Done: concluded},
			{Spoken: calling, Name: calling.Name, Free: true, Leaves: noTime, Need: needMeeting, Done: concluded},
			{Spoken: suggesting, Name: suggesting.Name, Free: true, Need: needMeeting, Done: concluded},
		}...),
		Links: []acts.Link{{
			Is:   func(payload string) bool { grid, _ := world.PayloadMeeting(payload); return grid != "" },
			Need: func(payload string, n *world.Need) { n.Meeting, _ = world.PayloadMeeting(payload) },
			Does: func(x *acts.Turn, payload string) error {
				grid, token := world.PayloadMeeting(payload)
				scanned(x, grid, token)
				return nil
			},
		}},
		Clocks: []acts.Clock{{
			Is: func(k talk.Clock) bool { return k.Grid != "" },
			Need: func(_ *world.World, k talk.Clock, n *world.Need) {
				n.Meeting, n.Agenda, n.Grid = k.Grid, k.Grid, k.Grid
			},
			Does: func(x *acts.Turn, k talk.Clock) error { conferenceClock(x, k); return nil },
		}},
		Heeds: []acts.Heed{{
			Acts: []cases.Action{cases.Agenda, cases.Topic, cases.Settle, cases.Accede, cases.Refuse, cases.Unask, cases.Overdue, cases.LegLate},
			Need: func(w *world.World, n *world.Need) { n.Meeting = w.Case.Grid },
			Does: onAgenda,
		}},
	}
}

// needConference: the conference, and for calling one what is to be talked of.
func needConference(w *world.World, choice string, n *world.Need) {
	grid, what := conferenceGrid(w, choice)
	if n.Meeting = grid; grid != "" && (strings.Contains(what, "|at|") || strings.HasSuffix(what, "|now") || strings.HasSuffix(what, "|call")) {
		n.Agenda, n.Grid = grid, grid
	}
	n.Plays = n.Plays || strings.Contains(what, "|learn|")
}

// needMeeting: what a dialogue about a conference is about.
func needMeeting(_ *world.World, s talk.Session, _ talk.Event, n *world.Need) {
	n.Meeting, n.Plays = conferenceOf(s), s.Dialogue == deciding.Name
	if s.Dialogue == calling.Name { // who is invited hangs on what is to be talked of
		n.Agenda, n.Grid = n.Meeting, n.Meeting
	}
}

// concluded carries out what a dialogue about a conference has ended in.
func concluded(x *acts.Turn, what talk.Decision) error {
	switch d := what.(type) {
	case suggestion:
		x.Strip()
		suggested(x, d)
	case whenData:
		if x.Event.Press == "" {
			x.Strip()
		}
		heldAt(x, d)
	case resolution:
		x.Strip()
		resolved(x, d)
	default:
		return acts.ErrNoDialogue
	}
	return nil
}
