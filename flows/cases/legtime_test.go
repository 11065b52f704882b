package cases

import (
	"errors"
	"testing"
	"time"
)

// atWork is a joint case whose officer has reported in.
func atWork() Case { return reportedIn(standing(Joint)) }

// An officer names a day like anybody who has something: their agency is left alone
// until then, asked on that day, and another day needs a reason.
func TestAnOfficerNamesADay(t *testing.T) {
	officer := people["the officer"]
	promise := Act{Do: Promise, By: officer, At: begin.Add(time.Minute), Until: begin.Add(2 * day)}
	if _, _, err := standing(Joint).Apply(promise, in); !errors.Is(err, ErrNotYours) {
		t.Errorf("before they have reported in: %v", err)
	}
	c := play(t, atWork(), promise)
	if k := c.Leg(1).Clock; k.Promise != promise.Until.Unix() || k.Strikes() != promise.Until.Unix() || k.Promises != 1 {
		t.Errorf("%+v", k)
	}
	again := promise
	again.Until = begin.Add(3 * day)
	if _, _, err := c.Apply(again, in); !errors.Is(err, ErrMissing) {
		t.Errorf("a second day without a reason: %v", err)
	}
	c = play(t, c, Act{Do: LegLate, By: people["the clock"], At: promise.Until, Leg: 1})
	if k := c.Leg(1).Clock; k.Promise != 0 || k.Broken != promise.Until.Unix() || k.Given != promise.Until.Unix() {
		t.Errorf("on the day: %+v", k)
	}
}

// More time is asked for and given: the leg is due then, and its ladder begins anew.
func TestALeadGivesAnAgencyMoreTime(t *testing.T) {
	plea := Act{Do: Plead, By: people["the officer"], At: begin.Add(time.Hour), Until: begin.Add(9 * day), Plea: PleaExtension, Note: reason}
	early := plea
	early.Until = begin.Add(day)
	if _, _, err := atWork().Apply(early, in); !errors.Is(err, ErrMissing) {
		t.Errorf("asked for less time than there is: %v", err)
	}
	c := play(t, atWork(), plea)
	if _, _, err := c.Apply(plea, in); !errors.Is(err, ErrNotYours) {
		t.Errorf("asked twice: %v", err)
	}
	grant := Act{Do: LegGrant, By: people["the lead"], At: begin.Add(2 * time.Hour), Leg: 1}
	granted := play(t, c, grant)
	if l := granted.Leg(1); l.Clock.Due != plea.Until.Unix() || l.Plea != nil || l.Clock.Extended != 1 {
		t.Errorf("granted: %+v", l)
	}
	if denied := play(t, c, Act{Do: LegDeny, By: people["the lead"], At: grant.At, Leg: 1, Note: reason}); denied.Leg(1).Plea != nil || denied.Leg(1).Clock.Due != c.Leg(1).Clock.Due {
		t.Errorf("denied: %+v", denied.Leg(1))
	}
	if _, _, err := c.Apply(Act{Do: LegDeny, By: people["the lead"], At: grant.At, Leg: 1}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("denied without a reason: %v", err)
	}
	late := grant
	late.At = plea.Until
	if _, _, err := c.Apply(late, in); !errors.Is(err, ErrMissing) {
		t.Errorf("granted when it is of no use any more: %v", err)
	}
}

// The clock of a leg that rests stands still: nobody is late, and what was left of it
// is left when it goes on, whoever lets it go on.
func TestALegRestsAndGoesOn(t *testing.T) {
	until := begin.Add(4 * day)
	c := play(t, atWork(), Act{Do: Plead, By: people["the officer"], At: begin, Until: until, Plea: PleaPause, Note: reason})
	c = play(t, c, Act{Do: LegGrant, By: people["the lead"], At: begin.Add(day), Leg: 1})
	l := c.Leg(1)
	if l.Rest == nil || l.Late(until.Add(day)) || l.Clock.Strikes() != until.Unix() {
		t.Fatalf("at rest: %+v", l)
	}
	for _, who := range []string{"the officer", "the lead", "the clock"} {
		on := play(t, c, Act{Do: LegResume, By: people[who], At: begin.Add(3 * day), Leg: 1})
		if k := on.Leg(1).Clock; on.Leg(1).Rest != nil || k.Name != ClockFinish || k.Due != begin.Add(5*day).Unix() {
			t.Errorf("%s: %+v", who, k) // three days, of which one had gone, and two stood still
		}
	}
	if on := play(t, c, Act{Do: Reach, By: people["the officer"], At: begin.Add(2 * day)}); on.Leg(1).Rest != nil || on.Leg(1).Clock.Name != ClockFinish {
		t.Errorf("who comes rests no more: %+v", on.Leg(1))
	}
}

// An officer hands it to a colleague, who goes on with it; the one has no day to keep
// any more that the other would not.
func TestAnOfficerHandsItOn(t *testing.T) {
	hand := Act{Do: LegHand, By: people["the officer"], At: begin.Add(time.Hour), To: gasmate}
	before := atWork()
	c := play(t, before, hand)
	if c.Leg(1).Officer != gasmate || c.Leg(1).Clock != before.Leg(1).Clock {
		t.Errorf("%+v", c.Leg(1))
	}
	if _, _, err := c.Apply(Act{Do: LegHand, By: people["the officer"], At: begin.Add(2 * time.Hour), To: gasman}, in); !errors.Is(err, ErrNotNow) {
		t.Errorf("who handed it on takes it back: %v", err)
	}
	hand.To = ana
	if _, _, err := atWork().Apply(hand, in); !errors.Is(err, ErrSame) {
		t.Errorf("to who reported it: %v", err)
	}
}

// A lead lets the clock of an agency stand still unasked, with a reason and until a day;
// what it asked for is answered by that. Who has not reported in, or has something to
// undo, does not rest.
func TestALeadLetsAnAgencyRest(t *testing.T) {
	lead := people["the lead"]
	pause := Act{Do: LegPause, By: lead, At: begin.Add(day), Until: begin.Add(4 * day), Leg: 1, Note: reason}
	c := play(t, atWork(), Act{Do: Plead, By: people["the officer"], At: begin, Until: begin.Add(9 * day), Plea: PleaExtension, Note: reason})
	c = play(t, c, pause)
	l := c.Leg(1)
	if l.Rest == nil || l.Plea != nil || l.Late(begin.Add(9*day)) || l.Clock.Strikes() != pause.Until.Unix() {
		t.Fatalf("at rest: %+v", l)
	}
	if _, _, err := c.Apply(pause, in); !errors.Is(err, ErrNotNow) {
		t.Errorf("paused twice: %v", err)
	}
	on := play(t, c, Act{Do: LegResume, By: people["the clock"], At: pause.Until, Leg: 1})
	if k := on.Leg(1).Clock; k.Name != ClockFinish || k.Due != begin.Add(6*day).Unix() {
		t.Errorf("it goes on: %+v", k) // three days, of which one had gone, and three stood still
	}
	for what, change := range map[string]func(*Act, *Case){
		"without a reason": func(a *Act, _ *Case) { a.Note = pause.Note; a.Note.Words, a.Note.ID = "", "" },
		"until yesterday":  func(a *Act, _ *Case) { a.Until = begin },
		"of another leg":   func(a *Act, _ *Case) { a.Leg = 7 },
		"who is not there": func(_ *Act, c *Case) { c.Legs[0].In = 0 },
		"while gas is off": func(_ *Act, c *Case) {
			c.Legs[0].Deeds = []Deed{{ID: "suspend", At: begin.Unix(), Undo: begin.Add(day).Unix()}}
		},
	} {
		a, c := pause, atWork()
		if change(&a, &c); a.Leg != 7 {
			c.Legs[0].Plea = nil
		}
		if _, _, err := c.Apply(a, in); err == nil {
			t.Errorf("%s: it rests", what)
		}
	}
}
