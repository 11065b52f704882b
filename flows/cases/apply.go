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
	To     int64  // Assign, Name: which worker
	Grid   string // Route: where to
	Rating int    // Confirm: 1 to 5
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
	return p.Grid != "" && p.Grid == c.Grid
}

// Actions is what p may do to c now, in the order of the table. The buttons
// under a case are drawn from it, so they can never promise too much.
func (c Case) Actions(p Person) []Action {
	parts := c.Parts(p)
	var acts []Action
	for _, r := range lifecycle {
		if r.applies(c) && slices.Contains(parts, r.by) && !slices.Contains(acts, r.do) {
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
// what happens once per status happens once: setting out, the clock's ring,
// the rating.
func (r row) applies(c Case) bool {
	if r.from != c.Status {
		return false
	}
	switch r.do {
	case SetOut:
		return c.OnWay == 0
	case Overdue:
		return !c.Clock.Rung
	case Rate:
		return c.Rating == 0 && c.Outcome == Confirmed
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
		if slices.Contains(parts, r.by) {
			return r, nil
		}
		err = ErrNotYours
	}
	return row{}, err
}

// Deadline gives the end of a clock of a case that starts at a moment.
type Deadline func(c Case, name ClockName, from time.Time) time.Time

// Apply is the case after the act, and who must be told. The case itself is
// not changed. Errors: ErrNotNow, ErrNotYours, ErrMissing, ErrSame, ErrFull.
func (c Case) Apply(a Act, due Deadline) (Case, []Tell, error) {
	r, err := c.row(a.Do, a.By)
	if err != nil {
		return c, nil, fmt.Errorf("%s case %d (%s): %w", a.Do, c.Number, c.Status, err)
	}
	next := c.clone()
	if r.with != nil {
		if err := r.with(&next, a); err != nil {
			return c, nil, fmt.Errorf("%s case %d (%s): %w", a.Do, c.Number, c.Status, err)
		}
	}
	by := a.By.ID
	if r.by == PartClock {
		by = 0
	}
	next.Log = append(next.Log, Entry{At: a.At.Unix(), By: by, Part: r.by, Do: a.Do, To: r.to, Note: a.Note})
	next.enter(r.to, r.do, a.At, due)
	return next, r.tell, nil
}

// Start is a new case, told by its reporter.
func Start(c Case, at time.Time, due Deadline) Case {
	c.Opened = at.Unix()
	c.Log = append(c.Log, Entry{At: at.Unix(), By: c.By.ID, Part: PartReporter, Do: Report, To: Reported})
	c.enter(Reported, Report, at, due)
	return c
}

// enter moves the case and winds its clock. A clock runs on while the case
// stays under the same one, except where the work begins anew.
func (c *Case) enter(s Status, do Action, at time.Time, due Deadline) {
	moved := c.Status != s
	c.Status = s
	if moved {
		c.Entered = at.Unix()
	}
	name := clockOf[s]
	anew := do == Assign || do == Route || do == SendBack || do == Reopen || do == Return
	switch {
	case name == "":
		c.Clock = Clock{}
	case name != c.Clock.Name || anew:
		c.Clock = Clock{Name: name, Since: at.Unix(), Due: due(*c, name, at).Unix()}
	}
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
	c.Grid, c.Assignee, c.OnWay, c.Verifier = a.Grid, 0, 0, 0
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
	if !slices.ContainsFunc(a.Files, func(f File) bool { return f.Phase == PhaseAfter }) {
		return ErrMissing
	}
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

func confirm(c *Case, _ Act) error {
	c.Outcome = Confirmed
	return nil
}

func reopen(c *Case, a Act) error {
	c.Rating, c.Outcome = 0, ""
	return add(c, a)
}

// lapse: silence closes the case, but it is not satisfaction.
func lapse(c *Case, _ Act) error {
	c.Outcome = Unconfirmed
	return nil
}

// ring marks that the clock has run out and was told: once is enough.
func ring(c *Case, _ Act) error {
	c.Clock.Rung = true
	return nil
}

// MayVerify reports whether somebody could be named to check the work: not
// who did it, nor who reported it.
func MayVerify(c Case, id int64) bool {
	return id != c.By.ID && id != c.Verifier && !slices.Contains(c.Handlers, id)
}
