package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Clock is a time of day in minutes since midnight, 0 to 1440.
type Clock int

const midnight Clock = 24 * 60 // as an end

// ParseClock reads a time of day such as "9:00", "17:30" or, as an end, "24:00".
func ParseClock(s string) (Clock, error) {
	h, m, found := strings.Cut(strings.TrimSpace(s), ":")
	hour, herr := strconv.ParseUint(h, 10, 8)
	minute, merr := strconv.ParseUint(m, 10, 8)
	c := Clock(hour*60 + minute)
	if !found || herr != nil || merr != nil || len(m) != 2 || minute > 59 || c > midnight {
		return 0, fmt.Errorf("%q is not a time of day such as 9:00", s)
	}
	return c, nil
}

// String is the time of day as "09:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Hours is a part of a day, From included, To not.
type Hours struct{ From, To Clock }

// ParseHours reads "9:00-11:30"; any dash will do.
func ParseHours(s string) (Hours, error) {
	from, to, found := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(s), "-")
	if !found {
		return Hours{}, fmt.Errorf("%q is not hours such as 9:00-11:30", s)
	}
	f, err := ParseClock(from)
	if err != nil {
		return Hours{}, err
	}
	t, err := ParseClock(to)
	if err != nil {
		return Hours{}, err
	}
	return Hours{f, t}, nil
}

// String is the hours as "09:00-11:30".
func (h Hours) String() string { return h.From.String() + "-" + h.To.String() }

// Quiet is the hours in which nobody is disturbed; they may run across
// midnight. From and To equal means there are none. The clock is read in
// Zone, or in the zone of the time asked about where Zone is nil.
type Quiet struct {
	From, To Clock
	Zone     *time.Location
}

// Holds reports whether t is in the quiet hours.
func (q Quiet) Holds(t time.Time) bool {
	_, held := q.period(t)
	return held
}

// End is when the quiet hours that hold at t are over, or t itself when none
// hold. It is never before t, also on the days the clocks change.
func (q Quiet) End(t time.Time) time.Time {
	if end, held := q.period(t); held {
		return end
	}
	return t
}

// period looks at the quiet hours that began the day before and on the day
// itself: no others can hold at t.
func (q Quiet) period(t time.Time) (end time.Time, held bool) {
	if q.From == q.To {
		return t, false
	}
	zone := q.Zone
	if zone == nil {
		zone = t.Location()
	}
	today := DateOf(t.In(zone))
	for _, first := range []Date{today.Plus(-1), today} {
		last := first
		if q.To < q.From {
			last = first.next()
		}
		begin, end := moment(first, q.From, zone), moment(last, q.To, zone)
		if !t.Before(begin) && t.Before(end) {
			return end, true
		}
	}
	return t, false
}

// moment is the instant a clock in the zone shows a time on a day. A time the
// clocks skip over is the instant of the change itself, so that instants stand
// in the order of their clocks; of a time shown twice it is one, always the same.
func moment(d Date, c Clock, zone *time.Location) time.Time {
	h, m := int(c)/60, int(c)%60
	t := time.Date(d.Year, d.Month, d.Day, h, m, 0, 0, zone)
	if c == midnight {
		d, h = d.next(), 0
	}
	if DateOf(t) == d && t.Hour() == h && t.Minute() == m {
		return t
	}
	shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	wanted := time.Date(d.Year, d.Month, d.Day, h, m, 0, 0, time.UTC)
	from, to := t.ZoneBounds()
	if shown.Before(wanted) {
		return to
	}
	return from
}
