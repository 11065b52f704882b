package cases

import (
	"time"

	"gridbot/flows/text"
)

// A Standstill is a time in which a case's clock stood still, and why.
type Standstill struct {
	Why   text.Text `json:"why"`
	From  int64     `json:"from"`
	Until int64     `json:"until"`        // when it goes on by itself
	To    int64     `json:"to,omitempty"` // when it went on
	Was   Status    `json:"was"`
	Clock Clock     `json:"clock"` // as it stood
}

// pause: a lead stops the clock until a date, for a reason.
func pause(c *Case, a Act) error {
	if a.Until.Unix() <= a.At.Unix() || a.Note.Empty() {
		return ErrMissing
	}
	if p := c.Plea; p != nil && p.Kind == PleaPause {
		c.Plea = nil
	}
	c.stop(a.Note, a.Until.Unix(), a.At)
	return nil
}

func (c *Case) stop(why text.Text, until int64, at time.Time) {
	c.Pauses = append(c.Pauses, Standstill{Why: why, From: at.Unix(), Until: until, Was: c.Status, Clock: c.Clock})
}

// Paused is the pause that runs; nil when none does.
func (c *Case) Paused() *Standstill {
	if len(c.Pauses) == 0 || c.Pauses[len(c.Pauses)-1].To != 0 {
		return nil
	}
	return &c.Pauses[len(c.Pauses)-1]
}

// unpause lets the clock that stood still run on: what was left of it is left
// now, in working time where it counts that. A notice's dates move with it.
func (c *Case) unpause(at time.Time, times Times) {
	p := c.Paused()
	if p == nil {
		return
	}
	p.To = at.Unix()
	moved := func(of int64) int64 {
		if of == 0 {
			return 0
		}
		return times.Stood(*c, p.Clock.Name, time.Unix(of, 0), time.Unix(p.From, 0), at).Unix()
	}
	k := p.Clock
	k.Since, k.Due, k.Promise, k.Given = moved(k.Since), moved(k.Due), moved(k.Promise), moved(k.Given)
	c.Clock = k
	if n := c.Notice(); n != nil {
		for _, i := range n.Open() {
			n.Items[i].Due = moved(n.Items[i].Due)
		}
	}
	c.climb(times)
}
