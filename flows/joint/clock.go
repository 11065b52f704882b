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
	x.Do(cases.Act{Do: do, By: cases.Person{Clock: true}, At: x.Now, Leg: l.N})
}
