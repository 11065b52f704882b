package ask

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gridbot/flows/calendar"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A date is asked for in many places: the usual ones are a tap away, any other
// is picked from a calendar or written. A day means its closing hour.

// DayPick is what a question for a date has heard so far.
type DayPick struct {
	Until int64  `json:"until,omitempty"` // unix seconds
	Month string `json:"month,omitempty"` // the calendar is open at, such as 2026-12
}

// A DayStep asks for a date.
type DayStep[D any] struct {
	Name   string
	Pick   func(*D) *DayPick
	Ask    func(*world.World, D) text.Text
	After  func(*world.World, D) time.Time // the date must be later; nil: than now
	Most   time.Duration                   // from now at most
	Latest func(*world.World, D) Latest    // and not later than this; nil: no further limit
	Quick  []calendar.Span                 // what is a tap away
	When   func(*world.World, D) bool
	Which  func(*world.World, D) string // of several dates that are asked for; nil: there is one
	Rewind func(*world.World, *D) bool  // takes back the last of them
}

// Latest is a day after which nothing can be chosen, and what is said to who tries.
type Latest struct {
	At    time.Time
	Sorry talk.Answer
}

// ends is the last moment that can be chosen.
func (s DayStep[D]) ends(w *world.World, d D) time.Time {
	most := w.Now.Add(s.Most)
	if s.Latest == nil {
		return most
	}
	if at := s.Latest(w, d).At; at.Before(most) {
		return at
	}
	return most
}

// Step is the question as a step of a dialogue.
func (s DayStep[D]) Step() talk.Step[*world.World, D] {
	return talk.Step[*world.World, D]{
		Name: s.Name,
		When: s.When,
		// The calendar is a question of its own: out of it, Back leads to the usual days.
		Which: func(w *world.World, d D) string {
			open := ""
			if s.Pick(&d).Month != "" {
				open = "calendar "
			}
			if s.Which != nil {
				return open + s.Which(w, d)
			}
			return open
		},
		Rewind: func(w *world.World, d *D) bool {
			if at := s.Pick(d); at.Month != "" {
				at.Month = ""
				return true
			}
			return s.Rewind != nil && s.Rewind(w, d)
		},
		Ask: func(w *world.World, d D) talk.Prompt {
			p := talk.Prompt{Say: s.Ask(w, d)}
			if month, err := time.ParseInLocation("2006-01", s.Pick(&d).Month, w.District.Zone); err == nil {
				p.Rows = s.month(w, d, month)
				return p
			}
			var days []time.Time
			for _, span := range s.Quick {
				at := w.District.Calendar.Add(w.Now, span)
				if span.Work > 0 {
					at = w.Closing(at)
				}
				if at.After(s.least(w, d)) && !at.After(s.ends(w, d)) {
					days = append(days, at)
				}
			}
			slices.SortFunc(days, time.Time.Compare)
			var quick []talk.Button
			for _, at := range days {
				quick = append(quick, show.Pick(text.At(at, w.Now), strconv.FormatInt(at.Unix(), 10)))
			}
			p.Rows = append(talk.Pairs(quick...), talk.Row(show.Pick(text.T("day.calendar"), "m"+s.least(w, d).Format("2006-01"))))
			return p
		},
		Hear: func(w *world.World, d *D, e talk.Event) talk.Answer {
			at := s.Pick(d)
			var until time.Time
			switch {
			case strings.HasPrefix(e.Press, "m"):
				at.Month = e.Press[1:]
				return talk.Redo(s.Name)
			case e.Press == "no":
				return talk.Redo(s.Name)
			case e.Press != "":
				until = pressedDay(w, e.Press)
			case e.Text != "":
				until = writtenDay(w, e.Text)
			}
			switch {
			case until.IsZero():
				return unheardDay(e.Text)
			case !until.After(s.least(w, *d)):
				return talk.Sorry("day.early", "time", text.On(s.least(w, *d)))
			case s.Latest != nil && until.After(s.Latest(w, *d).At):
				return s.Latest(w, *d).Sorry
			case until.After(w.Now.Add(s.Most)):
				return talk.Sorry("day.far", "time", text.On(w.Now.Add(s.Most)))
			}
			at.Until, at.Month = until.Unix(), ""
			return heardDay(w, e, until)
		},
	}
}

// least is what the date must be later than.
func (s DayStep[D]) least(w *world.World, d D) time.Time {
	if s.After != nil {
		if t := s.After(w, d); t.After(w.Now) {
			return w.District.Here(t)
		}
	}
	return w.Now
}

// month is a calendar of buttons: days that are over, too far or off are dots.
func (s DayStep[D]) month(w *world.World, d D, month time.Time) [][]talk.Button {
	first := time.Date(month.Year(), month.Month(), 1, 12, 0, 0, 0, w.District.Zone)
	least, most := s.least(w, d), s.ends(w, d)
	no := func(label text.Text) talk.Button { return show.Pick(label, "no") }
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
		if end := w.Closing(day); w.District.Calendar.Working(day) && end.After(least) && !end.After(most) {
			b = show.Pick(text.Said(strconv.Itoa(day.Day())), day.Format(time.DateOnly))
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
		move = append(move, show.Pick(text.T("day.before"), "m"+first.AddDate(0, -1, 0).Format("2006-01")))
	}
	if next := first.AddDate(0, 1, 0); next.Before(most) {
		move = append(move, show.Pick(text.T("day.after"), "m"+next.Format("2006-01")))
	}
	if len(move) > 0 {
		rows = append(rows, move)
	}
	return rows
}

// dayTexts are the days of the week, Monday first.
var dayTexts = []text.Text{text.T("day.mon"), text.T("day.tue"), text.T("day.wed"), text.T("day.thu"), text.T("day.fri"),
	text.T("day.sat"), text.T("day.sun")}

// pressedDay is the date on a button: a moment, or a day of the calendar. What
// was forged is the zero time.
func pressedDay(w *world.World, press string) time.Time {
	if day, err := time.ParseInLocation(time.DateOnly, press, w.District.Zone); err == nil {
		return w.Closing(day)
	}
	if at, err := strconv.ParseInt(press, 10, 64); err == nil {
		return w.District.Here(time.Unix(at, 0))
	}
	return time.Time{}
}

var writtenDays = regexp.MustCompile(`^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$`)

// monthNames are days as English writes them: 25 Nov, November 25th, 2026.
var monthNames = []*regexp.Regexp{
	regexp.MustCompile(`^(?P<d>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<m>[a-z]{3,9})\.?,?(?: (?P<y>\d{4}))?$`),
	regexp.MustCompile(`^(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,?(?: (?P<y>\d{4}))?$`),
}

// inFigures writes a day with the name of its month as figures: 11-25. Other words
// stay as they are.
func inFigures(words string) string {
	for _, form := range monthNames {
		m := form.FindStringSubmatch(words)
		if m == nil {
			continue
		}
		name := m[form.SubexpIndex("m")]
		for month := time.January; month <= time.December; month++ {
			if long := strings.ToLower(month.String()); long == name || long[:3] == name || name == "sept" && month == time.September {
				day := strconv.Itoa(int(month)) + "-" + m[form.SubexpIndex("d")]
				if year := m[form.SubexpIndex("y")]; year != "" {
					return year + "-" + day
				}
				return day
			}
		}
	}
	return words
}

// weekdays are the days of the week as people write them, Sunday first.
var weekdays = [7]string{"日天", "一", "二", "三", "四", "五", "六"}

// weekday is the next day of that name after today; false for other words.
func weekday(w *world.World, words string) (time.Time, bool) {
	here := w.District.Here(w.Now)
	han := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(words, "这"), "本"), "周"), "星期")
	en := strings.TrimPrefix(strings.TrimPrefix(words, "on "), "this ")
	for day := 1; day <= 7; day++ {
		at := here.AddDate(0, 0, day)
		name := strings.ToLower(at.Weekday().String())
		if han != words && utf8.RuneCountInString(han) == 1 && strings.Contains(weekdays[at.Weekday()], han) || en == name || en == name[:3] {
			return at, true
		}
	}
	return time.Time{}, false
}

// writtenDay reads a date as people write it: 2026-12-05, 12月5日, 12/5, 25 Nov,
// tomorrow, 周三, Wednesday, 3wd, 2h. The zero time is none.
func writtenDay(w *world.World, words string) time.Time {
	words = inFigures(strings.ToLower(strings.TrimSpace(words)))
	if at, named := weekday(w, words); named {
		return w.Closing(at)
	}
	switch words {
	case "今天", "today":
		return w.Closing(w.Now)
	case "明天", "tomorrow":
		return w.Closing(w.Now.AddDate(0, 0, 1))
	case "后天", "the day after tomorrow":
		return w.Closing(w.Now.AddDate(0, 0, 2))
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
		if m[1] == "" && w.Closing(at).Before(w.Now.AddDate(0, -6, 0)) {
			at = at.AddDate(1, 0, 0) // in December, 1/5 is next year's
		}
		return w.Closing(at)
	}
	if span, err := calendar.ParseSpan(words); err == nil {
		at := w.District.Calendar.Add(w.Now, span)
		if span.Work > 0 {
			at = w.Closing(at)
		}
		return at
	}
	return spokenDay(w, words)
}

var writtenHours = regexp.MustCompile(`^(.*?)\s*(早上|上午|中午|下午|傍晚|晚上)?\s*(\d{1,2})(?:[:：点时](\d{2})?分?(半)?\s*(am|pm)?|\s*(am|pm))$`)

// WrittenMoment reads a day as people write it, at a time of day if they say one, or
// else at the usual one. The zero time is none.
func WrittenMoment(w *world.World, words string, usual calendar.Clock) time.Time {
	if at := WrittenHour(w, words); !at.IsZero() {
		return at
	}
	at := writtenDay(w, words)
	if at.IsZero() {
		return at
	}
	return calendar.DateOf(w.District.Here(at)).At(usual, w.District.Zone)
}

// WrittenHour reads a time as people write it: 14:00, 明天9点, 11-25 14:30. The
// zero time is none.
func WrittenHour(w *world.World, words string) time.Time {
	m := writtenHours.FindStringSubmatch(hourInFigures(strings.ToLower(strings.TrimSpace(words))))
	if m == nil {
		return time.Time{}
	}
	day := w.District.Here(w.Now)
	if m[1] != "" {
		if day = writtenDay(w, m[1]); day.IsZero() {
			return time.Time{}
		}
	}
	hour, _ := strconv.Atoi(m[3])
	minute, _ := strconv.Atoi(m[4])
	if m[5] != "" {
		minute = 30
	}
	switch m[2] + m[6] + m[7] {
	case "下午", "傍晚", "晚上", "pm":
		if hour < 12 {
			hour += 12
		}
	case "am":
		hour %= 12
	}
	if hour > 23 || minute > 59 {
		return time.Time{}
	}
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, w.District.Zone)
}
