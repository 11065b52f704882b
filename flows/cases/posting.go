package cases

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/text"
)

// A Posting is a lead's word on a case (批示), to who has it or to an agency at
// work. It waits until they say that they have heard it, and is chased till then.
type Posting struct {
	N     int       `json:"n"` // from 1
	At    int64     `json:"at"`
	By    int64     `json:"by"`
	Leg   int       `json:"leg,omitempty"` // which agency's, from 1; 0: who has the case
	Words text.Text `json:"words"`
	Clock Clock     `json:"clock,omitzero"` // while it waits
	Heard int64     `json:"heard,omitempty"`
	Ear   int64     `json:"ear,omitempty"`  // who heard it
	Over  int64     `json:"over,omitempty"` // nobody needs to hear it any more
}

// How long a posting waits to be heard before its first reminder, and from one to
// the next; in danger and else.
const (
	heardWithin       = 2 * time.Hour
	heardAgain        = 24 * time.Hour
	heardWithinDanger = 15 * time.Minute
	heardAgainDanger  = time.Hour
)

// Waits tells whether somebody still has to hear it.
func (p Posting) Waits() bool { return p.Heard == 0 && p.Over == 0 }

// Timer names the posting's clock among the timers of the case.
func (p Posting) Timer() string { return "post" + strconv.Itoa(p.N) }

// Posting is the n-th posting, from 1; nil for none.
func (c *Case) Posting(n int) *Posting {
	if n < 1 || n > len(c.Postings) {
		return nil
	}
	return &c.Postings[n-1]
}

// For tells whether it is for somebody to hear: for who has the case, or for the
// agency.
func (p Posting) For(c Case, who Person) bool {
	if l := c.Leg(p.Leg); l != nil {
		return who.Agency != "" && l.Agency == who.Agency && l.Open() && c.answeredBy(who)
	}
	return p.Leg == 0 && who.ID != 0 && who.ID == c.Assignee
}

// Posts are to whom a lead may write now: 0 for who has it, and the legs of the
// agencies at work.
func (c Case) Posts() []int {
	var to []int
	if c.Assignee != 0 {
		to = append(to, 0)
	}
	for _, l := range c.OpenLegs() {
		to = append(to, l.N)
	}
	return to
}

// post: a lead writes to who has it, or to an agency.
func post(c *Case, a Act) error {
	switch {
	case a.Note.Empty() || !slices.Contains(c.Posts(), a.Leg):
		return ErrMissing
	case len(c.Postings) >= mostAdded:
		return ErrFull
	}
	within := heardWithin
	if c.Danger {
		within = heardWithinDanger
	}
	due := a.At.Add(within).Unix()
	c.Postings = append(c.Postings, Posting{N: len(c.Postings) + 1, At: a.At.Unix(), By: a.By.ID, Leg: a.Leg, Words: a.Note,
		Clock: Clock{Name: ClockPost, Since: a.At.Unix(), Due: due, Next: due}})
	return nil
}

// ack: all that was written to them, they have heard.
func ack(c *Case, a Act) error {
	heard := false
	for i := range c.Postings {
		if p := &c.Postings[i]; p.Waits() && p.For(*c, a.By) {
			p.Heard, p.Ear, p.Clock = a.At.Unix(), a.By.ID, Clock{}
			heard = true
		}
	}
	if !heard {
		return ErrMissing
	}
	return nil
}

// urge: it was not heard in time; it is said again, and then each day, and in
// danger each hour.
func urge(c *Case, a Act) error {
	p := c.Posting(a.Item)
	if p == nil || !p.Waits() || p.Clock.Strikes() == 0 {
		return ErrMissing
	}
	again := heardAgain
	if c.Danger {
		again = heardAgainDanger
	}
	p.Clock.Step++
	p.Clock.Next = a.At.Add(again).Unix()
	return nil
}

// endPostings lets go of what nobody can hear any more, or needs to: the work is
// checked, or over, or the agency has gone.
func (c *Case) endPostings(a Act) {
	at := slices.Contains(posted, c.Status)
	for i := range c.Postings {
		p := &c.Postings[i]
		if l := c.Leg(p.Leg); p.Waits() && (!at || l != nil && !l.Open()) {
			p.Over, p.Clock = a.At.Unix(), Clock{}
		}
	}
}

// posted are the statuses in which somebody may be written to.
var posted = slices.Concat(legged, at(Submitted))

// Answer is what those who lead answered the reporter last; empty when nothing.
func (c Case) Answer() text.Text {
	e, _ := c.Last(Reply)
	return e.Note
}
