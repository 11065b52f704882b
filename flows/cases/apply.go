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
	// ErrUnmet: what it waits for has not come about.
	ErrUnmet = errors.New("its condition is not met")
	// ErrFull: so much was added that a record takes no more.
	ErrFull = errors.New("no more can be added")
	// ErrLonger: it would take longer than before, and no lead has said so.
	ErrLonger = errors.New("longer than before")
	// ErrLate: it was too long ago.
	ErrLate = errors.New("too long ago")
)

// An Act is one person doing one thing to a case.
type Act struct {
	Do     Action
	By     Person
	At     time.Time
	Note   text.Text // words, or a usual reason
	Files  []File
	To     int64  // Assign, Name, Handover: which worker; Again, Merge, Absorb: which case; Succeed, Relapse: the next round
	Grid   string // Route, Locate: where to
	Place  *Place // Locate, Detail
	Facts  []Fact // Detail
	Rating int    // Confirm: 1 to 5

	Until   time.Time // Promise, Arrange, Plead, Pause: the new date
	Plea    PleaKind  // Plead: for what
	Item    int       // Plead, Prove: of the notice, from 0; Urge: which posting, Answer: which statement, from 1
	Notice  *Notice   // Serve, Replace
	State   bool      // … of a category that wants a photo of how it is
	Most    time.Time // Replace: to somebody else, no later than this: as many working days as before
	Results []Result  // Inspect, Clear
	Red     bool      // Overdue, LegLate: it goes on the red list

	Danger  bool // of what is observed: the words tell of danger
	Settled bool // Whistle: as the conference decided

	Leg     int        // of which leg, from 1; an officer's own is found; Post: 0 for who has it
	Whistle *Whistling // Propose, Whistle, Swap
	Far     int        // Reach: metres from the place
	Deed    *Deed      // Perform: its ID, and by when it must be undone
	Spots   []Spot
	Ruling  Ruling // Rule: what came of it
	Upheld  bool   // Answer: the objection is right
	Ref     string // Finish, Perform, Receive, Docket, Rule: the number the agency has it under

	Of        Aspect     // Correct: what of the case
	Known     int        // Correct, Resite: how many corrections they had seen
	Category  string     // Correct, Split
	Urgent    bool       // Correct, Split: it is danger
	Calm      bool       // Correct: of another kind, and no danger any more
	File      string     // Correct: the photo, by its ID
	FromStart bool       // Correct: its clock counts from where it began, and not from now
	Rise      Rise       // after how many times it goes up by itself
	Account   bool       // Submit: words do, no photo makes sense
	Besides   []Evidence // Submit, Absent
	Lang      text.Lang  // Own: what they read

	Times Times // set by Apply
}

// Actions is what p may do to c now, in the order of the table. The buttons
// under a case are drawn from it, so they can never promise too much.
func (c Case) Actions(p Person) []Action {
	parts := c.Parts(p)
	var acts []Action
	for _, r := range lifecycle {
		if r.from == c.Status && slices.Contains(parts, r.by) && r.when.holds(c, p) && !slices.Contains(acts, r.do) {
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

// row is the row by which p may do it now. Errors: ErrNotYours, ErrNotNow.
func (c Case) row(do Action, p Person) (row, error) {
	parts := c.Parts(p)
	err := ErrNotNow
	for _, r := range startable[start{c.Status, do}] {
		if !r.when.holds(c, p) {
			continue
		}
		if slices.Contains(parts, r.by) {
			return r, nil
		}
		err = ErrNotYours
	}
	return row{}, err
}

// Apply is the case after the act, and who must be told. The case itself is
// not changed. Errors: ErrNotNow, ErrNotYours, ErrMissing, ErrSame, ErrCalled,
// ErrStands, ErrUnmet, ErrFull, ErrLonger, ErrLate.
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
	next.answered(r.by, a)
	next.missLegs(a.At)
	if r.with != nil {
		if err := r.with(&next, a); err != nil {
			return c, nil, fmt.Errorf("%s case %d (%s): %w", a.Do, c.Number, c.Status, err)
		}
	}
	by := a.By.ID
	if r.by == PartClock {
		by = 0
	}
	if next.Past != "" && next.Grid == next.Past {
		return c, nil, fmt.Errorf("%s case %d, which goes past %s: %w", a.Do, c.Number, c.Past, ErrSame)
	}
	if r.to.Type() == Ended {
		next.endLegs(a)
	}
	to, tells := r.to, r.tells(next, a)
	danger := (a.Danger && a.Do.Observes() || a.alarms()) && to.Type() == Open
	if danger {
		to = next.endanger(to, a)
	}
	entry := Entry{At: a.At.Unix(), By: by, Part: r.by, Do: a.Do, To: to, Note: a.Note, Leg: a.Leg, Fix: next.fixed(c, a)}
	entry.Files = filesOf(a.Files)
	next.Log = append(next.Log, entry)
	next.enter(to, r.do, a.At, times)
	if danger {
		if next.Alarm != 0 {
			next.wind(next.clockIn(to), a.At, times)
		}
		tells = append(slices.Clone(tells), next.dangerTells()...)
	}
	next.endPostings(a)
	next.keepUp(a.At, times)
	next.follow(a.At, times)
	return next, tells, nil
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
	if c.Grid == "" {
		c.Grid = a.By.Grid // danger of which nobody knew where it is
	}
	return nil
}

// hand: a lead gives it to a worker.
func hand(c *Case, a Act) error {
	if a.To == 0 || a.To == c.Assignee {
		return ErrMissing
	}
	if c.Concerns(a.To) {
		return ErrSame // who will say whether it is fixed does not fix it
	}
	c.Assignee, c.OnWay = a.To, 0
	c.handler(a.To)
	c.settle(a.At)
	if a.Do == Handover {
		return c.passedOn(a)
	}
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
	if err := because(c, a); err != nil {
		return err
	}
	return c.passedOn(a)
}

// route: the coordinator says which grid it belongs to.
func route(c *Case, a Act) error {
	if a.Grid == "" {
		return ErrMissing
	}
	c.Grid, c.Assignee, c.OnWay, c.Verifier, c.Ceding = a.Grid, 0, 0, 0, nil
	c.Owed = 0 // what one grid owed is not another's debt
	c.settle(a.At)
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

// submit: handled is shown by a photo taken after. Where no photo makes sense it
// is told in words, and whoever checks it must ask.
func submit(c *Case, a Act) error {
	told := a.Account && a.Note.Words != ""
	if !told && !slices.ContainsFunc(append(c.Noted(PhaseAfter), a.Files...), func(f File) bool { return f.Phase == PhaseAfter && f.Shows() }) {
		return ErrMissing
	}
	c.owe(a)
	c.Nothing, c.Besides = false, slices.Clone(a.Besides)
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
	if c.Nothing {
		c.Outcome = NothingSeen
	}
	return nil
}

func reopen(c *Case, a Act) error {
	c.Rating, c.Outcome, c.Ended, c.After, c.Red, c.Nothing = 0, "", 0, 0, false, false
	c.Asking, c.Next = Clock{}, 0
	c.unanswered()
	return add(c, a)
}

// lapse: silence closes the case, but it is not satisfaction.
func lapse(c *Case, a Act) error {
	c.Outcome, c.Ended = Unconfirmed, a.At.Unix()
	switch {
	case c.Nothing:
		c.Outcome = NothingSeen
	case c.agreed():
		c.Outcome = Confirmed // by those who told of the same thing
	}
	return nil
}

// MayVerify reports whether somebody could be named to check the work: not
// who did it, nor whose own affair it is.
func MayVerify(c Case, id int64) bool {
	return !c.Concerns(id) && id != c.Verifier && !slices.Contains(c.Handlers, id)
}
