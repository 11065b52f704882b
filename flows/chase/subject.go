package chase

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Subject is what is late: every clock of a case, and the reminders that were
// gathered.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "chase",
		Words: Words,
		Rings: rings,
		Clocks: []acts.Clock{
			{Is: acts.Struck(world.ClockRemind), Need: func(_ *world.World, _ talk.Clock, n *world.Need) { n.Gathered = true },
				Does: func(x *acts.Turn, _ talk.Clock) error { remindNow(x); return nil }},
			{Is: func(k talk.Clock) bool { return strings.HasPrefix(k.Name, world.ClockUnroute) },
				Need: func(_ *world.World, k talk.Clock, n *world.Need) { n.Grid, _ = lost(k) }, Does: unroute},
			{Is: acts.Struck(world.ClockYear), Does: func(x *acts.Turn, _ talk.Clock) error { year(x); return nil }},
			{Is: func(k talk.Clock) bool { return k.Case != 0 && k.Name == string(cases.ClockSurvey) }, Does: asks},
			{Is: func(k talk.Clock) bool { return k.Case != 0 && world.LegOf(k.Name) == 0 }, Need: needMeeting, Does: strikes},
		},
	}
}
