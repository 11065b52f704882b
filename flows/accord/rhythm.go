package accord

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Rhythm is when a duty is to be done: by five fields of cron, every so many working
// days, or once by a moment.
type Rhythm struct {
	Cron string `json:"cron,omitempty"`
	Work int    `json:"work,omitempty"`
	Once int64  `json:"once,omitempty"`
}

// Workdays is what a rhythm must know of the calendar.
type Workdays interface {
	Working(day time.Time) bool
	Zone() *time.Location
}

// Set tells whether there is something to be done at all: what only says who has the
// keys has no rhythm.
func (r Rhythm) Set() bool { return r != Rhythm{} }

// Good tells whether a rhythm can be followed.
func (r Rhythm) Good() bool {
	n := 0
	if r.Cron != "" {
		f, ok := readCron(r.Cron)
		if !ok || len(f[0])*len(f[1]) > mostADay {
			return false
		}
		n++
	}
	if r.Work != 0 {
		n++
	}
	if r.Once != 0 {
		n++
	}
	return n == 1 && r.Work >= 0 && r.Work <= 250 && r.Once >= 0
}

// mostADay is how often on one day something can be asked of somebody.
const mostADay = 4

// closing is when a day's work is due that has only a day.
const closing = 18 * time.Hour

// After is when it is due next after a moment; 0 for never again.
func (r Rhythm) After(at int64, c Workdays) int64 {
	t := time.Unix(at, 0).In(c.Zone())
	day := func(n int) time.Time { return time.Date(t.Year(), t.Month(), t.Day()+n, 12, 0, 0, 0, c.Zone()) }
	switch {
	case r.Once > at:
		return r.Once
	case r.Once != 0:
		return 0
	case r.Work > 0:
		left := r.Work
		for n := 1; n < 3*366; n++ {
			if d := day(n); c.Working(d) {
				if left--; left == 0 {
					return on(d, closing).Unix()
				}
			}
		}
		return 0
	}
	f, ok := readCron(r.Cron)
	if !ok {
		return 0
	}
	for n := range 5 * 366 { // 29 February comes within it
		d := day(n)
		if !f.day(d) {
			continue
		}
		for _, h := range f[1] {
			for _, m := range f[0] {
				if next := on(d, time.Duration(h)*time.Hour+time.Duration(m)*time.Minute); next.Unix() > at {
					return next.Unix()
				}
			}
		}
	}
	return 0
}

// on is a time of day on a day, as the clocks on the wall show it.
func on(d time.Time, since time.Duration) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), int(since.Hours()), int(since.Minutes())%60, 0, 0, d.Location())
}

// fields are the five fields of cron, each as the numbers it names; the third and the
// fifth are nil where they say any.
type fields [5][]int

// day tells whether a day is one of it: where both the day of the month and that of
// the week are named, one of them is enough, as cron has it.
func (f fields) day(d time.Time) bool {
	inMonth, inWeek := slices.Contains(f[2], d.Day()), slices.Contains(f[4], int(d.Weekday()))
	switch {
	case !slices.Contains(f[3], int(d.Month())):
		return false
	case f[2] == nil && f[4] == nil:
		return true
	}
	return inMonth || inWeek
}

// readCron reads five fields: numbers, lists, ranges and steps; no names.
func readCron(line string) (f fields, ok bool) {
	parts := strings.Fields(line)
	ends := [5][2]int{{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}}
	if len(parts) != 5 {
		return f, false
	}
	for i, part := range parts {
		if part == "*" && (i == 2 || i == 4) {
			continue
		}
		for piece := range strings.SplitSeq(part, ",") {
			numbers, good := readPiece(piece, ends[i][0], ends[i][1])
			if !good {
				return f, false
			}
			f[i] = append(f[i], numbers...)
		}
		if i == 4 { // Sunday is 0 and 7
			for j, n := range f[i] {
				f[i][j] = n % 7
			}
		}
		slices.Sort(f[i])
		f[i] = slices.Compact(f[i])
	}
	return f, true
}

// Days are the days and the times of day by which a rhythm can be said: days of the week
// or of the month, or neither for every day.
type Days struct {
	Times []string // 18:00
	Week  []int    // 0 is Sunday, which comes last
	Month []int
}

// mostDays are as many days of a month as can be said.
const mostDays = 6

// Days are those of a rhythm that is written as cron; false for one that no few words
// say, such as one of certain months.
func (r Rhythm) Days() (d Days, ok bool) {
	f, good := readCron(r.Cron)
	if !good || len(f[0])*len(f[1]) > mostADay || len(f[3]) != 12 || f[2] != nil && f[4] != nil || len(f[2]) > mostDays {
		return d, false
	}
	for _, h := range f[1] {
		for _, m := range f[0] {
			d.Times = append(d.Times, fmt.Sprintf("%d:%02d", h, m))
		}
	}
	if len(f[4]) < 7 {
		d.Week = f[4]
	}
	if len(d.Week) > 1 && d.Week[0] == 0 {
		d.Week = append(slices.Clone(d.Week[1:]), 0)
	}
	d.Month = f[2]
	return d, true
}

// readPiece reads n, n-m, * or one of them with /step.
func readPiece(piece string, least, most int) (numbers []int, ok bool) {
	span, stepped, by := strings.Cut(piece, "/")
	step := 1
	if by {
		n, err := strconv.Atoi(stepped)
		if err != nil || n < 1 {
			return nil, false
		}
		step = n
	}
	from, to := least, most
	if span != "*" {
		first, last, through := strings.Cut(span, "-")
		n, err := strconv.Atoi(first)
		if err != nil {
			return nil, false
		}
		from, to = n, n
		if through {
			if to, err = strconv.Atoi(last); err != nil {
				return nil, false
			}
		} else if by {
			to = most
		}
	}
	if from < least || to > most || from > to {
		return nil, false
	}
	for n := from; n <= to; n += step {
		numbers = append(numbers, n)
	}
	return numbers, true
}
