package flows

import (
	"slices"

	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// This file is the part of the report that comes before every question: what
// somebody in danger must read.

// alarmed reports whether words tell of danger nobody has warned of yet.
func (r report) alarmed(w *World, words string) bool {
	_, ok := r.alarm(w, words)
	return ok
}

// alarm is the danger the words tell of, if nobody has warned of it yet.
func (r report) alarm(w *World, words string) (district.Category, bool) {
	for _, c := range w.District.Alarms(words) {
		if !slices.Contains(r.Shown, c.ID) {
			return c, true
		}
	}
	return district.Category{}, false
}

// warn puts the emergency numbers before everything else, once for each
// danger, when the words or the category tell of it.
func (r *report) warn(w *World, a talk.Answer, words string) talk.Answer {
	c, ok := w.District.Category(r.Category)
	if !ok || !c.Danger || slices.Contains(r.Shown, c.ID) {
		if c, ok = r.alarm(w, words); !ok {
			return a
		}
	}
	r.Warned, r.Shown = true, append(slices.Clone(r.Shown), c.ID)
	return a.After(emergency(w, c, text.T("report.danger.then")))
}

// emergency is what somebody in danger must read before any question.
func emergency(w *World, c district.Category, then text.Text) talk.Prompt {
	var numbers []text.Text
	list := func(phone string) {
		for _, n := range w.District.Emergency {
			if n.Phone == phone || phone == "" {
				numbers = append(numbers, text.T("report.danger.number", "phone", n.Phone, "who", text.Named(n.Names)))
			}
		}
	}
	for _, phone := range c.Call { // whom to call first stands first
		list(phone)
	}
	if len(c.Call) == 0 {
		list("")
	}
	return talk.Prompt{Say: text.Lines(
		text.T("report.danger"),
		text.Lines(numbers...),
		text.Named(c.Advice),
		then,
	)}
}
