// Package topics is what is done about what is frequent: a lead decides on a hot
// spot (高频事项), and what is worked on as one thing is a key topic (重点议题),
// from the first look to whether it held. It names nobody who told of anything.
package topics

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/patrol"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is hot spots and key topics.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "topics",
		Words: Words,
		Commands: []acts.Command{
			{Name: "hot", Line: text.T("command.hot"), Place: 25, May: acts.WhoLead, Sorry: acts.SorryMenu(text.T("hot.staff")), Need: needHot, Heard: hotHeard, Does: hot},
			{Name: "topics", Line: text.T("command.topics"), Place: 26, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("topics.staff")), Need: needTopics, Does: topics},
		},
		Dialogues: append(patrol.Dialogues(), acts.Dialogue{Spoken: writing, Name: writing.Name, Free: true, Need: needWriting, Done: written}),
		Clocks: []acts.Clock{{
			Is:   func(k talk.Clock) bool { return k.Topic != 0 },
			Need: func(_ *world.World, _ talk.Clock, n *world.Need) { n.Topics = true },
			Does: strike,
		}, {
			Is:   acts.Struck(world.ClockHot),
			Need: func(_ *world.World, _ talk.Clock, n *world.Need) { n.Hot = true },
			Does: looked,
		}},
		Heeds:  []acts.Heed{{Acts: moving, Need: func(_ *world.World, n *world.Need) { n.Topics = true }, Does: func(*acts.Turn, cases.Action, cases.Case, cases.Case) {}}}, // joins does it
		Before: before,
		Rings:  joins,
		Last: func(x *acts.Turn) error {
			follows(x)
			if patrol.Asks(x) {
				x.Alarmed = true // whether it is happening now is asked, below the numbers
			}
			return told(x)
		},
	}
}

// leads tells whether the person decides on what is of a grid.
func leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && w.Me.Grid == grid
}
