package cases

import "slices"

// Some of what an agency does has a counterpart: supply is suspended and restored. It
// is undone when what it was done for has been put right, and not before, unless a
// lead answers for that.

// Holds tells whether a deed must not be undone yet: its condition is not met, and no
// lead has let it go.
func (c Case) Holds(d Deed) bool {
	return d.Stands() && d.Passed && d.Lifted == nil && !c.passedSince(d.At)
}

// passedSince tells whether a re-inspection has found everything put right since then.
func (c Case) passedSince(at int64) bool {
	n := c.Notice()
	return n != nil && len(n.Open()) == 0 && slices.ContainsFunc(n.Items, func(it Item) bool { return it.Passed >= at })
}

// Held are the deeds of a leg that must not be undone yet, by their index.
func (c Case) Held(l Leg) []int {
	return slices.DeleteFunc(l.Standing(), func(i int) bool { return !c.Holds(l.Deeds[i]) })
}

// someHeld: something stands that must not be undone yet.
var someHeld = given("while something must not be undone yet", func(c Case) bool {
	return slices.ContainsFunc(c.Legs, func(l Leg) bool { return l.Open() && len(c.Held(l)) > 0 })
})

// lift: a lead lets something be undone before its time, and says why.
func lift(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	switch {
	case l == nil || !l.Open() || a.Item < 0 || a.Item >= len(l.Deeds) || a.Note.Empty():
		return ErrMissing
	case !c.Holds(l.Deeds[a.Item]):
		return ErrCalled
	}
	l.Deeds[a.Item].Lifted = &Lifting{By: a.By.ID, At: a.At.Unix(), Why: a.Note}
	return nil
}

// concerns: it was done or undone to somebody, who reads of it in plain words; and so
// do those who lead.
func concerns(who ...Tell) also {
	return also{func(after Case, a Act) bool {
		if a.Deed != nil {
			return a.Deed.Told
		}
		l := after.Leg(a.Leg)
		return l != nil && a.Item >= 0 && a.Item < len(l.Deeds) && l.Deeds[a.Item].Told
	}, who}
}
