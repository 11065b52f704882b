package week

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// weeks is a span of whole weeks, the first and the last Monday 0:00.
type weeks struct{ first, last time.Time }

// thisWeek is the week it is, less some weeks.
func thisWeek(w *world.World, ago int) weeks {
	m := w.Monday(w.Now).AddDate(0, 0, -7*ago)
	return weeks{m, m}
}

var weekForm = regexp.MustCompile(`^(\d{4})-?[Ww](\d{1,2})$`)

// mostWeeks is the longest span figures are shown of.
const mostWeeks = 106

// spanOf reads a span as it stands on buttons and as people write it: this,
// last, 4, 13 or 52 (weeks with the running one), 2026-W47, 2026-W44~2026-W47.
// There is none that has not begun.
func spanOf(w *world.World, words string) (weeks, bool) {
	words = strings.TrimSpace(words)
	switch words {
	case "", "this":
		return thisWeek(w, 0), true
	case "last":
		return thisWeek(w, 1), true
	}
	if n, err := strconv.Atoi(words); err == nil {
		return weeks{thisWeek(w, n-1).first, thisWeek(w, 0).last}, n > 0 && n <= mostWeeks
	}
	from, to, two := strings.Cut(words, "~")
	first, ok := weekOf(w, from)
	last, ok2 := first, ok
	if two {
		last, ok2 = weekOf(w, to)
	}
	s := weeks{first, last}
	return s, ok && ok2 && s.n() > 0 && s.n() <= mostWeeks && !s.first.After(w.Now)
}

// weekOf is the Monday of an ISO week.
func weekOf(w *world.World, words string) (time.Time, bool) {
	m := weekForm.FindStringSubmatch(strings.TrimSpace(words))
	if m == nil {
		return time.Time{}, false
	}
	year, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	// The 4th of January is always in the first week.
	at := w.Monday(time.Date(year, 1, 4, 12, 0, 0, 0, w.District.Zone)).AddDate(0, 0, 7*(week-1))
	return at, week > 0 && w.Week(at) == world.IsoWeek(year, week)
}

// WeekOf is the ISO week that words such as last or 2026-W47 mean; "" for none.
func WeekOf(w *world.World, words string) string {
	s, ok := spanOf(w, words)
	if !ok {
		return ""
	}
	return w.Week(s.last)
}

// n is how many weeks there are; 0 where the last is before the first.
func (s weeks) n() int {
	if s.last.Before(s.first) {
		return 0
	}
	return int(s.last.Sub(s.first).Hours()/24/7+0.5) + 1
}

// names are the weeks, oldest first.
func names(w *world.World, s weeks) []string {
	var all []string
	for i := range s.n() {
		all = append(all, w.Week(s.first.AddDate(0, 0, 7*i)))
	}
	return all
}

// before is the span of the same length before s.
func (s weeks) before(n int) weeks {
	return weeks{s.first.AddDate(0, 0, -7*n), s.first.AddDate(0, 0, -7)}
}

// nameOf is the span as it stands on buttons.
func nameOf(w *world.World, s weeks) string {
	if s.n() == 1 {
		return w.Week(s.first)
	}
	return w.Week(s.first) + "~" + w.Week(s.last)
}

// spanText is the span with its days.
func spanText(w *world.World, s weeks) text.Text {
	from, to := dayText(s.first), dayText(s.last.AddDate(0, 0, 6))
	if running(w, s) {
		return text.T("span.running", "week", nameOf(w, s), "from", from, "to", to)
	}
	return text.T("span.of", "week", nameOf(w, s), "from", from, "to", to)
}

// running reports whether a span is not over yet.
func running(w *world.World, s weeks) bool { return w.Now.Before(s.last.AddDate(0, 0, 7)) }

func dayText(t time.Time) string { return fmt.Sprintf("%d/%d", int(t.Month()), t.Day()) }

// areaText is a grid, or the whole district.
func areaText(w *world.World, grid string) text.Text {
	if grid == figures.Everywhere {
		return text.Named(w.District.Names)
	}
	return show.GridName(w, grid)
}
