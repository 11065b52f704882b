package flows

import (
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// chaseSubject is what is late: every clock of a case, the reminders that were
// gathered, the list of the day.
func chaseSubject() subject {
	return subject{
		name: "chase",
		commands: []command{
			{name: "overdue", may: everyStaff, sorry: sorryMenu(text.T("tasks.staff")), need: needDay,
				does: func(x *change, choice string) error { x.overdue(choice); return nil }},
		},
		clocks: []clock{
			{is: struck(ClockRemind), need: func(_ *World, _ talk.Clock, n *Need) { n.Gathered = true },
				does: func(x *change, _ talk.Clock) error { x.remindNow(); return nil }},
			{is: struck(ClockMorning), need: func(w *World, _ talk.Clock, n *Need) { needDay(w, "", n) },
				does: func(x *change, _ talk.Clock) error { x.morning(); return nil }},
			{is: struck(ClockYear), does: func(x *change, _ talk.Clock) error { x.year(); return nil }},
			{is: func(k talk.Clock) bool { return k.Case != 0 && legOf(k.Name) == 0 }, does: (*change).strikes},
		},
	}
}

// needDay: what the person has, and who leads reads what is late in the whole
// grid.
func needDay(w *World, _ string, n *Need) {
	n.tasks(w)
	if grid := w.overseen(""); grid != "" {
		n.Span = Span{Grid: grid, Now: w.Now.Unix(), Grids: w.gridsOf(grid)}
	}
}
