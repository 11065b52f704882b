package cases

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"gridbot/flows/text"
)

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// may is who may do what, when: written down here a second time, by hand, so
// that a row added by mistake is noticed.
var may = map[Status]map[string][]Action{
	Reported: {
		"the reporter": {Add, Withdraw}, "the assignee": {Claim}, "another worker": {Claim},
		"the lead": {Assign, Decline}, "the coordinator": {Assign, Route, Decline}, "the clock": {Overdue},
	},
	Claimed: {
		"the reporter": {Add, Withdraw}, "the assignee": {SetOut, Arrive, Return}, "the assignee off duty": {SetOut, Arrive, Return},
		"the lead": {Assign, Decline}, "the coordinator": {Assign, Decline}, "the clock": {Overdue},
	},
	OnSite: {
		"the reporter": {Add, Withdraw}, "the assignee": {Handle, Submit, Note, Return}, "the assignee off duty": {Handle, Submit, Note, Return},
		"the lead": {Assign, Decline}, "the coordinator": {Assign, Decline}, "the clock": {Overdue},
	},
	Handling: {
		"the reporter": {Add}, "the assignee": {Submit, Note, Return}, "the assignee off duty": {Submit, Note, Return},
		"the lead": {Assign}, "the coordinator": {Assign}, "the clock": {Overdue},
	},
	Submitted: {
		"the reporter": {Add}, "the lead": {Pass, SendBack, Name}, "the coordinator": {Pass, SendBack, Name}, "the clock": {Overdue},
	},
	Rework: {
		"the reporter": {Add}, "the assignee": {Submit, Note, Return}, "the assignee off duty": {Submit, Note, Return},
		"the lead": {Assign}, "the coordinator": {Assign}, "the clock": {Overdue},
	},
	Verified: {"the reporter": {Confirm, Reopen}, "the clock": {Lapse}},
	Returned: {
		"the reporter": {Add, Withdraw}, "the assignee": {Claim}, "another worker": {Claim},
		"the lead": {Assign, Decline}, "the coordinator": {Assign, Route, Decline}, "the clock": {Overdue},
	},
	Closed:   {"the reporter": {Rate, Reopen}},
	Declined: {"the coordinator": {Route}},
}

func TestEverybodyMayDoExactlyWhatTheTableSays(t *testing.T) {
	for _, s := range statuses() {
		c := standing(s)
		for who, p := range people {
			want := may[s][who]
			if got := c.Actions(p); !slices.Equal(got, want) && len(got)+len(want) > 0 {
				t.Errorf("%s may %v when it is %s, not %v", who, got, s, want)
			}
			for _, do := range actions() {
				err := c.May(do, p)
				if allowed := slices.Contains(want, do); allowed != (err == nil) {
					t.Errorf("%s, %s, %s: %v", who, do, s, err)
				}
				inTable := slices.ContainsFunc(lifecycle, func(r row) bool { return r.from == s && r.do == do })
				switch {
				case err == nil:
				case inTable && !errors.Is(err, ErrNotYours), !inTable && !errors.Is(err, ErrNotNow):
					t.Errorf("%s, %s, %s: the reason given is %v", who, do, s, err)
				}
			}
		}
	}
}

func TestEveryRowCanBePlayedByWhoHasThePart(t *testing.T) {
	for _, r := range lifecycle {
		c := playable(r)
		was := mustJSON(t, c)
		a := full(r)
		next, tell, err := c.Apply(a, in)
		if err != nil {
			t.Errorf("%v: %v", r, err)
			continue
		}
		if next.Status != r.to || !slices.Equal(tell, r.tell) {
			t.Errorf("%v led to %s and told %v", r, next.Status, tell)
		}
		last := next.Log[len(next.Log)-1]
		if len(next.Log) != len(c.Log)+1 || last.Do != r.do || last.To != r.to || last.Part != r.by || last.At != a.At.Unix() || last.By != a.By.ID {
			t.Errorf("%v is remembered as %+v", r, last)
		}
		if mustJSON(t, c) != was {
			t.Errorf("%v changed the case it was asked of", r)
		}
		var back Case
		if err := json.Unmarshal([]byte(mustJSON(t, next)), &back); err != nil || !reflect.DeepEqual(back, next) {
			t.Errorf("%v: the case does not survive JSON: %v", r, err)
		}
	}
}

func TestARefusedActChangesNothing(t *testing.T) {
	c := standing(Submitted)
	was := mustJSON(t, c)
	for _, a := range []Act{
		{Do: Claim, By: people["another worker"]}, {Do: Pass, By: people["the assignee"]}, {Do: SendBack, By: people["the lead"]},
		{Do: Name, By: people["the lead"], To: wu}, {Do: "nonsense", By: people["the lead"]},
	} {
		if next, tell, err := c.Apply(a, in); err == nil || tell != nil || mustJSON(t, next) != was {
			t.Errorf("%s: %v, told %v, %s", a.Do, err, tell, mustJSON(t, next))
		}
	}
}

func TestWhoDidTheWorkNeverChecksIt(t *testing.T) {
	// A lead who was assigned it as a worker once, the coordinator too.
	for _, id := range []int64{lead, boss, wu, li} {
		c := standing(Submitted)
		c.Handlers = append(c.Handlers, id)
		for _, p := range []Person{{ID: id, Grid: "north", Lead: true}, {ID: id, Coordinator: true}, {ID: id, Grid: "north", Worker: true}} {
			for _, do := range []Action{Pass, SendBack} {
				if err := c.May(do, p); err == nil {
					t.Errorf("%+v may %s own work", p, do)
				}
			}
		}
	}
	c := standing(Submitted)
	if _, _, err := c.Apply(Act{Do: Name, By: people["the lead"], To: wu}, in); !errors.Is(err, ErrSame) {
		t.Errorf("the handler was named to check: %v", err)
	}
	c, _, err := c.Apply(Act{Do: Name, By: people["the lead"], To: li}, in)
	if err != nil || c.Verifier != li || c.May(Pass, people["another worker"]) != nil {
		t.Fatalf("the worker who was named may not check: %v", err)
	}
	// Sent back and given to the one who was to check it: they are a handler now.
	c, _, err = c.Apply(Act{Do: SendBack, By: people["another worker"], Note: reason}, in)
	if err != nil {
		t.Fatal(err)
	}
	c, _, err = c.Apply(Act{Do: Assign, By: people["the lead"], To: li}, in)
	if err != nil || c.Verifier != 0 || !slices.Equal(c.Handlers, []int64{wu, li}) {
		t.Errorf("verifier %d, handlers %v, %v", c.Verifier, c.Handlers, err)
	}
	if MayVerify(c, li) || MayVerify(c, wu) || MayVerify(c, ana) || !MayVerify(c, 14) {
		t.Error("who could be named is wrong")
	}
}

func TestTheReporterNeverWorksOnTheirOwnCase(t *testing.T) {
	worker := Person{ID: ana, Grid: "north", Worker: true}
	if err := reported().May(Claim, worker); err == nil {
		t.Error("the reporter claimed the case")
	}
	if got := reported().Parts(worker); !slices.Equal(got, []Part{PartReporter}) {
		t.Errorf("the reporter is %v", got)
	}
}

func TestHandingInNeedsAPictureTakenAfter(t *testing.T) {
	for _, files := range [][]File{nil, photo(PhaseReport), photo(PhaseSite), photo(PhaseNote)} {
		_, _, err := standing(Handling).Apply(Act{Do: Submit, By: people["the assignee"], Note: reason, Files: files}, in)
		if !errors.Is(err, ErrMissing) {
			t.Errorf("handed in with %v: %v", files, err)
		}
	}
	c, _, err := standing(Handling).Apply(Act{Do: Submit, By: people["the assignee"], Files: photo(PhaseAfter)}, in)
	if err != nil || len(c.FilesOf(PhaseAfter)) != 1 {
		t.Errorf("%v, %v", err, c.Files)
	}
}

func TestTurningBackNeedsAReason(t *testing.T) {
	for _, tc := range []struct {
		from Status
		do   Action
		by   string
	}{
		{Claimed, Return, "the assignee"}, {OnSite, Return, "the assignee"}, {Handling, Return, "the assignee"}, {Rework, Return, "the assignee"},
		{Reported, Decline, "the lead"}, {Claimed, Decline, "the lead"}, {OnSite, Decline, "the coordinator"}, {Returned, Decline, "the lead"},
		{Submitted, SendBack, "the lead"},
	} {
		for _, note := range []text.Text{{}, text.Said("")} {
			if _, _, err := standing(tc.from).Apply(Act{Do: tc.do, By: people[tc.by], Note: note}, in); !errors.Is(err, ErrMissing) {
				t.Errorf("%s from %s without a reason: %v", tc.do, tc.from, err)
			}
		}
		for _, note := range []text.Text{reason, text.T("return.busy")} {
			c, _, err := standing(tc.from).Apply(Act{Do: tc.do, By: people[tc.by], Note: note}, in)
			if e, _ := c.Last(tc.do); err != nil || !reflect.DeepEqual(e.Note, note) {
				t.Errorf("%s from %s: %v, remembered %+v", tc.do, tc.from, err, e)
			}
		}
	}
}

func TestSilenceIsNotSatisfaction(t *testing.T) {
	c, tell, err := standing(Verified).Apply(Act{Do: Lapse, By: people["the clock"], At: begin}, in)
	if err != nil || c.Status != Closed || c.Outcome != Unconfirmed || c.Rating != 0 {
		t.Fatalf("%v: %s, %s, rating %d, told %v", err, c.Status, c.Outcome, c.Rating, tell)
	}
	if e := c.Log[len(c.Log)-1]; e.By != 0 || e.Part != PartClock {
		t.Errorf("somebody is said to have closed it: %+v", e)
	}
	if c.May(Rate, people["the reporter"]) == nil {
		t.Error("a case nobody confirmed can be rated")
	}
	if c.May(Reopen, people["the reporter"]) != nil {
		t.Error("it cannot be reopened any more")
	}
}

func TestNotFixedReopensAtOnce(t *testing.T) {
	for _, from := range []Status{Verified, Closed} {
		c := standing(from)
		c.Rating, c.Outcome = 5, Confirmed
		next, tell, err := c.Apply(Act{Do: Reopen, By: people["the reporter"], At: begin.Add(time.Hour)}, in)
		if err != nil || next.Status != Rework || next.Rating != 0 || next.Outcome != "" || next.Assignee != wu {
			t.Errorf("from %s: %v, %+v", from, err, next)
		}
		if !slices.Contains(tell, TellAssignee) || !slices.Contains(tell, TellLeads) {
			t.Errorf("from %s: told %v", from, tell)
		}
		if want := begin.Add(25 * time.Hour).Unix(); next.Clock.Name != ClockHandle || next.Clock.Due != want {
			t.Errorf("from %s: the clock is %+v", from, next.Clock)
		}
	}
}

func TestARatingIsGivenOnceAndFromOneToFive(t *testing.T) {
	for _, r := range []int{-1, 0, 6} {
		if _, _, err := standing(Closed).Apply(Act{Do: Rate, By: people["the reporter"], Rating: r}, in); !errors.Is(err, ErrMissing) {
			t.Errorf("a rating of %d: %v", r, err)
		}
	}
	c, _, err := standing(Closed).Apply(Act{Do: Rate, By: people["the reporter"], Rating: 1}, in)
	if err != nil || c.Rating != 1 || c.Status != Closed {
		t.Fatalf("%v, %+v", err, c)
	}
	if err := c.May(Rate, people["the reporter"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("rated twice: %v", err)
	}
}

func TestWhatHappensOncePerStatusHappensOnce(t *testing.T) {
	c, _, err := standing(Claimed).Apply(Act{Do: SetOut, By: people["the assignee"], At: begin}, in)
	if err != nil || c.OnWay != begin.Unix() {
		t.Fatalf("%v, %+v", err, c)
	}
	if err := c.May(SetOut, people["the assignee"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("set out twice: %v", err)
	}
	c, _, err = c.Apply(Act{Do: Assign, By: people["the lead"], To: li}, in)
	if err != nil || c.OnWay != 0 || c.May(SetOut, people["another worker"]) != nil {
		t.Errorf("whoever has it now cannot set out: %v, %+v", err, c)
	}
	c, _, err = standing(Reported).Apply(Act{Do: Overdue, By: people["the clock"], At: begin.Add(time.Hour)}, in)
	if err != nil || !c.Clock.Rung {
		t.Fatalf("%v, %+v", err, c.Clock)
	}
	if err := c.May(Overdue, people["the clock"]); !errors.Is(err, ErrNotNow) {
		t.Errorf("rang twice: %v", err)
	}
}

func TestTheFirstToClaimHasIt(t *testing.T) {
	c, _, err := reported().Apply(Act{Do: Claim, By: people["the assignee"], At: begin}, in)
	if err != nil || c.Assignee != wu || !slices.Equal(c.Handlers, []int64{wu}) {
		t.Fatalf("%v, %+v", err, c)
	}
	if _, _, err := c.Apply(Act{Do: Claim, By: people["another worker"]}, in); !errors.Is(err, ErrNotNow) {
		t.Errorf("claimed twice: %v", err)
	}
	if _, _, err := c.Apply(Act{Do: Assign, By: people["the lead"], To: wu}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("given to who has it: %v", err)
	}
}

func TestGivenBackItIsOnOfferAgain(t *testing.T) {
	c := standing(Handling)
	c.Verifier = 14
	next, tell, err := c.Apply(Act{Do: Return, By: people["the assignee"], At: begin, Note: reason}, in)
	if err != nil || next.Assignee != 0 || next.Status != Returned || next.Clock.Name != ClockClaim {
		t.Fatalf("%v, %+v", err, next)
	}
	if !slices.Contains(tell, TellWorkers) || !slices.Contains(tell, TellLeads) {
		t.Errorf("told %v", tell)
	}
	if next.May(Claim, people["another worker"]) != nil || next.May(Submit, people["the assignee"]) == nil {
		t.Error("it is not on offer, or still theirs")
	}
	if !slices.Contains(next.Handlers, wu) {
		t.Error("who worked on it may now check it")
	}
}

func TestMovedToAnotherGridItIsNobodysYet(t *testing.T) {
	c := standing(Returned)
	c.Verifier = 14
	next, tell, err := c.Apply(Act{Do: Route, By: people["the coordinator"], Grid: "south", At: begin}, in)
	if err != nil || next.Grid != "south" || next.Assignee != 0 || next.Verifier != 0 || next.Status != Reported || !slices.Equal(tell, []Tell{TellWorkers}) {
		t.Fatalf("%v, %+v, told %v", err, next, tell)
	}
	if _, _, err := c.Apply(Act{Do: Route, By: people["the coordinator"]}, in); !errors.Is(err, ErrMissing) {
		t.Errorf("moved nowhere: %v", err)
	}
	if next.Sees(people["another worker"]) || !next.Sees(people["a worker elsewhere"]) {
		t.Error("the wrong grid sees it")
	}
}

func TestOnlyThoseConcernedSeeACase(t *testing.T) {
	for who, want := range map[string]bool{
		"the reporter": true, "the assignee": true, "the assignee off duty": true, "another worker": true, "a worker off duty": true,
		"a worker elsewhere": false, "the lead": true, "a lead elsewhere": false, "the coordinator": true, "nobody": false,
	} {
		if got := standing(Handling).Sees(people[who]); got != want {
			t.Errorf("%s sees it: %t", who, got)
		}
	}
	unrouted := reported()
	unrouted.Grid = ""
	for _, who := range []string{"nobody", "another worker", "the lead"} {
		if unrouted.Sees(people[who]) || len(unrouted.Actions(people[who])) != 0 {
			t.Errorf("%s sees a case of no grid", who)
		}
	}
	if unrouted.Sees(Person{}) || len(unrouted.Actions(Person{})) != 0 {
		t.Error("a person without an ID sees it: no assignee is not person 0")
	}
}

func TestAClockRunsOnOrStartsAnew(t *testing.T) {
	later := begin.Add(10 * time.Minute)
	kept := func(c, next Case) bool { return next.Clock == c.Clock }
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
		{"another worker begins anew", Claimed, Act{Do: Assign, By: people["the lead"], To: li}, ClockArrive, true},
		{"given back, it waits anew", Claimed, Act{Do: Return, By: people["the assignee"], Note: reason}, ClockClaim, true},
		{"another grid begins anew", Reported, Act{Do: Route, By: people["the coordinator"], Grid: "south"}, ClockClaim, true},
	} {
		c := standing(tc.from)
		tc.a.At = later
		next, _, err := c.Apply(tc.a, in)
		switch {
		case err != nil:
			t.Errorf("%s: %v", tc.what, err)
		case next.Clock.Name != tc.name || kept(c, next) == tc.anew:
			t.Errorf("%s: the clock was %+v and is %+v", tc.what, c.Clock, next.Clock)
		case tc.anew && (next.Clock.Due != later.Add(spans[tc.name]).Unix() || next.Clock.Since != later.Unix()):
			t.Errorf("%s: it runs out at %+v", tc.what, next.Clock)
		}
	}
	for _, a := range []struct {
		from Status
		Act
	}{
		{Verified, Act{Do: Confirm, By: people["the reporter"]}}, {Reported, Act{Do: Withdraw, By: people["the reporter"]}},
		{Reported, Act{Do: Decline, By: people["the lead"], Note: reason}},
	} {
		if next, _, err := standing(a.from).Apply(a.Act, in); err != nil || next.Clock != (Clock{}) || !next.Due().IsZero() {
			t.Errorf("%s: a clock runs in a case that ended: %+v, %v", a.Do, next.Clock, err)
		}
	}
}

func TestAClockThatRangKeepsItsDeadline(t *testing.T) {
	c := reported()
	next, tell, err := c.Apply(Act{Do: Overdue, By: people["the clock"], At: begin.Add(time.Hour)}, in)
	if err != nil || next.Clock.Due != c.Clock.Due || !next.Late(begin.Add(time.Hour)) || !slices.Contains(tell, TellLeads) {
		t.Errorf("%v, %+v, told %v", err, next.Clock, tell)
	}
	if c.Late(begin.Add(29*time.Minute)) || !c.Late(begin.Add(30*time.Minute)) {
		t.Error("late too early, or too late")
	}
	claimed, _, err := next.Apply(Act{Do: Claim, By: people["another worker"], At: begin.Add(2 * time.Hour)}, in)
	if err != nil || claimed.Clock.Rung {
		t.Errorf("%v: the next clock has rung already: %+v", err, claimed.Clock)
	}
}

func TestTheTimeInAStatusIsCountedFromItsBeginning(t *testing.T) {
	c := standing(Handling)
	next, _, err := c.Apply(Act{Do: Note, By: people["the assignee"], At: begin.Add(time.Hour), Note: reason}, in)
	if err != nil || next.Entered != c.Entered {
		t.Errorf("a note moved the beginning: %v, %d", err, next.Entered)
	}
	next, _, err = c.Apply(Act{Do: Return, By: people["the assignee"], At: begin.Add(time.Hour), Note: reason}, in)
	if err != nil || next.Entered != begin.Add(time.Hour).Unix() || next.Opened != begin.Unix() {
		t.Errorf("%v, entered %d, opened %d", err, next.Entered, next.Opened)
	}
}
