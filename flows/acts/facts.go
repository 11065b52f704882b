package acts

import (
	"cmp"
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/world"
)

// logged is the line of the log for what just happened to a case.
func (x *Turn) logged(before *cases.Case, after cases.Case, a cases.Act) world.Logged {
	entry := after.Log[len(after.Log)-1]
	l := world.Logged{
		At: entry.At, Case: after.Number, Do: entry.Do, To: entry.To, Part: entry.Part, By: entry.By,
		Grid: after.Grid, Category: after.Category, Danger: after.Danger, Rating: a.Rating, Week: x.Week(x.Now), Round: after.Round, Nameless: after.By.Anonymous,
	}
	if entry.Part.Outsider() {
		l.By = 0 // the log is kept for ever, and counts nobody
	}
	if after.Round > 1 && (entry.Do == cases.Report || entry.Do == cases.Again && !cameBack(before, after)) {
		l.Ended, l.Rested = x.WeekAt(after.Came), after.Opened-after.Came
	}
	l.Spot, l.Voice = x.SpotTold(before, after)
	if before == nil {
		return l
	}
	l.From, l.Late = before.Status, before.Late(x.Now)
	if before.Grid != after.Grid {
		l.Left = cmp.Or(before.Grid, figures.Everywhere)
	}
	l.Rose = after.Passes > before.Passes && after.Rose(a)
	if entry.Fix != nil && before.Corrections() == 0 {
		l.Fixed = entry.Fix.Of
	}
	x.timed(&l, *before, after, entry)
	x.ended(&l, *before, after, a)
	return l
}

// cameBack tells whether it was counted before that the case came back: another one
// of the same round is worked on.
func cameBack(before *cases.Case, after cases.Case) bool {
	return before != nil && slices.ContainsFunc(before.Near, func(n cases.Near) bool { return n.Number == after.Family && n.Open != 0 })
}

// timed are the facts about deadlines and durations.
func (x *Turn) timed(l *world.Logged, before, after cases.Case, entry cases.Entry) {
	x.owed(l, before, after, entry)
	if f := before.Filed; f != nil && f.Fixed && entry.By == f.By && entry.At == before.Opened {
		return // put right before it was told of: nobody waited, and no clock was kept
	}
	k := before.Clock
	switch {
	case k.Missed: // when it ran out; that it is kept in the end does not undo it
	case l.Late && k.Name.Climbs() && (entry.Do == cases.Overdue || before.Ends(after)):
		l.Clock, l.Due = k.Name, x.WeekAt(k.Due)
	case !l.Late && cases.Keeps(k.Name, entry.Do):
		l.Clock, l.Kept = k.Name, true
	}
	if cases.Answers(entry.Do) && !before.Answered() && before.From == nil { // what another system answered nobody knows
		took := entry.At - before.Opened
		l.Answered = &took
	}
	if world.OnOffer(before) && (entry.Do == cases.Claim || entry.Do == cases.Assign) {
		took := entry.At - k.Since
		l.Waited = &took
	}
}

// owed are the facts about what fell due, and was handed in.
func (x *Turn) owed(l *world.Logged, before, after cases.Case, entry cases.Entry) {
	l.Owes = before.Owed == 0 && after.Owed != 0
	l.Handed = (entry.Do == cases.Submit || entry.Do == cases.Clear || entry.Do == cases.Absent) && !before.HandedIn()
	if l.Owes || l.Handed {
		l.Owed = x.WeekAt(after.Owed)
	}
}

// ended are the facts about the end, and what comes after it.
func (x *Turn) ended(l *world.Logged, before, after cases.Case, a cases.Act) {
	if asked := before.Unanswered(); asked != 0 && (a.Do == cases.Rate || a.Do == cases.Reopen) {
		l.Asked = x.WeekAt(asked)
	}
	switch a.Do {
	case cases.Pass:
		l.Unasked = after.Status == cases.Closed || after.Nothing // whether it is put right is no question
		if after.Status == cases.Closed {
			l.Outcome, l.Agencies, l.Proofs = after.Outcome, after.AgenciesDone(), after.Proved()
		}
	case cases.Confirm, cases.Lapse:
		l.Outcome, l.Agencies, l.Proofs = after.Outcome, after.AgenciesDone(), after.Proved()
	case cases.Reopen:
		if before.Ended != 0 && before.Outcome != cases.Elsewhere {
			l.Ended = x.WeekAt(before.Ended)
		}
	case cases.Inspect, cases.Clear:
		l.Items, l.Passed = after.FirstLook(before)
	case cases.Grant:
		if before.Plea != nil {
			l.Plea = before.Plea.Kind
		}
	}
}
