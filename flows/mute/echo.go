package mute

import (
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who tells of danger twenty times in a minute rings everybody twenty times, and
// the twenty-first alarm, of somebody else, is heard by nobody. So what one person
// tells within a while of one kind at one place is one alarm with a count: it rings, and
// once more where there is more to say. What comes after is kept, counted on the card of
// the first, and the person reads that it does not ring again. Another kind and another
// place are another alarm: somebody else may be in danger there.

const (
	// oneAlarm is how long what a person tells of one danger is one alarm.
	oneAlarm = 10 * time.Minute
	// ringsOf is how often it rings in that time.
	ringsOf = 2
	// samePlace is how far apart two alarms are one place, in metres.
	samePlace = 100
)

// rings is who is told of an alarm: nobody anew, where it is folded into one that
// rang already.
func rings(x *acts.Turn, before, after *cases.Case, tells []cases.Tell, a cases.Act) []cases.Tell {
	if x.Me.Role != world.Resident || x.Me.ID == 0 || a.By.ID != x.Me.ID {
		return tells
	}
	muted := x.Me.Muted.Holds(x.Now)
	if muted && a.Do == cases.Add && !a.Danger {
		return nil // it is kept, and read when somebody looks
	}
	if a.Do == cases.Locate && after.Danger && after.Echo == 0 {
		return together(x, before, after, tells, a)
	}
	if !alarms(before, *after, a) {
		return tells
	}
	into, n, loud := count(x, before, *after, a)
	if muted {
		tells = []cases.Tell{cases.TellLeads}
	}
	if loud {
		after.Echo = 0
		return together(x, before, after, tells, a)
	}
	if into.Case == after.Number {
		after.Echoes = n - 1
	} else {
		if before == nil {
			after.Echo = into.Case
		}
		shown(x, into.Case, n-1)
	}
	note(x, *after, figures.Folding)
	x.Beside(talk.Prompt{Say: text.T("echo.told", "number", after.Number, "n", n)})
	return nil
}

// alarms tells whether an act rings: danger that is new, or told of again.
func alarms(before *cases.Case, after cases.Case, a cases.Act) bool {
	switch {
	case !after.Danger:
		return false
	case before == nil:
		return a.Do == cases.Report
	}
	return a.Do == cases.Add || a.Do == cases.Locate && after.Echo != 0 // where it is is told of whatever rang, once
}

// count counts an alarm of the person: into which it is folded, the how manieth of
// that it is, and whether it rings. Where one is that was folded is another alarm, if
// it is another place.
func count(x *acts.Turn, before *cases.Case, c cases.Case, a cases.Act) (into world.Alarm, n int, loud bool) {
	me := x.Me
	me.Alarms = slices.DeleteFunc(slices.Clone(me.Alarms), func(o world.Alarm) bool { return x.Now.Unix()-o.At >= int64(oneAlarm/time.Second) })
	at := -1
	if a.Do != cases.Locate {
		at = slices.IndexFunc(me.Alarms, func(o world.Alarm) bool { return o.Case == c.Number || o.Case == c.Echo && c.Echo != 0 })
	}
	if at < 0 {
		at = slices.IndexFunc(me.Alarms, func(o world.Alarm) bool {
			return o.Grid == c.Grid && o.Kind == c.Category && oneSpot(o.Point, c.Place.Point)
		})
	}
	if at < 0 {
		at, loud = len(me.Alarms), true
		me.Alarms = append(me.Alarms, world.Alarm{Grid: c.Grid, Case: c.Number, At: x.Now.Unix(), Kind: c.Category, Point: c.Place.Point})
	}
	o := &me.Alarms[at]
	o.N++
	loud = loud || c.Echo == 0 && o.N <= ringsOf && before != nil
	x.KeepPerson(me)
	return *o, o.N, loud
}

// oneSpot tells whether two alarms are of one place. What is known is never where
// nobody knows.
func oneSpot(a, b *grids.Point) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Meters(*b) <= samePlace
}

// shown counts on the cards of an alarm what is folded into it, without a sound.
func shown(x *acts.Turn, number, echoes int) {
	all := slices.Concat(x.List, x.Theirs)
	if c := x.World.Case; c != nil {
		all = append(all, *c)
	}
	at := slices.IndexFunc(all, func(c cases.Case) bool { return c.Number == number })
	if at < 0 {
		return // it is counted with the person
	}
	c := x.Pending(all[at])
	c.Echoes = echoes
	drawn(x, *c)
}

// drawn draws the cards of an alarm anew for those who come, without a sound.
func drawn(x *acts.Turn, c cases.Case) {
	for _, k := range c.Cards {
		if k.As == cases.ViewWorker || k.As == cases.ViewLead || k.As == cases.ViewGroup {
			x.Letters = append(x.Letters, x.CardLetter(c, k, text.Text{}, false))
		}
	}
}
