package cases

import "slices"

// What the history of a case says of how it went: what figures are made of.

// owe: handed in, its handling is due at the latest now.
func (c *Case) owe(a Act) {
	if c.Owed == 0 {
		c.Owed = a.At.Unix()
	}
}

// keeping are the acts that do what a clock is for.
var keeping = map[ClockName][]Action{
	ClockClaim: {Claim, Assign, Decline, Uphold}, ClockArrive: {Arrive}, ClockHandle: {Submit, Serve, Absent}, ClockRectify: {Inspect, Clear},
	ClockVerify: {Pass, SendBack}, ClockLook: {Fine, Relapse},
}

// Keeps reports whether an act does what a clock is for.
func Keeps(k ClockName, do Action) bool { return slices.Contains(keeping[k], do) }

// Ends reports whether the clock of c has ended in next; a pause ends none.
func (c Case) Ends(next Case) bool {
	return c.Status != Paused && next.Status != Paused && (c.Clock.Name != next.Clock.Name || c.Clock.Since != next.Clock.Since)
}

// Answers reports whether an act is an answer to the reporter: somebody of the
// staff has it now, or will not take it.
func Answers(do Action) bool { return do == Claim || do == Assign || do == Decline }

// Answered reports whether somebody has answered the report.
func (c Case) Answered() bool {
	return slices.ContainsFunc(c.Log, func(e Entry) bool { return Answers(e.Do) })
}

// HandedIn reports whether the case was handed in, since it came to its grid.
func (c Case) HandedIn() bool {
	for _, e := range slices.Backward(c.Log) {
		switch e.Do {
		case Submit, Clear, Absent:
			return true
		case Route, Accede, Entrust, Resite:
			return false
		}
	}
	return false
}

// FirstLook is how many items of the notice were inspected for the first time
// since before, and how many of them have passed.
func (c Case) FirstLook(before Case) (items, passed int) {
	was, is := before.Notice(), c.Notice()
	if was == nil || is == nil || was.ID != is.ID {
		return 0, 0
	}
	for i, it := range is.Items {
		old := was.Items[i]
		switch {
		case old.Failed > 0 || old.Passed != 0:
		case it.Passed != 0:
			items, passed = items+1, passed+1
		case it.Failed > 0:
			items++
		}
	}
	return items, passed
}

// Unanswered is when the reporter was asked last whether it is fixed, unless they
// have said so since: whoever says it twice has answered once. 0: they were not asked.
func (c Case) Unanswered() int64 {
	if c.Nothing {
		return 0
	}
	for _, e := range slices.Backward(c.Log) {
		switch e.Do {
		case Rate, Reopen:
			return 0
		case Pass:
			if e.To != Verified { // whether it is put right was no question
				return 0
			}
			return e.At
		}
	}
	return 0
}
