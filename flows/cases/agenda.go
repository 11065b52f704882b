package cases

// What those who lead talk of at the next conference.

// OnRedList tells whether the ladder was climbed to its end, and it is still to be
// done: by those who have it, or by who was to look again.
func (c Case) OnRedList() bool { return c.Red && (c.Status.Type() == Open || c.Status == Watch) }

// agenda: a lead wants it talked of at the next conference.
func agenda(c *Case, a Act) error {
	c.OnAgenda = a.At.Unix()
	return nil
}

// topic: a lead proposes to treat the place as a whole.
func topic(c *Case, a Act) error {
	c.Proposed = true
	if c.OnAgenda == 0 {
		c.OnAgenda = a.At.Unix()
	}
	return nil
}

// settle: the conference has decided; the case is on no agenda any more.
func settle(c *Case, _ Act) error {
	c.OnAgenda, c.Proposed = 0, false
	return nil
}
