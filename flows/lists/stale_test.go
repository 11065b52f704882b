package lists

import (
	"encoding/json"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// A list is of lines, and a case may have gone elsewhere since its line was written:
// nobody reads a row of what they may not see now.
func TestARowOfWhatHasGoneElsewhereIsNotShown(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{ID: 11, Role: world.Worker, Grid: "yanchang", Duty: true}
	for _, grid := range []string{"yanchang", "lingshi"} {
		w.List = []cases.Case{{Number: 4711, Grid: grid, Category: "lamp", Status: cases.Reported, What: "secret", Place: cases.Place{Name: text.Said("secretplace")}, By: cases.Reporter{ID: 50}}}
		w.Listed = world.Listed{All: 1}
		said, err := json.Marshal(page(w, asked{list: overdue}))
		if err != nil {
			t.Fatal(err)
		}
		if shown := strings.Contains(string(said), "4711") || strings.Contains(string(said), "secret"); shown != (grid == "yanchang") {
			t.Errorf("of %s, shown %t: %s", grid, shown, said)
		}
	}
}
