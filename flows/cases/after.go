package cases

import (
	"slices"
	"time"
)

// What happens after a case is closed: the grid looks again, the reporter is
// asked again, and what comes back is the next round of the same case.

// look begins the next look after closing, by the clock.
func look(c *Case, _ Act) error {
	c.After++
	c.Red = false // that was about the time before it was closed, or an earlier look
	return nil
}

// again: the case is a round of an earlier one; Act.To is its number, 0 when
// it is none of them.
func again(c *Case, a Act) error {
	if a.To == 0 {
		c.Near = nil
		return nil
	}
	for _, n := range c.Near {
		if int64(n.Number) == a.To {
			c.Round, c.Family, c.Came, c.Near = n.Next(), n.Number, n.Closed, nil
			return nil
		}
	}
	return ErrMissing
}

// Next is which round a case is that came back from it. While a round of it is
// worked on, what is told of it is that round, and no further one.
func (n Near) Next() int {
	if n.Open != 0 {
		return max(n.Round, 2)
	}
	return max(n.Round, 1) + 1
}

// windAsking begins the time until the reporter is asked how it is now. It has its own
// clock: whether the grid has looked meanwhile is no matter to them.
func (c *Case) windAsking(at time.Time, times Times) {
	c.Asking = Clock{Name: ClockSurvey, Since: at.Unix()}
	if due := times.Deadline(*c, ClockSurvey, at); c.By.ID != 0 && !due.IsZero() {
		c.Asking.Due = due.Unix()
	}
}

// survey: the reporter is asked. What an older release closed has one clock for all
// that comes after it.
func survey(c *Case, _ Act) error {
	if c.Asking.Name == "" {
		c.After++
	}
	c.Asking.Since, c.Asking.Due, c.Asking.Next = 0, 0, 0
	return nil
}

// succeed: it came back, and its next round is open. Whether this one is still fixed
// is no question any more.
func succeed(c *Case, a Act) error {
	if a.To == 0 {
		return ErrMissing
	}
	c.Next, c.Red = int(a.To), false
	c.Asking.Since, c.Asking.Due, c.Asking.Next = 0, 0, 0
	return nil
}

// Asked reports whether the reporter was asked, weeks after closing, how it is
// now, and has not answered.
func (c Case) Asked() bool {
	if c.Next != 0 {
		return false
	}
	for _, e := range slices.Backward(c.Log) {
		switch {
		case e.Do == Survey:
			return true
		case e.Part == PartReporter:
			return false
		}
	}
	return false
}

// still: the reporter says, weeks later, that it is still fixed.
func still(c *Case, _ Act) error {
	c.Outcome = Confirmed
	return nil
}
