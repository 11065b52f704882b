package acts

import (
	"slices"
	"time"

	"gridbot/flows/boards"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// remindLeg tells whom the rungs of a leg's clock name: of a short clock at
// once, of a long one with what else waits for them.
func (x *Turn) remindLeg(before, after cases.Case, n int, now func(world.Person, cases.View, text.Text)) {
	was, is := before.Leg(n), after.Leg(n)
	if was == nil || is == nil {
		return
	}
	told := map[int64]bool{}
	for _, p := range x.legRungPeople(before, *was) {
		if told[p.ID] || p.ID == 0 || p.Gone {
			continue
		}
		told[p.ID] = true
		if world.ShortClock(is.Clock.Name) && !x.waited(before, *was) || after.Danger {
			head := show.LegHead(x.World, after, *is)
			if p.Role != world.Officer {
				head = show.LateLegs(x.World, after, head)
			}
			now(p, world.ViewOf(after, p), head)
			continue
		}
		x.Gather(p, after, cases.ClockName(is.Timer()), is.Clock)
	}
}

// waited tells whether a rung had to wait: for the morning, or for a bot that
// was away. What waited comes as one list.
func (x *Turn) waited(c cases.Case, l cases.Leg) bool {
	at := x.LegRung(c, l, l.Clock.Step)
	return x.District.Quiet.Holds(at) || x.Now.Sub(at) > x.District.Reminders.Gap
}

// legRungPeople is who is told of the rungs of a leg's clock that are due.
func (x *Turn) legRungPeople(c cases.Case, l cases.Leg) []world.Person {
	all := world.Promised(l, x.legPeople(c, l))
	for step, r := range x.LegLadder(c, l) {
		if step < l.Clock.Step || x.LegRung(c, l, step).After(x.Now) {
			continue
		}
		for _, t := range r.Tell {
			all = append(all, x.Climbed(t, c.Grid, x.legPeople(c, l), x.Staff.HeadsFor(l.Agency, c))...)
		}
	}
	return all
}

// remindRung gathers the reminders of the rungs that are due for everybody
// they name; of danger, they hear now.
func (x *Turn) remindRung(before, after cases.Case, now func(world.Person, cases.View, text.Text)) {
	told := map[int64]bool{}
	for _, p := range x.rungPeople(before) {
		if told[p.ID] || p.ID == 0 || p.Gone {
			continue
		}
		told[p.ID] = true
		if after.Danger && after.Echo == 0 {
			now(p, world.ViewOf(after, p), boards.ChaseHead(x.World, after))
			continue
		}
		x.Gather(p, after, after.Clock.Name, after.Clock)
	}
}

// Gather keeps a reminder of a clock for a person, to be told with the others.
func (x *Turn) Gather(p world.Person, c cases.Case, name cases.ClockName, k cases.Clock) {
	wind := x.Now
	if next := time.Unix(p.Reminded, 0).Add(x.District.Reminders.Gap); next.After(wind) {
		wind = next
	}
	x.Remind = append(x.Remind, world.Reminder{To: p.ID, Case: c.Number, Clock: name, Step: k.Step, Due: k.Due, Wind: x.District.Quiet.End(wind)})
}

// rungPeople is who is told of the rungs that are due. What came back is told
// one rung higher.
func (x *Turn) rungPeople(c cases.Case) []world.Person {
	rungs := x.DueRungs(c)
	if c.Round > 1 {
		ladder := x.District.Ladder(c.Danger)
		if next := c.Clock.Step + len(rungs); next < len(ladder) {
			rungs = append(slices.Clone(rungs), ladder[next])
		}
	}
	var all []world.Person
	if c.Clock.Promise != 0 || c.Danger && world.OnOffer(c) {
		all = x.Holders(c) // the day they had named has come; or who could go hears every rung
	}
	for _, r := range rungs {
		for _, t := range r.Tell {
			all = append(all, x.Climbed(t, c.Grid, x.Holders(c), nil)...)
		}
	}
	return all
}

// Rang tells whether the last rung of the case's own clock named somebody, besides
// who has the case: they have heard of it.
func (x *Turn) Rang(c cases.Case, k cases.Clock, p world.Person) bool {
	ladder := x.District.Ladder(c.Danger)
	for at := max(0, k.Step-1); at <= k.Step && at < len(ladder); at++ {
		if at == k.Step && c.Round <= 1 {
			break // only what came back is told one rung higher
		}
		for _, t := range ladder[at].Tell {
			if slices.ContainsFunc(x.Climbed(t, c.Grid, nil, nil), func(o world.Person) bool { return o.ID == p.ID }) {
				return true
			}
		}
	}
	return false
}

// Holders is who must act next: who has the case, or everybody who could take
// it; whoever is off duty is stood in for.
func (x *Turn) Holders(c cases.Case) []world.Person {
	switch {
	case c.Disputed():
		return x.others(c)
	case c.Status == cases.Submitted && c.Verifier != 0:
		return x.StandIn(c, x.Staff.People[c.Verifier])
	case c.Status == cases.Submitted:
		return oneOf(c, slices.DeleteFunc(slices.Clone(x.Leads(c.Grid)), func(p world.Person) bool { return slices.Contains(c.Handlers, p.ID) }))
	case c.Status == cases.Watch:
		return x.Lookers(c)
	case c.Assignee != 0:
		return x.StandIn(c, x.Staff.People[c.Assignee])
	}
	on := x.Staff.OnDuty(c.Grid)
	if len(on) == 0 || c.Late(x.Now) { // nobody took it: that is for those who assign
		on = append(on, x.Leads(c.Grid)...)
	}
	return on
}

// oneOf is who of several leads is reminded: whose turn it is; of danger, all.
func oneOf(c cases.Case, leads []world.Person) []world.Person {
	if c.Danger {
		return leads
	}
	return world.ByTurn(leads)
}

// StandIn is the person themselves while they are on duty, or else who stands
// in for them, or else a lead.
func (x *Turn) StandIn(c cases.Case, p world.Person) []world.Person {
	switch s := x.Staff.People[p.Substitute]; {
	case p.Role != world.Resident && !p.Gone && !x.Absent(p) && (p.Role != world.Worker || p.Duty):
		return []world.Person{p}
	case p.Role == world.Worker && s.Role == world.Worker && s.Duty && !s.Gone && s.Belongs(c.Grid):
		return []world.Person{s}
	case p.Role == world.Coordinator:
		return world.ByTurn(x.Coordinators())
	}
	return x.FirstLead(c.Grid)
}
