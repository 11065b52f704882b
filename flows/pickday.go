package flows

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A date is asked for in many places: the usual ones are a tap away, any other
// is picked from a calendar or written. A day means its closing hour.

// dayPick is what a question for a date has heard so far.
type dayPick struct {
	Until int64  `json:"until,omitempty"` // unix seconds
	Month string `json:"month,omitempty"` // the calendar is open at, such as 2026-12
}

// A dayStep asks for a date.
type dayStep[D any] struct {
	name  string
	pick  func(*D) *dayPick
	ask   func(*World, D) text.Text
	after func(*World, D) time.Time // the date must be later; nil: than now
	most  time.Duration             // from now at most
	quick []calendar.Span           // what is a tap away
	when  func(*World, D) bool
	leave func() talk.Button // out of it; nil: quit
}

// step is the question as a step of a dialogue.
func (s dayStep[D]) step() talk.Step[*World, D] {
	return talk.Step[*World, D]{
		Name: s.name,
		When: s.when,
		Ask: func(w *World, d D) talk.Prompt {
			p := talk.Prompt{Say: s.ask(w, d)}
			if month, err := time.ParseInLocation("2006-01", s.pick(&d).Month, w.District.Zone); err == nil {
				p.Rows = s.month(w, d, month)
				return p
			}
			var days []time.Time
			for _, span := range s.quick {
				at := w.District.Calendar.Add(w.Now, span)
				if span.Work > 0 {
					at = w.closing(at)
				}
				if at.After(s.least(w, d)) {
					days = append(days, at)
				}
			}
			slices.SortFunc(days, time.Time.Compare)
			var quick []talk.Button
			for _, at := range days {
				quick = append(quick, pick(text.At(at, w.Now), strconv.FormatInt(at.Unix(), 10)))
			}
			p.Rows = append(talk.Pairs(quick...), talk.Row(pick(text.T("day.calendar"), "m"+s.least(w, d).Format("2006-01"))))
			out := quit
			if s.leave != nil {
				out = s.leave
			}
			p.Rows = append(p.Rows, talk.Row(back(), out()))
			return p
		},
		Hear: func(w *World, d *D, e talk.Event) talk.Answer {
			at := s.pick(d)
			var until time.Time
			switch {
			case strings.HasPrefix(e.Press, "m"):
				at.Month = e.Press[1:]
				return talk.Redo(s.name)
			case e.Press == "no":
				return talk.Redo(s.name)
			case e.Press != "":
				until = w.pressedDay(e.Press)
			case e.Text != "":
				until = w.writtenDay(e.Text)
			}
			switch {
			case until.IsZero():
				return talk.Sorry("day.sorry")
			case !until.After(s.least(w, *d)):
				return talk.Sorry("day.early", "time", text.On(s.least(w, *d)))
			case until.After(w.Now.Add(s.most)):
				return talk.Sorry("day.far", "time", text.On(w.Now.Add(s.most)))
			}
			at.Until, at.Month = until.Unix(), ""
			return talk.OK()
		},
	}
}

// least is what the date must be later than.
func (s dayStep[D]) least(w *World, d D) time.Time {
	if s.after != nil {
		if t := s.after(w, d); t.After(w.Now) {
			return w.District.Here(t)
		}
	}
	return w.Now
}

// month is a calendar of buttons: days that are over, too far or off are dots.
func (s dayStep[D]) month(w *World, d D, month time.Time) [][]talk.Button {
	first := time.Date(month.Year(), month.Month(), 1, 12, 0, 0, 0, w.District.Zone)
	least, most := s.least(w, d), w.Now.Add(s.most)
	no := func(label text.Text) talk.Button { return pick(label, "no") }
	rows := [][]talk.Button{{no(text.T("day.month", "year", first.Year(), "month", int(first.Month())))}, {}}
	for _, day := range dayTexts {
		rows[1] = append(rows[1], no(day))
	}
	var week []talk.Button
	for range (int(first.Weekday()) + 6) % 7 {
		week = append(week, no(text.T("day.none")))
	}
	for day := first; day.Month() == first.Month(); day = day.AddDate(0, 0, 1) {
		b := no(text.T("day.none"))
		if end := w.closing(day); w.District.Calendar.Working(day) && end.After(least) && !end.After(most) {
			b = pick(text.Said(strconv.Itoa(day.Day())), day.Format(time.DateOnly))
		}
		if week = append(week, b); len(week) == 7 {
			rows, week = append(rows, week), nil
		}
	}
	for len(week) > 0 && len(week) < 7 {
		week = append(week, no(text.T("day.none")))
	}
	if week != nil {
		rows = append(rows, week)
	}
	var move []talk.Button
	if first.AddDate(0, 0, -1).After(least) || first.AddDate(0, -1, 0).Month() == least.Month() && first.After(least) {
		move = append(move, pick(text.T("day.before"), "m"+first.AddDate(0, -1, 0).Format("2006-01")))
	}
	if next := first.AddDate(0, 1, 0); next.Before(most) {
		move = append(move, pick(text.T("day.after"), "m"+next.Format("2006-01")))
	}
	if len(move) > 0 {
		rows = append(rows, move)
	}
	return append(rows, talk.Row(pick(text.T("day.usual"), "m"), leave()))
}

// dayTexts are the days of the week, Monday first.
var dayTexts = []text.Text{text.T("day.mon"), text.T("day.tue"), text.T("day.wed"), text.T("day.thu"), text.T("day.fri"),
	text.T("day.sat"), text.T("day.sun")}

// closing is the closing hour of the day t is on.
func (w *World) closing(t time.Time) time.Time {
	t = w.District.Here(t)
	office := w.District.Calendar.Office()
	last := int(office[len(office)-1].To)
	return time.Date(t.Year(), t.Month(), t.Day(), last/60, last%60, 0, 0, w.District.Zone)
}

// pressedDay is the date on a button: a moment, or a day of the calendar. What
// was forged is the zero time.
func (w *World) pressedDay(press string) time.Time {
	if day, err := time.ParseInLocation(time.DateOnly, press, w.District.Zone); err == nil {
		return w.closing(day)
	}
	if at, err := strconv.ParseInt(press, 10, 64); err == nil {
		return w.District.Here(time.Unix(at, 0))
	}
	return time.Time{}
}

var writtenDays = regexp.MustCompile(`^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$`)

// writtenDay reads a date as people write it: 2026-12-05, 12月5日, 12/5,
// tomorrow, 3wd, 2h. The zero time is none.
func (w *World) writtenDay(words string) time.Time {
	words = strings.ToLower(strings.TrimSpace(words))
	switch words {
	case "今天", "today":
		return w.closing(w.Now)
	case "明天", "tomorrow":
		return w.closing(w.Now.AddDate(0, 0, 1))
	case "后天":
		return w.closing(w.Now.AddDate(0, 0, 2))
	}
	if m := writtenDays.FindStringSubmatch(words); m != nil {
		year := w.Now.Year()
		month, _ := strconv.Atoi(m[2])
		day, _ := strconv.Atoi(m[3])
		if m[1] != "" {
			year, _ = strconv.Atoi(m[1])
		}
		at := time.Date(year, time.Month(month), day, 12, 0, 0, 0, w.District.Zone)
		if int(at.Month()) != month || at.Day() != day {
			return time.Time{}
		}
		if m[1] == "" && w.closing(at).Before(w.Now.AddDate(0, -6, 0)) {
			at = at.AddDate(1, 0, 0) // in December, 1/5 is next year's
		}
		return w.closing(at)
	}
	if span, err := calendar.ParseSpan(words); err == nil {
		at := w.District.Calendar.Add(w.Now, span)
		if span.Work > 0 {
			at = w.closing(at)
		}
		return at
	}
	return time.Time{}
}
