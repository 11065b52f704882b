package joint

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world/worldtest"
)

// Who helped at this place before is offered first.
func TestWhoHelpedHereBeforeIsSuggested(t *testing.T) {
	w := worldtest.New(t)
	w.Case = &cases.Case{Number: 1002, Category: "lamp", Grid: "yanchang"}
	w.List = []cases.Case{{Number: 1001, Legs: []cases.Leg{{Agency: "water", Status: cases.LegFinished}, {Agency: "police", Status: cases.LegReleased}}}}
	d := whistleData{Helped: helped(w)}
	if ids := d.offered(w); !slices.Equal(d.Helped, []string{"water"}) || !slices.Contains(ids, "water") || slices.Contains(ids, "police") {
		t.Errorf("helped %v, offered %v", d.Helped, ids)
	}
}
