package accord

// What nobody could do anything about is not held against them: where the clock of a duty
// strikes late, as the bot was away or people slept, what has gone by is neither announced
// nor counted, and whoever has it has time to say that it was done.

const (
	slack = 5 * 60      // how late a strike may be until the bot must have been away
	least = 2 * 60 * 60 // how long somebody has at the least, from when they were asked
)

// stands takes what has gone by off a duty that is struck late: what was to come is due,
// and what was due is asked for anew.
func (d *Duty) stands(at int64) {
	if d.Rung == Ahead && at >= d.Due || d.Rung == Overdue && at > d.Next+slack {
		d.Rung = Falls
	}
}

// ask gives whoever is asked now for a duty that is due the time to say that it was done;
// false where the next time comes before that.
func (d *Duty) ask(t Term, c Workdays, at int64) bool {
	grace := d.grace(t, c)
	until := max(at, d.Due) + grace
	if next := t.Rhythm.After(d.Due, c); next != 0 {
		until = min(until, next-min(d.notice(t, c), (next-d.Due)/2))
	}
	if until-at < min(least, grace) {
		return false
	}
	d.Rung, d.Next = Overdue, until
	return true
}

// lapse lets a time go by that nobody was asked for: it is not missed, and can still be
// made up for.
func (d *Duty) lapse(t Term, c Workdays, at int64) {
	d.Owed, d.Spared = d.Due, true
	if !d.turn(t, c, max(at, d.Due)) {
		d.Next = at + again
	}
}

// miss counts a time as missed, and begins the next one.
func (d *Duty) miss(t Term, c Workdays, at int64) {
	if t.Rhythm.Once == 0 || d.Missed == 0 {
		d.Missed++
		d.Row++
	}
	if t.Rhythm.Once == 0 {
		d.Owed, d.Spared = d.Due, false
	}
	if !d.turn(t, c, max(at, d.Due)) {
		d.Next = at + again
	}
}

// madeUp tells whether what was done is the time before, which has gone by: due is the one
// that is meant, 0 where nobody said. Errors: ErrTwice for what was done already, ErrPast
// for a time that is neither.
func (d *Duty) madeUp(t Term, due int64, c Workdays, at int64) (bool, error) {
	early := d.Due-at > d.room(t, c)
	switch {
	case due != 0 && due == d.Owed:
		return true, nil
	case due != 0 && due != d.Due:
		return false, ErrPast
	case due == 0 && d.Owed != 0 && early && (len(d.Done) == 0 || d.Done[len(d.Done)-1].Due < d.Owed):
		return true, nil
	case len(d.Done) > 0 && early:
		return false, ErrTwice
	}
	return false, nil
}

// Doable tells whether a duty can be said to be done now, but for its proof. Errors: ErrOver,
// ErrUnknown, ErrTwice, ErrPast.
func (a *Accord) Doable(term string, due int64, c Workdays, at int64) error {
	d, t := a.Duty(term), a.InForce(term)
	switch {
	case !a.Open():
		return ErrOver
	case d == nil || t == nil:
		return ErrUnknown
	}
	_, err := d.madeUp(*t, due, c, at)
	return err
}

// makeUp counts the time before as done late.
func (d *Duty) makeUp() {
	if d.Late++; !d.Spared && d.Missed > 0 {
		d.Missed--
	}
	d.Owed, d.Spared, d.Row, d.Away = 0, false, 0, false
}
