package request

import (
	"errors"
	"slices"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/services"
)

// Errors: why something cannot be done.
var (
	ErrOver    = errors.New("the request has ended")
	ErrTheirs  = errors.New("a colleague has marked it")
	ErrNotNow  = errors.New("not at this state")
	ErrUnknown = errors.New("there is no such step or paper")
	ErrEmpty   = errors.New("nothing can begin with what is there")
	ErrRound   = errors.New("other times were offered meanwhile")
	ErrUnseen  = errors.New("nobody has looked at the place yet")
)

// remindAfter is after how many days somebody is reminded of what they have to give.
var remindAfter = []int64{3, 7, 14}

const (
	oneDay = 24 * 60 * 60
	// A draft rests: it is reminded of once, and goes when nobody went on with it.
	draftReminded = 14 * oneDay
	draftRests    = 60 * oneDay
)

// mostSite is how many photos of the place are kept, the newest.
const mostSite = 10

// Give gives a paper, or gives anew what was sent back; of a draft, any of them.
// Photos of the place may come at any time. Errors: ErrOver, ErrUnknown, ErrNotNow.
func (r *Request) Give(id string, files []File, words string, c *calendar.Calendar, at int64) error {
	p := r.Paper(id)
	if p == nil && id == Site {
		r.Papers = append(r.Papers, Paper{ID: Site})
		p = &r.Papers[len(r.Papers)-1]
	}
	switch {
	case !r.Open():
		return ErrOver
	case p == nil:
		return ErrUnknown
	case r.Sent != 0 && !p.Missing() && id != Site:
		return ErrNotNow // the departments have it
	}
	if id == Site { // one look after the other: none takes the place of an earlier one
		files = slices.Concat(p.Files, files)
		files = files[max(0, len(files)-mostSite):]
	}
	p.Files, p.Words, p.At, p.Wrong = files, words, at, nil
	r.Remind = Clock{}
	r.settle(c, at)
	return nil
}

// Site is the paper that holds photos of the place, which who accompanies it takes for
// all departments at once.
const Site = "@site"

// Issued begins the paper a department has issued with a step, which is for who asked.
const Issued = "@issued:"

// mostIssued is how many photos of what one step issued are kept.
const mostIssued = 10

// Issue keeps what a department has issued with a step that it has done, also when all is
// over; sent again, it takes the place of what was sent before. Errors: ErrUnknown,
// ErrNotNow, ErrEmpty.
func (r *Request) Issue(step string, files []File, at int64) error {
	switch s := r.Step(step); {
	case s == nil:
		return ErrUnknown
	case s.State != Done:
		return ErrNotNow
	case len(files) == 0:
		return ErrEmpty
	}
	p := r.Paper(Issued + step)
	if p == nil {
		r.Papers = append(r.Papers, Paper{ID: Issued + step})
		p = &r.Papers[len(r.Papers)-1]
	}
	p.Files, p.At = slices.Clone(files[:min(len(files), mostIssued)]), at
	return nil
}

// Ready tells whether a draft can be sent: some department can begin.
func (r *Request) Ready() bool {
	return r.Draft() && slices.ContainsFunc(r.Steps, func(s Step) bool { return len(r.Lacks(s)) == 0 && len(r.Before(s)) == 0 })
}

// Send sends a draft. Errors: ErrOver, ErrNotNow, ErrEmpty.
func (r *Request) Send(c *calendar.Calendar, at int64) error {
	switch {
	case !r.Open():
		return ErrOver
	case r.Sent != 0:
		return ErrNotNow
	case !r.Ready():
		return ErrEmpty
	}
	r.Sent, r.Remind = at, Clock{}
	r.settle(c, at)
	return nil
}

// of is a step somebody may act on now.
func (r *Request) of(step string) (*Step, error) {
	s := r.Step(step)
	switch {
	case !r.Open():
		return nil, ErrOver
	case s == nil:
		return nil, ErrUnknown
	case s.State != Runs:
		return s, ErrNotNow
	}
	return s, nil
}

// Finish ends a step as it should. Errors: ErrOver, ErrUnknown, ErrNotNow, ErrUnseen.
func (r *Request) Finish(step string, by int64, c *calendar.Calendar, at int64) error {
	s, err := r.of(step)
	switch {
	case err != nil:
		return err
	case s.Visit && !s.Seen:
		return ErrUnseen
	}
	r.end(s, Done, by, "", c, at)
	r.settle(c, at)
	return nil
}

// SendBack sends a paper back with what is wrong with it: the step's clock stands
// still. Where the graph knows no such paper, an answer in words is asked for.
// Errors: ErrOver, ErrUnknown, ErrNotNow.
func (r *Request) SendBack(step, paper, why string, c *calendar.Calendar, at int64) error {
	s, err := r.of(step)
	if errors.Is(err, ErrNotNow) && s != nil && s.State == Back {
		err = nil // something else is wrong, too
	}
	if err != nil {
		return err
	}
	if paper == "" {
		if paper = "+" + step; r.Paper(paper) == nil {
			r.Papers = append(r.Papers, Paper{ID: paper, For: step})
			s.Needs = append(s.Needs, paper)
		}
	}
	p := r.Paper(paper)
	if p == nil || !slices.Contains(s.Needs, paper) {
		return ErrUnknown
	}
	p.Asked++
	p.Wrong = append(p.Wrong, Wrong{Step: step, Why: why, At: at})
	s.Back++
	r.settle(c, at)
	return nil
}

// Refuse ends the request: the step cannot be done at all. Errors: ErrOver,
// ErrUnknown, ErrNotNow.
func (r *Request) Refuse(step, why string, by int64, c *calendar.Calendar, at int64) error {
	s, err := r.of(step)
	if err != nil {
		return err
	}
	r.end(s, Refused, by, why, c, at)
	r.close(Refusal, c, at)
	return nil
}

// Waive says that a step needs nobody to look. Errors: ErrOver, ErrUnknown, ErrNotNow.
func (r *Request) Waive(step string, c *calendar.Calendar, at int64) error {
	s, err := r.of(step)
	switch {
	case err != nil:
		return err
	case !s.Visit || s.Seen:
		return ErrNotNow
	}
	s.Visit = false
	if r.Visit != nil {
		r.Visit.leave(step, r, at)
	}
	r.settle(c, at)
	return nil
}

// Withdraw takes it back, or drops a draft. Errors: ErrOver.
func (r *Request) Withdraw(c *calendar.Calendar, at int64) error {
	if !r.Open() {
		return ErrOver
	}
	r.close(Withdrawn, c, at)
	return nil
}

// Forget drops a draft nobody went on with.
func (r *Request) Forget(c *calendar.Calendar, at int64) { r.close(Forgotten, c, at) }

func (r *Request) end(s *Step, as State, by int64, why string, c *calendar.Calendar, at int64) {
	s.stop(c, at)
	s.State, s.Ended, s.By, s.Why = as, at, by, why
	s.Took = tenths(s.Ran, c)
}

func (r *Request) close(o Outcome, c *calendar.Calendar, at int64) {
	for i := range r.Steps {
		if s := &r.Steps[i]; !s.Over() {
			s.stop(c, at)
			s.State = Dropped
		}
	}
	r.Ended, r.Outcome, r.Visit, r.Remind, r.Hand, r.Wanted = at, o, nil, Clock{}, nil, 0
	if r.Sent != 0 {
		r.Took = tenths(between(c, r.Sent, at), c)
	}
}

// tenths are tenths of an office day, a begun one whole.
func tenths(seconds int64, c *calendar.Calendar) int {
	day := int64(services.Day(c) / time.Second)
	return int((seconds*10 + day - 1) / day)
}

// start lets the clock of a step run.
func (s *Step) start(c *calendar.Calendar, at int64) {
	if s.Since != 0 {
		return
	}
	s.Since = at
	due := Add(c, at, max(0, s.Within-s.Ran))
	s.Clock = Clock{Due: due, Next: due}
}

// stop lets it stand still: nobody but the applicant is waited for.
func (s *Step) stop(c *calendar.Calendar, at int64) {
	if s.Since != 0 {
		s.Ran += between(c, s.Since, at)
	}
	s.Since, s.Clock = 0, Clock{}
}

// settle puts every step where it stands after something has happened, and the clocks
// with it. A step that began goes on whatever becomes of papers others sent back.
func (r *Request) settle(c *calendar.Calendar, at int64) {
	if r.Sent != 0 && r.Ended == 0 {
		before := r.ahead()
		for i := range r.Steps {
			r.place(&r.Steps[i], before[r.Steps[i].ID], c, at)
		}
		if !slices.ContainsFunc(r.Steps, func(s Step) bool { return s.State != Done }) {
			r.close(AllDone, c, at)
			return
		}
		r.arrange(c, at)
	}
	r.reminds(at)
}

// place is the state of one step, which comes after some others.
func (r *Request) place(s *Step, before []string, c *calendar.Calendar, at int64) {
	ahead := slices.ContainsFunc(before, func(id string) bool { return r.Step(id).State != Done })
	switch {
	case s.Over():
	case s.Met != 0 && r.asks(s.ID):
		s.stop(c, at)
		s.State = Back
	case s.Met != 0:
		s.State = Runs
		s.start(c, at)
	case len(r.Lacks(*s)) > 0:
		s.State = Wants
	case ahead:
		s.State = Waits
	default:
		s.State, s.Met = Runs, at
		s.start(c, at)
	}
}

// asks tells whether a step has sent something back that was not given anew.
func (r *Request) asks(step string) bool {
	return slices.ContainsFunc(r.Papers, func(p Paper) bool {
		return slices.ContainsFunc(p.Wrong, func(w Wrong) bool { return w.Step == step })
	})
}

// reminds sets when the applicant is reminded: of what they have to give, or of a
// draft.
func (r *Request) reminds(at int64) {
	switch {
	case r.Remind.Next != 0 || r.Remind.Rung > 0:
		if len(r.Missing()) == 0 && !r.Draft() {
			r.Remind = Clock{}
		}
	case r.Draft():
		r.Remind = Clock{Due: at + draftRests, Next: at + draftReminded}
	case len(r.Missing()) == 0:
		r.Remind = Clock{}
	default:
		r.Remind = Clock{Next: at + remindAfter[0]*oneDay}
	}
}

// Reminded is the clock of the applicant that has struck. It reports whether a draft
// is at its end.
func (r *Request) Reminded(at int64) (end bool) {
	r.Remind.Rung++
	switch {
	case r.Draft() && r.Remind.Due == 0: // of a release that did not write down when it goes
		r.Remind.Due = at + draftRests - draftReminded
		r.Remind.Next = r.Remind.Due
	case r.Draft() && at >= r.Remind.Due:
		r.Remind.Next = 0
		return true
	case r.Draft():
		r.Remind.Next = r.Remind.Due
	case r.Remind.Rung >= len(remindAfter):
		r.Remind.Next = 0
	default:
		r.Remind.Next = at + (remindAfter[r.Remind.Rung]-remindAfter[r.Remind.Rung-1])*oneDay
	}
	return false
}

// mostRungs is how often it is told that a step is late: to whom has it, who leads
// there, and then to who leads the grid.
const mostRungs = 3

// Late is the clock of a step that has struck.
func (s *Step) Late(c *calendar.Calendar, at int64) {
	if s.Clock.Rung++; s.Clock.Rung >= mostRungs {
		s.Clock.Next = 0
		return
	}
	s.Clock.Next = Add(c, at, int64(services.Day(c)/time.Second))
}
