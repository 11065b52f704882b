package cases

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestWhatIsClosedIsLookedAtInOrder(t *testing.T) {
	closing := begin.Add(time.Hour)
	c := play(t, standing(Verified), Act{Do: Confirm, By: people["the reporter"], At: closing})
	if c.Ended != closing.Unix() || c.Clock.Name != ClockAfter || c.Late(begin.Add(60*day)) {
		t.Fatalf("%+v", c)
	}
	for i := range looks {
		at := closing.Add(looks[i])
		if c.Status != Closed || c.Clock.Strikes() != at.Unix() || c.After != i {
			t.Fatalf("look %d: %s, %d, %+v", i, c.Status, c.After, c.Clock)
		}
		c = play(t, c, Act{Do: Recheck, By: people["the clock"], At: at})
		if c.After != i+1 {
			t.Errorf("look %d: %d were begun", i, c.After)
		}
		if c.Status != Watch || c.Clock.Strikes() == 0 {
			t.Fatalf("look %d: %s, %+v", i, c.Status, c.Clock)
		}
		next, tell, err := c.Apply(Act{Do: Fine, By: people["another worker"], At: at.Add(day), Files: photo(PhaseAfter)}, in)
		if err != nil || next.Status != Closed || tell != nil || len(next.Files) != len(c.Files)+1 || next.Ended != closing.Unix() {
			t.Fatalf("look %d: %v, %+v", i, err, next)
		}
		c = next
	}
	if c.Clock.Strikes() != 0 || !c.Due().IsZero() {
		t.Errorf("it is looked at for ever: %+v", c.Clock)
	}
}

func TestALookThatNobodyTakesClimbs(t *testing.T) {
	c := standing(Watch)
	for step := 1; step <= 5; step++ {
		if c = strike(t, c); c.Clock.Step != step || c.Status != Watch {
			t.Fatalf("%s, %+v", c.Status, c.Clock)
		}
	}
	if c.Clock.Strikes() != 0 {
		t.Errorf("%+v", c.Clock)
	}
	if c = play(t, c, Act{Do: Fine, By: people["the lead"], At: begin.Add(20 * day)}); c.Status != Closed {
		t.Errorf("a late look does not count: %s", c.Status)
	}
}

func TestWhatCameBackIsToldToTheLeads(t *testing.T) {
	c, tell, err := standing(Watch).Apply(Act{Do: Relapse, By: people["the assignee"], At: begin.Add(day), To: 1043}, in)
	if err != nil || c.Status != Closed || c.Next != 1043 || c.Clock != (Clock{}) || !slices.Equal(tell, []Tell{TellLeads}) {
		t.Errorf("%v, %s, told %v", err, c.Status, tell)
	}
}

func TestItIsReopenedAsLongAsItIsLookedAfter(t *testing.T) {
	c := standing(Closed)
	for i := range looks {
		for _, s := range []Status{Closed, Watch} {
			c.Status, c.After = s, i
			c.wind(clockOf[s], begin, in)
			next := play(t, c, Act{Do: Reopen, By: people["the reporter"], At: begin.Add(day)})
			if next.Status != Rework || next.After != 0 || next.Ended != 0 || next.Outcome != "" || next.Clock.Name != ClockHandle {
				t.Errorf("%s, look %d: %+v", s, i, next)
			}
		}
	}
	c.Status, c.After = Closed, len(looks)
	c.wind(ClockAfter, begin, in)
	if err := c.May(Reopen, people["the reporter"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("reopened when nothing looks after it any more: %v", err)
	}
}

func TestClosedAnewItIsLookedAtFromTheBeginning(t *testing.T) {
	c := standing(Closed)
	c.After = 2
	at := begin.Add(40 * day)
	c = play(t, c,
		Act{Do: Reopen, By: people["the reporter"], At: at},
		Act{Do: Submit, By: people["the assignee"], At: at, Files: photo(PhaseAfter)},
		Act{Do: Pass, By: people["the lead"], At: at},
		Act{Do: Lapse, By: people["the clock"], At: at})
	if c.Ended != at.Unix() || c.Clock.Strikes() != at.Add(looks[0]).Unix() {
		t.Errorf("ended %d, %+v", c.Ended, c.Clock)
	}
}

func TestTheReporterIsAskedAgainAndMaySayThatItHasStayedFixed(t *testing.T) {
	c := standing(Closed)
	c.Outcome = Unconfirmed
	if c.May(Still, people["the reporter"]) == nil {
		t.Error("still fixed, before anybody asked")
	}
	c.After = 1
	c, tell, err := c.Apply(Act{Do: Survey, By: people["the clock"], At: begin.Add(28 * day)}, in)
	if err != nil || c.Status != Closed || c.After != 2 || !slices.Equal(tell, []Tell{TellReporter}) {
		t.Fatalf("%v, %+v, told %v", err, c, tell)
	}
	c = play(t, c, Act{Do: Still, By: people["the reporter"], At: begin.Add(29 * day)})
	if c.Outcome != Confirmed || c.May(Rate, people["the reporter"]) != nil || c.May(Still, people["the reporter"]) == nil {
		t.Errorf("%+v", c)
	}
	// Who had said that it is fixed is asked, too, and answers once.
	c = standing(Closed)
	c.After, c.Rating = 1, 5
	if c.May(Still, people["the reporter"]) == nil {
		t.Error("confirmed and rated, and asked by nobody")
	}
	c = play(t, c, Act{Do: Survey, By: people["the clock"], At: begin.Add(28 * day)}, Act{Do: Still, By: people["the reporter"], At: begin.Add(29 * day)})
	if c.Rating != 5 || c.May(Still, people["the reporter"]) == nil {
		t.Errorf("%+v", c)
	}
	// The grid has begun to look again before the answer comes.
	c = standing(Watch)
	c.Outcome, c.After = Unconfirmed, 2
	next := play(t, c, Act{Do: Still, By: people["the reporter"], At: begin.Add(31 * day)})
	if next.Outcome != Confirmed || next.Status != Watch || next.Clock != c.Clock {
		t.Errorf("answered while it is looked at: %+v", next)
	}
}

func TestACaseIsSaidToBeARoundOfAnEarlierOneOrOfNone(t *testing.T) {
	c := standing(Handling)
	if c.May(Again, people["the lead"]) == nil {
		t.Error("a round of nothing")
	}
	c.Near = []Near{{Number: 900, Closed: 1}, {Number: 950, Round: 3, Closed: 2}}
	for to, want := range map[int64][2]int{0: {0, 0}, 900: {2, 900}, 950: {4, 950}} {
		next := play(t, c, Act{Do: Again, By: people["the assignee"], To: to})
		if next.Round != want[0] || next.Family != want[1] || next.Near != nil || next.Clock != c.Clock {
			t.Errorf("a round of %d: %+v", to, next)
		}
	}
	if _, _, err := c.Apply(Act{Do: Again, By: people["the lead"], To: 901}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("a round of a case that is not near: %v", err)
	}
}

// The reporter is asked by a clock of its own, whether the grid has looked again or
// not; and their answer is none to the grid's question.
func TestTheGridsLookHoldsUpNoQuestionToTheReporter(t *testing.T) {
	closing := begin.Add(time.Hour)
	for _, looked := range []bool{true, false} {
		c := play(t, standing(Verified), Act{Do: Confirm, By: people["the reporter"], At: closing},
			Act{Do: Recheck, By: people["the clock"], At: closing.Add(looks[0])})
		if looked {
			c = play(t, c, Act{Do: Fine, By: people["the lead"], At: closing.Add(looks[0])})
		}
		at := closing.Add(surveyed)
		if c.Asking.Strikes() != at.Unix() {
			t.Fatalf("looked at %t: asked at %+v", looked, c.Asking)
		}
		next, tell, err := c.Apply(Act{Do: Survey, By: people["the clock"], At: at}, in)
		if err != nil || !slices.Equal(tell, []Tell{TellReporter}) || next.Status != c.Status || next.Clock != c.Clock || next.After != 1 || next.Asking.Strikes() != 0 {
			t.Fatalf("looked at %t: %v, told %v, %+v", looked, err, tell, next)
		}
		if next.May(Survey, people["the clock"]) == nil {
			t.Error("asked twice")
		}
		if next = play(t, next, Act{Do: Still, By: people["the reporter"], At: at}); next.Status != c.Status || next.Clock != c.Clock {
			t.Errorf("what the reporter says moves the look of the grid: %+v", next)
		}
		next = play(t, next, Act{Do: Reopen, By: people["the reporter"], At: at})
		if next.Asking != (Clock{}) {
			t.Errorf("reopened, and asked whether it is fixed: %+v", next.Asking)
		}
	}
}

// What is told by nobody who can be asked, and what another system had closed, is asked
// of nobody; what an older release closed has one clock for all, as it had.
func TestWhoIsAskedHowItIsNow(t *testing.T) {
	c := standing(Submitted)
	c.By = Reporter{}
	if c = play(t, c, Act{Do: Pass, By: people["the lead"], At: begin}); c.Asking.Strikes() != 0 || c.May(Survey, people["the clock"]) == nil {
		t.Errorf("nobody told of it, and %+v", c.Asking)
	}
	old := standing(Closed)
	if old = play(t, old, Act{Do: Survey, By: people["the clock"], At: begin.Add(surveyed)}); old.After != 1 || old.Clock.Since == begin.Unix() {
		t.Errorf("%+v", old)
	}
}

// It came back: nothing of the round before is looked at or asked any more, by
// nobody; and who presses what is there still changes nothing.
func TestAfterARelapseNobodyIsAskedOfTheRoundBefore(t *testing.T) {
	closed := play(t, standing(Verified), Act{Do: Confirm, By: people["the reporter"], At: begin})
	watch := play(t, closed, Act{Do: Recheck, By: people["the clock"], At: begin.Add(looks[0])})
	asked := play(t, closed, Act{Do: Survey, By: people["the clock"], At: begin.Add(surveyed)})
	for _, c := range []Case{closed, watch, asked} {
		next := play(t, c, Act{Do: Succeed, By: people["the clock"], At: begin.Add(29 * day), To: 1043})
		if next.Status != Closed || next.Clock != (Clock{}) || next.Asking.Strikes() != 0 || next.Asked() || next.Next != 1043 {
			t.Fatalf("%s: %+v", c.Status, next)
		}
		for _, who := range []string{"the reporter", "who joined", "the lead", "the assignee", "the clock"} {
			for _, do := range []Action{Still, Rate, Reopen, Fine, Relapse, Survey, Succeed} {
				if next.May(do, people[who]) == nil {
					t.Errorf("%s: %s may still %s", c.Status, who, do)
				}
			}
		}
		if _, _, err := c.Apply(Act{Do: Succeed, By: people["the clock"], At: begin.Add(29 * day)}, in); !errors.Is(err, ErrMissing) {
			t.Errorf("by no round: %v", err)
		}
	}
}
