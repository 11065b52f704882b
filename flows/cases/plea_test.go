package cases

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"
)

func plea(by string, item int, until time.Time) Act {
	return Act{Do: Plead, By: people[by], At: begin.Add(time.Hour), Plea: PleaExtension, Item: item, Until: until, Note: reason}
}

func TestMoreTimeIsAskedForWithADateAndAReason(t *testing.T) {
	for what, a := range map[string]Act{
		"no reason":                {Until: begin.Add(9 * day), Plea: PleaExtension},
		"no date":                  {Note: reason, Plea: PleaExtension},
		"for nothing":              {Until: begin.Add(9 * day), Note: reason},
		"not later than it is due": {Until: begin.Add(3 * day), Note: reason, Plea: PleaExtension},
		"no such item":             {Until: begin.Add(9 * day), Note: reason, Plea: PleaExtension, Item: 7},
	} {
		a.Do, a.By, a.At = Plead, people["the addressee"], begin.Add(time.Hour)
		if _, _, err := standing(Rectifying).Apply(a, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: %v", what, err)
		}
	}
	c := play(t, standing(Rectifying), plea("the addressee", 0, begin.Add(9*day)))
	if err := c.May(Plead, people["the assignee"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("asked while an answer is awaited: %v", err)
	}
}

func TestMoreTimeForAnItemMovesItAndTheClock(t *testing.T) {
	for who, part := range map[string]Part{"the assignee": PartAssignee, "the addressee": PartAddressee} {
		c := strike(t, standing(Rectifying))
		c, tell, err := c.Apply(plea(who, 0, begin.Add(9*day)), in)
		if want := (&Plea{Kind: PleaExtension, By: people[who].ID, Part: part, Item: 0, Until: begin.Add(9 * day).Unix(), Why: reason,
			At: begin.Add(time.Hour).Unix()}); err != nil || !reflect.DeepEqual(c.Plea, want) || !slices.Equal(tell, []Tell{TellLeads}) {
			t.Fatalf("%s: %v, %+v, told %v", who, err, c.Plea, tell)
		}
		if c.May(Grant, people[who]) == nil {
			t.Errorf("%s may grant it to themselves", who)
		}
		c, tell, err = c.Apply(Act{Do: Grant, By: people["the lead"], At: begin.Add(2 * day)}, in)
		if err != nil || c.Status != Rectifying || c.Plea != nil || !slices.Equal(tell, []Tell{TellPleader}) {
			t.Fatalf("%s: %v, %s, told %v", who, err, c.Status, tell)
		}
		if it := c.Notice().Items[0]; it.Due != begin.Add(9*day).Unix() || it.Extended != 1 {
			t.Errorf("%s: %+v", who, it)
		}
		// The other item is due first now.
		if c.Clock.Due != begin.Add(5*day).Unix() || c.Clock.Extended != 1 || c.Clock.Step != 0 || c.Clock.Strikes() != begin.Add(60*time.Hour).Unix() {
			t.Errorf("%s: %+v", who, c.Clock)
		}
	}
}

func TestMoreTimeForTheWorkMovesItsClock(t *testing.T) {
	c := strike(t, strike(t, standing(Handling)))
	c = play(t, c, plea("the assignee", 0, begin.Add(4*day)), Act{Do: Grant, By: people["the lead"], At: begin.Add(2 * day)})
	if c.Clock.Due != begin.Add(4*day).Unix() || c.Clock.Extended != 1 || c.Clock.Step != 0 || c.Clock.Strikes() == 0 {
		t.Errorf("%+v", c.Clock)
	}
}

func TestALeadSaysNoWithAReason(t *testing.T) {
	c := play(t, standing(Rectifying), plea("the addressee", 1, begin.Add(9*day)))
	clock := c.Clock
	if _, _, err := c.Apply(Act{Do: Deny, By: people["the lead"], At: begin.Add(day)}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("no without a reason: %v", err)
	}
	c, tell, err := c.Apply(Act{Do: Deny, By: people["the lead"], At: begin.Add(day), Note: reason}, in)
	if err != nil || c.Plea != nil || c.Clock != clock || c.Notice().Items[1].Due != begin.Add(5*day).Unix() || !slices.Equal(tell, []Tell{TellPleader}) {
		t.Errorf("%v, %+v, told %v", err, c, tell)
	}
	if c.May(Plead, people["the addressee"]) != nil {
		t.Error("it cannot be asked again")
	}
}

func TestAYesThatComesTooLateIsNone(t *testing.T) {
	c := play(t, standing(Rectifying), plea("the addressee", 0, begin.Add(4*day)))
	if _, _, err := c.Apply(Act{Do: Grant, By: people["the lead"], At: begin.Add(4 * day)}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("granted when it is over: %v", err)
	}
}

func TestWhatWasAskedForAnItemIsAnsweredByAReinspection(t *testing.T) {
	c := play(t, standing(Rectifying), plea("the addressee", 0, begin.Add(9*day)),
		Act{Do: Inspect, By: people["the assignee"], At: begin.Add(4 * day), Results: []Result{failed(0, begin.Add(6*day))}})
	if c.Plea != nil {
		t.Errorf("%+v", c.Plea)
	}
}

// A lead who gives more time unasked gives it to what is due first, and it is
// counted; what is asked at the same time is answered by it.
func TestALeadGivesMoreTimeUnasked(t *testing.T) {
	c := standing(Rectifying)
	c.Plea = &Plea{Kind: PleaExtension, By: shop, Part: PartAddressee, Item: 0, Until: begin.Add(4 * day).Unix(), Why: reason}
	c.Clock.Step = 2
	until := begin.Add(9 * day)
	next, _, err := c.Apply(Act{Do: Extend, By: people["the lead"], At: begin.Add(day), Until: until, Note: reason}, in)
	if err != nil {
		t.Fatal(err)
	}
	n := next.Notice()
	if n.Items[0].Due != until.Unix() || n.Items[0].Extended != 1 || n.Items[1].Due != begin.Add(5*day).Unix() || next.Plea != nil {
		t.Errorf("the items are %+v and the plea %v", n.Items, next.Plea)
	}
	if k := next.Clock; k.Due != begin.Add(5*day).Unix() || k.Extended != 1 || k.Step != 0 {
		t.Errorf("the clock is %+v", k)
	}
	for name, a := range map[string]Act{
		"no reason":      {Until: until},
		"no later":       {Until: c.Due(), Note: reason},
		"already passed": {Until: begin, Note: reason},
	} {
		a.Do, a.By, a.At = Extend, people["the lead"], begin.Add(day)
		if _, _, err := c.Apply(a, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// More time was asked for, and then agencies were called in who take longer:
// saying yes takes nothing away.
func TestGrantingMoreTimeNeverTakesTimeAway(t *testing.T) {
	c := standing(Handling)
	c.Plea = &Plea{Kind: PleaExtension, By: wu, Part: PartAssignee, Item: -1, Until: begin.Add(2 * day).Unix(), Why: reason}
	c.Clock.Due = begin.Add(5 * day).Unix()
	next, _, err := c.Apply(Act{Do: Grant, By: people["the lead"], At: begin.Add(time.Hour)}, in)
	if err != nil || next.Clock.Due != c.Clock.Due || next.Plea != nil {
		t.Errorf("%v: due %d, it was %d; asked still: %v", err, next.Clock.Due, c.Clock.Due, next.Plea)
	}
}

// What was asked for one item is not answered by looking at another.
func TestALookAtAnotherItemAnswersNoPlea(t *testing.T) {
	c := play(t, standing(Rectifying), plea("the addressee", 1, begin.Add(9*day)),
		Act{Do: Inspect, By: people["the assignee"], At: begin.Add(2 * day), Results: []Result{passed(0)}})
	if c.Plea == nil {
		t.Error("the plea for item 2 is gone, and nobody has answered it")
	}
}
