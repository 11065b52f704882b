package cases

import "time"

// Who has the case may agree on a time with who told of it, or with the household; and
// a lead who calls agencies names one. From then on the way there ends at that time,
// and nobody is late before it.

// A Meeting is a time that was agreed on.
type Meeting struct {
	At  int64 `json:"at"`
	By  int64 `json:"by,omitempty"` // who agreed on it; 0: the agencies were called to it
	Was Clock `json:"was"`          // the clock as it was before: it runs on when the meeting is off
}

// MostAhead is how far ahead a meeting may be.
const MostAhead = 14 * 24 * time.Hour

// arrange: whoever has it has agreed on a time.
func arrange(c *Case, a Act) error {
	if !a.Until.After(a.At) || a.Until.After(a.At.Add(MostAhead)) {
		return ErrMissing
	}
	c.meet(a.Until.Unix(), a.By.ID, a.At.Unix(), a.Times)
	return nil
}

// unarrange: it is off. The clock runs on as if nothing had been agreed on.
func unarrange(c *Case, a Act) error {
	c.unmeet(a.Times)
	return nil
}

// meet ends the way there at a time.
func (c *Case) meet(at, by, since int64, times Times) {
	was := c.Clock
	if c.Meeting != nil {
		was = c.Meeting.Was
	}
	c.Meeting = &Meeting{At: at, By: by, Was: was}
	c.Clock = Clock{Name: ClockArrive, Since: since, Due: at, Missed: c.Clock.Missed, Extended: c.Clock.Extended, Promises: c.Clock.Promises}
	c.climb(times)
}

func (c *Case) unmeet(times Times) {
	missed := c.Clock.Missed
	c.Clock, c.Meeting = c.Meeting.Was, nil
	c.Clock.Missed = c.Clock.Missed || missed
	c.climb(times)
}

// follow lets who has the case come when the agencies do, as long as they are called to
// a time that is later than theirs.
func (c *Case) follow(at time.Time, times Times) {
	if c.Clock.Name != ClockArrive || c.Danger || c.Meeting != nil && c.Meeting.By != 0 {
		return
	}
	first := int64(0)
	for _, l := range c.OpenLegs() {
		if l.Meet > l.At && (first == 0 || l.Meet < first) {
			first = l.Meet
		}
	}
	switch {
	case c.Meeting != nil && first == c.Meeting.At:
	case c.Meeting != nil && first == 0:
		c.unmeet(times)
	case first > c.Clock.Due || c.Meeting != nil && first > at.Unix():
		c.meet(first, 0, at.Unix(), times)
	}
}
