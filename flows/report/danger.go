package report

import (
	"slices"

	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is the part of the report that comes before every question: what
// somebody in danger must read.

// alarmed reports whether words tell of danger nobody has warned of yet.
func (r report) alarmed(w *world.World, words string) bool {
	_, ok := r.alarm(w, words)
	return ok
}

// alarm is the danger the words tell of, if nobody has warned of it yet.
func (r report) alarm(w *world.World, words string) (district.Category, bool) {
	for _, c := range w.District.Alarms(words) {
		if !slices.Contains(r.Shown, c.ID) {
			return c, true
		}
	}
	return district.Category{}, false
}

// warn puts the emergency numbers before everything else, once for each
// danger, when the words or the category tell of it.
func (r *report) warn(w *world.World, a talk.Answer, words string) talk.Answer {
	c, ok := w.District.Category(r.Category)
	if !ok || !c.Danger || slices.Contains(r.Shown, c.ID) {
		if c, ok = r.alarm(w, words); !ok {
			return a
		}
	}
	r.Warned, r.Shown = true, append(slices.Clone(r.Shown), c.ID)
	return a.After(show.Emergency(w, c, text.T("report.danger.then")))
}
