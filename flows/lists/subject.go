// Package lists is what there is to do, and what is found: lists of cases that are
// complete, turned page by page and narrowed by buttons, and searches by words. It
// knows no case beyond what its line shows, and changes none.
package lists

import (
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the lists, and the one that comes in the morning.
func Subject() acts.Subject {
	s := acts.Subject{
		Name:  "lists",
		Words: Words,
		Dialogues: []acts.Dialogue{
			{Spoken: finding, Name: finding.Name, Free: true, Done: askedWords,
				Need: func(w *world.World, _ talk.Session, e talk.Event, n *world.Need) { needWords(w, e.Text, n) }},
		},
		Clocks: []acts.Clock{
			{Is: acts.Struck(world.ClockMorning), Need: func(w *world.World, _ talk.Clock, n *world.Need) {
				a := asked{list: overdue, shown: showPage}
				n.Listing = a.listing(w)
				needGiven(w, a, n)
			},
				Does: func(x *acts.Turn, _ talk.Clock) error { morning(x); return nil }},
		},
	}
	for i, l := range []listName{tasks, overdue, open, find} {
		s.Commands = append(s.Commands, acts.Command{
			Name: string(l), Line: lineTexts[l], Place: i - 4, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("tasks.staff")),
			Need: func(w *world.World, choice string, n *world.Need) {
				if a, ok := read(l, choice, w.Me.Sought); ok {
					n.Listing = a.listing(w)
					needGiven(w, a, n)
				}
			},
			Does: func(x *acts.Turn, choice string) error {
				a, ok := read(l, choice, x.Me.Sought)
				if !ok {
					return askWords(x, choice)
				}
				list(x, a)
				return nil
			},
		})
	}
	return s
}

// lineTexts are the lists as they stand in the menu beside the input line.
var lineTexts = map[listName]text.Text{
	tasks: text.T("command.tasks"), overdue: text.T("command.overdue"), open: text.T("command.open"), find: text.T("command.find"),
}
