package world_test

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// A card is outside where the case is nobody's business any more: in a group of another
// grid or of none, of an agency that was let go, with somebody who has no reason left.
func TestACardIsOutsideWhereTheCaseIsNobodysBusiness(t *testing.T) {
	t.Parallel()
	const group, agency, reporter, worker, gone = -1, -2, 50, 11, 12
	w := &world.World{Staff: world.Staff{
		Groups: map[string]world.Group{"home": {Grid: "home", Chat: group}, "@gas": {Agency: "gas", Chat: agency}},
		People: map[int64]world.Person{worker: {ID: worker, Role: world.Worker, Grid: "home", Duty: true}},
	}}
	in := func(grid string, leg cases.LegStatus) cases.Case {
		c := cases.Case{Number: 1, Grid: grid, Status: cases.Handling, By: cases.Reporter{ID: reporter}, Assignee: gone}
		if leg != "" {
			c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: leg}}
		}
		return c
	}
	for _, k := range []struct {
		name    string
		c       cases.Case
		card    cases.Card
		outside bool
	}{
		{"the group of its grid", in("home", ""), cases.Card{Chat: group, As: cases.ViewGroup}, false},
		{"the group of a grid it has left", in("far", ""), cases.Card{Chat: group, As: cases.ViewGroup}, true},
		{"a group, and nobody knows the grid", in("", ""), cases.Card{Chat: group, As: cases.ViewGroup}, true},
		{"a group that is bound no more", in("home", ""), cases.Card{Chat: -9, As: cases.ViewGroup}, true},
		{"the group of a called agency", in("home", cases.LegCalled), cases.Card{Chat: agency, As: cases.ViewAgency}, false},
		{"the group of an agency that has done its share", in("home", cases.LegFinished), cases.Card{Chat: agency, As: cases.ViewAgency}, false},
		{"the group of an agency that was let go", in("home", cases.LegReleased), cases.Card{Chat: agency, As: cases.ViewAgency}, true},
		{"the group of an agency that was never called", in("home", ""), cases.Card{Chat: agency, As: cases.ViewAgency}, true},
		{"a group of an agency that is bound no more", in("home", cases.LegCalled), cases.Card{Chat: -9, As: cases.ViewAgency}, true},
		{"who told of it", in("far", ""), cases.Card{Chat: reporter, As: cases.ViewReporter}, false},
		{"a worker of its grid", in("home", ""), cases.Card{Chat: worker, As: cases.ViewWorker}, false},
		{"a worker of a grid it has left", in("far", ""), cases.Card{Chat: worker, As: cases.ViewWorker}, true},
		{"who had it and was dismissed", in("home", ""), cases.Card{Chat: gone, As: cases.ViewWorker}, true},
	} {
		if got := w.Outside(k.card, k.c); got != k.outside {
			t.Errorf("%s: outside %t, want %t", k.name, got, k.outside)
		}
	}
}
