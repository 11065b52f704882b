package flows

import (
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// This file is the part of the report that comes before every question: what
// somebody in danger must read.

// alarmed reports whether words tell of danger nobody has warned of yet.
func (r report) alarmed(w *World, words string) bool {
	return !r.Warned && len(w.District.Alarms(words)) > 0
}

// warn puts the emergency numbers before everything else, once, when the words
// or the category tell of danger.
func (r *report) warn(w *World, a talk.Answer, words string) talk.Answer {
	if r.Warned {
		return a
	}
	c, ok := w.District.Category(r.Category)
	if !ok || !c.Danger {
		alarms := w.District.Alarms(words)
		if len(alarms) == 0 {
			return a
		}
		c = alarms[0]
	}
	r.Warned = true
	return a.After(emergency(w, c))
}

// emergency is what somebody in danger must read before any question.
func emergency(w *World, c district.Category) talk.Prompt {
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
		text.T("report.danger.then"),
	)}
}
