package frequent

import (
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Where is a spot in a word or two, for a button: its place, or its kind where it has
// none. The whole name stands above, where there is room for it.
func Where(w *world.World, s hotspots.Spot) text.Text {
	if s.Place == "" {
		return show.CategoryName(w, s.Kind)
	}
	return PlaceName(w, s.Place)
}
