package chase

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// strikes is the clock of a case that has run out.
func strikes(x *acts.Turn, k talk.Clock) error {
	c := x.World.Case
	if c == nil || string(c.Clock.Name) != k.Name || c.Clock.Strikes() != k.Due.Unix() {
		return nil // the case moved on meanwhile
	}
	if until, quiet := x.Postponed(); quiet && !c.Danger {
		x.Pending(*c).Clock.Next = until.Unix()
		return nil
	}
	if all := x.Glances(*c); c.Clock.Name == cases.ClockAfter && (c.Outcome == cases.Elsewhere || c.Outcome == cases.NothingSeen || c.After < len(all) && all[c.After].Last) {
		gone := x.Pending(*c)
		gone.After, gone.Clock = len(all), cases.Clock{}
		return nil
	}
	if ringsOn(x.World, *c) {
		ring(x, *c)
		return nil
	}
	by := cases.Person{Clock: true}
	do := struck(x.World, *c)
	if c.May(do, by) != nil {
		return nil
	}
	a := cases.Act{Do: do, By: by, At: x.Now, Red: red(x.World, *c)}
	if do == cases.Recheck && x.Now.Sub(k.Due) > x.District.Reminders.Gap {
		return lookLater(x, *c, a)
	}
	x.Do(a)
	return nil
}

// lookLater asks to look again at what should have been looked at while the bot was
// away: it comes in the list of all that waits, and not as a card for each.
func lookLater(x *acts.Turn, c cases.Case, a cases.Act) error {
	before := x.Latest(c)
	after, _, err := before.Apply(a, x)
	if err != nil {
		return err // it may be done, or the clock would not have come so far
	}
	x.Moved(&before, after, nil, a)
	for _, p := range x.Lookers(after) {
		x.Gather(p, after, after.Clock.Name, after.Clock)
	}
	return nil
}

// struck is what happens when the clock of a case strikes.
func struck(w *world.World, c cases.Case) cases.Action {
	switch c.Clock.Name {
	case cases.ClockAnswer:
		return cases.Lapse
	case cases.ClockPause:
		return cases.Resume
	case cases.ClockAfter:
		if all := w.Glances(c); c.After < len(all) && all[c.After].Survey {
			return cases.Survey
		}
		return cases.Recheck
	}
	if w.Now.Unix() < c.Clock.Due {
		return cases.Warn
	}
	return cases.Overdue
}

// asks is the time that has come to ask the reporter how it is now.
func asks(x *acts.Turn, k talk.Clock) error {
	c, by := x.World.Case, cases.Person{Clock: true}
	if c == nil || c.Asking.Strikes() != k.Due.Unix() || c.May(cases.Survey, by) != nil {
		return nil // it came back, or was reopened meanwhile
	}
	if until, quiet := x.Postponed(); quiet {
		x.Pending(*c).Asking.Next = until.Unix()
		return nil
	}
	x.Do(cases.Act{Do: cases.Survey, By: by, At: x.Now})
	return nil
}

// red tells whether a rung that is due puts the case on the red list.
func red(w *world.World, c cases.Case) bool {
	return slices.ContainsFunc(w.DueRungs(c), func(r district.Rung) bool { return r.Red })
}

// needMeeting: what comes on the red list now comes on the agenda of the conference
// that is called; and what rings rings with another alarm.
func needMeeting(w *world.World, _ talk.Clock, n *world.Need) {
	if c := w.Case; c != nil && c.Grid != "" && !c.Red && red(w, *c) {
		n.Meeting = c.Grid
	}
	needFirst(w, n)
}
