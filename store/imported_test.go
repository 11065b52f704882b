package store

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// What was brought in is found by its number there, in the same commit as the
// case; and is in the list of nobody.
func TestWhatWasBroughtInIsKnownByItsNumberThere(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := reported(1001, "yanchang", 0)
		c.By, c.From = cases.Reporter{}, &cases.Source{ID: "SH-1", Print: "0f"}
		if _, err := s.Commit(t.Context(), world.Op{}, 0, opens(c)); err != nil {
			t.Fatal(err)
		}
		got, err := s.Imported(t.Context(), []string{"SH-0", "SH-1"})
		if err != nil || !slices.Equal(got, []Imported{{}, {1001, "0f"}}) {
			t.Errorf("%v, %v", got, err)
		}
		if none, err := s.Imported(t.Context(), nil); err != nil || none != nil {
			t.Errorf("of no numbers: %v, %v", none, err)
		}
		if k, there := s.everything(t)["{daning}:mine:0"]; there {
			t.Errorf("nobody has a list: %v", k)
		}
		before := s.everything(t)
		c.From = &cases.Source{ID: "SH-2"}
		if _, err := s.Commit(t.Context(), world.Op{}, 0, opens(c)); err == nil {
			t.Error("a number was given twice")
		}
		s.same(t, before)
	})
}
