package cases

import (
	"errors"
	"slices"
	"testing"
	"time"

	"gridbot/flows/text"
)

// smell is somebody who tells of danger, minutes after the case began.
func smell(do Action, who string) Act {
	return Act{Do: do, By: people[who], At: begin.Add(10 * time.Minute), Note: text.Said("it smells of gas now"), Danger: true}
}

func TestDangerLearntLaterCountsFromThen(t *testing.T) {
	for _, s := range slices.Concat(offered, inHand, at(Submitted)) {
		c := standing(s)
		after, tells, err := c.Apply(smell(Add, "the reporter"), in)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		if !after.Danger || after.Status != s || after.Clock.Since != begin.Add(10*time.Minute).Unix() || after.Clock.Due == 0 {
			t.Errorf("%s: danger %t, %s, its clock runs from %d", s, after.Danger, after.Status, after.Clock.Since)
		}
		if want := after.clockIn(s); after.Clock.Name != want || want == ClockRectify || want == ClockHandle {
			t.Errorf("%s: the clock of %q runs", s, after.Clock.Name)
		}
		if !slices.Contains(tells, TellLeads) || !slices.Contains(tells, TellAssignee) && !slices.Contains(tells, TellWorkers) {
			t.Errorf("%s: %v are told", s, tells)
		}
		if s == Joint && !slices.Contains(tells, TellLegs) {
			t.Errorf("the agencies at work are not told: %v", tells)
		}
	}
}

func TestDangerEndsAPause(t *testing.T) {
	c := standing(Paused)
	after, _, err := c.Apply(smell(Add, "the reporter"), in)
	if err != nil || after.Status != Handling || after.Paused() != nil || after.Clock.Name != ClockArrive {
		t.Fatalf("%v: %s, still paused %t, the clock of %q", err, after.Status, after.Paused() != nil, after.Clock.Name)
	}
}

// Danger of a case that was urgent before is learnt anew while what was known of is put
// right; not where somebody is on their way, nor by who is there.
func TestDangerIsLearntAnew(t *testing.T) {
	for _, tc := range []struct {
		s    Status
		do   Action
		who  string
		anew bool
	}{
		{Rectifying, Add, "the reporter", true}, {Rectifying, Question, "the addressee", true}, {OnSite, Add, "the reporter", true}, {Handling, Add, "the reporter", true},
		{Submitted, Add, "the reporter", true}, {Claimed, Add, "the reporter", false}, {Reported, Add, "the reporter", false}, {OnSite, Note, "the assignee", false}, {Rectifying, Note, "the assignee", true},
	} {
		c := standing(tc.s)
		c.Danger, c.Alarm = true, 0
		a := smell(tc.do, tc.who)
		after, tells, err := c.Apply(a, in)
		if err != nil {
			t.Errorf("%s %s by %s: %v", tc.s, tc.do, tc.who, err)
			continue
		}
		if (after.Alarm != 0) != tc.anew || tc.anew && after.Clock.Name != ClockArrive || !slices.Contains(tells, TellLeads) {
			t.Errorf("%s %s by %s: alarm %d, the clock of %q, told %v", tc.s, tc.do, tc.who, after.Alarm, after.Clock.Name, tells)
		}
	}
}

func TestDangerIsAnsweredByTheStaffAlone(t *testing.T) {
	c := play(t, standing(Rectifying), smell(Add, "the reporter"))
	if c = play(t, c, Act{Do: Prove, By: people["the addressee"], At: begin.Add(11 * time.Minute), Files: photo(PhaseProof)}); c.Alarm == 0 {
		t.Fatal("the addressee has answered for it")
	}
	due := c.Notice().Due()
	c = play(t, c, Act{Do: Heed, By: people["the lead"], At: begin.Add(12 * time.Minute)})
	if c.Alarm != 0 || c.Clock.Name != ClockRectify || !c.Due().Equal(due) {
		t.Fatalf("alarm %d, the clock of %s until %v, not %v", c.Alarm, c.Clock.Name, c.Due(), due)
	}
}

func TestWhatLeadsDecideIsNoObservation(t *testing.T) {
	after, _, err := standing(Handling).Apply(Act{Do: Pause, By: people["the lead"], At: begin, Until: begin.Add(day), Note: reason, Danger: true}, in)
	if err != nil || after.Danger || after.Status != Paused {
		t.Fatalf("%v: danger %t, %s", err, after.Danger, after.Status)
	}
}

// What is urgent already runs on: its deadline is not put off by one more word.
func TestDangerTwiceDoesNotPutOffTheDeadline(t *testing.T) {
	c := standing(Claimed)
	c.Danger = true
	after, tells, err := c.Apply(smell(Add, "the reporter"), in)
	if err != nil || after.Clock.Due != c.Clock.Due || !slices.Contains(tells, TellLeads) {
		t.Fatalf("%v: due %d, not %d; told %v", err, after.Clock.Due, c.Clock.Due, tells)
	}
}

func TestDangerOffDutyAndAnywhere(t *testing.T) {
	c := reported()
	off := people["a worker off duty"]
	if err := c.May(Claim, off); err == nil {
		t.Error("who is off duty takes what can wait")
	}
	c.Danger = true
	if err := c.May(Claim, off); err != nil {
		t.Errorf("at night, in danger: %v", err)
	}
	c.Grid = ""
	if taken := play(t, c, Act{Do: Claim, By: people["a worker elsewhere"], At: begin}); taken.Grid != "south" {
		t.Errorf("whoever takes it has it in %q", taken.Grid)
	}
	c.Danger = false
	if c.Sees(people["a worker elsewhere"]) {
		t.Error("what can wait is seen by every grid")
	}
}

// Who told of danger does not end it: they say how it is, with a reason, and everybody
// who was rung hears that; it stays where it is until somebody of the staff has looked.
// They say so once, until they tell more. What is not urgent they withdraw as ever.
func TestDangerIsNotEndedByWhoToldOfIt(t *testing.T) {
	ana := people["the reporter"]
	for _, status := range []Status{Reported, Returned, Claimed, OnSite} {
		c := standing(status)
		c.Joined = nil
		if c.May(Withdraw, ana) != nil || c.May(Over, ana) == nil {
			t.Errorf("%s: what is not urgent: %v, %v", status, c.May(Withdraw, ana), c.May(Over, ana))
		}
		c.Danger = true
		if c.May(Withdraw, ana) == nil || c.May(Over, people["the lead"]) == nil {
			t.Errorf("%s: it is withdrawn", status)
		}
		if _, _, err := c.Apply(Act{Do: Over, By: ana, At: begin}, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: nobody knows why: %v", status, err)
		}
		said, tells, err := c.Apply(Act{Do: Over, By: ana, At: begin, Note: reason}, in)
		want := []Tell{TellWorkers, TellLeads}
		if c.Assignee != 0 {
			want = []Tell{TellAssignee, TellLeads}
		}
		if err != nil || said.Status != status || said.Clock != c.Clock || !said.Danger || !slices.Equal(tells, want) {
			t.Errorf("%s: %v; now %s, told %v", status, err, said.Status, tells)
		}
		if said.May(Over, ana) == nil {
			t.Errorf("%s: it is said twice", status)
		}
		if again := play(t, said, Act{Do: Add, By: ana, At: begin, Note: reason}); again.May(Over, ana) != nil {
			t.Errorf("%s: they told more since, and cannot say that it is over", status)
		}
	}
}
