package cases

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/text"
)

// legs fills an act with what the legs of the case could need.
func (l *life) legs(a *Act, odd bool) {
	rt := l.T
	a.Leg = rapid.IntRange(1, max(1, len(l.c.Legs))).Draw(rt, "leg")
	if odd {
		a.Leg = rapid.IntRange(-1, len(l.c.Legs)+1).Draw(rt, "odd leg")
	}
	w := &Whistling{Meet: rapid.SampledFrom([]int64{0, l.now.Unix(), l.now.Add(day).Unix()}).Draw(rt, "meet")}
	for range rapid.IntRange(map[bool]int{true: 0, false: 1}[odd], 3).Draw(rt, "calls") {
		w.Calls = append(w.Calls, Call{Agency: rapid.SampledFrom([]string{"gas", "gas", "police", "fire", "water"}).Draw(rt, "agency"), Ask: reason, Serves: rapid.Bool().Draw(rt, "serves")})
	}
	if a.Do == Swap && !odd {
		w.Calls = w.Calls[:1]
	}
	a.Whistle = w
	a.Far = rapid.IntRange(-1, 2000).Draw(rt, "far")
	a.Deed = &Deed{ID: rapid.SampledFrom([]string{"suspend", "fine", "tow"}).Draw(rt, "deed")}
	if a.Deed.ID == "suspend" {
		a.Deed.Undo = l.now.Add(5 * day).Unix()
		a.Deed.Passed, a.Deed.Told = rapid.Bool().Draw(rt, "held"), rapid.Bool().Draw(rt, "told")
	}
	if a.Do == Undo && a.By.Agency != "" {
		if k := l.c.openLeg(a.By.Agency); k != nil && len(k.Standing()) > 0 {
			a.Item = k.Standing()[0]
		}
	}
}

// legsStrike lets the clocks of the legs strike that have to by a moment.
func (l *life) legsStrike(end time.Time) {
	for n := 1; n <= len(l.c.Legs); n++ {
		for strikes := 0; ; strikes++ {
			k := l.c.Leg(n).Clock
			if at := k.Strikes(); at == 0 || at > end.Unix() {
				break
			}
			l.now = end
			if do := map[bool]Action{true: LegWarn, false: LegLate}[l.now.Unix() < k.Due]; strikes == 20 || !l.does(Act{Do: do, By: people["the clock"], Leg: n}) {
				l.Fatalf("%s: the clock of leg %d strikes %d times: %+v", l.c.Status, n, strikes, k)
			}
		}
	}
}

// legsStandRight: what is handed in has no leg to go, every leg to go has its
// clock, and what ended has none; nobody leaves what must be undone behind.
func (l *life) legsStandRight() {
	c := l.c
	if c.Legged() != (len(c.OpenLegs()) > 0) || c.Legged() && !slices.Contains(legged, c.Status) {
		l.Fatalf("%s, and %d legs are to go", c.Status, len(c.OpenLegs()))
	}
	at := map[string]bool{}
	for i, k := range c.Legs {
		switch {
		case k.N != i+1:
			l.Fatalf("leg %d stands at %d", k.N, i)
		case k.Open() && at[k.Agency]:
			l.Fatalf("%s has two legs to go", k.Agency)
		}
		l.legStandsRight(k)
		at[k.Agency] = at[k.Agency] || k.Open()
	}
	if len(c.OpenLegs()) > MostCalls || len(c.Legs) > mostLegs {
		l.Fatalf("%d legs, %d to go", len(c.Legs), len(c.OpenLegs()))
	}
}

func (l *life) legStandsRight(k Leg) {
	runs := k.Clock.Name != "" && k.Clock.Due >= begin.Unix()
	switch {
	case k.Open() != runs, !k.Open() && k.Clock != (Clock{}):
		l.Fatalf("leg %d is %s, and its clock is %+v", k.N, k.Status, k.Clock)
	case k.Open() && (k.Clock.Strikes() == 0) != in.LegRung(l.c, k, k.Clock.Step).IsZero():
		l.Fatalf("leg %d strikes at %d after %d rungs: %+v", k.N, k.Clock.Strikes(), k.Clock.Step, k.Clock)
	case !k.Open() && len(k.Standing()) > 0, len(k.Standing()) > 0 != (k.Clock.Name == ClockUndo):
		l.Fatalf("leg %d is %s, still to be undone %v, and its clock is %+v", k.N, k.Status, k.Standing(), k.Clock)
	case !k.Open() && k.Ended == 0, k.Status == LegFinished && (k.In == 0 || k.Result == ""):
		l.Fatalf("leg %d ended without saying how: %+v", k.N, k)
	}
}

func TestNothingIsHandedInBeforeEveryLegHasEnded(t *testing.T) {
	c := standing(Joint)
	submit := Act{Do: Submit, By: people["the assignee"], At: begin, Files: photo(PhaseAfter)}
	if _, _, err := c.Apply(submit, in); !errors.Is(err, ErrNotNow) {
		t.Fatalf("handed in while the gas company is not done: %v", err)
	}
	c = play(t, c, Act{Do: Finish, By: people["the officer"], At: begin.Add(time.Hour), Note: text.Said("valve changed")})
	l := c.Legs[0]
	if l.Status != LegFinished || l.In == 0 || l.Officer != gasman || l.Clock != (Clock{}) || c.Status != Joint {
		t.Fatalf("%s, %+v", c.Status, l)
	}
	if c = play(t, c, submit); c.Status != Submitted {
		t.Errorf("%s", c.Status)
	}
}

func TestWhatMustBeUndoneKeepsAClockUntilItIs(t *testing.T) {
	c := standing(Joint)
	by := begin.Add(5 * day)
	c = play(t, c, Act{Do: Perform, By: people["the officer"], At: begin.Add(time.Hour), Deed: &Deed{ID: "suspend", Undo: by.Unix()}})
	if k := c.Legs[0].Clock; k.Name != ClockUndo || k.Due != by.Unix() || c.Legs[0].Status != LegComing {
		t.Fatalf("%+v", c.Legs[0])
	}
	for who, a := range map[string]Act{
		"the officer": {Do: Finish, Note: reason}, "the lead": {Do: Release, Leg: 1, Note: reason}, "the coordinator": {Do: CallOff, Note: reason},
	} {
		a.By, a.At = people[who], begin.Add(2*time.Hour)
		if _, _, err := c.Apply(a, in); err == nil {
			t.Errorf("%s: %s, while the supply is suspended", who, a.Do)
		}
	}
	c.Status = OnSite
	if c.May(Decline, people["the lead"]) == nil || c.May(Withdraw, people["the reporter"]) == nil {
		t.Error("the case can end while the supply is suspended")
	}
	c.Status = Joint
	c = play(t, c, Act{Do: Undo, By: people["the officer"], At: begin.Add(day), Item: 0})
	if c.Legs[0].Deeds[0].UndoneAt == 0 || c.Legs[0].Clock.Name != ClockFinish || c.May(Finish, people["the officer"]) != nil {
		t.Errorf("%+v", c.Legs[0])
	}
}

func TestWhatPassesWhileAgenciesAreAtWorkStaysJoint(t *testing.T) {
	c := called(standing(Rectifying))
	c = play(t, c, Act{Do: Clear, By: people["the assignee"], At: begin.Add(day), Results: []Result{passed(0), passed(1)}})
	if c.Status != Joint || c.Clock.Name != ClockHandle || c.Clock.Strikes() == 0 {
		t.Errorf("%s, %+v", c.Status, c.Clock)
	}
}

func TestAnOfficerServesTheNotice(t *testing.T) {
	c := play(t, standing(Joint), Act{Do: Serve, By: people["the officer"], At: begin, Notice: order()})
	if c.Status != Rectifying || c.Notice().By != gasman || len(c.Legs[0].Deeds) != 1 || c.Legs[0].Deeds[0].Ref != c.Notice().ID || !c.Legged() {
		t.Errorf("%s, %+v", c.Status, c.Legs[0])
	}
	c = standing(Joint)
	c.Legs[0].Serves = false
	if c.May(Serve, people["the officer"]) == nil {
		t.Error("an agency that serves no notices served one")
	}
}

func TestTheWhistleOfTheSecondLeadCallsWhoIsMissing(t *testing.T) {
	c := standing(Joint)
	a := Act{Do: Whistle, By: people["the lead"], At: begin, Whistle: whistling("gas")}
	if _, _, err := c.Apply(a, in); !errors.Is(err, ErrCalled) {
		t.Fatalf("called twice: %v", err)
	}
	a.Whistle.Calls = append(a.Whistle.Calls, Call{Agency: "police", Ask: reason})
	if c = play(t, c, a); len(c.Legs) != 2 || c.Legs[1].Agency != "police" || c.Legs[1].Clock.Due != begin.Add(30*time.Minute).Unix() {
		t.Errorf("%+v", c.Legs)
	}
}

func TestAnotherAgencyIsCalledInPlaceOfOne(t *testing.T) {
	c := play(t, standing(Joint),
		Act{Do: TurnDown, By: people["the officer"], At: begin, Note: reason},
		Act{Do: Swap, By: people["the lead"], At: begin.Add(time.Minute), Leg: 1, Whistle: whistling("police")})
	if c.Legs[0].Status != LegSwapped || c.Legs[0].Why.Empty() || c.Legs[1].Agency != "police" || !c.Legs[1].Open() {
		t.Errorf("%+v", c.Legs)
	}
	if c.Sees(people["the officer"]) || c.May(ReportIn, people["the officer"]) == nil || !c.Sees(people["an officer uncalled"]) {
		t.Error("the agency that went sees it still, or the one that came does not")
	}
}

func TestWithTheCaseEveryLegEnds(t *testing.T) {
	c := called(standing(Claimed))
	next, tells, err := c.Apply(Act{Do: Decline, By: people["the lead"], At: begin.Add(time.Hour), Note: reason}, in)
	if err != nil || next.Legged() || next.Legs[0].Status != LegReleased || !slices.Contains(tells, TellLegs) {
		t.Errorf("%v: %+v, told %v", err, next.Legs, tells)
	}
}

func TestAnOfficerIsNothingToTheirOwnReport(t *testing.T) {
	c := standing(Joint)
	c.By.ID = gasman
	if slices.Contains(c.Parts(people["the officer"]), PartOfficer) {
		t.Error("who reported it works on it")
	}
}

func TestJointlySolvedIsWhatTwoAgenciesHaveFinished(t *testing.T) {
	c := standing(Closed)
	c.Legs = []Leg{{Agency: "gas", Status: LegFinished, In: 1}, {Agency: "police", Status: LegReleased, In: 1}, {Agency: "gas", Status: LegFinished, In: 1}}
	if c.JointlySolved() {
		t.Error("one agency alone, twice")
	}
	c.Legs[1].Status = LegFinished
	if !c.JointlySolved() {
		t.Error("two agencies have finished")
	}
	if c.Status = Verified; c.JointlySolved() {
		t.Error("it is not closed yet")
	}
}

func TestInDangerWhoeverIsThereSoundsTheWhistle(t *testing.T) {
	c := standing(OnSite)
	worker := people["the assignee"]
	if c.May(Whistle, worker) == nil || c.May(Propose, worker) != nil {
		t.Error("without danger it is proposed to a lead")
	}
	c.Danger = true
	if c.May(Whistle, worker) != nil || c.May(Propose, worker) == nil || c.May(Whistle, people["another worker"]) == nil {
		t.Error("in danger who has the case sounds it, and nobody else of the workers")
	}
	if c = play(t, c, Act{Do: Whistle, By: worker, At: begin, Whistle: whistling("gas")}); c.Status != Joint || len(c.OpenLegs()) != 1 {
		t.Errorf("%s, %+v", c.Status, c.Legs)
	}
}

// Who has no leg to go reads that it is not for them while some agency is at
// work, whatever that agency may do just now; afterwards, that it is too late.
func TestWhatIsAnAgencysOwnIsNotForOthers(t *testing.T) {
	for _, do := range []Action{ReportIn, Reach, TurnDown, Perform, Undo, Finish, Serve} {
		for _, who := range []string{"an officer uncalled", "the lead"} {
			if err := standing(Joint).May(do, people[who]); !errors.Is(err, ErrNotYours) {
				t.Errorf("%s, %s: %v", who, do, err)
			}
			c := standing(Handling)
			if err := c.May(do, people[who]); do != Serve && !errors.Is(err, ErrNotNow) {
				t.Errorf("%s, %s, no agency was called: %v", who, do, err)
			}
		}
	}
}

// Whoever has a case is given the time its agencies have; when half of the new span is
// over already, they are not told in the same minute that it runs out.
func TestWhoIsGivenMoreTimeIsNotRemindedAtOnce(t *testing.T) {
	now := begin.Add(8 * day)
	c := Case{Status: Joint, Clock: Clock{Name: ClockHandle, Since: begin.Unix(), Due: begin.Add(day).Unix(), Step: 5, Rung: true},
		Legs: []Leg{{N: 1, Agency: "gas", Status: LegCalled, Clock: Clock{Name: ClockReport, Due: now.Add(4 * time.Hour).Unix()}}}}
	c.keepUp(now, pace{})
	if c.Clock.Due != now.Add(4*time.Hour).Unix() || c.Clock.Strikes() != c.Clock.Due {
		t.Errorf("strikes at %s, of %+v", time.Unix(c.Clock.Strikes(), 0), c.Clock)
	}
}
