package cases

import "slices"

// What happens after a case is closed: the grid looks again, the reporter is
// asked again, and what comes back is the next round of the same case.

// look begins the next look after closing, by the clock.
func look(c *Case, _ Act) error {
	c.After++
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
