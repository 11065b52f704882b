package cases

import (
	"errors"
	"slices"
	"testing"
)

// handedToPolice is a case of which both items did not pass, and the first was handed over.
func handedToPolice(t *testing.T) Case {
	t.Helper()
	law := failed(0, begin.Add(90*day))
	law.Law, law.Most = true, begin // no lead is needed for the time enforcement takes
	c, tells, err := called(standing(Rectifying)).Apply(Act{Do: Inspect, By: people["the assignee"], At: begin.Add(3 * day),
		Results: []Result{law}, Whistle: &Whistling{Calls: []Call{{Agency: "police", Ask: reason}}}}, in)
	if err != nil || !slices.Equal(tells, []Tell{TellFollower, TellHanded, TellLeads}) {
		t.Fatalf("%v, told %v", err, tells)
	}
	return c
}

// theirs is something the sergeant does.
func theirs(do Action) Act {
	return Act{Do: do, By: people["an officer uncalled"], At: begin.Add(4 * day)}
}

func TestWhatIsHandedOverIsALeg(t *testing.T) {
	c := handedToPolice(t)
	l := c.LegOf("police")
	if l == nil || !l.Awaited() || l.Clock.Name != ClockReceive || !slices.Equal(l.Law.Items, []int{0}) || c.Pursues(0) == nil || c.Pursues(1) != nil {
		t.Fatalf("%+v", l)
	}
	for _, do := range []Action{ReportIn, Finish, Docket} {
		if err := c.May(do, people["an officer uncalled"]); err == nil {
			t.Errorf("%s before they have said that they have it", do)
		}
	}
	got := theirs(Receive)
	c = play(t, c, got)
	if l := c.LegOf("police"); l.Law.Ack == 0 || l.Clock.Name != ClockDecide || l.Status != LegComing || l.Officer != sergeant {
		t.Fatalf("%+v", l)
	}
	number := theirs(Docket)
	if _, _, err := c.Apply(number, in); !errors.Is(err, ErrMissing) {
		t.Errorf("no number: %v", err)
	}
	number.Ref = "JA-118"
	c = play(t, c, number)
	if it := c.Notice().Items[0]; it.Ref != "JA-118" || c.LegOf("police").Law.Ref != "JA-118" {
		t.Errorf("%+v", it)
	}
}

func TestWhatCameOfItComesBack(t *testing.T) {
	c := play(t, handedToPolice(t), theirs(Receive))
	end := theirs(Rule)
	end.Note, end.Until = reason, begin.Add(20*day)
	for _, bad := range []Ruling{"", "talked to"} {
		end.Ruling = bad
		if _, _, err := c.Apply(end, in); !errors.Is(err, ErrMissing) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, ruling := range Rulings {
		end.Ruling = ruling
		next, tells, err := c.Apply(end, in)
		if err != nil || !slices.Equal(tells, []Tell{TellAssignee, TellLeads}) {
			t.Fatalf("%s: %v, told %v", ruling, err, tells)
		}
		if l := next.LegOf("police"); l.Status != LegFinished || l.Law.Ruling != ruling || l.Awaited() || next.Pursues(0) != nil {
			t.Errorf("%s: %+v", ruling, l)
		}
		if it := next.Notice().Items[0]; it.Due != begin.Add(20*day).Unix() || it.Passed != 0 {
			t.Errorf("%s: it is looked at again: %+v", ruling, it)
		}
		if c.LegOf("police").Law.Ruling != "" {
			t.Error("the case that was asked was changed")
		}
	}
	end.Ruling = RulingDropped
	end.Note = reason
	if next := play(t, c, end); next.LegOf("police").Result != "because" {
		t.Error("why it was dropped is lost")
	}
}

// Whom it is given to in their place has all of it, and must say so anew.
func TestAnotherAgencyTakesWhatWasHandedOver(t *testing.T) {
	c := play(t, handedToPolice(t), theirs(Receive))
	c = play(t, c, Act{Do: Swap, By: people["the lead"], At: begin.Add(5 * day), Leg: c.LegOf("police").N, Whistle: whistling("fire")})
	if l := c.LegOf("fire"); !l.Awaited() || l.Law.Ack != 0 || l.Clock.Name != ClockReceive || c.Pursues(0).Agency != "fire" {
		t.Errorf("%+v", l)
	}
	c = play(t, c, Act{Do: Release, By: people["the lead"], At: begin.Add(6 * day), Leg: c.LegOf("fire").N, Note: reason})
	if c.Pursues(0) != nil {
		t.Error("nobody has it, and it is said to be pursued")
	}
}

// Who is at work already gets it into their leg; a second thing joins the first.
func TestWhatIsHandedOverJoinsALegThatRuns(t *testing.T) {
	law := func(item int) Act {
		r := failed(item, begin.Add(90*day))
		r.Law = true
		return Act{Do: Inspect, By: people["the assignee"], At: begin.Add(3 * day), Results: []Result{r}, Whistle: whistling("gas")}
	}
	c := play(t, called(standing(Rectifying)), law(1), law(0))
	if len(c.Legs) != 1 || !slices.Equal(c.Legs[0].Law.Items, []int{0, 1}) {
		t.Errorf("%+v", c.Legs)
	}
	bare := law(0)
	bare.Whistle = nil
	if _, _, err := standing(Rectifying).Apply(bare, in); !errors.Is(err, ErrMissing) {
		t.Errorf("to nobody: %v", err)
	}
}
