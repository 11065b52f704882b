package cases

import (
	"slices"
	"time"
)

// What goes from one to the other loses no time by it: the clock that was running
// runs on as soon as it is that clock's turn again. How often it goes is counted,
// and after so many times it is those who lead who must say whose it is.

// A Rise is after how many times what is passed on goes up by itself; 0: never.
type Rise struct {
	Lead        int
	Coordinator int
}

// passedOn counts that it went from one to the other.
func (c *Case) passedOn(a Act) error {
	c.Passes++
	if a.Rise.Coordinator != 0 && c.Passes >= a.Rise.Coordinator && c.Raised == 0 {
		c.Raised = a.At.Unix()
	}
	return nil
}

// Rose tells whether it went up by itself with this.
func (c Case) Rose(a Act) bool {
	return c.Passes != 0 && (c.Passes == a.Rise.Lead || c.Passes == a.Rise.Coordinator)
}

// rises: it went from one to the other so often that it goes up.
func rises(who ...Tell) also {
	return also{func(after Case, a Act) bool { return after.Rose(a) }, who}
}

// keep remembers the clock that runs while it is passed on. What had run out had
// run out.
func (c *Case) keep(at time.Time) {
	k := c.Clock
	if k.Name != ClockArrive && k.Name != ClockHandle || c.Alarm != 0 {
		return
	}
	k.Missed = k.Missed || c.Late(at)
	k.Promise, k.Given, k.Promises = 0, 0, 0 // whoever gave it does not have it any more
	c.Kept = append(slices.DeleteFunc(c.Kept, func(o Clock) bool { return o.Name == k.Name }), k)
}

// windOn lets the clock of a name run on where it was running when the case was
// passed on, and winds it where it was not.
func (c *Case) windOn(name ClockName, at time.Time, times Times) {
	i := slices.IndexFunc(c.Kept, func(k Clock) bool { return k.Name == name })
	if i < 0 {
		c.wind(name, at, times)
		return
	}
	c.Clock = c.Kept[i]
	if c.Kept = slices.Delete(c.Kept, i, i+1); len(c.Kept) == 0 {
		c.Kept = nil
	}
	c.climb(times)
}
