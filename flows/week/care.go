package week

import (
	"strings"

	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Care cases, counted: of the whole district for everybody who leads, and never so few
// that somebody could be meant.

// ofCare stands on a button in the place of a figure, for those of the care cases.
const ofCare = "care"

// caring are the grids whose care cases are counted; "" where there are none.
func caring(w *world.World) string {
	if !w.District.Care.On() || !w.Seals {
		return ""
	}
	return w.GridsOf(figures.Everywhere)
}

// careSums adds up what is counted of care cases in a span.
func careSums(w *world.World, s weeks) figures.Sums {
	sums := figures.Sums{figures.CareOpen: w.Weekly.Care.Open}
	for _, week := range names(w, s) {
		for field, n := range w.Weekly.Care.Counts {
			if counter, of := strings.CutPrefix(field, figures.CareField(week, "")); of {
				sums[counter] += n
			}
		}
	}
	return sums
}

// careText is what is said of care cases beside other figures: what there are enough
// of, and that of all else there are fewer.
func careText(w *world.World, s weeks) text.Text {
	if caring(w) == "" || w.Weekly == nil {
		return text.Text{}
	}
	sums, few := careSums(w, s), 0
	lines := []text.Text{text.T("week.care.figures")}
	for _, f := range figures.Care {
		if all, _ := careNumbers(f, sums); all < figures.FewestHouseholds {
			few++
			continue
		}
		lines = append(lines, careLine(f, sums))
	}
	switch few {
	case 0:
	case len(figures.Care):
		lines = append(lines, text.T("week.care.figures.few", "n", figures.FewestHouseholds))
	default:
		lines = append(lines, text.T("week.care.figures.rest", "n", figures.FewestHouseholds))
	}
	return text.Lines(lines...)
}

// careNumbers are of how many something is said, and how many of them were not in time.
func careNumbers(f figures.Figure, sums figures.Sums) (all, missed int) {
	v := f.Value(sums)
	if f.Of == nil {
		return v.Num, 0
	}
	return v.Of, v.Num
}

// careLine is a figure with its value.
func careLine(f figures.Figure, sums figures.Sums) text.Text {
	all, missed := careNumbers(f, sums)
	name := careTexts[f.Key].name
	if f.Of == nil || all < figures.FewestHouseholds {
		return text.T("week.care.figure", "name", name, "n", bandText(all))
	}
	return text.T("week.care.figure.late", "name", name, "n", bandText(all), "late", bandText(missed))
}

// bandText is a number of households as it may be said.
func bandText(n int) text.Text {
	from, to, few := figures.Band(n)
	if few {
		return text.T("week.care.few", "n", figures.FewestHouseholds)
	}
	return text.T("week.care.band", "from", from, "to", to)
}

// careButton leads behind the figures of care cases: m|figure|care|<span>|<grid>.
func careButton(w *world.World, s weeks, grid string) talk.Button {
	return show.MenuButton(text.T("figure.show", "name", text.T("week.care.figures.name")), "figure", ofCare, nameOf(w, s), grid)
}

// careFormulas says how each is made. Behind them nothing is shown.
func careFormulas(w *world.World, s weeks) text.Text {
	lines := []text.Text{text.T("week.care.figures.head", "span", spanText(w, s)), text.T("week.care.figures.why", "n", figures.FewestHouseholds)}
	sums := figures.Sums{}
	if w.Weekly != nil {
		sums = careSums(w, s)
	}
	for i, f := range figures.Care {
		lines = append(lines, careLine(f, sums))
		if of, _, parts := strings.Cut(f.Key, "."); parts && i+1 < len(figures.Care) && strings.HasPrefix(figures.Care[i+1].Key, of+".") {
			continue // the next is made in the same way
		}
		lines = append(lines, text.T("week.care.formula", "formula", careTexts[f.Key].formula))
	}
	return text.Lines(lines...)
}

// careTexts are the names of the figures of care cases, and how they are made.
var careTexts = map[string]struct{ name, formula text.Text }{
	"opened":            {text.T("week.care.opened"), text.T("week.care.formula.opened")},
	"open":              {text.T("week.care.open"), text.T("week.care.formula.open")},
	"answered.life":     {text.T("week.care.answered.life"), text.T("week.care.formula.answered")},
	"answered.high":     {text.T("week.care.answered.high"), text.T("week.care.formula.answered")},
	"answered.ordinary": {text.T("week.care.answered.ordinary"), text.T("week.care.formula.answered")},
	"reviewed":          {text.T("week.care.reviewed"), text.T("week.care.formula.reviewed")},
	"ordinary":          {text.T("week.care.ordinary"), text.T("week.care.formula.ordinary")},
	"onwards":           {text.T("week.care.onwards"), text.T("week.care.formula.onwards")},
	"offered":           {text.T("week.care.offered"), text.T("week.care.formula.offered")},
}
