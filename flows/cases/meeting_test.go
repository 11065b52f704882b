package cases

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// A time that was agreed on is the end of the way there: nobody is late before it, and
// from then on the ladder is climbed. Called off, the clock is as it was.
func TestNobodyIsLateBeforeTheTimeThatWasAgreedOn(t *testing.T) {
	worker := people["the assignee"]
	c := standing(Claimed)
	was := c.Clock
	at := begin.Add(30 * time.Hour)
	next, tell, err := c.Apply(Act{Do: Arrange, By: worker, At: begin.Add(time.Hour), Until: at}, in)
	if err != nil || !slices.Equal(tell, []Tell{TellReporter}) || next.Clock.Name != ClockArrive || next.Clock.Due != at.Unix() {
		t.Fatalf("%v, told %v, %+v", err, tell, next.Clock)
	}
	if next.Late(at.Add(-time.Second)) || !next.Late(at) || next.Clock.Strikes() <= was.Due || next.Clock.Step != 0 {
		t.Errorf("%+v", next.Clock)
	}
	for step := 1; step <= 3; step++ {
		if next = strike(t, next); next.Clock.Step != step {
			t.Fatalf("%+v", next.Clock)
		}
	}
	// Another time is another time; off is as before.
	again := play(t, c, Act{Do: Arrange, By: worker, At: begin, Until: at}, Act{Do: Arrange, By: worker, At: begin, Until: at.Add(time.Hour)})
	if again.Clock.Due != at.Add(time.Hour).Unix() || again.Meeting.Was != was {
		t.Errorf("%+v", again)
	}
	if off := play(t, again, Act{Do: Unarrange, By: worker, At: begin}); off.Clock != was || off.Meeting != nil || off.May(Unarrange, worker) == nil {
		t.Errorf("called off: %+v, was %+v", off.Clock, was)
	}
	if there := play(t, again, Act{Do: Arrive, By: worker, At: begin}); there.Meeting != nil || there.Clock.Name != ClockHandle {
		t.Errorf("there, and %+v", there.Meeting)
	}
	for _, wrong := range []time.Time{{}, begin, begin.Add(-time.Hour), begin.Add(MostAhead + time.Minute)} {
		if _, _, err := c.Apply(Act{Do: Arrange, By: worker, At: begin, Until: wrong}, in); !errors.Is(err, ErrMissing) {
			t.Errorf("agreed on %s: %v", wrong, err)
		}
	}
	c.Danger = true
	if c.May(Arrange, worker) == nil {
		t.Error("danger waits for a time that suits")
	}
}

// Agencies are called for tomorrow morning: who has the case comes then, too, and is not
// late today; unless they had agreed on a time of their own.
func TestWhoHasTheCaseComesWhenTheAgenciesDo(t *testing.T) {
	c := standing(Claimed)
	was := c.Clock
	meet := begin.Add(20 * time.Hour)
	w := whistling("police")
	w.Meet = meet.Unix()
	called := play(t, c, Act{Do: Whistle, By: people["the lead"], At: begin.Add(time.Minute), Whistle: w})
	if called.Clock.Due != meet.Unix() || called.Late(meet.Add(-time.Second)) {
		t.Fatalf("%+v", called.Clock)
	}
	if called.May(Unarrange, people["the assignee"]) == nil {
		t.Error("the worker calls off what a lead has called")
	}
	if off := play(t, called, Act{Do: CallOff, By: people["the lead"], At: begin.Add(2 * time.Minute), Note: reason}); off.Clock != was || off.Meeting != nil {
		t.Errorf("called off: %+v, was %+v", off.Clock, was)
	}
	own := begin.Add(50 * time.Hour)
	if agreed := play(t, called, Act{Do: Arrange, By: people["the assignee"], At: begin, Until: own}); agreed.Clock.Due != own.Unix() {
		t.Errorf("%+v", agreed.Clock)
	}
	w = whistling("police")
	if now := play(t, c, Act{Do: Whistle, By: people["the lead"], At: begin.Add(time.Minute), Whistle: w}); now.Clock != was {
		t.Errorf("called for now: %+v", now.Clock)
	}
}
