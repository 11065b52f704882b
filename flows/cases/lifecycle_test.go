package cases

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func statuses() []Status {
	var all []Status
	for s := range types {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}

// actions are all there are in the table, each once.
func actions() []Action {
	var all []Action
	for _, r := range lifecycle {
		if !slices.Contains(all, r.do) {
			all = append(all, r.do)
		}
	}
	return all
}

func (r row) String() string { return fmt.Sprintf("%s, %s, %s → %s", r.from, r.by, r.do, r.to) }

// The same act from the same status leads to the same place, whoever does it:
// a coordinator who also leads the grid must not have two answers. Where rows
// differ, the case itself decides which of them is in force.
func TestNoTwoRowsContradictEachOther(t *testing.T) {
	for _, r := range lifecycle {
		c, same := playable(r), 0
		for _, other := range lifecycle {
			if other.do != r.do || other.from != c.Status || !other.when.holds(c, playing(other)) {
				continue
			}
			if other.to != r.to {
				t.Errorf("%v and %v", other, r)
			}
			if other.by == r.by {
				same++
			}
		}
		if same != 1 {
			t.Errorf("%v is there %d times", r, same)
		}
	}
}

func TestEveryStatusHasAType(t *testing.T) {
	for _, r := range lifecycle {
		if r.from.Type() == "" || r.to.Type() == "" {
			t.Errorf("%v names a status without a type", r)
		}
	}
	if Status("nowhere").Type() != "" {
		t.Error("a status nobody knows has a type")
	}
}

func TestEveryStatusIsReachable(t *testing.T) {
	reached := map[Status]bool{Reported: true}
	for range statuses() {
		for _, r := range lifecycle {
			if reached[r.from] {
				reached[r.to] = true
			}
		}
	}
	for _, s := range statuses() {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
	}
}

func TestACaseNeverGetsStuck(t *testing.T) {
	ends := []Status{Closed, Declined, Withdrawn, Merged}
	for _, s := range statuses() {
		looked := s == Watch // looking again reopens nothing by itself
		onwards := slices.ContainsFunc(lifecycle, func(r row) bool { return r.from == s && r.to != s })
		switch {
		case slices.Contains(ends, s):
			if s.Type() == Open {
				t.Errorf("%s is an end, and open", s)
			}
		case s.Type() != Open && !looked:
			t.Errorf("%s is no end, and not open", s)
		case !onwards:
			t.Errorf("nothing leads on from %s", s)
		}
		if s.Type() == Open && clockOf[s] == "" {
			t.Errorf("no clock runs in %s: nobody would be reminded", s)
		}
		if s.Type() == Ended && clockOf[s] != "" {
			t.Errorf("a clock runs in %s", s)
		}
		if clockOf[s].Climbs() != slices.Contains(climbing, s) {
			t.Errorf("%s: its clock climbs %t, and its rows say otherwise", s, clockOf[s].Climbs())
		}
		rings := slices.ContainsFunc(lifecycle, func(r row) bool { return r.from == s && r.by == PartClock })
		if rings != (clockOf[s] != "") {
			t.Errorf("%s: a clock runs %t, something happens when it runs out %t", s, clockOf[s] != "", rings)
		}
	}
}

// From each status an end is reachable, whatever happened before.
func TestEveryCaseCanEnd(t *testing.T) {
	ending := map[Status]bool{Closed: true, Declined: true, Withdrawn: true, Merged: true}
	for range statuses() {
		for _, r := range lifecycle {
			if ending[r.to] {
				ending[r.from] = true
			}
		}
	}
	for _, s := range statuses() {
		if !ending[s] {
			t.Errorf("no end is reachable from %s", s)
		}
	}
}

// What turns back, ends or puts off a case demands a reason or a date; what
// shows work done demands a photo. The table must not offer a way round.
func TestWhatMustBeDemandedIsDemanded(t *testing.T) {
	for _, r := range lifecycle {
		c := playable(r)
		bare := Act{Do: r.do, By: playing(r), At: begin, To: r.named(), Grid: "elsewhere", Rating: 5, Leg: 1}
		_, _, err := c.Apply(bare, in)
		needs := slices.Contains([]Action{
			Return, Decline, SendBack, Submit, Serve, Replace, Annul, Inspect, Clear, Prove, Promise, Arrange, Plead, Deny, Pause, Extend,
			LegDeny, LegPause, Propose, Whistle, Dismiss, CallOff, Release, Swap, TurnDown, Perform, Finish,
			Cede, Refuse, Escalate, Spots, Locate, Detail, Post, Urge, Reply,
			Correct, Split, Absent, Contest, Uphold, Lift, Docket, Rule, Question, Object, Answer, Over,
		}, r.do)
		if (err != nil) != needs {
			t.Errorf("%v: without reason, photo or date it ends in %v", r, err)
		}
	}
}

func TestThePictureIsDrawnFromTheTable(t *testing.T) {
	const path = "testdata/lifecycle.golden"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(Picture()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != Picture() {
		t.Errorf("the lifecycle has changed (go test ./flows/cases -update draws it anew):\n%s", Picture())
	}
	for _, r := range lifecycle {
		line := "    " + r.arrow() + "\n"
		if (r.from != r.to) != strings.Contains(Picture(), line) {
			t.Errorf("%v: in the picture %t", r, strings.Contains(Picture(), line))
		}
	}
}
