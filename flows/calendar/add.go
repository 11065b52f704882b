package calendar

import (
	"iter"
	"time"
)

// stretch is office time without a break, begin included, end not.
type stretch struct{ begin, end time.Time }

// from is the office time at or after t, stretch by stretch, without end.
func (c *Calendar) from(t time.Time) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		for d := DateOf(t.In(c.zone)); ; d = d.next() {
			if !c.works(d) {
				continue
			}
			for _, h := range c.office {
				s := stretch{moment(d, h.From, c.zone), moment(d, h.To, c.zone)}
				if s.begin.Before(t) {
					s.begin = t
				}
				if s.begin.Before(s.end) && !yield(s) {
					return
				}
			}
		}
	}
}

// Add is the deadline s after t, in the calendar's zone. It is never before t.
//
// A plain span runs on the clock, day and night. A span of n working days
// counts office time only, n times the length of one office day, from t on:
// with hours 9:00-11:30 and 13:00-17:00, one working day from Friday 16:00 is
// Monday 16:00. What comes at night, in the lunch break or on a day off counts
// from the next opening. A deadline that falls on a break is the closing
// before it: one working day from an opening at 9:00 is that day's 17:00. So a
// deadline is always within office hours, closings included, and one working
// day twice is two working days. Working hours are counted alike: five of them
// from Friday 16:00 are Monday 14:30. An unset span is no time at all.
func (c *Calendar) Add(t time.Time, s Span) time.Time {
	t = t.In(c.zone)
	if !s.Working() {
		return t.Add(max(0, s.Plain))
	}
	return c.Shift(t, time.Duration(s.Work)*c.day+s.Hours)
}

// Shift is t later by so much office time. What is none leaves it where it is.
func (c *Calendar) Shift(t time.Time, left time.Duration) time.Time {
	t = t.In(c.zone)
	if left <= 0 {
		return t
	}
	for open := range c.from(t) {
		length := open.end.Sub(open.begin)
		if left <= length {
			return open.begin.Add(left)
		}
		left -= length
	}
	panic("unreachable: office time has no end")
}

// Between is the office time from a to b; negative when b is before a.
func (c *Calendar) Between(a, b time.Time) (working time.Duration) {
	if b.Before(a) {
		return -c.Between(b, a)
	}
	for open := range c.from(a) {
		if !open.begin.Before(b) {
			break
		}
		if b.Before(open.end) {
			open.end = b
		}
		working += open.end.Sub(open.begin)
	}
	return working
}

// NextOpening is t itself while the offices are open, and otherwise the next
// time they open.
func (c *Calendar) NextOpening(t time.Time) time.Time {
	for open := range c.from(t) {
		return open.begin.In(c.zone)
	}
	panic("unreachable: office time has no end")
}
