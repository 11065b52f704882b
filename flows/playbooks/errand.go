package playbooks

import (
	"slices"
	"time"

	"gridbot/flows/cases"
)

// An Errand is what somebody else than the lead has been given to do: a step, or what
// was agreed in a learning exchange. Its clock climbs the ladder of the district, which
// is not known here, until it is done or they say that they cannot.
type Errand struct {
	Owner  int64       `json:"owner,omitempty"` // a person who was named; 0: whoever speaks for the agency, or works there
	Clock  cases.Clock `json:"clock,omitzero"`
	Cannot int64       `json:"cannot,omitempty"` // they said so then …
	Why    Why         `json:"why,omitempty"`    // … and why
}

// Why somebody cannot do it.
type Why string

// The reasons.
const (
	WhyTime  Why = "time"  // no time
	WhyOurs  Why = "ours"  // it is not theirs to do
	WhyMeans Why = "means" // what it needs is missing: money, things, a permission
)

// Whys are the reasons, in the order in which they are asked.
var Whys = []Why{WhyTime, WhyOurs, WhyMeans}

// Held tells whether somebody else than the lead has it.
func (e Errand) Held() bool { return e.Clock.Since != 0 && e.Cannot == 0 }

// Give gives it to somebody, or to whoever it is of (0), by a day (0: none). What they
// said before is of who had it before.
func (e *Errand) Give(owner int64, now time.Time, due int64) {
	*e = Errand{Owner: owner, Clock: cases.Clock{Name: cases.ClockFinish, Since: now.Unix(), Due: due, Rung: due == 0}}
}

// Refuse says that they cannot do it.
func (e *Errand) Refuse(why Why, now time.Time) {
	e.Cannot, e.Why, e.Clock = now.Unix(), why, cases.Clock{}
}

// strikes is when somebody hears of it next; 0: not any more.
func (e Errand) strikes() int64 {
	if !e.Held() || e.Clock.Rung {
		return 0
	}
	return e.Clock.Next
}

// Errand changes who has a step of a use; false where there is no such step.
func (p *Playbook) Errand(of, step int, does func(e *Errand)) bool {
	return p.change(of, step, func(d *Doing) { does(&d.Errand) })
}

// Struck are the steps of a use somebody else has, and hears of now, in order.
func (u Use) Struck(now time.Time) []int {
	return slices.DeleteFunc(u.Due(now), func(i int) bool { return !u.Doing[i].Held() })
}
