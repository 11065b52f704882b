package cases

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/text"
)

// A Leg is one agency's share of a joint case (联勤): who was called, for what,
// how far they are, and the clock that runs for them alone.
type Leg struct {
	N      int       `json:"n"` // from 1, in the order they were called
	Agency string    `json:"agency"`
	Ask    text.Text `json:"ask"`             // what is needed from them
	Meet   int64     `json:"meet,omitempty"`  // when to be there; 0: when they can
	Where  string    `json:"where,omitempty"` // where to meet; "": at the place
	Serves bool      `json:"serves,omitempty"`
	At     int64     `json:"at"`
	By     int64     `json:"by"`
	Status LegStatus `json:"status"`
	Clock  Clock     `json:"clock,omitzero"`

	Officer int64       `json:"officer,omitempty"` // who reported in
	Due     int64       `json:"due,omitempty"`     // when they said they would be there
	In      int64       `json:"in,omitempty"`
	Arrived int64       `json:"arrived,omitempty"`
	Far     int         `json:"far,omitempty"` // metres from the place when they said they were there
	Ended   int64       `json:"ended,omitempty"`
	Result  string      `json:"result,omitempty"`
	Ref     string      `json:"ref,omitempty"`
	Files   []File      `json:"files,omitempty"` // its own evidence
	Deeds   []Deed      `json:"deeds,omitempty"`
	Law     *Handing    `json:"law,omitempty"`    // what of a notice was handed over to them
	Turned  *Turn       `json:"turned,omitempty"` // waits for a lead's word
	Turns   int         `json:"turns,omitempty"`  // how often another agency was asked for
	Head    int64       `json:"head,omitempty"`   // when the head of the agency was called
	Missed  []ClockName `json:"missed,omitempty"` // which of its clocks ran out, each once; undoing is part of finishing
	Why     text.Text   `json:"why,omitzero"`     // it was released or given to another agency
	Plea    *Plea       `json:"plea,omitempty"`   // waits for a lead's word
	Rest    *Standstill `json:"rest,omitempty"`   // its clock stands still
}

// LegStatus is where a leg stands.
type LegStatus string

const (
	LegCalled   LegStatus = "called"   // 已吹哨
	LegComing   LegStatus = "coming"   // 已报到
	LegThere    LegStatus = "there"    // 已到场
	LegFinished LegStatus = "finished" // 已办结
	LegReleased LegStatus = "released" // a lead let them go, and said why
	LegSwapped  LegStatus = "swapped"  // another agency was called instead
)

// Open tells whether the agency still has something to do.
func (l Leg) Open() bool {
	return l.Status == LegCalled || l.Status == LegComing || l.Status == LegThere
}

// Late reports whether the agency is late at now: to report in, to come, or with
// what it was called for.
func (l Leg) Late(now time.Time) bool {
	return l.Open() && l.Clock.Due != 0 && l.Rest == nil && now.Unix() >= l.Clock.Due
}

// missLegs notes of every agency that is late by now with what.
func (c *Case) missLegs(now time.Time) {
	for i := range c.Legs {
		l := &c.Legs[i]
		name := l.Clock.Name
		if name == ClockUndo {
			name = ClockFinish
		}
		if l.Late(now) && !slices.Contains(l.Missed, name) {
			l.Missed = append(slices.Clone(l.Missed), name)
		}
	}
}

// WorstLeg is the agency that is late for the longest time at now; nil when none is.
func (c Case) WorstLeg(now time.Time) *Leg {
	var worst *Leg
	for i := range c.Legs {
		if l := &c.Legs[i]; l.Late(now) && (worst == nil || l.Clock.Due < worst.Clock.Due) {
			worst = l
		}
	}
	return worst
}

// A Deed is what an officer did: supply suspended, a fine, a car towed away.
type Deed struct {
	ID       string `json:"id"`
	At       int64  `json:"at"`
	By       int64  `json:"by"`
	Ref      string `json:"ref,omitempty"`
	Undo     int64  `json:"undo,omitempty"`   // by when it must be undone; 0: it stays
	UndoneAt int64  `json:"undone,omitempty"` // when it was

	Passed bool     `json:"passed,omitempty"` // it is undone when the re-inspection has passed, not before
	Shown  bool     `json:"shown,omitempty"`  // doing and undoing it needs a photo
	Told   bool     `json:"told,omitempty"`   // whom it concerns reads of it, in plain words
	Lifted *Lifting `json:"lifted,omitempty"` // a lead let it be undone before that
}

// A Lifting is a lead's word that something may be undone before its time.
type Lifting struct {
	By  int64     `json:"by"`
	At  int64     `json:"at"`
	Why text.Text `json:"why"`
}

// Stands tells whether the deed still has to be undone.
func (d Deed) Stands() bool { return d.Undo != 0 && d.UndoneAt == 0 }

// A Turn asks a lead for another agency in place of one's own (退单).
type Turn struct {
	By  int64     `json:"by"`
	At  int64     `json:"at"`
	Why text.Text `json:"why"`
}

// A Call names an agency, and what is needed from it.
type Call struct {
	Agency string    `json:"agency"`
	Ask    text.Text `json:"ask"`
	Serves bool      `json:"serves,omitempty"` // it may serve a rectification notice
}

// A Whistling is whom to call, when and where to meet: sounded by a lead, or
// proposed to one.
type Whistling struct {
	By    int64  `json:"by,omitempty"`
	At    int64  `json:"at,omitempty"`
	Calls []Call `json:"calls"`
	Meet  int64  `json:"meet,omitempty"` // 0: when they can
	Where string `json:"where,omitempty"`
}

// What a record takes.
const (
	MostCalls = 8  // agencies at work at the same time
	mostLegs  = 24 // in the life of a case
	mostDeeds = 20 // of a leg
)

// LegOf is the last leg of an agency; nil when it was never called.
func (c *Case) LegOf(agency string) *Leg {
	if agency == "" {
		return nil
	}
	for i := range slices.Backward(c.Legs) {
		if c.Legs[i].Agency == agency {
			return &c.Legs[i]
		}
	}
	return nil
}

// Leg is the n-th leg, from 1; nil for none.
func (c *Case) Leg(n int) *Leg {
	if n < 1 || n > len(c.Legs) {
		return nil
	}
	return &c.Legs[n-1]
}

// openLeg is the leg an agency has to go; nil for none.
func (c *Case) openLeg(agency string) *Leg {
	if l := c.LegOf(agency); l != nil && l.Open() {
		return l
	}
	return nil
}

// OpenLegs are the legs somebody still has to go, in their order.
func (c Case) OpenLegs() []Leg {
	var open []Leg
	for _, l := range c.Legs {
		if l.Open() {
			open = append(open, l)
		}
	}
	return open
}

// Legged tells whether some agency is not done.
func (c Case) Legged() bool { return slices.ContainsFunc(c.Legs, Leg.Open) }

// Standing are the deeds of a leg that must still be undone, by their index.
func (l Leg) Standing() []int {
	var all []int
	for i, d := range l.Deeds {
		if d.Stands() {
			all = append(all, i)
		}
	}
	return all
}

// stands tells whether in any leg something must still be undone.
func (c Case) stands() bool {
	return slices.ContainsFunc(c.Legs, func(l Leg) bool { return len(l.Standing()) > 0 })
}

// JointlySolved tells whether the case was closed, and several agencies had
// their share in it: at least two reported in and finished.
func (c Case) JointlySolved() bool {
	return c.Status.Type() == Done && c.AgenciesDone() >= 2
}

// AgenciesDone is how many agencies reported in and finished their share.
func (c Case) AgenciesDone() int {
	done := map[string]bool{}
	for _, l := range c.Legs {
		if l.Status == LegFinished && l.In != 0 {
			done[l.Agency] = true
		}
	}
	return len(done)
}

// callable are those of the calls whose agency is not at work already.
func (c *Case) callable(calls []Call) []Call {
	var left []Call
	for _, k := range calls {
		twice := slices.ContainsFunc(left, func(o Call) bool { return o.Agency == k.Agency })
		if k.Agency != "" && !k.Ask.Empty() && !twice && c.openLeg(k.Agency) == nil {
			left = append(left, k)
		}
	}
	return left
}

// windLeg starts the clock of a leg.
func (c *Case) windLeg(n int, name ClockName, at time.Time, times Times) {
	l := c.Leg(n)
	l.Rest = nil // whoever goes on rests no more
	l.Clock = Clock{Name: name, Since: at.Unix()}
	l.Clock.Due = times.LegDeadline(*c, *l, at).Unix()
	c.climbLeg(l, times)
}

// climbLeg sets when the clock of a leg strikes next.
func (c *Case) climbLeg(l *Leg, times Times) {
	k := &l.Clock
	k.Next, k.Rung = 0, false
	if l.Rest != nil {
		return // it strikes once, when it goes on
	}
	switch rung := times.LegRung(*c, *l, k.Step); {
	case k.Promise != 0: // whoever named the day is asked on it
		k.Next = k.Promise
	case rung.IsZero():
		k.Rung = true
	default:
		k.Next = rung.Unix()
	}
}

// ringLeg marks the rungs of a leg's clock that were told.
func ringLeg(c *Case, a Act) error {
	l := c.Leg(a.Leg)
	if l == nil || !l.Open() || l.Clock.Strikes() == 0 {
		return ErrMissing
	}
	c.Red = c.Red || a.Red
	for t := a.Times.LegRung(*c, *l, l.Clock.Step); !t.IsZero() && t.Unix() <= a.At.Unix(); t = a.Times.LegRung(*c, *l, l.Clock.Step) {
		l.Clock.Step++
	}
	if l.Clock.Promise != 0 {
		l.Clock.Promise, l.Clock.Broken = 0, a.At.Unix()
	}
	c.climbLeg(l, a.Times)
	return nil
}

// keepUp gives who has the case at least the time the agencies have: it cannot
// be handed in before they are done.
func (c *Case) keepUp(at time.Time, times Times) {
	if c.Clock.Name != ClockHandle || c.Clock.Due == 0 {
		return
	}
	latest := int64(0)
	for _, l := range c.OpenLegs() {
		latest = max(latest, l.Clock.Due)
	}
	if latest > c.Clock.Due {
		c.Clock.Due, c.Clock.Step = latest, 0
		for t := times.Rung(*c, 0); !t.IsZero() && t.Unix() < latest && !t.After(at); t = times.Rung(*c, c.Clock.Step) {
			c.Clock.Step++ // who is just given more time is not told at once that it runs out
		}
		c.climb(times)
	}
}

// Timer names the leg's clock among the timers of the case.
func (l Leg) Timer() string { return "leg" + strconv.Itoa(l.N) }
