// Package danger is danger in words: whom to call, what to do, and on the cards of a
// case what was told of it last. It does not know who is told, but for whether anybody
// is, nor what a card has besides.
package danger

import (
	"slices"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Emergency is what somebody in danger must read before anything else: whom to
// call, in one line; what to do; and what we do.
func Emergency(w *world.World, d district.Danger, then text.Text) talk.Prompt {
	c, _ := w.District.Category(d.Category)
	first, others := calls(w, d.Call)
	return talk.Prompt{Say: text.Lines(text.T("report.danger", "phone", first.Phone, "who", text.Named(first.Names)), others, text.Named(c.Advice), then)}
}

// Has is who has danger that was told of just now: usual, unless nobody of the grid can be
// reached; who stands there must know it.
func Has(w *world.World, c cases.Case, usual text.Text) text.Text {
	if c.Status == "" { // it is about to be opened
		c.Status = cases.Reported
	}
	there := func(p world.Person) bool { return !p.Gone }
	switch {
	case len(w.Reached(c, w.Me.ID)) > 0:
		return usual
	case slices.ContainsFunc(w.Coordinators(), there):
		return text.T("report.danger.coordinator")
	}
	return text.T("report.danger.nobody")
}

// Of is the danger a case of a category is of, where no words say more.
func Of(w *world.World, category string) district.Danger {
	c, _ := w.District.Category(category)
	d := district.Danger{Category: category, Call: c.Call}
	if len(d.Call) == 0 {
		for _, n := range w.District.Emergency {
			d.Call = append(d.Call, n.Phone)
		}
	}
	return d
}

// Perhaps is whom to call if it is what it sounds like, of a category that is danger:
// no alarm was heard, and whoever is in danger all the same must not answer first.
func Perhaps(w *world.World, category string) text.Text {
	c, _ := w.District.Category(category)
	if !c.Danger || len(c.Call) == 0 {
		return text.Text{}
	}
	n, _ := calls(w, c.Call)
	return text.T("report.danger.perhaps", "phone", n.Phone, "who", text.Named(n.Names))
}

// mostNumbers is how many numbers stand in a line for any danger.
const mostNumbers = 3

// Numbers is whom one calls in any danger.
func Numbers(w *world.World) text.Text {
	var numbers []text.Text
	for _, n := range w.District.Emergency[:min(mostNumbers, len(w.District.Emergency))] {
		numbers = append(numbers, text.T("report.danger.number", "phone", n.Phone, "who", text.Named(n.Names)))
	}
	return text.Join(" · ", numbers...)
}

// calls is the number to be called first, and a line with the others.
func calls(w *world.World, phones []string) (first district.Number, others text.Text) {
	var rest []text.Text
	for _, phone := range phones {
		for _, n := range w.District.Emergency {
			switch {
			case n.Phone != phone:
			case first.Phone == "":
				first = n
			default:
				rest = append(rest, text.T("report.danger.number", "phone", n.Phone, "who", text.Named(n.Names)))
			}
		}
	}
	if len(rest) == 0 {
		return first, text.Text{}
	}
	return first, text.T("report.danger.others", "numbers", text.Join(" · ", rest...))
}

// firstLine is the first line of what is said in each language.
func firstLine(names text.Names) text.Names {
	lines := text.Names{}
	for l, said := range names {
		lines[l], _, _ = strings.Cut(said, "\n")
	}
	return lines
}
