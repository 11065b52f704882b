package cases

import (
	"errors"
	"testing"
	"time"
)

func TestAPauseNeedsADateAndAReason(t *testing.T) {
	for _, a := range []Act{{Until: begin.Add(day)}, {Note: reason}, {Note: reason, Until: begin.Add(-day)}} {
		a.Do, a.By, a.At = Pause, people["the lead"], begin
		if _, _, err := standing(Handling).Apply(a, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%+v: %v", a, err)
		}
	}
}

func TestWhatIsLeftOfTheClockIsLeftAfterThePause(t *testing.T) {
	for _, from := range inHand {
		c := strike(t, standing(from))
		was, at, until := c.Clock, begin.Add(2*day), begin.Add(6*day)
		c = play(t, c, Act{Do: Pause, By: people["the lead"], At: at, Until: until, Note: reason})
		if p := c.Paused(); c.Status != Paused || p == nil || p.Was != from || p.From != at.Unix() || p.Clock != was {
			t.Fatalf("from %s: %s, %+v", from, c.Status, p)
		}
		if c.Clock.Name != ClockPause || c.Clock.Strikes() != until.Unix() {
			t.Errorf("from %s: it would never go on by itself: %+v", from, c.Clock)
		}
		back := at.Add(3 * day)
		c = play(t, c, Act{Do: Resume, By: people["the assignee"], At: back})
		p := c.Pauses[0]
		if c.Status != from || c.Paused() != nil || p.To != back.Unix() {
			t.Errorf("from %s: %s, %+v", from, c.Status, p)
		}
		moved := int64(3 * day / time.Second)
		if k := c.Clock; k.Name != was.Name || k.Since != was.Since+moved || k.Due != was.Due+moved || k.Step != was.Step || k.Strikes() != was.Strikes()+moved {
			t.Errorf("from %s: the clock was %+v and is %+v", from, was, k)
		}
	}
}

func TestThePauseMovesTheItemsThatAreOpen(t *testing.T) {
	c := play(t, standing(Rectifying),
		Act{Do: Inspect, By: people["the assignee"], At: begin.Add(time.Hour), Results: []Result{passed(0)}},
		Act{Do: Pause, By: people["the lead"], At: begin.Add(day), Until: begin.Add(9 * day), Note: reason},
		Act{Do: Resume, By: people["the clock"], At: begin.Add(9 * day)})
	if n := c.Notice(); n.Items[0].Due != begin.Add(3*day).Unix() || n.Items[1].Due != begin.Add(13*day).Unix() {
		t.Errorf("%+v", n.Items)
	}
	if c.Clock.Due != c.Notice().Due().Unix() {
		t.Errorf("the clock is not that of the notice: %+v", c.Clock)
	}
	if e := c.Log[len(c.Log)-1]; e.By != 0 || e.Part != PartClock {
		t.Errorf("somebody is said to have gone on: %+v", e)
	}
}

func TestAPromiseStandsStillToo(t *testing.T) {
	c := play(t, standing(Handling),
		Act{Do: Promise, By: people["the assignee"], At: begin, Until: begin.Add(3 * day)},
		Act{Do: Pause, By: people["the lead"], At: begin.Add(day), Until: begin.Add(9 * day), Note: reason},
		Act{Do: Resume, By: people["the lead"], At: begin.Add(2 * day)})
	if c.Clock.Strikes() != begin.Add(4*day).Unix() || c.Clock.Promises != 1 {
		t.Errorf("%+v", c.Clock)
	}
}

func TestAPauseThatWasAskedForIsGranted(t *testing.T) {
	c := play(t, standing(OnSite),
		Act{Do: Plead, By: people["the assignee"], At: begin, Plea: PleaPause, Until: begin.Add(2 * day), Note: reason},
		Act{Do: Grant, By: people["the lead"], At: begin.Add(time.Hour)})
	p := c.Paused()
	if c.Status != Paused || c.Plea != nil || p == nil || p.From != begin.Add(time.Hour).Unix() || p.Until != begin.Add(2*day).Unix() || p.Why.Empty() {
		t.Fatalf("%s, %+v", c.Status, p)
	}
	if c.Clock.Strikes() != p.Until {
		t.Errorf("%+v", c.Clock)
	}
	for _, s := range inHand {
		if err := c.May(Resume, people["the clock"]); err != nil {
			t.Fatal(err)
		}
		for _, r := range lifecycle {
			if r.do == Resume && r.to == s && r.from == c.Status && r.when.holds(c, playing(r)) != (s == OnSite) {
				t.Errorf("it may go on as %s", s)
			}
		}
	}
}

func TestALeadWhoPausesHasAnsweredWhoAskedForIt(t *testing.T) {
	c := play(t, standing(Handling),
		Act{Do: Plead, By: people["the assignee"], At: begin, Plea: PleaPause, Until: begin.Add(2 * day), Note: reason},
		Act{Do: Pause, By: people["the lead"], At: begin, Until: begin.Add(day), Note: reason})
	if c.Plea != nil {
		t.Errorf("%+v", c.Plea)
	}
}

func TestALadderThatEndedBeforeThePauseStaysEnded(t *testing.T) {
	c := standing(Handling)
	for c.Clock.Strikes() != 0 {
		c = strike(t, c)
	}
	c = play(t, c,
		Act{Do: Pause, By: people["the lead"], At: begin.Add(20 * day), Until: begin.Add(29 * day), Note: reason},
		Act{Do: Resume, By: people["the lead"], At: begin.Add(22 * day)})
	if c.Clock.Strikes() != 0 || !c.Late(begin.Add(22*day)) {
		t.Errorf("%+v", c.Clock)
	}
}
