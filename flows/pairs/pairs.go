// Package pairs lays photos of the work before and after it side by side. It shows them to
// nobody.
package pairs

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/evidence"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mostPairs is how many fit one picture.
const mostPairs = 4

// Of are the photos of the work before and after: of each item of the
// notice, or of the whole.
func Of(w *world.World, c cases.Case) []drawn.Pair {
	before, ok := evidence.Before(c)
	if !ok {
		return nil
	}
	afters := evidence.HandedIn(c)
	var pairs []drawn.Pair
	for _, after := range afters[max(0, len(afters)-mostPairs):] {
		pairs = append(pairs, drawn.Pair{
			Before: drawn.Photo{Kind: string(before.Kind), ID: before.ID}, After: drawn.Photo{Kind: string(after.Kind), ID: after.ID},
			Was: text.On(w.District.Here(time.Unix(before.At, 0))), Is: text.On(w.District.Here(time.Unix(after.At, 0))),
		})
	}
	return pairs
}
