package rota

import (
	"slices"
	"strings"
	"time"

	"gridbot/flows/boards"
	"gridbot/flows/calendar"
	"gridbot/flows/duty"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// rotaName is whose plan of duty a key is.
func rotaName(w *world.World, key string) text.Text {
	if agency, ok := strings.CutPrefix(key, "@"); ok {
		return show.AgencyName(w, agency)
	}
	return show.GridName(w, key)
}

// nextShifts are the next shifts of somebody that have not begun, at most so many.
func nextShifts(w *world.World, plan duty.Plan, id int64, most int) []duty.Shift {
	all := slices.DeleteFunc(plan.Shifts(w.District.Calendar, w.Now.Add(time.Second), w.Now.AddDate(0, 0, 14)), func(s duty.Shift) bool { return !s.Has(id) })
	return all[:min(len(all), most)]
}

// shiftDay is a shift with its day.
func shiftDay(s duty.Shift) text.Text {
	return text.T("rota.on", "date", boards.RotaDate(calendar.DateOf(s.From)), "hours", boards.RotaHours(boards.ClockOf(s.From), boards.ClockOf(s.To)))
}
