package week

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
)

// Every figure has a name and says how it is made; that of a clock, whose it is.
func TestEveryFigureIsSpokenOf(t *testing.T) {
	for _, f := range figures.All {
		name, formula := figureName(f), formulaText(f)
		if name.Empty() || formula.Empty() {
			t.Errorf("the figure %q has no name (%t), or does not say how it is made (%t)", f.Key, name.Empty(), formula.Empty())
		}
		if k, of := strings.CutPrefix(f.Key, "ontime."); of && clockTexts[cases.ClockName(k)].Empty() {
			t.Errorf("the figure of the clock %q does not say whose it is", k)
		}
	}
	for key := range figureTexts {
		if _, known := figures.Of(key); !known {
			t.Errorf("%q is named, and no figure", key)
		}
	}
}
