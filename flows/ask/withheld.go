package ask

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// MostOpen is how many cases somebody may have open that are no danger.
const MostOpen = 20

// Withheld says why a report of a category is not taken now; empty where it is. Danger
// is always taken; and staff may have any number.
func Withheld(w *world.World, category string) text.Text {
	if kind, _ := w.District.Category(category); kind.Danger || w.Me.Role != world.Resident {
		return text.Text{}
	}
	if m := w.Me.Muted; m.Holds(w.Now) {
		return text.T("withheld.muted", "until", text.On(w.District.Here(time.Unix(m.Until, 0))), "why", m.Why)
	}
	open := 0
	for _, c := range w.Theirs {
		if c.By.ID == w.Me.ID && c.Status.Type() == cases.Open && !c.Danger {
			open++
		}
	}
	if open >= MostOpen {
		return text.T("withheld.full", "n", MostOpen)
	}
	return text.Text{}
}
