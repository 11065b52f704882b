package cases

import "slices"

// What people do with the legs of a joint case.

// propose: who has the case asks a lead to call others in.
func propose(c *Case, a Act) error {
	w := a.Whistle
	if w == nil || len(c.callable(w.Calls)) == 0 {
		return ErrMissing
	}
	next := *w
	next.By, next.At, next.Calls = a.By.ID, a.At.Unix(), c.callable(w.Calls)
	c.Proposal = &next
	return nil
}

// whistle: agencies are called, each with a leg of its own. Of those that are
// at work already nothing changes, unless the conference decided what they are to do.
func whistle(c *Case, a Act) error {
	w := a.Whistle
	if w == nil || len(w.Calls) == 0 {
		return ErrMissing
	}
	calls := c.callable(w.Calls)
	switch {
	case len(calls) == 0 && !a.Settled:
		return ErrCalled
	case len(c.OpenLegs())+len(calls) > MostCalls || len(c.Legs)+len(calls) > mostLegs:
		return ErrFull
	}
	if a.Settled {
		for _, k := range w.Calls {
			if l := c.openLeg(k.Agency); l != nil {
				l.Ask, l.Meet, l.Serves = k.Ask, w.Meet, l.Serves || k.Serves
			}
		}
	}
	for _, k := range calls {
		c.call(k, w.Meet, w.Where, a)
	}
	c.Proposal = nil
	if a.Settled {
		return settle(c, a)
	}
	return nil
}

// call begins a leg.
func (c *Case) call(k Call, meet int64, where string, a Act) {
	c.Legs = append(c.Legs, Leg{
		N: len(c.Legs) + 1, Agency: k.Agency, Ask: k.Ask, Serves: k.Serves, Meet: meet, Where: where,
		At: a.At.Unix(), By: a.By.ID, Status: LegCalled,
	})
	c.windLeg(len(c.Legs), ClockReport, a.At, a.Times)
}

// reportIn: an officer comes, and says when.
func reportIn(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	l.Status, l.Officer, l.In, l.Turned = LegComing, a.By.ID, a.At.Unix(), nil
	if !a.Until.IsZero() {
		l.Due = max(a.Until.Unix(), a.At.Unix())
	}
	name := ClockReach
	if l.Meet == 0 && l.Due == 0 {
		name = ClockFinish // they come when they can: what counts is that it gets done
	}
	c.windLeg(l.N, name, a.At, a.Times)
	return nil
}

// reach: an officer is there.
func reach(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	if len(l.Files)+len(a.Files) > mostFiles {
		return ErrFull
	}
	if l.In == 0 {
		l.In = a.At.Unix()
	}
	l.Status, l.Officer, l.Arrived, l.Far, l.Turned = LegThere, a.By.ID, a.At.Unix(), max(a.Far, 0), nil
	l.Files = append(l.Files, a.Files...)
	if len(l.Standing()) == 0 {
		c.windLeg(l.N, l.resting(), a.At, a.Times)
	}
	return nil
}

// turnDown: an officer says that another agency must do it.
func turnDown(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	if a.Note.Empty() {
		return ErrMissing
	}
	l.Turned, l.Plea = &Turn{By: a.By.ID, At: a.At.Unix(), Why: a.Note}, nil
	l.Turns++
	return nil
}

// done: the agency has done its share, and signs for it.
func done(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	switch {
	case a.Note.Empty():
		return ErrMissing
	case len(l.Files)+len(a.Files) > mostFiles:
		return ErrFull
	}
	if l.In == 0 {
		l.In = a.At.Unix()
	}
	l.Officer, l.Result, l.Ref = a.By.ID, a.Note.Words, a.Ref
	l.Files = append(l.Files, a.Files...)
	l.end(LegFinished, a)
	return nil
}

// end closes a leg: its clock runs no more.
func (l *Leg) end(s LegStatus, a Act) {
	l.Status, l.Ended, l.Clock, l.Turned, l.Plea, l.Rest = s, a.At.Unix(), Clock{}, nil, nil, nil
}

// perform: an officer does something known by its name. What must be undone
// has a clock of its own from then on.
func perform(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	switch {
	case a.Deed == nil || a.Deed.ID == "":
		return ErrMissing
	case len(l.Deeds) >= mostDeeds || len(l.Files)+len(a.Files) > mostFiles:
		return ErrFull
	case slices.ContainsFunc(l.Deeds, func(d Deed) bool { return d.ID == a.Deed.ID && d.Stands() }):
		return ErrCalled // it stands already
	case a.Deed.Shown && !slices.ContainsFunc(a.Files, File.Shows):
		return ErrMissing
	}
	d := Deed{ID: a.Deed.ID, At: a.At.Unix(), By: a.By.ID, Ref: a.Ref, Undo: a.Deed.Undo, Passed: a.Deed.Passed, Shown: a.Deed.Shown, Told: a.Deed.Told}
	l.Deeds = append(l.Deeds, d)
	l.Files = append(l.Files, a.Files...)
	c.came(l, a)
	if d.Stands() {
		c.windLeg(l.N, ClockUndo, a.At, a.Times)
	}
	return nil
}

// came: who does something there has reported in and arrived.
func (c *Case) came(l *Leg, a Act) {
	if l.In == 0 {
		l.In = a.At.Unix()
	}
	if l.Status == LegCalled {
		l.Status = LegComing
		c.windLeg(l.N, l.resting(), a.At, a.Times)
	}
	l.Officer, l.Turned = a.By.ID, nil
}

// undo: what an officer had done is undone; Act.Item says which, from 0.
func undo(c *Case, a Act) error {
	l := c.openLeg(a.By.Agency)
	switch {
	case a.Item < 0 || a.Item >= len(l.Deeds) || !l.Deeds[a.Item].Stands():
		return ErrMissing
	case c.Holds(l.Deeds[a.Item]):
		return ErrUnmet
	case l.Deeds[a.Item].Shown && !slices.ContainsFunc(a.Files, File.Shows):
		return ErrMissing
	case len(l.Files)+len(a.Files) > mostFiles:
		return ErrFull
	}
	l.Files = append(l.Files, a.Files...)
	l.Deeds[a.Item].UndoneAt = a.At.Unix()
	name := l.resting()
	if len(l.Standing()) > 0 {
		name = ClockUndo
	}
	c.windLeg(l.N, name, a.At, a.Times)
	return nil
}

// serveLeg: an officer serves the notice; it is a deed of the leg, too.
func serveLeg(c *Case, a Act) error {
	if err := serve(c, a); err != nil {
		return err
	}
	l := c.openLeg(a.By.Agency)
	if len(l.Deeds) < mostDeeds {
		l.Deeds = append(l.Deeds, Deed{ID: string(Serve), At: a.At.Unix(), By: a.By.ID, Ref: c.Notice().ID})
	}
	c.came(l, a)
	return nil
}

// release: a lead lets an agency go, and says why.
func release(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	switch {
	case l == nil || !l.Open() || a.Note.Empty():
		return ErrMissing
	case len(l.Standing()) > 0:
		return ErrStands
	}
	l.Why = a.Note
	l.end(LegReleased, a)
	return nil
}

// swap: another agency is called in place of one.
func swap(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	switch {
	case l == nil || !l.Open() || a.Whistle == nil || len(a.Whistle.Calls) != 1:
		return ErrMissing
	case len(l.Standing()) > 0:
		return ErrStands
	case len(c.callable(a.Whistle.Calls)) == 0:
		return ErrCalled
	case len(c.Legs) >= mostLegs:
		return ErrFull
	}
	l.Why = a.Note
	if l.Turned != nil {
		l.Why = l.Turned.Why
	}
	l.end(LegSwapped, a)
	c.call(a.Whistle.Calls[0], l.Meet, l.Where, a)
	if was := c.Leg(a.Leg); was.Awaited() { // what was handed over goes there, too
		h := *was.Law
		h.Ack, h.Ref = 0, ""
		c.Legs[len(c.Legs)-1].Law = &h
		c.windLeg(len(c.Legs), ClockReceive, a.At, a.Times)
	}
	return nil
}

// insist: a lead says that it is for this agency after all.
func insist(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.Open() || l.Turned == nil {
		return ErrMissing
	}
	l.Turned = nil
	switch {
	case l.Awaited() && l.Law.Ack == 0:
		c.windLeg(l.N, ClockReceive, a.At, a.Times)
	case l.Status == LegCalled:
		c.windLeg(l.N, ClockReport, a.At, a.Times)
	}
	return nil
}

// callHead: a lead calls the head of an agency that is silent.
func callHead(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.Open() {
		return ErrMissing
	}
	l.Head = a.At.Unix()
	return nil
}

// callOff: the whistle is withdrawn, also while people are on their way.
func callOff(c *Case, a Act) error {
	switch {
	case a.Note.Empty():
		return ErrMissing
	case c.stands():
		return ErrStands
	}
	c.endLegs(a)
	return nil
}

// endLegs lets every agency go.
func (c *Case) endLegs(a Act) {
	for i := range c.Legs {
		if l := &c.Legs[i]; l.Open() {
			l.Why = a.Note
			l.end(LegReleased, a)
		}
	}
	c.Proposal = nil
}

// dismiss: a lead does not sound the whistle that was proposed.
func dismiss(c *Case, a Act) error {
	c.Proposal = nil
	return because(c, a)
}
