package care

import (
	"reflect"
	"slices"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whoever does not work here any more, or not as before, is out of the teams at once:
// out of the record, so that being taken on again brings nothing back, and what stands
// in their chat is emptied. However it came about, it is found out here.

// changed finds who is less in this turn than before, and has them held against the
// teams they are in: whose those are is not known yet.
func changed(x *acts.Turn) {
	if !x.District.Care.On() {
		return
	}
	for _, p := range slices.Clone(x.People) {
		was, known := x.Staff.People[p.ID]
		name := world.ClockChanged
		switch {
		case !known || was.Role != world.Worker && was.Role != world.Officer:
			continue
		case was.Role != p.Role:
			name = world.ClockParted
		case was.Agency == p.Agency && slices.Equal(was.Cares, p.Cares) && slices.Equal(was.AllGrids(), p.AllGrids()) && reflect.DeepEqual(was.Scope(), p.Scope()):
			continue
		}
		x.Strikes = append(x.Strikes, talk.Clock{Person: p.ID, Name: name, Due: x.Now})
		if !x.Seals && name == world.ClockParted { // the teams cannot be opened: should they come back, nothing is open to them until those are
			p.Parting = true
			x.KeepPerson(p)
		}
	}
}

// keyless is how long a clock waits where there are no keys: whom it is about is kept out
// meanwhile.
const keyless = time.Hour

// held holds the person against the teams they are in, and whom calls ask. What they
// are writing about a household is refused when it comes: as a report it would be read.
func held(x *acts.Turn, k talk.Clock) {
	if !x.Seals {
		k.Due = x.Now.Add(keyless)
		x.Strikes = append(x.Strikes, k)
		return
	}
	if x.Caring.Shut { // it waits for the keys
		k.Due = x.Now.Add(shutAgain)
		x.Strikes = append(x.Strikes, k)
	}
	over := k.Name == world.ClockParted
	for i := range x.Caring.List {
		c := &x.Caring.List[i]
		x.Caring.Case, x.Cared = c, nil
		if m := c.Member(k.Person); m != nil && (over || !reason(x.World, *c, *m)) {
			part(x, k.Person)
		}
		if call := c.Called(k.Person); call != nil && (over || !asked(x.World, call.Role, x.Me)) {
			for _, role := range change(x).Uncall(k.Person) {
				next(x, role)
			}
		}
		if x.Cared != nil {
			x.Parted = append(x.Parted, *x.Cared)
		}
	}
	x.Caring.Case, x.Cared = nil, nil
	if len(x.Parted) > 0 && len(x.Caring.List) >= world.MostCares {
		x.Strikes = append(x.Strikes, k) // there may be more
		return
	}
	if me := x.Me; me.ID == k.Person && me.Parting && over && !x.Caring.Shut {
		me.Parting = false
		x.KeepPerson(me)
	}
}

// asked tells whether somebody can be called in a role.
func asked(w *world.World, role string, p world.Person) bool {
	r, ok := w.District.Care.Role(role)
	return ok && may(r, p)
}

// reason tells whether a member still is what they came into the team as. Whoever
// opened it in no role of the folder stays while they work here.
func reason(w *world.World, c carecase.Case, m carecase.Member) bool {
	p := w.Staff.People[m.ID]
	if p.Role != world.Worker && p.Role != world.Officer {
		return false
	}
	r, ok := w.District.Care.Role(m.Role)
	return !ok || may(r, p) && (!m.Here || here(p, r.ID, c.Grid))
}

// missed tells the team that somebody is gone, and who answers for it in which role
// somebody is missing now. Where a life is at risk, that role is called at once.
func missed(x *acts.Turn, m carecase.Member) {
	c := change(x)
	left := text.T("care.told.parted", "k", carecase.Label(c.N), "name", show.Called(x.World, m.ID))
	_, wanted := x.District.Care.Role(m.Role)
	if x.Event.Clock != nil && wanted && c.Severity == carecase.Life {
		call(x, m.Role)
	}
	for _, o := range c.Members() {
		p, here := x.Staff.People[o.ID]
		if !here || o.ID == x.Me.ID {
			continue
		}
		say := doorTo(*c, left)
		if o.ID == c.Keeper && wanted && c.Call(m.Role) == nil {
			say.Say = text.T("care.told.missing", "left", left, "role", roleName(x.World, m.Role))
			say.Rows = append(say.Rows, talk.Row(button(text.T("care.button.again", "role", roleName(x.World, m.Role)), *c, "call", m.Role)))
		}
		x.Write(p, classOf(*c), say)
	}
}
