package cases

import "time"

// The date that was given is the one that counts for who waits: they read no other,
// neither before it nor after it has passed. The deadline is between the staff.

// Awaited is when who told of the case may expect what comes next: on the day that was
// promised, kept or not, or else at the deadline. Zero when no clock runs.
func (c Case) Awaited() time.Time {
	if c.Clock.Given != 0 && c.Clock.Due != 0 {
		return time.Unix(c.Clock.Given, 0)
	}
	return c.Due()
}

// Disappoints reports whether the date that was given to who told of the case has
// passed at now.
func (c Case) Disappoints(now time.Time) bool {
	return c.Clock.Due != 0 && c.Clock.Name != ClockAfter && !now.Before(c.Awaited())
}

// missed: the first date of the case has passed, or a day that was promised, and nobody
// has told who waits for it.
func missed(who ...Tell) also {
	return also{func(after Case, a Act) bool {
		first := after.Clock.Broken == 0 && !after.told(Overdue)
		return after.Status.Type() == Open && after.Disappoints(a.At) && (first || after.Clock.Broken == a.At.Unix())
	}, who}
}

// told tells whether something is in the history.
func (c Case) told(do Action) bool {
	_, ok := c.Last(do)
	return ok
}
