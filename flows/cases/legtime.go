package cases

import (
	"slices"
	"time"

	"gridbot/flows/text"
)

// An officer who goes a leg has what whoever has a case has: a day they name, more
// time or rest if a lead agrees, a colleague who goes on with it.

// Guards of an agency's own leg.
var (
	mayPromise = own("once they have reported in, while their clock still reminds", func(l Leg) bool {
		return l.In != 0 && l.Rest == nil && l.Clock.Strikes() != 0
	})
	mayPlead = own("once they have reported in, while nothing is asked for and nothing must be undone", func(l Leg) bool {
		return l.In != 0 && l.Rest == nil && l.Plea == nil && l.Turned == nil && len(l.Standing()) == 0
	})
	resting  = own("while their clock stands still", func(l Leg) bool { return l.Rest != nil })
	theirLeg = guard{"while it is theirs", func(c Case, p Person) bool {
		if !slices.Contains(c.Parts(p), PartOfficer) {
			return c.Legged()
		}
		return c.openLeg(p.Agency).Officer == p.ID
	}}
)

// Guards of what is answered.
var (
	legPlea = given("when an agency at work asks for time or rest", func(c Case) bool {
		return slices.ContainsFunc(c.Legs, func(l Leg) bool { return l.Open() && l.Plea != nil })
	})
	someRuns = given("while an agency is at work that has nothing to undo", func(c Case) bool {
		return slices.ContainsFunc(c.Legs, Leg.MayRest)
	})
	someRest = given("while the clock of an agency stands still", func(c Case) bool {
		return slices.ContainsFunc(c.Legs, func(l Leg) bool { return l.Open() && l.Rest != nil })
	})
)

// MayRest tells whether its clock can be made to stand still: somebody has reported in,
// and nothing must be undone meanwhile.
func (l Leg) MayRest() bool {
	return l.Open() && l.In != 0 && l.Rest == nil && l.Turned == nil && len(l.Standing()) == 0
}

// promiseLeg: an officer names a day, and their agency is left alone until then.
func promiseLeg(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	if a.Until.Unix() <= a.At.Unix() || (l.Clock.Promises > 0 && a.Note.Empty()) {
		return ErrMissing // a second promise needs a reason
	}
	l.Clock.Promise, l.Clock.Given = a.Until.Unix(), a.Until.Unix()
	l.Clock.Promises++
	c.climbLeg(l, a.Times)
	return nil
}

// pleadLeg: an officer asks a lead for more time, or to pause.
func pleadLeg(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	switch {
	case a.Until.Unix() <= a.At.Unix(), a.Note.Empty(), a.Plea != PleaExtension && a.Plea != PleaPause:
		return ErrMissing
	case a.Plea == PleaExtension && a.Until.Unix() <= l.Clock.Due:
		return ErrMissing
	}
	l.Plea = &Plea{Kind: a.Plea, By: a.By.ID, Part: PartOfficer, Item: -1, Until: a.Until.Unix(), Why: a.Note, At: a.At.Unix()}
	return nil
}

// grantLeg: a lead says yes to an agency.
func grantLeg(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.Open() || l.Plea == nil || l.Plea.Until <= a.At.Unix() {
		return ErrMissing // too late to be of use: it must be asked anew
	}
	p := *l.Plea
	l.Plea = nil
	if p.Kind == PleaPause {
		l.stop(p.Why, p.Until, c.Status, a.At)
		return nil
	}
	if p.Until > l.Clock.Due {
		l.Clock.Due, l.Clock.Step, l.Clock.Promise, l.Clock.Given = p.Until, 0, 0, 0
		l.Clock.Extended++
		c.climbLeg(l, a.Times)
	}
	return nil
}

// restLeg: a lead lets the clock of an agency stand still, unasked. What it asked for is
// answered by that.
func restLeg(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.MayRest() || a.Until.Unix() <= a.At.Unix() || a.Note.Empty() {
		return ErrMissing
	}
	l.Plea = nil
	l.stop(a.Note, a.Until.Unix(), c.Status, a.At)
	return nil
}

// stop lets the clock of a leg stand still until then.
func (l *Leg) stop(why text.Text, until int64, was Status, at time.Time) {
	l.Rest = &Standstill{Why: why, From: at.Unix(), Until: until, Was: was, Clock: l.Clock}
	l.Clock = Clock{Name: ClockPause, Since: at.Unix(), Due: until}
}

// denyLeg: a lead says no to an agency, and why.
func denyLeg(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.Open() || l.Plea == nil {
		return ErrMissing
	}
	l.Plea = nil
	return because(c, a)
}

// wakeLeg lets the clock of an agency that stood still run on: what was left of it is
// left now, in working time where it counts that.
func wakeLeg(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.Open() || l.Rest == nil {
		return ErrMissing
	}
	r := *l.Rest
	l.Rest, l.Clock = nil, r.Clock
	moved := func(of int64) int64 {
		if of == 0 {
			return 0
		}
		return a.Times.Stood(*c, r.Clock.Name, time.Unix(of, 0), time.Unix(r.From, 0), a.At).Unix()
	}
	k := &l.Clock
	k.Since, k.Due, k.Promise, k.Given = moved(k.Since), moved(k.Due), moved(k.Promise), moved(k.Given)
	c.climbLeg(l, a.Times)
	return nil
}

// handLeg: an officer gives it to a colleague of the agency.
func handLeg(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	switch {
	case a.To == 0 || a.To == l.Officer:
		return ErrMissing
	case c.Concerns(a.To):
		return ErrSame // who will say whether it is fixed does not fix it
	}
	l.Officer = a.To
	return nil
}
