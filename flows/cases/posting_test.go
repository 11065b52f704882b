package cases

import (
	"errors"
	"testing"
	"time"
)

// What a lead writes is heard by whom it is for, once, and by nobody else; until
// then it is urged, and not any longer.
func TestAPostingIsHeardByWhomItIsFor(t *testing.T) {
	c := standing(Joint)
	c = play(t, c, Act{Do: Post, By: people["the lead"], At: begin, Note: reason}, Act{Do: Post, By: people["the lead"], At: begin, Note: reason, Leg: 1})
	p := c.Posting(1)
	if p.Clock.Name != ClockPost || p.Clock.Strikes() != begin.Add(heardWithin).Unix() || p.Timer() != "post1" || c.Posting(3) != nil || c.Posting(0) != nil {
		t.Fatalf("%+v", p)
	}
	for _, who := range []string{"another worker", "the lead", "the reporter", "an officer uncalled", "nobody"} {
		if err := c.May(Ack, people[who]); !errors.Is(err, ErrNotYours) {
			t.Errorf("%s hears it: %v", who, err)
		}
	}
	urged := play(t, c, Act{Do: Urge, By: people["the clock"], At: begin.Add(heardWithin), Item: 1})
	if p := urged.Posting(1); p.Clock.Step != 1 || p.Clock.Strikes() != begin.Add(heardWithin+heardAgain).Unix() {
		t.Errorf("%+v", p.Clock)
	}
	heard := play(t, urged, Act{Do: Ack, By: people["the officer"], At: begin.Add(3 * time.Hour)})
	if heard.Posting(1).Heard != 0 || heard.Posting(2).Ear != gasman || heard.May(Ack, people["the officer"]) == nil {
		t.Errorf("an agency hears its own: %+v", heard.Postings)
	}
	heard = play(t, heard, Act{Do: Ack, By: people["the assignee off duty"], At: begin.Add(4 * time.Hour)})
	if heard.Posting(1).Ear != wu || heard.May(Urge, people["the clock"]) == nil {
		t.Errorf("%+v", heard.Postings)
	}
	if _, _, err := urged.Apply(Act{Do: Urge, By: people["the clock"], At: begin, Item: 7}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("there is no seventh: %v", err)
	}
}

// What nobody can hear any more is chased no more.
func TestAPostingEndsWithTheWork(t *testing.T) {
	c := play(t, standing(Joint), Act{Do: Post, By: people["the lead"], At: begin, Note: reason, Leg: 1})
	gone := play(t, c, Act{Do: Release, By: people["the lead"], At: begin.Add(time.Hour), Leg: 1, Note: reason})
	if p := gone.Posting(1); p.Waits() || p.Over == 0 || p.Clock.Strikes() != 0 {
		t.Errorf("the agency was released: %+v", p)
	}
	c = play(t, standing(Submitted), Act{Do: Post, By: people["the lead"], At: begin, Note: reason})
	if c = play(t, c, Act{Do: Pass, By: people["the lead"], At: begin}); c.Posting(1).Waits() {
		t.Errorf("it is checked: %+v", c.Posting(1))
	}
	for _, a := range []Act{{Leg: 0}, {Leg: 0, Note: reason}, {Leg: 2, Note: reason}, {Leg: -1, Note: reason}} {
		a.Do, a.By, a.At = Post, people["the lead"], begin
		c := called(standing(Reported))
		if _, _, err := c.Apply(a, in); !errors.Is(err, ErrMissing) {
			t.Errorf("to nobody, or nothing: %+v: %v", a, err)
		}
	}
}
