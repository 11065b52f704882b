package cases

import (
	"errors"
	"slices"
	"testing"
	"time"

	"gridbot/flows/text"
)

// typed is a case somebody filed for a caller.
func typed(by Person) Case {
	return Typed(Case{Number: 1042, Category: "lamp", Grid: "north", What: "a lamp is out", By: Reporter{ID: by.ID, Name: "left over"},
		Filed: &Filing{By: by.ID, Door: DoorPhone, Caller: "13800000000", Token: linkToken}}, by, begin, in)
}

// Who typed it is nobody's reporter: what their work lets them do they may still.
func TestWhoFilesACaseKeepsAllTheirPowers(t *testing.T) {
	for who, want := range map[string]struct {
		part Part
		may  []Action
	}{
		"another worker": {PartWorker, []Action{Claim, Add, Detail}}, "the lead": {PartLead, []Action{Assign, Decline, Whistle}},
		"the coordinator": {PartRouter, []Action{Assign, Route, Entrust}}, "an officer uncalled": {PartOfficer, []Action{Add, Detail}},
		"a worker elsewhere": {PartWorker, []Action{Add, Detail}},
	} {
		p := people[who]
		c := typed(p)
		for _, do := range want.may {
			if err := c.May(do, p); err != nil {
				t.Errorf("%s filed it, and may not %s: %v", who, do, err)
			}
		}
		if e := c.Log[0]; e.Part != want.part || e.By != p.ID || e.Do != Report || c.By != (Reporter{}) || !c.Sees(p) || c.May(Withdraw, p) != nil || c.May(Confirm, p) == nil {
			t.Errorf("%s filed it: %+v, told by %+v", who, e, c.By)
		}
		if gone := (Person{ID: p.ID}); c.Sees(gone) || c.Parts(gone) != nil {
			t.Errorf("%s has left, and still sees what they filed", who)
		}
	}
}

// The link is for who told of it, once.
func TestTheTrackingCardIsClaimedOnceByWhoToldOfIt(t *testing.T) {
	filer, worker := people["a worker elsewhere"], people["another worker"]
	c := play(t, typed(filer), Act{Do: Claim, By: worker, At: begin})
	shows := func(p Person, token string) Person { p.Shows = token; return p }
	for what, p := range map[string]Person{
		"a forged link": {ID: 81, Shows: "a-token-somebody-makes-up"}, "no link": {ID: 81}, "half a link": {ID: 81, Shows: linkToken[:8]},
		"who filed it": shows(filer, linkToken), "who works on it": shows(worker, linkToken), "who checks it": shows(people["the lead"], linkToken),
		"the coordinator": shows(people["the coordinator"], linkToken), "nobody": {Shows: linkToken},
	} {
		if err := c.May(Own, p); !errors.Is(err, ErrNotYours) {
			t.Errorf("%s: %v", what, err)
		}
	}
	caller := people["who shows the link"]
	c = play(t, c, Act{Do: Own, By: caller, At: begin.Add(time.Hour), Lang: text.English})
	if c.By != (Reporter{ID: 81, Anonymous: true, Lang: text.English}) || c.Filed.Token != "" || !slices.Contains(c.Parts(caller), PartReporter) {
		t.Errorf("%+v, %+v", c.By, c.Filed)
	}
	if err := c.May(Own, Person{ID: 82, Shows: linkToken}); err == nil {
		t.Error("the link was used twice")
	}
	if err := c.May(Own, Person{ID: 82}); err == nil || c.Opens("") {
		t.Error("no link opens a card whose link was used")
	}
	c = play(t, c, Act{Do: Arrive, By: worker, At: begin}, Act{Do: Submit, By: worker, At: begin, Files: photo(PhaseAfter)}, Act{Do: Pass, By: people["the lead"], At: begin})
	if c.Status != Verified || c.May(Confirm, caller) != nil || c.May(Confirm, filer) == nil {
		t.Errorf("it is %s; they confirm at the end as usual", c.Status)
	}
}

// Where nobody else can say that it is fixed, the check is called a check.
func TestWithoutAReporterTheCheckClosesIt(t *testing.T) {
	worker, checker := people["another worker"], people["the lead"]
	c := play(t, typed(checker), Act{Do: Claim, By: worker, At: begin}, Act{Do: Arrive, By: worker, At: begin}, Act{Do: Submit, By: worker, At: begin, Files: photo(PhaseAfter)})
	if c.May(Pass, worker) == nil {
		t.Error("who did the work checks it")
	}
	c, tell, err := c.Apply(Act{Do: Pass, By: checker, At: begin.Add(time.Hour)}, in)
	if err != nil || c.Status != Closed || c.Outcome != Checked || c.Ended == 0 || c.Clock.Name != ClockAfter || !slices.Equal(tell, []Tell{TellAssignee}) {
		t.Errorf("%v: %s %q, %+v, told %v", err, c.Status, c.Outcome, c.Clock, tell)
	}
	if c.May(Lapse, people["the clock"]) == nil || c.May(Own, people["who shows the link"]) != nil {
		t.Error("nothing is waited for, and who told of it may still look")
	}
}

func TestWhoWillSayWhetherItIsFixedIsNotGivenIt(t *testing.T) {
	if _, _, err := reported().Apply(Act{Do: Assign, By: people["the lead"], At: begin, To: ana}, in); !errors.Is(err, ErrSame) {
		t.Errorf("%v", err)
	}
}
