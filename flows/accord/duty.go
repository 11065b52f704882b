package accord

import (
	"slices"
)

// A Duty is a term with a rhythm, while the agreement is in force. Who has it stands in
// the term. It has one clock: it strikes the day before it is due, when it is due, and
// a day later, when it counts as missed and the next time begins.
type Duty struct {
	Term   string `json:"term"`
	Since  int64  `json:"since"`
	Due    int64  `json:"due"`
	Next   int64  `json:"next"`
	Rung   Rung   `json:"rung,omitempty"`
	Kept   int    `json:"kept,omitempty"`   // in time
	Late   int    `json:"late,omitempty"`   // done, after it was due
	Missed int    `json:"missed,omitempty"` // not done at all
	Row    int    `json:"row,omitempty"`    // missed one after the other
	Done   []Deed `json:"done,omitempty"`   // the newest last
	Over   int64  `json:"over,omitempty"`
	Away   bool   `json:"away,omitempty"`   // who has it cannot be reached
	Owed   int64  `json:"owed,omitempty"`   // when the time before was due, which went by and was not made up for
	Spared bool   `json:"spared,omitempty"` // it does not count as missed: nobody was asked for it
}

// Ahead are the times of a duty that are to come after a moment, at most so many.
func (d Duty) Ahead(t Term, c Workdays, now int64, most int) (all []int64) {
	for at := d.Due; at != 0 && len(all) < most; at = t.Rhythm.After(at, c) {
		if at > now {
			all = append(all, at)
		}
	}
	return all
}

// Rung is how far up a duty has climbed that is not done.
type Rung int

// The rungs, by what the next strike is.
const (
	Ahead   Rung = iota // it reminds
	Falls               // it is due
	Overdue             // a day has gone: the lead is told, and it is missed
	Lapsed              // its time went by while nobody could be asked; no duty stays there
)

// A Deed is one time a duty was done.
type Deed struct {
	At    int64  `json:"at"`
	By    int64  `json:"by,omitempty"`
	Due   int64  `json:"due"`
	File  string `json:"file,omitempty"`
	Words string `json:"words,omitempty"`
}

const oneDay = 24 * 60 * 60

// Duty is the duty of a term that is not over; nil for none.
func (a *Accord) Duty(term string) *Duty {
	for i := range a.Duties {
		if d := &a.Duties[i]; d.Term == term && d.Over == 0 {
			return d
		}
	}
	return nil
}

// InForce is the term of a duty, as it is in force; nil for none.
func (a *Accord) InForce(term string) *Term { return a.Version(a.Runs).Term(term) }

// begin begins a duty. What was to be done once by a moment that is past, as whoever
// had it did not, is owed at once by who has it now.
func (a *Accord) begin(t Term, c Workdays, at int64) {
	d := Duty{Term: t.ID, Since: at}
	if once := t.Rhythm.Once; once != 0 && once <= at {
		d.Due, d.Rung, d.Next = once, Falls, at+oneDay
	} else if !d.turn(t, c, at) {
		return
	}
	a.Duties = append(slices.DeleteFunc(a.Duties, func(o Duty) bool { return o.Over != 0 && at-o.Over > 366*oneDay }), d)
}

// turn begins the next time of a duty; false where there is none.
func (d *Duty) turn(t Term, c Workdays, after int64) bool {
	due := t.Rhythm.After(after, c)
	if due == 0 {
		return false
	}
	d.Due, d.Rung = due, Ahead
	if d.Next = due - d.notice(t, c); d.Next <= after {
		d.Rung, d.Next = Falls, due
	}
	return true
}

// notice is how long before it is due a duty reminds: a day before, and what comes
// more often than every other day two hours.
func (d *Duty) notice(t Term, c Workdays) int64 {
	if next := t.Rhythm.After(d.Due, c); next != 0 && next-d.Due < 2*oneDay {
		return 2 * 60 * 60
	}
	return oneDay
}

// grace is how long after it was due a duty can still be done late.
func (d *Duty) grace(t Term, c Workdays) int64 {
	if next := t.Rhythm.After(d.Due, c); next != 0 && next-d.Due <= oneDay {
		return (next - d.Due) / 2
	}
	return oneDay
}

func (d *Duty) end(at int64) {
	if d.Over == 0 {
		d.Over, d.Next = at, 0
	}
}

// again is how long after it was missed a duty that is to be done once is asked for again:
// it is missed once, and to be done for as long as it is not.
const again = 7 * oneDay

// Strike is a strike of a duty's clock. It tells the rung that was reached, for whoever
// is to be told, and sets the clock for the next one. Errors: ErrOver, ErrUnknown,
// ErrNotNow before its time.
func (a *Accord) Strike(term string, c Workdays, at int64) (Rung, error) {
	d, t := a.Duty(term), a.InForce(term)
	switch {
	case !a.Open():
		return 0, ErrOver
	case d == nil || t == nil:
		return 0, ErrUnknown
	case d.Next > at:
		return 0, ErrNotNow
	}
	d.stands(at)
	was := d.Rung
	switch {
	case was == Ahead:
		d.Rung, d.Next = Falls, d.Due
	case was == Falls && !d.ask(*t, c, at):
		d.lapse(*t, c, at)
		return Lapsed, nil
	case was == Overdue:
		d.miss(*t, c, at)
	}
	return was, nil
}

// Postpone puts the next strike off, as people sleep.
func (d *Duty) Postpone(at, until int64) {
	d.stands(at)
	d.Next = max(d.Next, until)
}

// early is how long before it is due a duty can be done.
const early = 7 * oneDay

// Do says that a duty was done, with its proof. It is done once each time: what is
// done already is refused until the next time is near. Due is when the time that is meant
// was due, 0 where nobody said; one that was missed is made up for, and was done late.
// Errors: ErrOver, ErrUnknown, ErrTwice, ErrPast, ErrNotNow where the proof is missing.
func (a *Accord) Do(term string, by, due int64, file, words string, c Workdays, at int64) (late bool, err error) {
	if err := a.Doable(term, due, c, at); err != nil {
		return false, err
	}
	d, t := a.Duty(term), a.InForce(term)
	if t.Proof == Photo && file == "" || t.Proof == Worded && words == "" {
		return false, ErrNotNow
	}
	before, _ := d.madeUp(*t, due, c, at)
	deed := Deed{At: at, By: by, Due: d.Due, File: file, Words: words}
	if before {
		deed.Due = d.Owed
	}
	d.Done = append(d.Done, deed)
	d.Done = d.Done[max(0, len(d.Done)-mostDone):]
	if before {
		d.makeUp()
		return true, nil
	}
	if late = at > d.Due; !late {
		d.Kept++
	} else if d.Late++; t.Rhythm.Once != 0 { // done at last
		d.Missed = 0
	}
	d.Row, d.Away = 0, false
	if !d.turn(*t, c, max(at, d.Due)) {
		d.end(at)
	}
	return late, nil
}

// room is how long before it is due the next time may be done: half of what lies
// between two times, and a week at most.
func (d *Duty) room(t Term, c Workdays) int64 {
	if next := t.Rhythm.After(d.Due, c); next != 0 {
		return min(early, (next-d.Due)/2)
	}
	return early
}

// HandOver lays a version before those in it in which somebody else has a term: until
// they say yes, who has it has it. Errors: as Write and Lay, and ErrTwice for who has it.
func (a *Accord) HandOver(term, owner string, at int64) error {
	v := a.Newest()
	t := v.Term(term)
	switch {
	case !a.Open():
		return ErrOver
	case t == nil:
		return ErrUnknown
	case a.Draft != nil:
		return ErrNotNow // somebody writes at it
	case t.Owner == owner:
		return ErrTwice
	}
	to := *t
	to.Owner = owner
	if _, err := a.Write(to); err != nil {
		return err
	}
	return a.Lay(v.Option, at)
}

// Unreached says that who has a duty cannot be written to: from now on its strikes go
// to the lead. It tells of how many duties that is new.
func (a *Accord) Unreached(owner string) (n int) {
	for i := range a.Duties {
		d := &a.Duties[i]
		if t := a.InForce(d.Term); d.Over == 0 && !d.Away && t != nil && t.Owner == owner {
			d.Away = true
			n++
		}
	}
	return n
}

// Reached says that who has a duty can be written to again.
func (a *Accord) Reached(owner string) {
	for i := range a.Duties {
		if t := a.InForce(a.Duties[i].Term); t != nil && t.Owner == owner {
			a.Duties[i].Away = false
		}
	}
}
