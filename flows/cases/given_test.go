package cases

import (
	"slices"
	"testing"
	"time"
)

// Who waits is told of the day they were given, once, whether it lies before the
// deadline or behind it; and of a new one again.
func TestWhoWaitsHoldsUsToTheDayTheyWereGiven(t *testing.T) {
	told := func(c Case, at time.Time) (Case, bool) {
		do := Overdue
		if at.Unix() < c.Clock.Due {
			do = Warn
		}
		next, tells, err := c.Apply(Act{Do: do, By: people["the clock"], At: at}, in)
		if err != nil {
			t.Fatal(err)
		}
		return next, slices.Contains(tells, TellReporter)
	}
	for _, days := range []time.Duration{-1, 1} { // before the deadline, and behind it
		c := standing(Handling)
		given := c.Due().Add(days * time.Hour)
		c = play(t, c, Act{Do: Promise, By: people["the assignee"], At: begin, Until: given})
		if !c.Awaited().Equal(given) || c.Disappoints(given.Add(-time.Second)) || !c.Disappoints(given) {
			t.Fatalf("awaited %s, given %s", c.Awaited(), given)
		}
		c, said := told(c, given)
		if !said || !c.Awaited().Equal(given) {
			t.Errorf("%s: told %t, awaited %s", given, said, c.Awaited())
		}
		if c, said = told(c, given.Add(2*time.Hour)); said {
			t.Errorf("%s: told twice of the same day", given)
		}
		again := given.Add(5 * time.Hour)
		c = play(t, c, Act{Do: Promise, By: people["the assignee"], At: given.Add(3 * time.Hour), Until: again, Note: reason})
		if c, said = told(c, again); !said || !c.Awaited().Equal(again) {
			t.Errorf("%s: told %t of the second one", again, said)
		}
		more := again.Add(9 * time.Hour)
		if c = play(t, c, Act{Do: Extend, By: people["the lead"], At: again, Until: more, Note: reason}); !c.Awaited().Equal(more) {
			t.Errorf("given more time by a lead, and awaited %s", c.Awaited())
		}
	}
}

// A new hand has promised nothing.
func TestWhatAnotherPromisedIsNotTheirs(t *testing.T) {
	c := standing(Claimed)
	c = play(t, c, Act{Do: Promise, By: people["the assignee"], At: begin, Until: begin.Add(50 * time.Hour)},
		Act{Do: Handover, By: people["the assignee"], At: begin, To: li})
	if !c.Awaited().Equal(c.Due()) {
		t.Errorf("%+v", c.Clock)
	}
}
