package cases

import (
	"errors"
	"slices"
	"testing"
	"time"

	"gridbot/flows/text"
)

// One lead's word may be contested once, in time, and another lead decides.
func TestADeclineIsContestedOnce(t *testing.T) {
	c := play(t, standing(OnSite), Act{Do: Decline, By: people["the lead"], At: begin, Note: reason})
	again := Act{Do: Contest, By: people["the reporter"], At: begin.Add(day), Note: text.Said("it is on the public road")}
	late := again
	late.At = begin.Add(5 * day)
	if _, _, err := c.Apply(late, in); !errors.Is(err, ErrLate) {
		t.Errorf("after the deadline: %v", err)
	}
	next, tells, err := c.Apply(again, in)
	if err != nil || !next.Disputed() || next.Assignee != 0 || !slices.Equal(tells, []Tell{TellOther}) {
		t.Fatalf("%v, disputed %t, of %d, told %v", err, next.Disputed(), next.Assignee, tells)
	}
	for _, do := range []Action{Uphold, Reinstate, Decline} {
		if err := next.May(do, people["the lead"]); err == nil {
			t.Errorf("who declined it may %s", do)
		}
	}
	for _, who := range []string{"another worker", "the assignee"} {
		if next.May(Claim, people[who]) == nil {
			t.Errorf("%s takes it before anybody has decided", who)
		}
	}
	over := play(t, next, Act{Do: Uphold, By: people["the coordinator"], At: begin.Add(day), Note: reason})
	if err := over.May(Contest, people["the reporter"]); over.Status != Declined || err == nil {
		t.Errorf("%s, and it may be contested again", over.Status)
	}
	back := play(t, next, Act{Do: Reinstate, By: people["the coordinator"], At: begin.Add(day)})
	if back.May(Claim, people["another worker"]) != nil || back.May(Decline, people["the lead"]) == nil || back.May(Decline, people["the coordinator"]) != nil {
		t.Error("what was taken after all is not on offer, or may be declined by who had declined it")
	}
	if given := play(t, next, Act{Do: Assign, By: people["the lead"], At: begin.Add(day), To: li}); given.Disputed() {
		t.Error("it is somebody's, and somebody is still to say whether it counts")
	}
}

// Danger in what the reporter says waits for nobody's decision.
func TestDangerIsNotDisputed(t *testing.T) {
	c := play(t, reported(), Act{Do: Decline, By: people["the lead"], At: begin, Note: reason})
	next := play(t, c, Act{Do: Contest, By: people["the reporter"], At: begin, Note: text.Said("it burns"), Danger: true})
	if next.Disputed() || !next.Danger || next.May(Claim, people["another worker"]) != nil {
		t.Errorf("disputed %t, danger %t", next.Disputed(), next.Danger)
	}
}

// Nothing found is shown, checked by somebody else, contested or agreed to; and
// is no case that was put right.
func TestNothingFoundIsAnEndOfItsOwn(t *testing.T) {
	c := play(t, standing(OnSite), Act{Do: Absent, By: people["the assignee"], At: begin, Files: photo(PhaseAfter)})
	if c.May(Pass, people["the assignee"]) == nil {
		t.Error("who found nothing checks that themselves")
	}
	passed := play(t, c, Act{Do: Pass, By: people["the lead"], At: begin})
	for _, a := range []Act{{Do: Confirm, By: people["the reporter"]}, {Do: Lapse, By: people["the clock"]}} {
		a.At = begin
		closed := play(t, passed, a)
		if closed.Outcome != NothingSeen || closed.May(Rate, people["the reporter"]) == nil {
			t.Errorf("after %s it is %q, and asks for a rating %v", a.Do, closed.Outcome, closed.May(Rate, people["the reporter"]))
		}
	}
	for do, from := range map[Action]Case{Reopen: passed, SendBack: c} {
		who := map[Action]string{Reopen: "the reporter", SendBack: "the lead"}[do]
		if next := play(t, from, Act{Do: do, By: people[who], At: begin, Note: reason}); next.Nothing || next.Status != Rework {
			t.Errorf("after %s it is %s, and nothing was found %t", do, next.Status, next.Nothing)
		}
	}
}

// What is passed on keeps the clock that was running, whoever has it next, and
// goes up by itself.
func TestWhatIsPassedOnGainsNoTime(t *testing.T) {
	c := standing(Handling)
	due := c.Clock.Due
	rise := Rise{Lead: 2, Coordinator: 3}
	at := begin
	for n := 1; n <= 3; n++ {
		at = at.Add(time.Hour)
		next, tells, err := c.Apply(Act{Do: Return, By: people["the assignee"], At: at, Note: reason, Rise: rise}, in)
		if err != nil || next.Passes != n || next.Clock.Name != ClockClaim {
			t.Fatalf("%v, %d times, %+v", err, next.Passes, next.Clock)
		}
		if slices.Contains(tells, TellRisen) != (n >= 2) || (next.Raised != 0) != (n == 3) {
			t.Errorf("the %d. time: told %v, raised %d", n, tells, next.Raised)
		}
		c = play(t, next, Act{Do: Claim, By: people["the assignee"], At: at}, Act{Do: Arrive, By: people["the assignee"], At: at})
		if c.Clock.Name != ClockHandle || c.Clock.Due != due || c.Clock.Since != begin.Unix() {
			t.Errorf("the %d. time it has until %v, not %v", n, c.Due(), time.Unix(due, 0))
		}
	}
	if c = play(t, c, Act{Do: Submit, By: people["the assignee"], At: at, Files: photo(PhaseAfter)}); c.Kept != nil {
		t.Errorf("handed in, and it keeps %+v", c.Kept)
	}
}

// Where no photo makes sense, an account in words does.
func TestAnAccountDoesWhereNoPhotoCan(t *testing.T) {
	for _, c := range []struct {
		account, words, want bool
	}{{true, true, true}, {true, false, false}, {false, true, false}} {
		a := Act{Do: Submit, By: people["the assignee"], At: begin, Account: c.account}
		if c.words {
			a.Note = reason
		}
		if _, _, err := standing(Handling).Apply(a, in); (err == nil) != c.want {
			t.Errorf("an account is enough %t, and there %t: %v", c.account, c.words, err)
		}
	}
}

// The code is another one each time the work begins again.
func TestTheCodeIsOfThisTime(t *testing.T) {
	c := standing(Handling)
	c.Log = append(c.Log, Entry{At: begin.Unix(), Do: Claim})
	first := c.Code()
	c.Log = append(c.Log, Entry{At: begin.Unix() + 60, Do: SendBack})
	if again := c.Code(); len(first) != 4 || first == again || again != c.Code() {
		t.Errorf("%q, then %q", first, c.Code())
	}
	for n, want := range map[int][]Evidence{0: nil, 1: {{Kind: EvidencePin}}, 2: {{Kind: EvidencePin}, {Kind: EvidenceCode}, {Kind: EvidenceCode}}} {
		if c.Besides = want; c.Proved() != n {
			t.Errorf("%v proves %d times", want, c.Proved())
		}
	}
}
