package store

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// The digest reads the cases in which an agency is late by now, whoever has them and
// whenever that is due; and the earlier rounds of a case are read by their numbers.
func TestLateAgenciesAndEarlierRoundsAreRead(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		leg := func(number int, agency string, due int64) cases.Case {
			c := reported(number, "yanchang", 9_000_000_000)
			c.Legs = []cases.Leg{{N: 1, Agency: agency, Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Due: due}}}
			return c
		}
		s.mustCommit(t, s.received(t, 1), 7001, opens(leg(1001, "gas", 300), leg(1002, "gas", 100), leg(1003, "gas", 500), leg(1004, "fire", 50), leg(1005, "police", 50)))
		w, err := s.Weekly(t.Context(), world.Span{Grid: "yanchang", Weeks: "2026-W47", Now: 400, Last: "2026-W47", Grids: "yanchang", Forces: "gas,fire"})
		if err != nil {
			t.Fatal(err)
		}
		if got := numbersOf(w.Legs); !slices.Equal(got, []int{1001, 1002, 1004}) {
			t.Errorf("late are the agencies in %v", got)
		}
		f, err := s.Read(t.Context(), 7001, world.Need{Rounds: "1003,4711,1001"})
		if got := numbersOf(f.Rounds); err != nil || !slices.Equal(got, []int{1001, 1003}) {
			t.Errorf("%v: %v", err, got)
		}
	})
}

// The clock by which the reporter is asked strikes beside the one of the case.
func TestTheReporterIsAskedByATimerOfItsOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := reported(1001, "yanchang", 2_000_000_000)
		c.Status, c.Clock.Name = cases.Watch, cases.ClockLook
		c.Asking = cases.Clock{Name: cases.ClockSurvey, Due: 2_000_000_500}
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		if in := s.where(t, 1001); !slices.Contains(in, "timers 1001:look@2000000000") || !slices.Contains(in, "timers 1001:survey@2000000500") {
			t.Errorf("%v", in)
		}
	})
}
