package store

import (
	"reflect"
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// Every line of the log is counted once, in the same commit; a commit that is
// repeated counts nothing, and one that does not count leaves nothing. Counted
// anew from the log, the figures are the same, and behind each stand its cases.
func TestTheCountersSayWhatTheLogSays(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		took := int64(95)
		line := func(week, grid string, do cases.Action) world.Logged {
			return world.Logged{At: monday.Unix(), Case: 1001, Do: do, To: cases.Claimed, Part: cases.PartWorker, Grid: grid, Category: "lamp", Week: week}
		}
		claimed := line("2026-W48", "yanchang", cases.Claim)
		claimed.Clock, claimed.Due, claimed.Answered = cases.ClockClaim, "2026-W47", &took
		op := s.received(t, 1)
		ch := world.Change{Log: []world.Logged{line("2026-W48", "", cases.Report), claimed}}
		s.mustCommit(t, op, 7011, ch)
		if w, err := s.Commit(t.Context(), op, 7011, ch); err != nil || !w.Again {
			t.Fatalf("%+v, %v", w, err)
		}
		s.mustCommit(t, s.received(t, 2), 7011, world.Change{Log: []world.Logged{claimed, line("2027-W01", "yanchang", cases.Claim),
			line("", "yanchang", cases.Claim)}}) // the last one is of a release that knew no weeks
		claims := map[string]int{"lamp|taken": 2, "lamp|answered": 2, "|response:117": 2}
		want := world.Counts{
			"2026-W47": {"yanchang": {"lamp|missed.claim": 2}, "*": {"lamp|missed.claim": 2}},
			"2026-W48": {"-": {"lamp|reported": 1}, "yanchang": claims, "*": {"lamp|reported": 1, "lamp|taken": 2, "lamp|answered": 2, "|response:117": 2}},
			"2027-W01": {"yanchang": {"lamp|taken": 1}, "*": {"lamp|taken": 1}},
		}
		kept, err := s.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.Recount(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for who, got := range map[string]world.Counts{"the counters": kept, "the log": again} {
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v, want %v", who, got, want)
			}
		}
		behind := s.rdb.LRange(t.Context(), s.keys.behind("2026-W48", "*", "taken"), 0, -1).Val()
		if !slices.Equal(behind, []string{"1001", "1001"}) {
			t.Errorf("behind the figure stand %v", behind)
		}
	})
}
