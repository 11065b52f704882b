package ask

import (
	"slices"

	"gridbot/flows/district"
	"gridbot/flows/world"
)

// BehindTheDoor tells whether a report of a category will be a care case: only who is
// called reads any of it.
func BehindTheDoor(w *world.World, category string) bool {
	return w.Seals && slices.Contains(w.District.Care.Categories, category)
}

// OfAHousehold tells whether danger opens a care case: no word of it stands on an
// ordinary card.
func OfAHousehold(w *world.World, d district.Danger) bool {
	_, is := w.District.Care.Dangers[d.Kind]
	return is && w.Seals
}
