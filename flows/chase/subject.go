package chase

import (
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what is late: every clock of a case, the reminders that were
// gathered, the list of the day.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "chase",
		Words: Words,
		Commands: []acts.Command{
			{Name: "overdue", Line: text.T("command.overdue"), Place: 2, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("tasks.staff")), Need: needDay,
				Does: func(x *acts.Turn, choice string) error { overdue(x, choice); return nil }},
		},
		Clocks: []acts.Clock{
			{Is: acts.Struck(world.ClockRemind), Need: func(_ *world.World, _ talk.Clock, n *world.Need) { n.Gathered = true },
				Does: func(x *acts.Turn, _ talk.Clock) error { remindNow(x); return nil }},
			{Is: acts.Struck(world.ClockMorning), Need: func(w *world.World, _ talk.Clock, n *world.Need) { needDay(w, "", n) },
				Does: func(x *acts.Turn, _ talk.Clock) error { morning(x); return nil }},
			{Is: acts.Struck(world.ClockYear), Does: func(x *acts.Turn, _ talk.Clock) error { year(x); return nil }},
			{Is: func(k talk.Clock) bool { return k.Case != 0 && world.LegOf(k.Name) == 0 }, Does: strikes},
		},
	}
}

// needDay: what the person has, and who leads reads what is late in the whole
// grid.
func needDay(w *world.World, _ string, n *world.Need) {
	n.Tasks(w)
	if grid := w.Overseen(""); grid != "" {
		n.Span = world.Span{Grid: grid, Now: w.Now.Unix(), Grids: w.GridsOf(grid)}
	}
}
