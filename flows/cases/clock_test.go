package cases

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// play does one act after another; each must count.
func play(t *testing.T, c Case, acts ...Act) Case {
	t.Helper()
	for _, a := range acts {
		next, _, err := c.Apply(a, in)
		if err != nil {
			t.Fatal(err)
		}
		c = next
	}
	return c
}

// strike lets the clock strike when it does, with the act for its climbing.
func strike(t *testing.T, c Case) Case {
	t.Helper()
	at := time.Unix(c.Clock.Strikes(), 0)
	do := Overdue
	if at.Unix() < c.Clock.Due {
		do = Warn
	}
	return play(t, c, Act{Do: do, By: people["the clock"], At: at})
}

func TestAClockRunsOnOrStartsAnew(t *testing.T) {
	later := begin.Add(10 * time.Minute)
	for _, tc := range []struct {
		what string
		from Status
		a    Act
		name ClockName
		anew bool
	}{
		{"a claim starts the way", Reported, Act{Do: Claim, By: people["another worker"]}, ClockArrive, true},
		{"setting out does not stop it", Claimed, Act{Do: SetOut, By: people["the assignee"]}, ClockArrive, false},
		{"arriving starts the work", Claimed, Act{Do: Arrive, By: people["the assignee"]}, ClockHandle, true},
		{"beginning to handle gives no new time", OnSite, Act{Do: Handle, By: people["the assignee"]}, ClockHandle, false},
		{"a note gives no new time", Handling, Act{Do: Note, By: people["the assignee"], Note: reason}, ClockHandle, false},
		{"what the reporter adds gives no new time", Handling, Act{Do: Add, By: people["the reporter"], Note: reason}, ClockHandle, false},
		{"handing in starts the check", Handling, Act{Do: Submit, By: people["the assignee"], Files: photo(PhaseAfter)}, ClockVerify, true},
		{"naming who checks gives no new time", Submitted, Act{Do: Name, By: people["the lead"], To: li}, ClockVerify, false},
		{"sending back starts the work anew", Submitted, Act{Do: SendBack, By: people["the lead"], Note: reason}, ClockHandle, true},
		{"passing starts the answer", Submitted, Act{Do: Pass, By: people["the lead"]}, ClockAnswer, true},
		{"another worker gains no time by it", Claimed, Act{Do: Assign, By: people["the lead"], To: li}, ClockArrive, false},
		{"a colleague who takes over gains no time by it", Claimed, Act{Do: Handover, By: people["the assignee"], To: li}, ClockArrive, false},
		{"given back, it waits anew", Claimed, Act{Do: Return, By: people["the assignee"], Note: reason}, ClockClaim, true},
		{"another grid begins anew", Reported, Act{Do: Route, By: people["the coordinator"], Grid: "south"}, ClockClaim, true},
		{"a notice that was taken back starts the work anew", Rectifying, Act{Do: Annul, By: people["the lead"], Note: reason}, ClockHandle, true},
		{"a colleague does not move a notice's dates", Rectifying, Act{Do: Handover, By: people["the assignee"], To: li}, ClockRectify, false},
		{"a proof gives no new time", Rectifying, Act{Do: Prove, By: people["the addressee"], Files: photo(PhaseProof)}, ClockRectify, false},
		{"asking gives no new time", Handling, Act{Do: Plead, By: people["the assignee"], Plea: PleaExtension, Until: begin.Add(9 * day), Note: reason}, ClockHandle, false},
		{"a rating does not put off the next look", Closed, Act{Do: Rate, By: people["the reporter"], Rating: 5}, ClockAfter, false},
		{"it is looked at again", Closed, Act{Do: Recheck, By: people["the clock"]}, ClockLook, true},
	} {
		c := standing(tc.from)
		tc.a.At = later
		next := play(t, c, tc.a)
		switch {
		case next.Clock.Name != tc.name || (next.Clock == c.Clock) == tc.anew:
			t.Errorf("%s: the clock was %+v and is %+v", tc.what, c.Clock, next.Clock)
		case tc.anew && (next.Clock.Due != later.Add(spans[tc.name]).Unix() || next.Clock.Since != later.Unix()):
			t.Errorf("%s: it runs out at %+v", tc.what, next.Clock)
		}
	}
	for _, a := range []struct {
		from Status
		Act
	}{
		{Reported, Act{Do: Withdraw, By: people["the reporter"]}}, {Reported, Act{Do: Decline, By: people["the lead"], Note: reason}},
	} {
		c := standing(a.from)
		c.Joined = nil
		if next := play(t, c, a.Act); next.Clock != (Clock{}) || !next.Due().IsZero() || next.Clock.Strikes() != 0 {
			t.Errorf("%s: a clock runs in a case that ended: %+v", a.Do, next.Clock)
		}
	}
}

func TestAClockClimbsItsLadderAndThenStrikesNoMore(t *testing.T) {
	c := reported()
	due := begin.Add(spans[ClockClaim])
	for i, want := range []time.Time{begin.Add(15 * time.Minute), due, due.Add(day), due.Add(2 * day), due.Add(5 * day)} {
		if c.Clock.Strikes() != want.Unix() || c.Clock.Step != i {
			t.Fatalf("rung %d: %+v", i, c.Clock)
		}
		c = strike(t, c)
		if c.Clock.Due != due.Unix() {
			t.Errorf("rung %d moved the deadline: %+v", i, c.Clock)
		}
	}
	if c.Clock.Strikes() != 0 || !c.Clock.Rung || c.Clock.Step != 5 || !c.Late(due) {
		t.Errorf("after the last rung: %+v", c.Clock)
	}
	for _, do := range []Action{Warn, Overdue} {
		if err := c.May(do, people["the clock"]); !errors.Is(err, ErrNotNow) {
			t.Errorf("%s after the last rung: %v", do, err)
		}
	}
	if err := c.May(Promise, people["the lead"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("a promise holds back nothing any more: %v", err)
	}
	for _, a := range []Act{
		{Do: Add, By: people["the reporter"], At: due.Add(6 * day)}, {Do: Claim, By: people["another worker"], At: due.Add(6 * day)},
	} {
		c = play(t, c, a)
	}
	if c.Clock.Name != ClockArrive || c.Clock.Rung || c.Clock.Step != 0 {
		t.Errorf("the next clock has struck already: %+v", c.Clock)
	}
}

func TestAClockThatEndedItsLadderIsNotWoundByWhatIsAdded(t *testing.T) {
	c := standing(Handling)
	for c.Clock.Strikes() != 0 {
		c = strike(t, c)
	}
	c = play(t, c,
		Act{Do: Note, By: people["the assignee"], At: begin.Add(30 * day), Note: reason},
		Act{Do: Add, By: people["the reporter"], At: begin.Add(30 * day), Note: reason})
	if c.Clock.Strikes() != 0 || c.Clock.Step != 5 {
		t.Errorf("it strikes again: %+v", c.Clock)
	}
}

func TestAfterDaysOfAbsenceAllRungsAreToldAtOnce(t *testing.T) {
	c, tell, err := reported().Apply(Act{Do: Overdue, By: people["the clock"], At: begin.Add(3 * day)}, in)
	due := begin.Add(spans[ClockClaim])
	if err != nil || c.Clock.Step != 4 || c.Clock.Strikes() != due.Add(5*day).Unix() {
		t.Fatalf("%v, %+v", err, c.Clock)
	}
	if !slices.Equal(tell, []Tell{TellRung, TellReporter}) || len(c.Log) != 2 {
		t.Errorf("told %v, remembered %+v", tell, c.Log)
	}
	if _, tell, err = c.Apply(Act{Do: Overdue, By: people["the clock"], At: due.Add(5 * day)}, in); err != nil || !slices.Equal(tell, []Tell{TellRung}) {
		t.Errorf("the second time %v are told, %v", tell, err) // who reported hears it once
	}
	c = play(t, reported(), Act{Do: Overdue, By: people["the clock"], At: begin.Add(30 * day), Red: true})
	if !c.Clock.Rung || c.Clock.Step != 5 || !c.Red {
		t.Errorf("after a month: %+v", c.Clock)
	}
}

func TestAPromiseHoldsTheLadderBack(t *testing.T) {
	c := standing(Handling) // rungs at +12h, +24h, +48h, +72h, +144h
	c = strike(t, c)
	promise := Act{Do: Promise, By: people["the assignee"], At: begin.Add(13 * time.Hour), Until: begin.Add(50 * time.Hour)}
	c = play(t, c, promise)
	if c.Clock.Strikes() != promise.Until.Unix() || c.Clock.Step != 1 || c.Clock.Due != begin.Add(day).Unix() {
		t.Fatalf("it climbs in spite of the promise: %+v", c.Clock)
	}
	c = strike(t, c) // broken: what was held back is told, and it climbs on
	if c.Clock.Step != 3 || c.Clock.Promise != 0 || c.Clock.Strikes() != begin.Add(72*time.Hour).Unix() {
		t.Fatalf("a broken promise: %+v", c.Clock)
	}
	promise.At, promise.Until = begin.Add(51*time.Hour), begin.Add(80*time.Hour)
	if _, _, err := c.Apply(promise, in); !errors.Is(err, ErrMissing) {
		t.Errorf("a second promise without a reason: %v", err)
	}
	promise.Note = reason
	c = play(t, c, promise)
	if c.Clock.Promises != 2 || c.Clock.Strikes() != promise.Until.Unix() {
		t.Errorf("a second promise with a reason: %+v", c.Clock)
	}
}

func TestAPromiseIsADayToComeAndHoldsBackNothingLaterThanItself(t *testing.T) {
	c := standing(Handling)
	for _, until := range []time.Time{{}, begin, begin.Add(-time.Hour)} {
		if _, _, err := c.Apply(Act{Do: Promise, By: people["the assignee"], At: begin, Until: until}, in); !errors.Is(err, ErrMissing) {
			t.Errorf("a promise until %v: %v", until, err)
		}
	}
	c = play(t, c, Act{Do: Promise, By: people["the assignee"], At: begin, Until: begin.Add(time.Hour)})
	if c.Clock.Strikes() != begin.Add(time.Hour).Unix() {
		t.Errorf("a promise is a clock: %+v", c.Clock)
	}
	c = play(t, c, Act{Do: Warn, By: people["the clock"], At: begin.Add(time.Hour)})
	if c.Clock.Step != 0 || c.Clock.Promise != 0 || c.Clock.Strikes() != begin.Add(12*time.Hour).Unix() {
		t.Errorf("when its day has come, the ladder stands where it stood: %+v", c.Clock)
	}
	c = play(t, c, Act{Do: Promise, By: people["the assignee"], At: begin.Add(time.Hour), Until: begin.Add(3 * time.Hour), Note: reason})
	c = play(t, c, Act{Do: Submit, By: people["the assignee"], At: begin.Add(2 * time.Hour), Files: photo(PhaseAfter)})
	if c.Clock.Promise != 0 || c.Clock.Promises != 0 {
		t.Errorf("the promise went on into the check: %+v", c.Clock)
	}
}

func TestWhoeverMustActNextMaySayWhen(t *testing.T) {
	for s, who := range map[Status]string{
		Reported: "the lead", Returned: "the coordinator", Submitted: "the lead", Claimed: "the assignee", Rectifying: "the assignee",
	} {
		c := play(t, standing(s), Act{Do: Promise, By: people[who], At: begin, Until: begin.Add(8 * day)})
		if c.Clock.Strikes() != begin.Add(8*day).Unix() {
			t.Errorf("%s in %s: %+v", who, s, c.Clock)
		}
	}
}

func TestLateIsFromTheDeadlineOnAndNeverAfterClosing(t *testing.T) {
	c := reported()
	if c.Late(begin.Add(29*time.Minute)) || !c.Late(begin.Add(30*time.Minute)) {
		t.Error("late too early, or too late")
	}
	if standing(Closed).Late(begin.Add(300 * day)) {
		t.Error("a closed case is late")
	}
}

func TestTimesWithoutALadderStrikeOnce(t *testing.T) {
	once := Deadline(func(_ Case, name ClockName, from time.Time) time.Time { return from.Add(spans[name]) })
	c := Start(Case{Number: 1, Grid: "north", By: Reporter{ID: ana}}, begin, once)
	if c.Clock.Strikes() != begin.Add(30*time.Minute).Unix() {
		t.Fatalf("%+v", c.Clock)
	}
	c, _, err := c.Apply(Act{Do: Overdue, By: people["the clock"], At: begin.Add(time.Hour)}, once)
	if err != nil || c.Clock.Strikes() != 0 || c.Clock.Step != 1 {
		t.Errorf("%v, %+v", err, c.Clock)
	}
}
