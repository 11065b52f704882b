package rota

import (
	"slices"
	"testing"

	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Who is called to care teams alone has a plan of duty like every agency: at night it says
// who is woken.
func TestAnAgencyOfCareTeamsHasAPlan(t *testing.T) {
	w := worldtest.New(t)
	plan := duty.Plan{}.Toggled(duty.Turn{Day: 0, From: calendar.Clock(480), To: calendar.Clock(1200)}, 7)
	w.Staff.Rota = world.Rota{}.With("@school", plan)
	for _, is := range []struct {
		me   world.Person
		sees bool
	}{{world.Person{ID: 1, Role: world.Coordinator}, true}, {world.Person{ID: 2, Role: world.Officer, Agency: "school", Head: true}, true},
		{world.Person{ID: 3, Role: world.Lead, Grid: "yanchang"}, false}, {world.Person{ID: 4, Role: world.Officer, Agency: "gas"}, false}} {
		w.Me = is.me
		if got := slices.Contains(seen(w), "@school"); got != is.sees || sees(w, "@school") != is.sees {
			t.Errorf("%+v sees the plan: %v", is.me, got)
		}
	}
}
