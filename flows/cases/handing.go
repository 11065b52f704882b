package cases

import "slices"

// What is not put right is handed over to enforcement (移交执法). That is a leg like
// others: they are told, say that they have it, give it a number, and what came of it
// comes back. Until then the items wait for them.

// A Handing is what of a notice was handed over, and what became of it.
type Handing struct {
	At     int64  `json:"at"`
	By     int64  `json:"by"`
	Notice string `json:"notice"`
	Items  []int  `json:"items"`            // of the notice, from 0
	Ack    int64  `json:"ack,omitempty"`    // when they said that they have it
	Ref    string `json:"ref,omitempty"`    // the number they have it under
	Ruling Ruling `json:"ruling,omitempty"` // what came of it
}

// A Ruling is what came of what was handed over.
type Ruling string

const (
	RulingFine     Ruling = "fine"
	RulingCoercion Ruling = "coercion" // it is put right by force
	RulingCourt    Ruling = "court"    // a court is asked to enforce it
	RulingDropped  Ruling = "dropped"  // and why
)

// Rulings are all there are.
var Rulings = []Ruling{RulingFine, RulingCoercion, RulingCourt, RulingDropped}

// Awaited tells whether the leg is of something handed over of which nobody has said
// what came of it.
func (l Leg) Awaited() bool { return l.Law != nil && l.Law.Ruling == "" }

// Pursues is the leg in which enforcement has an item of the notice in force; nil when
// nobody of them has it.
func (c Case) Pursues(item int) *Leg {
	n := c.Notice()
	for i := range c.Legs {
		l := &c.Legs[i]
		if n != nil && l.Open() && l.Awaited() && l.Law.Notice == n.ID && slices.Contains(l.Law.Items, item) {
			return l
		}
	}
	return nil
}

// resting is the clock of a leg in which nothing must be undone and nobody is on the way.
func (l Leg) resting() ClockName {
	switch {
	case !l.Awaited():
		return ClockFinish
	case l.Law.Ack == 0:
		return ClockReceive
	}
	return ClockDecide
}

// handOver gives items to enforcement, whose call the act holds. An agency that is at
// work already goes on in its leg.
func (c *Case) handOver(items []int, a Act) error {
	if len(items) == 0 {
		return nil
	}
	if a.Whistle == nil || len(a.Whistle.Calls) != 1 || a.Whistle.Calls[0].Agency == "" {
		return ErrMissing
	}
	k := a.Whistle.Calls[0]
	if c.openLeg(k.Agency) == nil {
		if len(c.OpenLegs()) >= MostCalls || len(c.Legs) >= mostLegs {
			return ErrFull
		}
		c.call(k, 0, "", a)
	}
	l := c.openLeg(k.Agency)
	if l.Awaited() {
		items = append(slices.Clone(l.Law.Items), items...)
	}
	slices.Sort(items)
	l.Law, l.Turned = &Handing{At: a.At.Unix(), By: a.By.ID, Notice: c.Notice().ID, Items: slices.Compact(items)}, nil
	if len(l.Standing()) == 0 {
		c.windLeg(l.N, ClockReceive, a.At, a.Times)
	}
	return nil
}

// law is the handing of the officer's own agency, as a copy that may be changed.
func (c *Case) law(a Act) (*Leg, *Handing) {
	l := c.openLeg(a.By.Agency)
	own := *l.Law
	l.Law = &own
	return l, &own
}

// receive: enforcement says that it has it; with a number, if there is one.
func receive(c *Case, a Act) error {
	l, h := c.law(a)
	h.Ack = a.At.Unix()
	if l.In == 0 {
		l.In = a.At.Unix()
	}
	if l.Status == LegCalled {
		l.Status = LegComing
	}
	l.Officer, l.Turned = a.By.ID, nil
	c.numbered(h, a)
	if len(l.Standing()) == 0 {
		c.windLeg(l.N, ClockDecide, a.At, a.Times)
	}
	return nil
}

// docket: it has a number now, or another one.
func docket(c *Case, a Act) error {
	if a.Ref == "" {
		return ErrMissing
	}
	_, h := c.law(a)
	c.numbered(h, a)
	return nil
}

// numbered keeps the number with what was handed over, and with its items.
func (c *Case) numbered(h *Handing, a Act) {
	if a.Ref == "" {
		return
	}
	h.Ref = a.Ref
	for _, it := range c.handed(h) {
		it.Ref, it.RefAt = a.Ref, a.At.Unix()
	}
}

// handed are the items that were handed over, as long as their notice is in force.
func (c *Case) handed(h *Handing) []*Item {
	n := c.Notice()
	if n == nil || n.ID != h.Notice {
		return nil
	}
	var items []*Item
	for _, i := range h.Items {
		if i < len(n.Items) && n.Items[i].Passed == 0 {
			items = append(items, &n.Items[i])
		}
	}
	return items
}

// rule: what came of it. Whoever has the case looks again, by a day that is named.
func rule(c *Case, a Act) error {
	switch {
	case !slices.Contains(Rulings, a.Ruling), a.Note.Words == "":
		return ErrMissing
	case len(c.openLeg(a.By.Agency).Files)+len(a.Files) > mostFiles:
		return ErrFull
	}
	l, h := c.law(a)
	h.Ruling = a.Ruling
	if h.Ack == 0 {
		h.Ack = a.At.Unix()
	}
	if l.In == 0 {
		l.In = a.At.Unix()
	}
	c.numbered(h, a)
	l.Officer, l.Result, l.Ref = a.By.ID, a.Note.Words, h.Ref
	l.Files = append(l.Files, a.Files...)
	l.end(LegFinished, a)
	for _, it := range c.handed(h) {
		if a.Until.Unix() > a.At.Unix() {
			it.Began, it.Due = a.At.Unix(), a.Until.Unix()
		}
	}
	if c.Status == Rectifying {
		c.wind(ClockRectify, a.At, a.Times)
	}
	return nil
}

// Guards of what was handed over.
var (
	received = own("while something was handed over to them, and they have not said that they have it", func(l Leg) bool { return l.Awaited() && l.Law.Ack == 0 })
	pursued  = own("while they have something that was handed over", func(l Leg) bool { return l.Awaited() && l.Law.Ack != 0 })
	ruled    = own("while something was handed over to them, and they have nothing to undo", func(l Leg) bool { return l.Awaited() && len(l.Standing()) == 0 })
)

// handsOver: something goes to enforcement, who hear of it, and so do those who lead.
func handsOver(who ...Tell) also {
	return also{func(_ Case, a Act) bool { return slices.ContainsFunc(a.Results, func(r Result) bool { return r.Law }) }, who}
}
