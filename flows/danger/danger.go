// Package danger is danger in words: whom to call, what to do, and on the cards of a
// case what was told of it last. It does not know who is told, nor what a card has
// besides.
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

// Text is on the card of whoever goes there: whom to call, and what not
// to do.
func Text(w *world.World, c cases.Case) text.Text {
	if !c.Danger || c.Status.Type() != cases.Open || c.HandedIn() && c.Alarm == 0 {
		return text.Text{}
	}
	category, _ := w.District.Category(c.Category)
	d := Of(w, c.Category)
	if heard, ok := w.District.Danger(c.What); ok {
		d = heard
		if len(category.Advice) == 0 {
			category, _ = w.District.Category(heard.Category)
		}
	} else if later, ok := since(w, c); ok && !category.Danger {
		d = later
		if of, known := w.District.Category(later.Category); known && len(of.Advice) > 0 {
			category = of
		}
	} else if _, many := c.Last(cases.Crowd); many && !category.Danger {
		return text.Text{} // urgent by their number alone: nobody is to be called for it
	}
	number, _ := calls(w, d.Call)
	return text.Lines(text.T("card.danger", "phone", number.Phone, "who", text.Named(number.Names)), text.Named(firstLine(category.Advice)))
}

// since is the danger that was told last of a case that began as something
// else: rubbish that smells of gas is no fire.
func since(w *world.World, c cases.Case) (district.Danger, bool) {
	for _, e := range slices.Backward(c.Log) {
		if !e.Do.Observes() || e.Back != 0 || e.Note.Words == "" {
			continue
		}
		if heard, ok := w.District.Danger(e.Note.Words); ok && heard.Kind != district.Help { // a cry says of no kind
			return heard, true
		}
	}
	return district.Danger{}, false
}

// firstLine is the first line of what is said in each language.
func firstLine(names text.Names) text.Names {
	lines := text.Names{}
	for l, said := range names {
		lines[l], _, _ = strings.Cut(said, "\n")
	}
	return lines
}
