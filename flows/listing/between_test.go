package listing

import (
	"testing"

	"pgregory.net/rapid"
)

// What stands among the cases of a list stands on one of its pages, behind all danger,
// and once.
func TestWhatStandsAmongTheCasesIsOnOnePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var fits []ranked
		for class := range 3 {
			at := int64(0)
			for range rapid.IntRange(0, 12).Draw(t, "cases") {
				at += rapid.Int64Range(0, 2).Draw(t, "later")
				fits = append(fits, ranked{class: class, at: at})
			}
		}
		due := rapid.Int64Range(0, 30).Draw(t, "due")
		const most = 4
		on := 0
		for from := 0; from == 0 || from < len(fits); from += most {
			since, until := between(fits, from, from+most)
			if due >= since && due < until {
				on++
				if from+most < len(fits) && fits[from+most].class == 0 {
					t.Fatalf("from %d: danger comes behind it", from)
				}
			}
		}
		if on != 1 {
			t.Fatalf("due %d is on %d pages of %v", due, on, fits)
		}
	})
}
