package cases

import (
	"slices"
	"time"
)

// Not every report is of something: whoever goes there may find nothing, and a
// lead may decline it. Neither is one person's word: what was not found is
// checked by somebody else, what was declined goes to the other lead when the
// reporter does not agree.

// A Dispute is that the reporter has contested a lead's word.
type Dispute struct {
	By   int64 `json:"by"` // who had declined it: it is not for them to say whether that was right
	At   int64 `json:"at"`
	Over int64 `json:"over,omitempty"` // when another one had decided
}

// Disputed tells whether another lead must say whether it was right to decline.
func (c Case) Disputed() bool { return c.Dispute != nil && c.Dispute.Over == 0 }

// settle: whatever is done about it now, nobody is asked any more.
func (c *Case) settle(at time.Time) {
	if c.Disputed() {
		c.Dispute.Over = at.Unix()
	}
}

// Guards of what is declined, and contested.
var (
	contestable = given("when it was declined for the first time", func(c Case) bool { return c.Contest != 0 && c.Dispute == nil })
	undisputed  = given("unless another lead must say whether it was right to decline it", func(c Case) bool { return !c.Disputed() })
	// A lead whose word was contested does not speak it a second time.
	mayDecline = guard{"unless something must be undone first, or their word on it was contested", func(c Case, p Person) bool {
		return !c.stands() && !c.Disputed() && (c.Dispute == nil || c.Dispute.By != p.ID)
	}}
	mayUphold = guard{"when another lead had declined it, it was contested, and nothing must be undone first", func(c Case, p Person) bool {
		return otherLead.of(c, p) && !c.stands()
	}}
	otherLead = guard{"when another lead had declined it, and it was contested", func(c Case, p Person) bool {
		return c.Disputed() && c.Dispute.By != p.ID
	}}
)

// decline: a lead does not take it, and says why. The reporter may contest that
// as long as they may say that something is not fixed.
func decline(c *Case, a Act) error {
	c.Contest = a.Times.Deadline(*c, ClockAnswer, a.At).Unix()
	return because(c, a)
}

// contest: the reporter says why it must not be declined. Error: ErrLate.
func contest(c *Case, a Act) error {
	if a.At.Unix() > c.Contest {
		return ErrLate
	}
	e, ok := c.Last(Decline)
	if !ok || a.Note.Empty() && len(a.Files) == 0 {
		return ErrMissing
	}
	c.Dispute = &Dispute{By: e.By, At: a.At.Unix()}
	c.Assignee, c.OnWay, c.Ceding, c.Proposal, c.Plea = 0, 0, nil, nil, nil // it is nobody's again
	return add(c, a)
}

// uphold: the other lead declines it, too; that is the last word.
func uphold(c *Case, a Act) error {
	c.settle(a.At)
	return because(c, a)
}

// reinstate: the other lead takes it after all.
func reinstate(c *Case, a Act) error {
	c.settle(a.At)
	return nil
}

// notFound: nothing is there, and a photo shows it.
func notFound(c *Case, a Act) error {
	if !slices.ContainsFunc(append(c.Noted(PhaseAfter), a.Files...), func(f File) bool { return f.Phase == PhaseAfter && f.Shows() }) {
		return ErrMissing
	}
	c.Nothing, c.Besides = true, slices.Clone(a.Besides)
	c.owe(a)
	return add(c, a)
}

// sendBack: it is looked at again, and what was said of it counts no more.
func sendBack(c *Case, a Act) error {
	c.Nothing = false
	return because(c, a)
}
