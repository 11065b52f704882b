package cases

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"gridbot/flows/text"
)

// Errors a person's act can end in. They cross packages, so they live here.
var (
	// ErrNotNow: the case has moved on; the act is in no row from its status.
	ErrNotNow = errors.New("not in this status")
	// ErrNotYours: another part may do this, this person may not.
	ErrNotYours = errors.New("not for this person")
	// ErrMissing: the act lacks what its row demands: a reason, an after-photo,
	// a person.
	ErrMissing = errors.New("something is missing")
	// ErrSame: the verifier would be who did the work.
	ErrSame = errors.New("who did the work cannot check it")
	// ErrCalled: it was done already, as by another lead at the same moment.
	ErrCalled = errors.New("done already")
	// ErrStands: something that was done must be undone first.
	ErrStands = errors.New("something must be undone first")
	// ErrFull: so much was added that a record takes no more.
	ErrFull = errors.New("no more can be added")
)

// An Act is one person doing one thing to a case.
type Act struct {
	Do     Action
	By     Person
	At     time.Time
	Note   text.Text // words, or a usual reason
	Files  []File
	To     int64  // Assign, Name, Handover: which worker; Again: which case
	Grid   string // Route: where to
	Rating int    // Confirm: 1 to 5

	Until   time.Time // Promise, Plead, Pause: the new date
	Plea    PleaKind  // Plead: for what
	Item    int       // Plead, Prove: of the notice, from 0
	Notice  *Notice   // Serve, Replace
	Results []Result  // Inspect, Clear
	Red     bool      // Overdue: it goes on the red list

	Settled bool // Whistle: as the conference decided

	Leg     int        // of which leg, from 1; an officer's own is found
	Whistle *Whistling // Propose, Whistle, Swap
	Far     int        // Reach: metres from the place
	Deed    *Deed      // Perform: its ID, and by when it must be undone
	Spots   []Spot
	Ref     string // Finish, Perform: the number the agency has it under

	Times Times // set by Apply
}

// A Person is what the lifecycle must know of somebody: who they are, and what
// they may be at all.
type Person struct {
	ID          int64
	Grid        string
	Worker      bool // and on duty
	Lead        bool
	Coordinator bool
	Clock       bool
	Agency      string // of an officer
}

// staff tells whether the person works here: a worker or lead has a grid, the
// coordinator has all of them.
func (p Person) staff() bool { return p.Coordinator || p.Grid != "" }

// Parts is what p is to c now.
func (c Case) Parts(p Person) []Part {
	if p.Clock {
		return []Part{PartClock}
	}
	if p.ID == 0 {
		return nil // nobody is not the assignee of a case that has none
	}
	var parts []Part
	if p.ID == c.By.ID {
		parts = append(parts, PartReporter)
	}
	mine := p.Grid != "" && p.Grid == c.Grid
	if p.Worker && mine && p.ID != c.By.ID {
		parts = append(parts, PartWorker)
	}
	if p.ID == c.Assignee && p.staff() {
		parts = append(parts, PartAssignee)
	}
	lead := p.Coordinator || (p.Lead && mine)
	if (lead || p.ID == c.Verifier && p.staff()) && !slices.Contains(c.Handlers, p.ID) {
		parts = append(parts, PartVerifier)
	}
	if lead {
		parts = append(parts, PartLead)
	}
	if p.Coordinator {
		parts = append(parts, PartRouter)
	}
	if n := c.Notice(); n != nil && slices.Contains(n.Followers, p.ID) {
		parts = append(parts, PartAddressee)
	}
	if c.asked(p) {
		parts = append(parts, PartNeighbour)
	}
	if p.ID != c.By.ID && c.openLeg(p.Agency) != nil {
		parts = append(parts, PartOfficer)
	}
	return parts
}

// Sees reports whether p may know that the case exists.
func (c Case) Sees(p Person) bool {
	switch {
	case p.ID == 0:
		return false // nobody; and what nobody has is not theirs
	case p.ID == c.By.ID || p.Coordinator:
		return true
	case p.ID == c.Assignee || p.ID == c.Verifier:
		return p.staff() // who was dismissed is a stranger to what they held
	}
	if n := c.Notice(); n != nil && slices.Contains(n.Followers, p.ID) {
		return true // of the notice alone: their view shows nothing else
	}
	if l := c.LegOf(p.Agency); l != nil && (l.Open() || l.Status == LegFinished) {
		return true // of the leg alone
	}
	if c.watches(p) {
		return true
	}
	return p.Grid != "" && p.Grid == c.Grid
}

// Actions is what p may do to c now, in the order of the table. The buttons
// under a case are drawn from it, so they can never promise too much.
func (c Case) Actions(p Person) []Action {
	parts := c.Parts(p)
	var acts []Action
	for _, r := range lifecycle {
		if r.applies(c) && slices.Contains(parts, r.by) && r.fits(c, p) && !slices.Contains(acts, r.do) {
			acts = append(acts, r.do)
		}
	}
	return acts
}

// May tells whether p may do it now: nil, ErrNotYours or ErrNotNow.
func (c Case) May(do Action, p Person) error {
	_, err := c.row(do, p)
	return err
}

// applies tells whether the row is in force for the case. Besides the status,
// what happens once per status happens once: setting out, the rating; and what
// answers something needs it to be there.
func (r row) applies(c Case) bool {
	if r.from != c.Status {
		return false
	}
	switch r.do {
	case SetOut:
		return c.OnWay == 0
	case Warn, Overdue:
		return c.Clock.Strikes() != 0
	case Rate:
		return c.Rating == 0 && c.Outcome == Confirmed
	case Reopen:
		return c.Status == Verified || c.Clock.Due != 0 || c.Ended == 0 // as long as it is looked after; what an older release closed, for ever
	case Still:
		return c.Asked() || c.After > 0 && c.Rating == 0 && c.Outcome != Confirmed
	case Promise:
		return c.Clock.Name.Climbs() && !c.Clock.Rung
	case Plead:
		return c.Plea == nil
	case Grant:
		return c.Plea != nil && (c.Plea.Kind == PleaPause) == (r.to == Paused)
	case Deny:
		return c.Plea != nil
	case Resume:
		return c.Paused() != nil && c.Paused().Was == r.to
	case Again:
		return len(c.Near) > 0
	case Agenda:
		return c.OnAgenda == 0
	case Topic:
		return !c.Proposed
	case Settle:
		return c.OnAgenda != 0
	case Submit:
		return !c.Legged()
	case Clear, Annul:
		return c.Legged() == (r.to == Joint)
	case Decline, Withdraw:
		return !c.stands() // nobody would undo it any more
	case Whistle:
		return r.by != PartAssignee || c.Danger
	case Propose:
		return c.Proposal == nil && !c.Danger
	case Dismiss:
		return c.Proposal != nil
	case CallOff, Release, Swap, CallHead, LegWarn, LegLate:
		return c.Legged()
	case Cede:
		return c.Ceding == nil && c.Grid != ""
	case Accede, Keep, Unask:
		return c.Ceding != nil
	case Escalate:
		return c.Raised == 0
	case Insist:
		return slices.ContainsFunc(c.Legs, func(l Leg) bool { return l.Open() && l.Turned != nil })
	}
	if r.by == PartOfficer {
		return c.Legged()
	}
	return true
}

func (c Case) row(do Action, p Person) (row, error) {
	parts := c.Parts(p)
	err := ErrNotNow
	for _, r := range lifecycle {
		if r.do != do || !r.applies(c) {
			continue
		}
		switch {
		case !slices.Contains(parts, r.by):
			err = ErrNotYours
		case r.fits(c, p):
			return r, nil
		}
	}
	return row{}, err
}

// Apply is the case after the act, and who must be told. The case itself is
// not changed. Errors: ErrNotNow, ErrNotYours, ErrMissing, ErrSame, ErrFull.
func (c Case) Apply(a Act, times Times) (Case, []Tell, error) {
	r, err := c.row(a.Do, a.By)
	if err != nil {
		return c, nil, fmt.Errorf("%s case %d (%s): %w", a.Do, c.Number, c.Status, err)
	}
	next := c.clone()
	a.Times = times
	if r.by == PartOfficer {
		a.Leg = c.LegOf(a.By.Agency).N
	}
	if r.with != nil {
		if err := r.with(&next, a); err != nil {
			return c, nil, fmt.Errorf("%s case %d (%s): %w", a.Do, c.Number, c.Status, err)
		}
	}
	by := a.By.ID
	if r.by == PartClock {
		by = 0
	}
	if r.to.Type() == Ended {
		next.endLegs(a)
	}
	next.Log = append(next.Log, Entry{At: a.At.Unix(), By: by, Part: r.by, Do: a.Do, To: r.to, Note: a.Note, Leg: a.Leg})
	next.enter(r.to, r.do, a.At, times)
	next.keepUp(times)
	return next, r.tell, nil
}

// Start is a new case, told by its reporter.
func Start(c Case, at time.Time, times Times) Case {
	c.Opened = at.Unix()
	c.Log = append(c.Log, Entry{At: at.Unix(), By: c.By.ID, Part: PartReporter, Do: Report, To: Reported})
	c.enter(Reported, Report, at, times)
	return c
}

// take: the worker who pressed first has it.
func take(c *Case, a Act) error {
	c.Assignee, c.OnWay = a.By.ID, 0
	c.handler(a.By.ID)
	return nil
}

// hand: a lead gives it to a worker.
func hand(c *Case, a Act) error {
	if a.To == 0 || a.To == c.Assignee {
		return ErrMissing
	}
	c.Assignee, c.OnWay = a.To, 0
	c.handler(a.To)
	return nil
}

func (c *Case) handler(id int64) {
	if !slices.Contains(c.Handlers, id) {
		c.Handlers = append(c.Handlers, id)
	}
	if c.Verifier == id {
		c.Verifier = 0
	}
}

// drop: the assignee gives it back, and says why.
func drop(c *Case, a Act) error {
	c.Assignee, c.OnWay = 0, 0
	return because(c, a)
}

// route: the coordinator says which grid it belongs to.
func route(c *Case, a Act) error {
	if a.Grid == "" {
		return ErrMissing
	}
	c.Grid, c.Assignee, c.OnWay, c.Verifier, c.Ceding = a.Grid, 0, 0, 0, nil
	c.Owed = 0 // what one grid owed is not another's debt
	return nil
}

func setOut(c *Case, a Act) error {
	c.OnWay = a.At.Unix()
	return nil
}

// because: what ends or turns back a case needs a reason somebody will read.
func because(_ *Case, a Act) error {
	if a.Note.Empty() {
		return ErrMissing
	}
	return nil
}

// What may be added to a case in its life: a record has an end, also for
// somebody who does not stop.
const (
	mostAdded = 30  // times, each by the reporter and by those who work on it
	mostFiles = 100 // of all that was shown
)

func add(c *Case, a Act) error {
	if a.Do == Add || a.Do == Note {
		times := 0
		for _, e := range c.Log {
			if e.Do == a.Do {
				times++
			}
		}
		if times >= mostAdded || len(c.Files)+len(a.Files) > mostFiles {
			return ErrFull
		}
	}
	c.Files = append(c.Files, a.Files...)
	return nil
}

// submit: handled is shown by a photo taken after.
func submit(c *Case, a Act) error {
	if !slices.ContainsFunc(a.Files, func(f File) bool { return f.Phase == PhaseAfter && f.Shows() }) {
		return ErrMissing
	}
	c.owe(a)
	return add(c, a)
}

// name: a lead lets another worker check.
func name(c *Case, a Act) error {
	if a.To == 0 {
		return ErrMissing
	}
	if slices.Contains(c.Handlers, a.To) {
		return ErrSame
	}
	c.Verifier = a.To
	return nil
}

func rate(c *Case, a Act) error {
	if a.Rating < 1 || a.Rating > 5 {
		return ErrMissing
	}
	c.Rating = a.Rating
	return nil
}

func confirm(c *Case, a Act) error {
	c.Outcome, c.Ended = Confirmed, a.At.Unix()
	return nil
}

func reopen(c *Case, a Act) error {
	c.Rating, c.Outcome, c.Ended, c.After, c.Red = 0, "", 0, 0, false
	return add(c, a)
}

// lapse: silence closes the case, but it is not satisfaction.
func lapse(c *Case, a Act) error {
	c.Outcome, c.Ended = Unconfirmed, a.At.Unix()
	return nil
}

// MayVerify reports whether somebody could be named to check the work: not
// who did it, nor who reported it.
func MayVerify(c Case, id int64) bool {
	return id != c.By.ID && id != c.Verifier && !slices.Contains(c.Handlers, id)
}
