package figures

import (
	"cmp"
	"strings"

	"gridbot/flows/cases"
)

// A Tally is one thing a line of the log counts as.
type Tally struct {
	Week     string
	Grid     string
	Category string // "" for what is not told apart by category
	Name     string
	N        int
	Listed   bool // the case can be shown behind the figure
}

// Field is what it counts as within its week and grid.
func (t Tally) Field() string { return t.Category + "|" + t.Name }

// field takes a Field apart.
func field(f string) (category, name string) {
	category, name, _ = strings.Cut(f, "|")
	return category, name
}

// Names of counters. A week's are those of what happened in it; where a rate
// follows cases on, what happens later counts in the week in which they
// entered it: an answer in the week they were asked, a relapse in the week it
// had been closed, work handed in in the week it was due.
const (
	Reported    = "reported"
	CameBack    = "back"     // of the reported: the next round of an earlier case
	MovedIn     = "in"       // from another grid, or from none
	MovedOut    = "out"      // to another grid
	Answered    = "answered" // by the staff, for the first time
	Taken       = "taken"    // claimed or assigned
	Returned    = "returned"
	Declined    = "declined"
	Withdrawn   = "withdrawn"
	HandedIn    = "handed"   // to be checked, each time
	Reworked    = "rework"   // it did not pass the check, or the reporter said it is not fixed
	FellDue     = "due"      // handed in, or its deadline of handling has passed; once
	Disposed    = "disposed" // of those: handed in
	Confirmed   = "closed.confirmed"
	Unconfirmed = "closed.unconfirmed"
	Imported    = "closed.imported" // by another system, nobody knows how
	NothingSeen = "closed.nothing"  // nothing was found there, and nobody contested it
	Contested   = "contested"       // of the declined: the reporter objected
	Corrected   = "corrected"       // something was put right; once
	Bounced     = "bounced"         // passed on so often that it went up by itself
	Proved      = "closed.proved"   // of the closed: two or more independent things show it
	Checked     = "closed.checked"  // by the check alone: nobody else could say whether it is fixed
	Reopened    = "reopened"        // of the closed: not fixed after all
	Asked       = "asked"           // the reporter, whether it is fixed
	NotFixed    = "answer.no"       // of the asked
	Relapsed30  = "relapsed.30"     // of the closed: came back within 30 days
	Relapsed90  = "relapsed.90"
	Extended    = "extended"
	Paused      = "paused"
	Notices     = "notices"
	Items       = "items"
	ItemsPassed = "items.passed"
	Joint       = "joint" // closed, and two or more agencies had their part
	Told        = "told"
	Hushed      = "hushed"
	Taps        = "taps"

	LegsCalled = "legs.called" // agencies, each time
	LegsSilent = "legs.silent" // of the called: had not reported in, in time
	LegsAbsent = "legs.absent" // of the called: had reported in, and were not there in time
	LegsLate   = "legs.late"   // of the called: were not done in time

	answer   = "answer." // and 1 to 5
	kept     = "kept."   // and the name of a clock
	missed   = "missed."
	response = "response:" // and the bucket of a duration
	claim    = "claim:"
)

// KeptOf and MissedOf are the counters of a clock.
func KeptOf(k cases.ClockName) string   { return kept + string(k) }
func MissedOf(k cases.ClockName) string { return missed + string(k) }

// Clocks are those whose keeping is a figure, in the order of a case's life.
var Clocks = []cases.ClockName{cases.ClockClaim, cases.ClockArrive, cases.ClockHandle, cases.ClockRectify, cases.ClockVerify, cases.ClockLook}

const oneDay = 24 * 60 * 60

// Tallies is all that a line counts as, in its grid and everywhere. A line of
// an older release, which names no week, counts nowhere.
func (l Logged) Tallies() []Tally {
	if l.Week == "" {
		return nil
	}
	c := counting{line: l, grid: cmp.Or(l.Grid, Unrouted)}
	c.happened()
	c.clocks()
	c.closing()
	c.legs()
	if l.Told+l.Hushed+l.Taps > 0 {
		c.plain(Told, l.Told)
		c.plain(Hushed, l.Hushed)
		c.plain(Taps, l.Taps)
	}
	return c.all
}

// counting is the tallies of a line in the making.
type counting struct {
	line Logged
	grid string
	all  []Tally
}

// in counts the case in a week, in the grid it is in.
func (c *counting) in(week, name string) { c.add(week, c.grid, name) }

func (c *counting) add(week, grid, name string) {
	t := Tally{Week: week, Grid: grid, Category: c.line.Category, Name: name, N: 1, Listed: true}
	c.all = append(c.all, t)
	t.Grid = Everywhere
	c.all = append(c.all, t)
}

// plain counts what has no case and no category.
func (c *counting) plain(name string, n int) {
	if n == 0 {
		return
	}
	t := Tally{Week: c.line.Week, Grid: c.grid, Name: name, N: n}
	c.all = append(c.all, t)
	t.Grid = Everywhere
	c.all = append(c.all, t)
}

// lapses are what a clock of a leg that ran out counts as.
var lapses = map[cases.ClockName]string{cases.ClockReport: LegsSilent, cases.ClockReach: LegsAbsent, cases.ClockFinish: LegsLate, cases.ClockReceive: LegsSilent, cases.ClockDecide: LegsLate}

// OfAgency is the counter of one agency alone.
func OfAgency(counter, agency string) string { return counter + "@" + agency }

// legs counts agencies that were called, and those that were late, in the week in which
// they were called; each agency also by itself.
func (c *counting) legs() {
	l := c.line
	week, name := l.Week, ""
	switch {
	case l.Agency == "":
	case l.Do == Calling:
		name = LegsCalled
	case l.Lapsed != "":
		week, name = cmp.Or(l.Called, l.Week), lapses[l.Lapsed]
	}
	if name == "" {
		return
	}
	c.in(week, name)
	for _, grid := range []string{c.grid, Everywhere} {
		c.all = append(c.all, Tally{Week: week, Grid: grid, Name: OfAgency(name, l.Agency), N: 1})
	}
}

// counters of what an act counts as, whatever else it is.
var counters = map[cases.Action]string{
	cases.Report: Reported, cases.Claim: Taken, cases.Assign: Taken, cases.Return: Returned, cases.Decline: Declined, cases.Withdraw: Withdrawn,
	cases.Submit: HandedIn, cases.Clear: HandedIn, cases.Absent: HandedIn, cases.Contest: Contested, cases.SendBack: Reworked, cases.Reopen: Reworked, cases.Pass: Asked,
	cases.Extend: Extended, cases.Pause: Paused, cases.Serve: Notices, cases.Replace: Notices,
}

// happened counts the act itself.
func (c *counting) happened() {
	l := c.line
	switch name, ok := counters[l.Do]; {
	case l.Do == cases.Grant && l.Plea == cases.PleaPause:
		c.in(l.Week, Paused)
	case l.Do == cases.Grant:
		c.in(l.Week, Extended)
	case l.Do == cases.Assign && l.Waited == nil:
		// handed from one to the other: it was not on offer
	case l.Unasked:
		// it was brought in: nobody is silent
	case ok:
		c.in(l.Week, name)
	}
	if l.Do == cases.Report && l.Round > 1 {
		c.in(l.Week, CameBack)
	}
	if l.Fixed != "" {
		c.in(l.Week, Corrected)
	}
	if l.Rose {
		c.in(l.Week, Bounced)
	}
	if l.Left != "" { // the district has it as before
		c.all = append(c.all, Tally{Week: l.Week, Grid: c.grid, Category: l.Category, Name: MovedIn, N: 1, Listed: true},
			Tally{Week: l.Week, Grid: cmp.Or(strings.TrimPrefix(l.Left, Everywhere), Unrouted), Category: l.Category, Name: MovedOut, N: 1, Listed: true})
	}
	c.plain(Items, l.Items)
	c.plain(ItemsPassed, l.Passed)
}

// clocks counts deadlines and durations.
func (c *counting) clocks() {
	l := c.line
	switch {
	case l.Clock != "" && l.Kept:
		c.in(l.Week, KeptOf(l.Clock))
	case l.Clock != "":
		c.in(cmp.Or(l.Due, l.Week), MissedOf(l.Clock))
	}
	if l.Answered != nil {
		c.in(l.Week, Answered)
		c.plain(response+bucket(*l.Answered), 1)
	}
	if l.Waited != nil {
		c.plain(claim+bucket(*l.Waited), 1)
	}
	if l.Owes {
		c.in(l.Owed, FellDue)
	}
	if l.Handed {
		c.in(l.Owed, Disposed)
	}
}

// closing counts how it ended, and what was said of that.
func (c *counting) closing() {
	l := c.line
	if name := map[cases.Outcome]string{cases.Confirmed: Confirmed, cases.Unconfirmed: Unconfirmed, cases.Elsewhere: Imported, cases.NothingSeen: NothingSeen, cases.Checked: Checked}[l.Outcome]; name != "" {
		c.in(l.Week, name)
		if l.Agencies > 1 {
			c.in(l.Week, Joint)
		}
		if l.Proofs > 1 && l.Outcome != cases.NothingSeen {
			c.in(l.Week, Proved)
		}
	}
	if l.Rating != 0 && l.Asked != "" {
		c.in(l.Asked, answer+string(rune('0'+l.Rating)))
	}
	if l.Do == cases.Reopen && l.Asked != "" {
		c.in(l.Asked, NotFixed)
	}
	if l.Do == cases.Reopen && l.Ended != "" {
		c.in(l.Ended, Reopened)
	}
	if came := l.Do == cases.Report || l.Do == cases.Again; came && l.Round > 1 && l.Ended != "" {
		if l.Rested <= 30*oneDay {
			c.in(l.Ended, Relapsed30)
		}
		if l.Rested <= 90*oneDay {
			c.in(l.Ended, Relapsed90)
		}
	}
}
