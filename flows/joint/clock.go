package joint

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// legStrikes is the clock of a leg that has run out.
func legStrikes(x *acts.Turn, k talk.Clock) {
	if x.World.Case == nil {
		return
	}
	c := *x.World.Case
	l := c.Leg(world.LegOf(k.Name))
	if l == nil || !l.Open() || l.Clock.Strikes() != k.Due.Unix() {
		return // it moved on meanwhile
	}
	if until, quiet := x.Postponed(); quiet && !c.Danger {
		after := x.Pending(c)
		after.Legs = slices.Clone(after.Legs)
		after.Leg(l.N).Clock.Next = until.Unix()
		return
	}
	do := cases.LegLate
	if x.Now.Unix() < l.Clock.Due {
		do = cases.LegWarn
	}
	if l.Rest != nil {
		do = cases.LegResume
	}
	x.Do(cases.Act{Do: do, By: cases.Person{Clock: true}, At: x.Now, Leg: l.N, Red: red(x.World, c, *l)})
}

// red tells whether a rung that is due puts the case on the red list: an agency is so
// late that all who lead must talk of it.
func red(w *world.World, c cases.Case, l cases.Leg) bool {
	for step, r := range w.LegLadder(c, l) {
		if r.Red && step >= l.Clock.Step && !w.LegRung(c, l, step).After(w.Now) {
			return true
		}
	}
	return false
}

// needMeeting: what comes on the red list now comes on the agenda of the conference
// that is called.
func needMeeting(w *world.World, k talk.Clock, n *world.Need) {
	if c := w.Case; c != nil && c.Grid != "" && !c.Red {
		if l := c.Leg(world.LegOf(k.Name)); l != nil && l.Open() && red(w, *c, *l) {
			n.Meeting = c.Grid
		}
	}
}
