package cases

import (
	"slices"

	"gridbot/flows/text"
)

// A Plea asks a lead for more time, or to pause.
type Plea struct {
	Kind  PleaKind  `json:"kind"`
	By    int64     `json:"by"`
	Part  Part      `json:"part"`
	Item  int       `json:"item,omitempty"` // of the notice, from 0; -1: not about an item
	Until int64     `json:"until"`
	Why   text.Text `json:"why"`
	At    int64     `json:"at"`
}

// PleaKind is what is asked for.
type PleaKind string

const (
	PleaExtension PleaKind = "extension"
	PleaPause     PleaKind = "pause"
)

// plead: somebody asks a lead for more time, or to pause.
func plead(c *Case, a Act) error {
	kind := a.Plea
	if a.Until.Unix() <= a.At.Unix() || a.Note.Empty() || kind == "" {
		return ErrMissing
	}
	if kind == PleaPause && a.By.ID != c.Assignee {
		return ErrMissing // the addressee of a notice may ask for time, not for rest
	}
	part, item := PartAssignee, -1
	if c.Status == Rectifying && kind == PleaExtension {
		n := c.Notice()
		if n == nil || a.Item < 0 || a.Item >= len(n.Items) || n.Items[a.Item].Passed != 0 || a.Until.Unix() <= n.Items[a.Item].Due {
			return ErrMissing
		}
		item = a.Item
		if slices.Contains(n.Followers, a.By.ID) && a.By.ID != c.Assignee {
			part = PartAddressee
		}
	} else if kind == PleaExtension && a.Until.Unix() <= c.Clock.Due {
		return ErrMissing
	}
	c.Plea = &Plea{Kind: kind, By: a.By.ID, Part: part, Item: item, Until: a.Until.Unix(), Why: a.Note, At: a.At.Unix()}
	return nil
}

// grant: a lead says yes.
func grant(c *Case, a Act) error {
	p := c.Plea
	if p == nil || p.Until <= a.At.Unix() {
		return ErrMissing // too late to be of use: it must be asked anew
	}
	c.Plea = nil
	if p.Kind == PleaPause {
		c.stop(p.Why, p.Until, a.At)
		return nil
	}
	var items []int
	if p.Item >= 0 {
		if n := c.Notice(); n == nil || p.Item >= len(n.Items) {
			return ErrMissing
		}
		items = []int{p.Item}
	}
	c.lengthen(items, p.Until, a.Times)
	return nil
}

// deny: a lead says no, and why.
func deny(c *Case, a Act) error {
	if c.Plea == nil {
		return ErrMissing
	}
	c.Plea = nil
	return because(c, a)
}

// extend: a lead gives more time without having been asked, and says why. Of
// a notice, to the items that are due first.
func extend(c *Case, a Act) error {
	if a.Until.Unix() <= a.At.Unix() || a.Until.Unix() <= c.Clock.Due || a.Note.Empty() {
		return ErrMissing
	}
	var items []int
	if n := c.Notice(); n != nil && c.Status == Rectifying {
		for _, i := range n.Open() {
			if n.Items[i].Due == c.Clock.Due {
				items = append(items, i)
			}
		}
	}
	if p := c.Plea; p != nil && p.Kind == PleaExtension {
		c.Plea = nil // answered by this
	}
	c.lengthen(items, a.Until.Unix(), a.Times)
	return nil
}

// lengthen moves the deadline: of some items of the notice, or else of the
// case's clock.
func (c *Case) lengthen(items []int, until int64, times Times) {
	was := c.Clock.Due
	c.Clock.Due = max(was, until) // it may have been given more since it was asked for
	if n := c.Notice(); n != nil && len(items) > 0 {
		for _, i := range items {
			n.Items[i].Due = max(n.Items[i].Due, until)
			n.Items[i].Extended++
		}
		c.Clock.Due = n.Due().Unix()
	}
	if c.Clock.Due != was { // else another item is still the first one due
		c.Clock.Extended++
		c.Clock.Step, c.Clock.Promise, c.Clock.Given = 0, 0, 0
		c.climb(times)
	}
}
