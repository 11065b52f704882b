package cases

import "slices"

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
			c.Round, c.Family, c.Came, c.Near = max(n.Round, 1)+1, n.Number, n.Closed, nil
			return nil
		}
	}
	return ErrMissing
}

// Asked reports whether the reporter was asked, weeks after closing, how it is
// now, and has not answered.
func (c Case) Asked() bool {
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
