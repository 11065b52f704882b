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

func TestEverybodyMayDoExactlyWhatTheTableSays(t *testing.T) {
	for _, s := range statuses() {
		c := standing(s)
		for who, p := range people {
			want := may[s][who]
			if got := c.Actions(p); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
				t.Errorf("%s may %v when it is %s, not %v", who, got, s, want)
			}
			for _, do := range actions() {
				err := c.May(do, p)
				if allowed := slices.Contains(want, do); allowed != (err == nil) {
					t.Errorf("%s, %s, %s: %v", who, do, s, err)
				}
				inTable := slices.ContainsFunc(lifecycle, func(r row) bool {
					return r.do == do && r.from == c.Status && r.when.holds(c, p)
				})
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
		if next.Status != r.to || !slices.Equal(tell, r.tells(next, a)) {
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
		t.Error("it cannot be reopened, though the grid looks after it")
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
		"a worker elsewhere": false, "the lead": true, "a lead elsewhere": false, "the coordinator": true, "the addressee": false, "nobody": false,
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
