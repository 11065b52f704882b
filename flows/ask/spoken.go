package ask

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// How people say a day that is not written in figures: 下周五前, 月底前, 三个工作日内,
// 一周内, by next Friday, end of the month, in two weeks.
var (
	dayLeads = regexp.MustCompile(`^(?:最晚|最迟|不晚于|到|再过|过|by|before|until|till|within|in|on or before) ?(?:the )?`)
	dayTails = regexp.MustCompile(` ?(?:之前|以前|前|之内|以内|内|里|之后|以后|后|or so|from now|at the latest)$`)
	nextWeek = regexp.MustCompile(`^(?:下个?(?:周|星期|礼拜)|next )(.+)$`)
	monthEnd = regexp.MustCompile(`^(?:(?:这个?月|本月|月)(?:底|末)|(?:the )?end of (?:the |this )?month)$`)
	nextEnd  = regexp.MustCompile(`^(?:下个?月(?:底|末)|(?:the )?end of next month)$`)
)

// spokenDay reads a day as people say it; the zero time is none.
func spokenDay(w *world.World, words string) time.Time {
	said := strings.ToLower(strings.TrimSpace(words))
	bare := dayTails.ReplaceAllString(dayLeads.ReplaceAllString(said, ""), "")
	here := w.District.Here(w.Now)
	switch first := time.Date(here.Year(), here.Month(), 1, 12, 0, 0, 0, here.Location()); {
	case monthEnd.MatchString(bare):
		return w.Closing(first.AddDate(0, 1, -1))
	case nextEnd.MatchString(bare):
		return w.Closing(first.AddDate(0, 2, -1))
	}
	if m := nextWeek.FindStringSubmatch(bare); m != nil {
		for _, name := range []string{"周" + m[1], m[1]} {
			if at, named := weekday(w, name); named {
				return w.Closing(inNextWeek(here, at.Weekday()))
			}
		}
	}
	if at := lasting(w, bare); !at.IsZero() {
		return at
	}
	if bare != said {
		return writtenDay(w, bare)
	}
	return time.Time{}
}

// noSuchDay tells whether words are a date that no calendar has, such as 31 Nov.
func noSuchDay(words string) bool {
	bare := dayTails.ReplaceAllString(dayLeads.ReplaceAllString(strings.ToLower(strings.TrimSpace(words)), ""), "")
	return writtenDays.MatchString(inFigures(bare))
}

// NoSuchDay tells so of words, with a time of day or without, in which no day was heard.
func NoSuchDay(words string) bool {
	if m := writtenHours.FindStringSubmatch(hourInFigures(strings.ToLower(strings.TrimSpace(words)))); m != nil {
		words = m[1]
	}
	return noSuchDay(words)
}

// hanHour is an hour in Chinese numerals; in 周三十点 the first one is the day's.
var hanHour = regexp.MustCompile(`((?:周|星期|礼拜)[一二三四五六日天])?([零一二两三四五六七八九十]{1,3})([点时])`)

// hourInFigures writes an hour in figures: 下午两点 is 下午2点, Friday at 2 pm is Friday 2pm.
func hourInFigures(words string) string {
	words = hanHour.ReplaceAllStringFunc(words, func(said string) string {
		m := hanHour.FindStringSubmatch(said)
		n, _ := grids.Count(m[2])
		return m[1] + strconv.Itoa(n) + m[3]
	})
	return strings.NewReplacer(" at ", " ", " am", "am", " pm", "pm", ", ", " ").Replace(words)
}

// unheardDay says why no day was heard.
func unheardDay(words string) talk.Answer {
	if noSuchDay(words) {
		return talk.Sorry("day.nosuch")
	}
	return talk.Sorry("day.sorry")
}

// heardDay takes a day; who said it reads which one was heard.
func heardDay(w *world.World, e talk.Event, day time.Time) talk.Answer {
	if e.Press == "" && !spokenDay(w, e.Text).IsZero() {
		return talk.OK().After(talk.Prompt{Say: text.T("day.heard", "time", text.On(day))})
	}
	return talk.OK()
}

// inNextWeek is a day of the week after this one; a week begins on Monday.
func inNextWeek(here time.Time, day time.Weekday) time.Time {
	since := func(d time.Weekday) int { return (int(d) + 6) % 7 }
	return here.AddDate(0, 0, 7-since(here.Weekday())+since(day))
}

// lasting is when a length of days, weeks or months from now is over; the zero time is
// none.
func lasting(w *world.World, words string) time.Time {
	n, unit := grids.Count(words)
	switch {
	case n == 0 && (strings.HasPrefix(words, "a ") || strings.HasPrefix(words, "one ")):
		_, unit, _ = strings.Cut(words, " ")
		n = 1
	case n == 0:
		for i, name := range []string{"two ", "three ", "four ", "five ", "six ", "seven ", "eight ", "nine ", "ten "} {
			if rest, ok := strings.CutPrefix(words, name); ok {
				n, unit = i+2, rest
			}
		}
	}
	if n < 1 || n > 400 {
		return time.Time{}
	}
	switch unit = strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(unit), "个")), "s"); unit {
	case "工作日", "working day", "work day", "workday", "business day":
		return w.Closing(w.District.Calendar.Add(w.Now, calendar.Span{Work: n}))
	case "天", "日", "day":
		return w.Closing(w.Now.AddDate(0, 0, n))
	case "周", "星期", "礼拜", "week":
		return w.Closing(w.Now.AddDate(0, 0, 7*n))
	case "月", "month":
		return w.Closing(w.Now.AddDate(0, n, 0))
	}
	return time.Time{}
}
