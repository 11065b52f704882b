package history

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// A layout is a way in which moments are written.
type layout struct {
	written string // as it stands in the mapping: a layout of Go, or one of counted
	plain   string // the same for Go alone
	halves  bool   // with AM and PM, 上午 and 下午
	day     bool   // without a time of day
	zoned   bool   // it says in which zone
	twin    string // the same with day and month swapped, where both are numbers
	mixed   bool   // both ways stand in the table
}

// The ways to write a moment as a number.
const (
	unixSeconds = "unix"
	unixMillis  = "unix-ms"
	excelDays   = "excel" // since the last but one day of 1899
)

// newLayout is what a mapping says; false where it does not hold a whole date,
// and would read every moment wrongly.
func newLayout(written string) (layout, bool) {
	l := layout{written: written, plain: written}
	switch written {
	case unixSeconds, unixMillis:
		l.zoned = true
		return l, true
	case excelDays:
		return l, true
	}
	if l.halves = strings.Contains(halved(written), "PM"); l.halves {
		l.plain = halved(written)
	}
	east := time.FixedZone("", 3*3600)
	sample := time.Date(2026, 11, 23, 15, 4, 5, 0, east)
	back, err := time.ParseInLocation(l.plain, sample.Format(l.plain), time.UTC)
	if y, m, d := back.Date(); err != nil || y != 2026 || m != 11 || d != 23 {
		return l, false
	}
	l.day = sample.Format(l.plain) == sample.Add(-5*time.Hour).Format(l.plain)
	l.zoned = back.Equal(sample) && !l.day
	l.twin = swapped(l.plain)
	return l, true
}

// swapped is a layout with day and month swapped; "" where a name tells them apart.
func swapped(plain string) string {
	const year, hour, one, other = "\x01", "\x02", "\x03", "\x04" // what stays, and what changes places
	s := strings.NewReplacer("2006", year, "15", hour).Replace(plain)
	form := func(forms ...string) string {
		for _, f := range forms {
			if strings.Contains(s, f) {
				return f
			}
		}
		return ""
	}
	month, day := form("01", "1"), form("02", "_2", "2")
	if month == "" || day == "" {
		return ""
	}
	s = strings.Replace(strings.Replace(s, month, one, 1), day, other, 1)
	return strings.NewReplacer(one, day, other, month, year, "2006", hour, "15").Replace(s)
}

// halved is words in which AM and PM are written as Go does, and close to the time.
func halved(s string) string {
	s = strings.NewReplacer("上午", "AM", "下午", "PM", "a.m.", "AM", "p.m.", "PM", "am", "AM", "pm", "PM", "Am", "AM", "Pm", "PM").Replace(s)
	return strings.NewReplacer(" AM ", "AM", " AM", "AM", "AM ", "AM", " PM ", "PM", " PM", "PM", "PM ", "PM").Replace(s)
}

// read reads a moment; day is true where it is only a day.
func (l layout) read(s string, zone *time.Location) (at time.Time, day, ok bool) {
	switch l.written {
	case unixSeconds, unixMillis:
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || !(n > 0) || n >= 1e14 || (n >= 1e11) != (l.written == unixMillis) {
			return at, false, false
		}
		if l.written == unixMillis {
			n /= 1000
		}
		return time.Unix(int64(n), 0).In(zone), false, true
	case excelDays:
		return serial(s, 0, zone)
	}
	at, ok = l.parse(l.plain, s, zone)
	return at, l.day, ok
}

// parse reads a moment as this layout or its twin has it.
func (l layout) parse(plain, s string, zone *time.Location) (time.Time, bool) {
	if l.halves {
		s = halved(s)
	}
	at, err := time.ParseInLocation(plain, s, zone)
	return at, err == nil
}

// serial reads a moment as Excel counts: days, with the time as a part of one.
// later is how many days later the count begins.
func serial(s string, later int, zone *time.Location) (at time.Time, day, ok bool) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 1) || n >= 2958466 { // the year 10000
		return at, false, false
	}
	whole, part := math.Modf(n)
	seconds := int(math.Round(part * 24 * 3600))
	return time.Date(1899, 12, 30+later+int(whole), 0, 0, seconds, 0, zone), part == 0, true
}

// both are the two moments at which a clock that is set back shows the same time;
// nearly always they are one.
func both(at time.Time) (first, second time.Time) {
	_, before := at.Add(-3 * time.Hour).Zone()
	_, after := at.Add(3 * time.Hour).Zone()
	if before <= after {
		return at, at
	}
	_, now := at.Zone()
	first = at.Add(time.Duration(now-before) * time.Second)
	second = at.Add(time.Duration(now-after) * time.Second)
	_, of1 := first.Zone()
	_, of2 := second.Zone()
	if of1 != before || of2 != after {
		return at, at
	}
	return first, second
}
