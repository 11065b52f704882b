package staff

import (
	"gridbot/flows/boards"
	"gridbot/flows/calendar"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// onToday is who is on today and tomorrow, and when nobody is; nothing where
// there is no plan.
func onToday(w *world.World, key string) text.Text {
	plan := w.Staff.Rota.Plans[key]
	if plan.Empty() {
		return text.Text{}
	}
	zone := w.District.Zone
	today := calendar.DateOf(w.District.Here(w.Now))
	var lines []text.Text
	for i, head := range []text.Text{text.T("rota.today"), text.T("rota.tomorrow")} {
		d := today.Plus(i)
		lines = append(lines, text.T("rota.day.head", "when", head, "date", boards.RotaDate(d)))
		for _, s := range plan.Shifts(w.District.Calendar, d.At(0, zone), d.Plus(1).At(0, zone)) {
			if s.To.After(w.Now) && len(s.Who) > 0 {
				lines = append(lines, text.T("rota.shift", "hours", boards.RotaHours(boards.ClockOf(s.From), boards.ClockOf(s.To)), "who", boards.RotaNames(w, s.Who)))
			}
		}
	}
	return text.Lines(append(lines, boards.RotaGaps(w, plan, w.Now, today.Plus(2).At(0, zone))...)...)
}
