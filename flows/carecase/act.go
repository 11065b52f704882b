package carecase

import (
	"errors"
	"slices"
)

// Do is something that is done with a care case.
type Do string

const (
	Take    Do = "take"    // a call: one is of the team from now on
	Refuse  Do = "refuse"  // a call
	Summon  Do = "call"    // a role into the team
	Dismiss Do = "dismiss" // somebody from the team
	Leave   Do = "leave"   // the team
	Keep    Do = "keep"    // one answers for it from now on
	Widen   Do = "sees"    // what a member sees, or sees no more
	Add     Do = "note"    // words or photos
	Agree   Do = "consent" // what the person says
	Weigh   Do = "weigh"   // how much is at risk
	Plan    Do = "step"    // one more of the plan
	Finish  Do = "done"    // a step
	Arrange Do = "visit"   // one that is agreed on
	Visited Do = "visited" // what was found
	Date    Do = "date"    // when it is looked at again
	Judge   Do = "review"  // how it is now
	Propose Do = "offer"   // a project to the household
	Reply   Do = "answer"  // what the household says to it
	Close   Do = "close"
)

// Errors: why something cannot be done.
var (
	ErrNotYours = errors.New("not of the team")
	ErrNotNow   = errors.New("not at this stage")
)

// part is what somebody is to a care case.
type part int

const (
	called part = iota
	member
	keeper
)

var (
	open    = []Stage{Identified, Responding, Planned, Reviewed}
	working = []Stage{Responding, Planned, Reviewed}
	planned = []Stage{Planned, Reviewed}
)

// acts is the life of a care case: who may do what, and while it is where.
var acts = []struct {
	do   Do
	by   part
	from []Stage
}{
	{Take, called, open},
	{Refuse, called, open},
	{Summon, member, working},
	{Dismiss, keeper, working},
	{Leave, member, working},
	{Keep, member, working},
	{Widen, keeper, working},
	{Add, member, working},
	{Agree, member, working},
	{Weigh, keeper, working},
	{Plan, keeper, working},
	{Finish, member, working},
	{Arrange, member, working},
	{Visited, member, working},
	{Date, keeper, working},
	{Judge, keeper, planned},
	{Propose, member, working},
	{Reply, member, working},
	{Close, keeper, working},
}

// May tells whether somebody may do something now. Errors: ErrNotYours, ErrNotNow.
func (c *Case) May(do Do, id int64) error {
	for _, r := range acts {
		if r.do != do {
			continue
		}
		is := c.Member(id) != nil
		switch r.by {
		case called:
			is = c.Called(id) != nil
		case keeper:
			is = is && c.Keeper == id
		}
		switch {
		case !is:
			return ErrNotYours
		case !slices.Contains(r.from, c.Stage):
			return ErrNotNow
		}
		return nil
	}
	return ErrNotNow
}

// Join makes somebody a member in a role, which nobody needs to be called for any
// more. The first one answers for the case.
func (c *Case) Join(id int64, role string, sees []Section, at int64) {
	c.Calls = slices.DeleteFunc(c.Calls, func(k Call) bool { return k.Role == role })
	if c.Member(id) == nil {
		c.Team = append(c.Team, Member{ID: id, Role: role, Sees: slices.Clone(sees), At: at})
	}
	if c.Member(c.Keeper) == nil {
		c.Keeper = id
	}
	if c.Stage == Identified {
		c.Stage = Responding
		c.Plan = Start(at, planWithin[c.Severity])
	}
}

// Part ends somebody's access; what they had to do is the keeper's.
func (c *Case) Part(id, at int64) {
	if m := c.Member(id); m != nil {
		m.Left = at
	}
	if c.Keeper == id {
		c.Keeper = 0
		if rest := c.Members(); len(rest) > 0 {
			c.Keeper = rest[0].ID
		}
	}
	for i := range c.Steps {
		if s := &c.Steps[i]; s.Whose == id && s.Done == 0 {
			s.Whose = c.Keeper
		}
	}
	for i := range c.Visits {
		if v := &c.Visits[i]; v.Whose == id && v.Done == 0 {
			v.Whose = c.Keeper
		}
	}
}

// Uncall takes somebody out of whom a call asks, and tells in which roles nobody is
// left who may still come.
func (c *Case) Uncall(id int64) (empty []string) {
	for i := range c.Calls {
		k := &c.Calls[i]
		if !slices.Contains(k.Asked, id) {
			continue
		}
		not := func(o int64) bool { return o == id }
		k.Asked, k.No = slices.DeleteFunc(k.Asked, not), slices.DeleteFunc(k.No, not)
		if len(k.No) >= len(k.Asked) {
			empty = append(empty, k.Role)
		}
	}
	return empty
}

// AddStep puts a step into the plan; with the first one there is a plan.
func (c *Case) AddStep(what string, whose, at, due int64) {
	n := 1
	if len(c.Steps) > 0 {
		n = c.Steps[len(c.Steps)-1].N + 1
	}
	c.Steps = append(c.Steps, Step{N: n, What: what, Whose: whose, Clock: Clock{Due: due, Next: due}})
	if c.Stage == Responding {
		c.Stage = Planned
	}
	c.Plan = Clock{}
	if c.Review.Due == 0 {
		c.Review = Start(at, reviewWithin[c.Severity])
	}
}

// AddVisit agrees on a visit.
func (c *Case) AddVisit(whose, due int64) {
	n := 1
	if len(c.Visits) > 0 {
		n = c.Visits[len(c.Visits)-1].N + 1
	}
	c.Visits = append(c.Visits, Visit{N: n, Whose: whose, Clock: Clock{Due: due, Next: due}})
}

// Look says how it is now, and when it is looked at again.
func (c *Case) Look(result string, by, at int64) {
	c.Reviews = append(c.Reviews, Judgement{At: at, By: by, Result: result})
	c.Stage = Reviewed
	c.Review = Start(at, reviewWithin[c.Severity])
}

// End closes the case; nothing of it strikes any more, and nobody is called.
func (c *Case) End(o Outcome, onto string, at int64) {
	c.Stage, c.Closed, c.Outcome, c.Onto = Closed, at, o, onto
	c.Calls, c.Plan, c.Review = nil, Clock{}, Clock{}
}

// Unheeded writes down that nobody has it in time, the first time.
func (c *Case) Unheeded(at int64) {
	if c.Stage == Identified && c.Unanswered == 0 {
		c.Unanswered = at
	}
}

// Waits tells whether somebody should have been there by now, of those who are called.
func (c *Case) Waits(at int64) bool {
	return slices.ContainsFunc(c.Calls, func(k Call) bool { return k.Clock.Rung == 0 && k.Clock.Next != 0 && k.Clock.Next < at })
}

// See writes down that somebody has seen it. Who looks again within the minute has
// not looked twice.
func (c *Case) See(id, at int64) {
	if n := len(c.Views); n > 0 && c.Views[n-1].By == id && at-c.Views[n-1].At < 60 {
		return
	}
	c.Views = append(c.Views, View{At: at, By: id})
}

// Ready tells what a case needs to be closed: the person was asked, or it says why
// not, and nothing of the plan is open.
func (c *Case) Ready() (consent, plan bool) {
	done := !slices.ContainsFunc(c.Steps, func(s Step) bool { return s.Done == 0 })
	return c.Consent.Answer != "", done
}
