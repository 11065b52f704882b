package show_test

import (
	"slices"
	"testing"

	"gridbot/flows/show"
	"gridbot/flows/world"
)

// Who leads finds what is frequent and the key topics on the first keyboard, without a
// manual; nobody else has a longer one for it.
func TestWhoLeadsFindsWhatIsFrequentAtHome(t *testing.T) {
	for role, leads := range map[world.Role]bool{world.Lead: true, world.Coordinator: true, world.Worker: false, world.Officer: false, world.Resident: false} {
		var presses []string
		for _, row := range show.Menu(&world.World{Me: world.Person{Role: role}}) {
			for _, b := range row {
				presses = append(presses, b.Data)
			}
		}
		for _, press := range []string{"m|hot", "m|topics"} {
			if slices.Contains(presses, press) != leads {
				t.Errorf("%s at home: %v", role, presses)
			}
		}
	}
}
