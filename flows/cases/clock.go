package cases

import "time"

// A Clock is what must happen next, and by when. It strikes at the rungs of
// its ladder: before it runs out, when it does, and then upwards.
type Clock struct {
	Name  ClockName `json:"name,omitempty"`
	Since int64     `json:"since,omitempty"`
	Due   int64     `json:"due,omitempty"`
	Rung  bool      `json:"rung,omitempty"` // it strikes no more
	Step  int       `json:"step,omitempty"` // how many rungs of the ladder were told
	Next  int64     `json:"next,omitempty"` // when it strikes next; 0: at Due

	Promise  int64 `json:"promise,omitempty"`  // a date the holder named; nothing climbs before it
	Given    int64 `json:"given,omitempty"`    // the day that was promised last: who waits reads it, kept or not
	Broken   int64 `json:"broken,omitempty"`   // when it came, and the work was not done
	Promises int   `json:"promises,omitempty"` // how often a date was named
	Extended int   `json:"extended,omitempty"` // how often a lead gave more time
	Missed   bool  `json:"missed,omitempty"`   // it was said that it had run out; more time does not undo that
}

// ClockName names a deadline; its length comes from the category.
type ClockName string

const (
	ClockClaim   ClockName = "claim"
	ClockArrive  ClockName = "arrive"
	ClockHandle  ClockName = "handle"
	ClockRectify ClockName = "rectify" // until the first item of the notice is due
	ClockVerify  ClockName = "verify"
	ClockAnswer  ClockName = "answer"
	ClockPause   ClockName = "pause"  // until the work goes on
	ClockAfter   ClockName = "after"  // until the next look after closing
	ClockLook    ClockName = "look"   // for somebody to have looked again
	ClockSurvey  ClockName = "survey" // until the reporter is asked again, beside the looks of the grid

	// The clocks of a leg.
	ClockReport ClockName = "report" // until the agency reports in
	ClockReach  ClockName = "reach"  // until somebody is there
	ClockFinish ClockName = "finish" // until its share is done
	ClockUndo   ClockName = "undo"   // until what was done is undone

	ClockReceive ClockName = "receive" // until enforcement says that it has what was handed over
	ClockDecide  ClockName = "decide"  // until what came of it comes back

	ClockPost ClockName = "post" // until somebody has heard what was written to them
)

// clockOf is the clock that runs in a status. A status that has the same
// clock as the one before lets it run on.
var clockOf = map[Status]ClockName{
	Reported:   ClockClaim,
	Returned:   ClockClaim,
	Claimed:    ClockArrive,
	OnSite:     ClockHandle,
	Handling:   ClockHandle,
	Rework:     ClockHandle,
	Joint:      ClockHandle,
	Rectifying: ClockRectify,
	Submitted:  ClockVerify,
	Verified:   ClockAnswer,
	Paused:     ClockPause,
	Closed:     ClockAfter,
	Watch:      ClockLook,
}

// Climbs tells whether a clock reminds, step by step; the others strike once,
// and something happens.
func (n ClockName) Climbs() bool {
	switch n {
	case ClockAnswer, ClockPause, ClockAfter, ClockSurvey, "":
		return false
	}
	return true
}

// Times knows how long things take in a district.
type Times interface {
	// Deadline is the end of a clock of a case that starts at a moment; the
	// zero time when the clock does not run for this case.
	Deadline(c Case, name ClockName, from time.Time) time.Time
	// Stood is where a moment of a clock of a case moves to that stood still from
	// one moment to another: by working time where it counts that.
	Stood(c Case, name ClockName, at, from, to time.Time) time.Time
	// Rung is when the step-th rung of the ladder of the case's clock is due;
	// the zero time when there is none.
	Rung(c Case, step int) time.Time
	// LegDeadline is the end of the clock of a leg that starts at a moment.
	LegDeadline(c Case, l Leg, from time.Time) time.Time
	// LegRung is when the step-th rung of the ladder of a leg's clock is due;
	// the zero time when there is none.
	LegRung(c Case, l Leg, step int) time.Time
}

// Strikes is when the clock strikes next; 0 when it does not.
func (k Clock) Strikes() int64 {
	switch {
	case k.Due == 0 || k.Rung:
		return 0
	case k.Next != 0:
		return k.Next
	}
	return k.Due
}

// Late reports whether the case's clock has run out at now.
func (c Case) Late(now time.Time) bool {
	return c.Clock.Due != 0 && now.Unix() >= c.Clock.Due && c.Clock.Name != ClockAfter
}

// Due is the case's next deadline; zero when none runs.
func (c Case) Due() time.Time {
	if c.Clock.Due == 0 {
		return time.Time{}
	}
	return time.Unix(c.Clock.Due, 0)
}

// enter moves the case and winds its clock. A clock runs on while the case
// stays under the same one, except where the work begins anew.
func (c *Case) enter(s Status, do Action, at time.Time, times Times) {
	if c.Status != s {
		c.Entered = at.Unix()
	}
	was := c.Status
	c.Status = s
	if s.Type() == Ended { // there is nothing to talk of
		c.OnAgenda, c.Proposed = 0, false
	}
	name := c.clockIn(s)
	switch do {
	case Confirm, Lapse, Pass:
		if s == Closed {
			c.windAsking(at, times)
		}
	case Return, Accede, Entrust, Resite:
		c.keep(at)
	case Route, Submit, Clear, Absent, SendBack, Reopen:
		c.Kept = nil // what was to be done then is done, or begins anew
	}
	switch do {
	case Route, Accede, Entrust, Resite, SendBack, Reopen, Return, Serve, Replace, Inspect, Succeed:
		c.wind(name, at, times)
	case Assign, Handover:
		if s == Claimed { // a notice's dates stand, and so does a pause, whoever has it
			c.keep(at)
			c.windOn(name, at, times)
		}
	case Survey:
		if c.Asking.Name == "" { // of an older release: it was one of the looks
			c.wind(name, at, times)
		}
	case Resume:
		c.unpause(at, times)
	case Grant:
		if was != s {
			c.wind(name, at, times) // a pause was granted
		}
	default:
		if name != c.Clock.Name {
			c.windOn(name, at, times)
		}
	}
	if c.Clock.Name != ClockArrive {
		c.Meeting = nil
	}
}

// wind starts the clock of a name.
func (c *Case) wind(name ClockName, at time.Time, times Times) {
	was := c.Clock
	c.Clock, c.Meeting = Clock{}, nil
	if name == "" {
		return
	}
	due := times.Deadline(*c, name, at)
	if due.IsZero() {
		return
	}
	if name == ClockRectify && was.Name == name && was.Due == due.Unix() {
		c.Clock = was // another item moved: for this one nothing has changed
		return
	}
	c.Clock = Clock{Name: name, Since: at.Unix(), Due: due.Unix()}
	c.climb(times)
}

// climb sets when the clock strikes next, after Step rungs were told.
func (c *Case) climb(times Times) {
	k := &c.Clock
	k.Next, k.Rung = 0, false
	if !k.Name.Climbs() {
		return
	}
	rung := times.Rung(*c, k.Step)
	switch {
	case k.Promise != 0: // a clock of its own: whoever gave it is asked on that day
		k.Next = k.Promise
	case rung.IsZero():
		k.Rung = true
	default:
		k.Next = rung.Unix()
	}
}

// ring marks the rungs that were told: every one that is due by now, so that
// one message tells of what several would have told while nobody was there.
func ring(c *Case, a Act) error {
	if handled := c.Clock.Name == ClockHandle || c.Clock.Name == ClockRectify; handled && c.Owed == 0 && c.Late(a.At) {
		c.Owed = c.Clock.Due
	}
	for t := a.Times.Rung(*c, c.Clock.Step); !t.IsZero() && t.Unix() <= a.At.Unix(); t = a.Times.Rung(*c, c.Clock.Step) {
		c.Clock.Step++
	}
	c.Clock.Missed = c.Clock.Missed || c.Late(a.At)
	if c.Clock.Promise != 0 {
		c.Clock.Promise, c.Clock.Broken = 0, a.At.Unix()
	}
	c.Red = c.Red || a.Red
	c.climb(a.Times)
	return nil
}

// promise: whoever has it names a day, and is left alone until then.
func promise(c *Case, a Act) error {
	if a.Until.Unix() <= a.At.Unix() || (c.Clock.Promises > 0 && a.Note.Empty()) {
		return ErrMissing // a second promise needs a reason
	}
	c.Clock.Promise, c.Clock.Given = a.Until.Unix(), a.Until.Unix()
	c.Clock.Promises++
	c.climb(a.Times)
	return nil
}

// A Deadline is Times whose clocks strike once, when they run out.
type Deadline func(c Case, name ClockName, from time.Time) time.Time

// Deadline is the end of a clock.
func (d Deadline) Deadline(c Case, name ClockName, from time.Time) time.Time { return d(c, name, from) }

// Stood moves by what the clock on the wall shows.
func (d Deadline) Stood(_ Case, _ ClockName, at, from, to time.Time) time.Time {
	return at.Add(to.Sub(from))
}

// Rung is the deadline itself, and then nothing.
func (d Deadline) Rung(c Case, step int) time.Time {
	if step > 0 {
		return time.Time{}
	}
	return c.Due()
}

// LegDeadline is the same for a leg.
func (d Deadline) LegDeadline(c Case, l Leg, from time.Time) time.Time {
	return d(c, l.Clock.Name, from)
}

// LegRung is the end of the leg's clock, and then nothing.
func (d Deadline) LegRung(_ Case, l Leg, step int) time.Time {
	if step > 0 {
		return time.Time{}
	}
	return time.Unix(l.Clock.Due, 0)
}
