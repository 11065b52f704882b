package report

import (
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/personal"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// People write more about themselves than whoever comes needs. Before it is sent they
// read what of it tells who they are, and who would read that; one tap covers it, and
// to send it as it is is simply to send it.

// mostPointed is how many things are pointed out.
const mostPointed = 6

// telling is what in the words of the report tells of people.
func (r report) telling(kinds ...personal.Kind) []text.Text {
	var said []string
	for _, words := range []string{r.What, r.Place.Name.Words, r.Place.More} {
		for _, s := range personal.Said(words, kinds...) {
			if !slices.Contains(said, s) {
				said = append(said, s)
			}
		}
	}
	var all []text.Text
	for _, s := range said[:min(len(said), mostPointed)] {
		all = append(all, text.T("report.personal.one", "words", s))
	}
	return all
}

// personalText points it out; nothing where there is nothing. Who types for somebody
// else knows what they type.
func (r report) personalText(w *world.World) text.Text {
	if r.Filed != nil || ask.BehindTheDoor(w, r.Category) {
		return text.Text{}
	}
	var lines []text.Text
	kind, _ := w.District.Category(r.Category)
	if names := r.telling(personal.Name, personal.Flat); len(names) > 0 && kind.Private {
		lines = append(lines, text.T("report.personal.few", "what", text.Join(" ", names...)))
	} else if len(names) > 0 {
		lines = append(lines, text.T("report.personal", "what", text.Join(" ", names...)))
	}
	if numbers := r.telling(personal.Numbers...); len(numbers) > 0 {
		lines = append(lines, text.T("report.personal.numbers", "what", text.Join(" ", numbers...)))
	}
	return text.Lines(lines...)
}

// personalRow is the tap that covers it.
func (r report) personalRow(w *world.World) [][]talk.Button {
	if r.Filed != nil || ask.BehindTheDoor(w, r.Category) || len(r.telling()) == 0 {
		return nil
	}
	return [][]talk.Button{{show.Pick(text.T("report.personal.mask"), "mask")}}
}

// mask covers it, in all they wrote.
func (r *report) mask() {
	r.What, r.Told = personal.Mask(r.What, personal.Told...), personal.Mask(r.Told, personal.Told...)
	r.Place.Name.Words, r.Place.More = personal.Mask(r.Place.Name.Words, personal.Told...), personal.Mask(r.Place.More, personal.Told...)
	for i, f := range r.Facts {
		r.Facts[i].Value = personal.Mask(f.Value, personal.Told...)
	}
}
