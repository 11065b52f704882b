package cases

import (
	"errors"
	"slices"
	"testing"
)

// suspended is a case under a notice whose gas was suspended after it was served, and
// comes back when the re-inspection has passed.
func suspended(t *testing.T) Case {
	t.Helper()
	c := called(standing(Rectifying))
	return play(t, c, Act{Do: Perform, By: people["the officer"], At: begin.Add(day), Files: photo(PhaseLeg),
		Deed: &Deed{ID: "suspend", Undo: begin.Add(9 * day).Unix(), Passed: true, Shown: true, Told: true}})
}

func TestGasIsNotRestoredBeforeTheReinspectionHasPassed(t *testing.T) {
	c := suspended(t)
	restore := Act{Do: Undo, By: people["the officer"], At: begin.Add(2 * day), Files: photo(PhaseLeg)}
	if _, _, err := c.Apply(restore, in); !errors.Is(err, ErrUnmet) {
		t.Errorf("before anybody has looked: %v", err)
	}
	half := play(t, c, Act{Do: Inspect, By: people["the assignee"], At: begin.Add(2 * day), Results: []Result{passed(0)}})
	if _, _, err := half.Apply(restore, in); !errors.Is(err, ErrUnmet) {
		t.Errorf("when half of it has passed: %v", err)
	}
	all := play(t, half, Act{Do: Clear, By: people["the assignee"], At: begin.Add(2 * day), Results: []Result{passed(1)}})
	next, tells, err := all.Apply(restore, in)
	if err != nil || next.Legs[0].Deeds[0].UndoneAt != restore.At.Unix() || len(next.Legs[0].Files) != 2 {
		t.Fatalf("%v, %+v", err, next.Legs)
	}
	if !slices.Equal(tells, []Tell{TellLeads, TellReporter, TellFollower}) {
		t.Errorf("told are %v", tells)
	}
	again := play(t, all, restore, Act{Do: Perform, By: people["the officer"], At: begin.Add(3 * day), Files: photo(PhaseLeg), Deed: &Deed{ID: "suspend", Undo: begin.Add(9 * day).Unix(), Passed: true}})
	restore.At, restore.Item = begin.Add(4*day), 1
	if _, _, err := again.Apply(restore, in); !errors.Is(err, ErrUnmet) {
		t.Errorf("suspended again, and what passed before counts: %v", err)
	}
	restore.At, restore.Item, restore.Files = begin.Add(2*day), 0, nil
	if _, _, err := all.Apply(restore, in); !errors.Is(err, ErrMissing) {
		t.Errorf("without a photo: %v", err)
	}
}

func TestALeadLetsItBeUndoneEarlierAndSaysWhy(t *testing.T) {
	c := suspended(t)
	letgo := Act{Do: Lift, By: people["the lead"], At: begin.Add(2 * day), Leg: 1}
	if _, _, err := c.Apply(letgo, in); !errors.Is(err, ErrMissing) {
		t.Errorf("without a reason: %v", err)
	}
	letgo.Note = reason
	for _, who := range []string{"the officer", "the assignee", "the reporter"} {
		letgo.By = people[who]
		if _, _, err := c.Apply(letgo, in); !errors.Is(err, ErrNotYours) {
			t.Errorf("%s lets it be undone: %v", who, err)
		}
	}
	letgo.By = people["the lead"]
	next, tells, err := c.Apply(letgo, in)
	if err != nil || !slices.Equal(tells, []Tell{TellLeg, TellLeads}) || next.Legs[0].Deeds[0].Lifted.By != lead {
		t.Fatalf("%v, told %v", err, tells)
	}
	if c.Legs[0].Deeds[0].Lifted != nil {
		t.Error("the case that was asked was changed")
	}
	next = play(t, next, Act{Do: Undo, By: people["the officer"], At: begin.Add(2 * day), Files: photo(PhaseLeg)})
	if next.Legs[0].Deeds[0].Stands() {
		t.Error("it stands still")
	}
	if got := next.Strip(begin.Unix(), func(Fact) bool { return false }).Legs[0].Deeds[0].Lifted; got == nil || !got.Why.Empty() {
		t.Errorf("the words of the reason are kept for ever: %+v", got)
	}
}

// What says nothing of a condition is undone as before, and nobody is disturbed.
func TestWhatHasNoConditionIsUndoneAsBefore(t *testing.T) {
	c := called(standing(Rectifying))
	c, tells, err := c.Apply(Act{Do: Perform, By: people["the officer"], At: begin, Deed: &Deed{ID: "suspend", Undo: begin.Add(day).Unix()}}, in)
	if err != nil || len(tells) != 0 || c.May(Lift, people["the lead"]) == nil {
		t.Fatalf("%v, told %v", err, tells)
	}
	play(t, c, Act{Do: Undo, By: people["the officer"], At: begin.Add(1)})
}
