package care

import (
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mostRungs is how often somebody hears of what is not done: who has it, then who
// answers for the case, and then who leads, without a word of what it is.
const mostRungs = 3

// shutAgain is how long a clock waits that belongs to a case which cannot be opened.
const shutAgain = 10 * time.Minute

// strike is a clock of a care case that has run out.
func strike(x *acts.Turn, k talk.Clock) {
	if k.Name == world.ClockRetain {
		retain(x)
		return
	}
	if x.Caring.Shut { // it waits for the keys, and so does its clock
		k.Due = x.Now.Add(shutAgain)
		x.Strikes = append(x.Strikes, k)
		return
	}
	c := x.Caring.Case
	if c == nil || c.N != k.Care {
		return
	}
	if due, runs := c.Timers()[k.Name]; !runs || due > k.Due.Unix() {
		return // done meanwhile
	}
	if until, quiet := x.Postponed(); quiet && c.Severity != carecase.Life {
		postpone(change(x), k.Name, until.Unix())
		return
	}
	if k.Name == carecase.ClockCall {
		unanswered(x)
		return
	}
	c = change(x)
	clock, whose, say := what(c, k.Name)
	if clock == nil {
		return
	}
	label := carecase.Label(c.N)
	switch clock.Rung {
	case 0:
		remind(x, *c, whose, say)
	case 1:
		remind(x, *c, c.Keeper, say)
	default:
		for _, p := range x.Leads(c.Grid) {
			x.Write(p, world.ClassReminder, talk.Prompt{Say: text.T("care.lead.late", "k", label)})
		}
	}
	*clock = clock.Strike(x.Now.Unix(), mostRungs)
}

// what is the clock of a name, who must do something about it, and what they read.
func what(c *carecase.Case, name string) (clock *carecase.Clock, whose int64, say text.Text) {
	number := func(of string) int { n, _ := strconv.Atoi(strings.TrimPrefix(name, of)); return n }
	switch {
	case name == carecase.ClockPlan:
		return &c.Plan, c.Keeper, text.T("care.due.plan", "k", carecase.Label(c.N))
	case name == carecase.ClockReview:
		return &c.Review, c.Keeper, text.T("care.due.review", "k", carecase.Label(c.N))
	case strings.HasPrefix(name, carecase.ClockStep):
		if s := c.Step(number(carecase.ClockStep)); s != nil {
			return &s.Clock, s.Whose, text.T("care.due.step", "k", carecase.Label(c.N))
		}
	case strings.HasPrefix(name, carecase.ClockVisit):
		if v := c.Visit(number(carecase.ClockVisit)); v != nil {
			return &v.Clock, v.Whose, text.T("care.due.visit", "k", carecase.Label(c.N))
		}
	}
	return nil, 0, text.Text{}
}

func remind(x *acts.Turn, c carecase.Case, id int64, say text.Text) {
	x.Write(x.Staff.People[id], world.ClassReminder, doorTo(c, say))
}

// postpone puts off what can wait until people are awake.
func postpone(c *carecase.Case, name string, until int64) {
	if name == carecase.ClockCall {
		for i := range c.Calls {
			c.Calls[i].Clock.Next = max(c.Calls[i].Clock.Next, until)
		}
		return
	}
	if clock, _, _ := what(c, name); clock != nil {
		clock.Next = until
	}
}

// retain takes everybody out of a care case that has been closed for long enough. One
// that cannot be opened is looked at again the night after.
func retain(x *acts.Turn) {
	c := x.Caring.Case
	if c == nil || c.OverSince() == 0 || x.Now.Unix()-c.OverSince() < int64(x.Keeps("").Seconds()) {
		return
	}
	for _, m := range c.Members() { // it may have been opened since
		unshow(x, x.Staff.People[m.ID])
		hide(x, &m)
	}
	x.Cared = &world.Cared{Before: c, After: c.Strip(x.Now.Unix())}
}
