package flows

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Figures are asked for over a span of weeks: 2026-W47, or from one to the
// other, 2026-W44~2026-W47.

// A Span is what must be read for figures.
type Span struct {
	Grid    string // figures.Everywhere for the district
	Weeks   string // separated by commas
	Now     int64  // with cases: what is late now, unix seconds; 0: figures alone
	Last    string // with cases: the week whose new cases are shown
	Grids   string // with cases: the grids whose lists are read, separated by commas
	Holders string // with cases: the workers whose load is read, separated by commas
}

// A Behind asks for a page of the cases behind a figure, the newest first.
type Behind struct {
	Grid  string
	Weeks string // separated by commas
	Names string // of the counters, separated by commas
	From  int    // so many are passed over
}

// Weekly is what was read for figures.
type Weekly struct {
	Counts Counts
	Late   []cases.Case    // the longest overdue first
	New    []cases.Case    // reported in the last week
	Loads  map[int64]Load  // by worker
	Grids  map[string]Load // by grid
	Behind int             // how many cases stand behind the figure
}

// A Load is how many open cases somebody has, and how many of them are late.
type Load struct{ Open, Late int }

// weeks is a span of whole weeks, the first and the last Monday 0:00.
type weeks struct{ first, last time.Time }

// monday is the begin of the week a moment is in.
func (w *World) monday(at time.Time) time.Time {
	at = w.District.Here(at)
	return time.Date(at.Year(), at.Month(), at.Day()-(int(at.Weekday())+6)%7, 0, 0, 0, 0, at.Location())
}

// thisWeek is the week it is, less some weeks.
func (w *World) thisWeek(ago int) weeks {
	m := w.monday(w.Now).AddDate(0, 0, -7*ago)
	return weeks{m, m}
}

var weekForm = regexp.MustCompile(`^(\d{4})-?[Ww](\d{1,2})$`)

// mostWeeks is the longest span figures are shown of.
const mostWeeks = 106

// spanOf reads a span as it stands on buttons and as people write it: this,
// last, 4, 13 or 52 (weeks with the running one), 2026-W47, 2026-W44~2026-W47.
// There is none that has not begun.
func (w *World) spanOf(words string) (weeks, bool) {
	words = strings.TrimSpace(words)
	switch words {
	case "", "this":
		return w.thisWeek(0), true
	case "last":
		return w.thisWeek(1), true
	}
	if n, err := strconv.Atoi(words); err == nil {
		return weeks{w.thisWeek(n - 1).first, w.thisWeek(0).last}, n > 0 && n <= mostWeeks
	}
	from, to, two := strings.Cut(words, "~")
	first, ok := w.weekOf(from)
	last, ok2 := first, ok
	if two {
		last, ok2 = w.weekOf(to)
	}
	s := weeks{first, last}
	return s, ok && ok2 && s.n() > 0 && s.n() <= mostWeeks && !s.first.After(w.Now)
}

// weekOf is the Monday of an ISO week.
func (w *World) weekOf(words string) (time.Time, bool) {
	m := weekForm.FindStringSubmatch(strings.TrimSpace(words))
	if m == nil {
		return time.Time{}, false
	}
	year, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	// The 4th of January is always in the first week.
	at := w.monday(time.Date(year, 1, 4, 12, 0, 0, 0, w.District.Zone)).AddDate(0, 0, 7*(week-1))
	return at, week > 0 && w.week(at) == isoWeek(year, week)
}

func isoWeek(year, week int) string { return fmt.Sprintf("%d-W%02d", year, week) }

// WeekOf is the ISO week that words such as last or 2026-W47 mean; "" for none.
func (w *World) WeekOf(words string) string {
	s, ok := w.spanOf(words)
	if !ok {
		return ""
	}
	return w.week(s.last)
}

// n is how many weeks there are; 0 where the last is before the first.
func (s weeks) n() int {
	if s.last.Before(s.first) {
		return 0
	}
	return int(s.last.Sub(s.first).Hours()/24/7+0.5) + 1
}

// names are the weeks, oldest first.
func (w *World) names(s weeks) []string {
	var all []string
	for i := range s.n() {
		all = append(all, w.week(s.first.AddDate(0, 0, 7*i)))
	}
	return all
}

// before is the span of the same length before s.
func (s weeks) before(n int) weeks {
	return weeks{s.first.AddDate(0, 0, -7*n), s.first.AddDate(0, 0, -7)}
}

// nameOf is the span as it stands on buttons.
func (w *World) nameOf(s weeks) string {
	if s.n() == 1 {
		return w.week(s.first)
	}
	return w.week(s.first) + "~" + w.week(s.last)
}

// spanText is the span with its days.
func (w *World) spanText(s weeks) text.Text {
	from, to := dayText(s.first), dayText(s.last.AddDate(0, 0, 6))
	if w.running(s) {
		return text.T("span.running", "week", w.nameOf(s), "from", from, "to", to)
	}
	return text.T("span.of", "week", w.nameOf(s), "from", from, "to", to)
}

// running reports whether a span is not over yet.
func (w *World) running(s weeks) bool { return w.Now.Before(s.last.AddDate(0, 0, 7)) }

func dayText(t time.Time) string { return fmt.Sprintf("%d/%d", int(t.Month()), t.Day()) }

// overseen is the grid whose figures the person may see: a lead those of the
// own grid, the coordinator all. It is "" for everybody else.
func (w *World) overseen(asked string) string {
	switch _, known := w.District.Map.Grid(asked); {
	case w.Me.Role == Lead:
		return w.Me.Grid
	case w.Me.Role != Coordinator:
		return ""
	case known:
		return asked
	}
	return figures.Everywhere
}

// areaText is a grid, or the whole district.
func (w *World) areaText(grid string) text.Text {
	if grid == figures.Everywhere {
		return text.Named(w.District.Names)
	}
	return gridName(w, grid)
}

// gridsOf are the grids whose lists belong to an area, separated by commas.
func (w *World) gridsOf(grid string) string {
	if grid != figures.Everywhere {
		return grid
	}
	all := Unrouted
	for _, g := range w.District.Map.All() {
		all += "," + g.ID
	}
	return all
}

// beside says something under what was pressed, which stays: a digest is read
// again and again.
func (x *change) beside(p talk.Prompt) {
	x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.event.Chat, Lang: x.Me.Lang, Say: p})
}
