package world

import (
	"time"
)

// What cannot be done in time is answered for: with a promise, by asking for
// more time, or by stopping the clock for a reason.

const OneDay = 24 * time.Hour

// Closing is the closing hour of the day t is on.
func (w *World) Closing(t time.Time) time.Time {
	t = w.District.Here(t)
	office := w.District.Calendar.Office()
	last := int(office[len(office)-1].To)
	return time.Date(t.Year(), t.Month(), t.Day(), last/60, last%60, 0, 0, w.District.Zone)
}

// Slots are the usual times to meet: in the next working days, mornings and
// afternoons.
func (w *World) Slots() []time.Time {
	var slots []time.Time
	for day := w.District.Here(w.Now); len(slots) < 4; day = day.AddDate(0, 0, 1) {
		if !w.District.Calendar.Working(day) {
			if day.After(w.Now.Add(30 * OneDay)) {
				break
			}
			continue
		}
		for _, minute := range []int{9*60 + 30, 14 * 60} {
			at := time.Date(day.Year(), day.Month(), day.Day(), minute/60, minute%60, 0, 0, w.District.Zone)
			if at.After(w.Now.Add(time.Hour)) && len(slots) < 4 {
				slots = append(slots, at)
			}
		}
	}
	return slots
}
