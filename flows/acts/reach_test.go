package acts

import (
	"slices"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Who has reported in and is off duty or cannot be reached any more is not told:
// the others are.
func TestALegOfWhoCannotBeReachedIsTheOthers(t *testing.T) {
	x := &Turn{World: worldtest.New(t)}
	x.Staff = world.Staff{People: map[int64]world.Person{1: {ID: 1, Role: world.Officer, Agency: "gas", Duty: true, Gone: true}, 2: {ID: 2, Role: world.Officer, Agency: "gas", Duty: true},
		3: {ID: 3, Role: world.Officer, Agency: "gas", Head: true}}}
	l := cases.Leg{N: 1, Agency: "gas", Officer: 1, Status: cases.LegComing}
	if ps := x.legPeople(cases.Case{Grid: "yanchang", Category: "gas"}, l); len(ps) != 1 || ps[0].ID != 2 {
		t.Errorf("%+v", ps)
	}
}

// Silence climbs: the officer, the head of the agency, both leads, the coordinator.
func TestSilenceClimbsFromTheHeadToTheCoordinator(t *testing.T) {
	x := &Turn{World: worldtest.New(t)}
	x.Staff = world.Staff{People: map[int64]world.Person{1: {ID: 1, Role: world.Officer, Agency: "gas", Duty: true}, 2: {ID: 2, Role: world.Officer, Agency: "gas", Head: true},
		3: {ID: 3, Role: world.Lead, Grid: "yanchang"}, 4: {ID: 4, Role: world.Lead, Grid: "yanchang"}, 5: {ID: 5, Role: world.Coordinator}}}
	began := x.Now
	c := cases.Case{Number: 1001, Grid: "yanchang", Category: "gas", Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled}}}
	l := &c.Legs[0]
	l.Clock = cases.Clock{Name: cases.ClockReport, Since: began.Unix(), Due: began.Add(30 * time.Minute).Unix()}
	for step, want := range [][]int64{{1}, {1, 2}, {2, 3, 4}, {2, 3, 4, 5}} {
		l.Clock.Step = step
		x.Now = x.LegRung(c, *l, step)
		var got []int64
		for _, p := range x.legRungPeople(c, *l) {
			if !slices.Contains(got, p.ID) {
				got = append(got, p.ID)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("rung %d: %v, want %v", step, got, want)
		}
	}
}
