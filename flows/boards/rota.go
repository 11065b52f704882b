package boards

import (
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// RotaDays are the rows of a week, as people say them.
var RotaDays = [duty.Days]text.Text{
	text.T("rota.sun"), text.T("rota.mon"), text.T("rota.tue"), text.T("rota.wed"), text.T("rota.thu"), text.T("rota.fri"), text.T("rota.sat"), text.T("rota.holiday"),
}

// RotaDate is a day without a time.
func RotaDate(d calendar.Date) text.Text {
	return text.T("rota.date", "month", int(d.Month), "day", d.Day, "weekday", RotaDays[d.Weekday()])
}

// RotaHours is from when to when, on the clock.
func RotaHours(from, to calendar.Clock) text.Text {
	if to <= from {
		return text.T("rota.hours.night", "from", from.String(), "to", to.String())
	}
	return text.T("rota.hours", "from", from.String(), "to", to.String())
}

// ClockOf is what the clock on the wall shows.
func ClockOf(t time.Time) calendar.Clock { return calendar.Clock(t.Hour()*60 + t.Minute()) }

// RotaNames are the people who are on; of who left, that they did.
func RotaNames(w *world.World, ids []int64) text.Text {
	if len(ids) == 0 {
		return text.T("rota.nobody")
	}
	var names []text.Text
	for _, id := range ids {
		name := show.Called(w, id)
		if p := w.Staff.People[id]; p.Gone {
			name = text.T("rota.gone", "name", p.Name)
		}
		names = append(names, name)
	}
	return text.Join(" · ", names...)
}

// mostGaps is how many gaps are named; the later ones come nearer.
const mostGaps = 4

// RotaGaps are the times nobody is on, a line for each.
func RotaGaps(w *world.World, plan duty.Plan, from, to time.Time) []text.Text {
	var lines []text.Text
	gaps := plan.Gaps(w.District.Calendar, from, to, w.District.Duty.Cover)
	for i, g := range gaps {
		if i == mostGaps {
			lines = append(lines, text.T("rota.gap.more", "n", len(gaps)-i))
			break
		}
		lines = append(lines, RotaGap(w, g))
	}
	return lines
}

// RotaGap is a time nobody is on.
func RotaGap(w *world.World, g duty.Gap) text.Text {
	return text.T("rota.gap", "from", show.Dated(w, g.From.Unix()), "to", show.Dated(w, g.To.Unix()))
}
