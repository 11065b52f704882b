// Package chase is what is late: every clock of a case, the reminders that were
// gathered, the list of the day. Whom a rung of the ladder tells is known by the acts.
package chase

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// remindNow tells a person what was gathered for them: a message with its
// buttons for one, a list for several.
func remindNow(x *acts.Turn) {
	x.Reminded = &x.Gathered
	var late []cases.Case
	legs := map[int]int{} // of a case, the leg that is late
	names := map[int]cases.ClockName{}
	for _, r := range x.Gathered.First {
		i := slices.IndexFunc(x.List, func(c cases.Case) bool { return c.Number == r.Case })
		if i < 0 {
			continue
		}
		c := x.List[i]
		if k, on := world.Running(c, r.Clock); !on || k.Step != r.Step || !c.Sees(x.Me.Part()) {
			continue // it moved on, or was answered for
		}
		if slices.ContainsFunc(late, func(o cases.Case) bool { return o.Number == c.Number }) {
			continue // a line for each case
		}
		legs[c.Number], names[c.Number] = world.LegOf(string(r.Clock)), r.Clock
		late = append(late, c)
	}
	if handsOn(x, late, names) {
		return
	}
	if len(late) == 0 {
		return
	}
	me := x.Me
	me = x.Turned(me, len(late))
	me.Reminded = x.Now.Unix()
	x.KeepPerson(me)
	if len(late) == 1 && x.Gathered.All == 1 {
		after := x.Pending(late[0])
		k := cases.Card{Chat: x.Me.ID, As: world.ViewOf(*after, x.Me), Lang: x.Me.Lang}
		acts.Hold(after, k)
		head := show.ChaseHead(x.World, *after)
		if leg := after.Leg(legs[after.Number]); leg != nil {
			head = show.LegHead(x.World, *after, *leg)
		}
		l := x.CardLetter(*after, k, head, true)
		l.Class = world.ClassReminder
		x.Letters = append(x.Letters, l)
		return
	}
	n := max(len(late), x.Gathered.All-(len(x.Gathered.First)-len(late)))
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang,
		Say: show.ChaseList(x.World, text.T("remind.many", "n", n), late, legs)})
}

// handsOn gives what was gathered to who stands in for somebody who went off duty
// or is away meanwhile. It reports whether that was so: a lead for whom nobody is
// there hears it themselves.
func handsOn(x *acts.Turn, late []cases.Case, names map[int]cases.ClockName) bool {
	off := x.Me.Role == world.Worker && !x.Me.Duty
	if !off && !x.Absent(x.Me) {
		return false
	}
	handed := false
	for _, c := range late {
		for _, p := range x.StandIn(c, x.Me) {
			if p.ID != x.Me.ID {
				k, _ := world.Running(c, names[c.Number])
				x.Gather(p, c, names[c.Number], k)
				handed = true
			}
		}
	}
	return off || handed
}
