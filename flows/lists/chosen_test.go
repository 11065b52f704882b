package lists

import (
	"testing"

	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// A list is narrowed by agencies that can be called to a case: of the others a button
// nobody has tells not even the name.
func TestNoListIsNarrowedByAnAgencyOfCareTeams(t *testing.T) {
	w := worldtest.New(t)
	for i, f := range facets {
		if f.name != world.FacetForce {
			continue
		}
		for _, g := range w.District.Agencies {
			var a asked
			a.tags[i] = world.Tag(g.ID)[:f.wide]
			if unknown := chosen(w, a, i).ID == "list.chosen.gone"; unknown != g.Care {
				t.Errorf("%s: called by its name: %v", g.ID, !unknown)
			}
		}
	}
}
