package cases

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// objected is a case whose addressee says that the notice is wrong.
func objected(t *testing.T) Case {
	t.Helper()
	c, tells, err := standing(Rectifying).Apply(Act{Do: Object, By: people["the addressee"], At: begin.Add(time.Hour), Note: reason, Files: photo(PhaseProof)}, in)
	if err != nil || !slices.Equal(tells, []Tell{TellServer, TellLeads}) {
		t.Fatalf("%v, told %v", err, tells)
	}
	return c
}

func TestTheAddresseeObjectsAndIsAnswered(t *testing.T) {
	c := objected(t)
	if err := c.May(Object, people["the addressee"]); err == nil {
		t.Error("they object again before they were answered")
	}
	c, tells, err := c.Apply(Act{Do: Question, By: people["the addressee"], At: begin.Add(2 * time.Hour), Note: reason}, in)
	if err != nil || !slices.Equal(tells, []Tell{TellServer}) || len(c.Notice().Unanswered()) != 2 {
		t.Fatalf("%v, told %v", err, tells)
	}
	for _, who := range []string{"the reporter", "the addressee", "who joined", "another worker"} {
		if err := c.May(Answer, people[who]); !errors.Is(err, ErrNotYours) {
			t.Errorf("%s answers: %v", who, err)
		}
	}
	reply := Act{Do: Answer, By: people["the assignee"], At: begin.Add(3 * time.Hour), Note: reason, Item: 1, Upheld: true, To: shop}
	c, tells, err = c.Apply(reply, in)
	if err != nil || !slices.Equal(tells, []Tell{TellAsker}) {
		t.Fatalf("%v, told %v", err, tells)
	}
	if s := c.Notice().Statements[0]; !s.Upheld || s.Waits() {
		t.Errorf("%+v", s)
	}
	if _, _, err := c.Apply(reply, in); !errors.Is(err, ErrCalled) {
		t.Errorf("answered twice: %v", err)
	}
	reply.Item = 7
	if _, _, err := c.Apply(reply, in); !errors.Is(err, ErrMissing) {
		t.Errorf("what nobody wrote: %v", err)
	}
	reply.Item = 2 // a question is answered, and not upheld
	if c = play(t, c, reply); c.Notice().Statements[1].Upheld || c.May(Answer, people["the assignee"]) == nil {
		t.Errorf("%+v", c.Notice().Statements)
	}
}

func TestAnOfficerAnswersForWhatTheyServed(t *testing.T) {
	c := called(objected(t))
	if err := c.May(Answer, people["the officer"]); err == nil {
		t.Error("an officer answers for a notice of somebody else")
	}
	c.Notices[0].By = gasman
	if err := c.May(Answer, people["the officer"]); err != nil {
		t.Errorf("who served it may not answer: %v", err)
	}
}

func TestWhatTheAddresseeWroteIsForgotten(t *testing.T) {
	c := objected(t)
	if got := c.Forget(shop, begin.Unix(), func(Fact) bool { return false }); len(got.Notices[0].Statements) != 0 || len(c.Notices[0].Statements) != 1 {
		t.Errorf("%+v", got.Notices[0].Statements)
	}
	if got := c.Strip(begin.Unix(), func(Fact) bool { return false }); len(got.Notices[0].Statements) != 0 {
		t.Errorf("%+v", got.Notices[0].Statements)
	}
}

// Whom the notice is for hears that its deadline is near.
func TestTheAddresseeHearsThatItIsNear(t *testing.T) {
	c := standing(Rectifying)
	_, tells, err := c.Apply(Act{Do: Warn, By: people["the clock"], At: time.Unix(c.Clock.Strikes(), 0)}, in)
	if err != nil || !slices.Contains(tells, TellFollower) {
		t.Errorf("%v, told %v", err, tells)
	}
	c = standing(Handling)
	if _, tells, _ = c.Apply(Act{Do: Warn, By: people["the clock"], At: time.Unix(c.Clock.Strikes(), 0)}, in); slices.Contains(tells, TellFollower) {
		t.Errorf("told %v", tells)
	}
}
