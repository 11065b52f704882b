// Package calendar counts working time: deadlines in working days, with the
// make-up weekends of mainland China, and the hours nobody is to be disturbed.
// It does not know what time it is, nor what a deadline is for.
package calendar

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Date is a day of the civil calendar, in no time zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day t falls on in its own time zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a day such as "2026-01-04".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day such as 2026-01-04", s)
	}
	return DateOf(t), nil
}

// mostDays is how many days in a row may be named at once.
const mostDays = 31

// ParseDays reads a day, or days in a row such as "2027-02-05..2027-02-11".
func ParseDays(s string) ([]Date, error) {
	from, to, row := strings.Cut(s, "..")
	if !row {
		to = from
	}
	first, err := ParseDate(from)
	if err != nil {
		return nil, err
	}
	last, err := ParseDate(to)
	if err != nil {
		return nil, err
	}
	var days []Date
	for day := first; len(days) <= mostDays; day = day.next() {
		days = append(days, day)
		if day == last {
			return days, nil
		}
	}
	return nil, fmt.Errorf("%q must end after it begins, and hold at most %d days", s, mostDays)
}

// String is the day as "2026-01-04".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// next is the day after d.
func (d Date) next() Date { return d.Plus(1) }

// Plus is the day n days after d.
func (d Date) Plus(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC))
}

func (d Date) weekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// Weekday is the day of the week d is.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()
}

// At is the instant a clock in the zone shows a time on the day. A time the
// clocks skip over is the instant of the change itself; of a time shown twice it
// is one, always the same.
func (d Date) At(c Clock, zone *time.Location) time.Time { return moment(d, c, zone) }

// Works reports whether the offices work on a day.
func (c *Calendar) Works(d Date) bool { return c.works(d) }

// A Calendar knows on which days and at which hours the offices of a district
// work. It is safe for use by several goroutines.
type Calendar struct {
	zone   *time.Location
	office []Hours
	day    time.Duration // the length of one office day
	days   Days
}

// Days is what a district says of its days.
type Days struct {
	Own      map[Date]bool // true: worked
	Complete []int         // the years of which all is named
	Abroad   bool          // outside mainland China, whose holidays then do not count
}

// New makes a calendar. Office hours apply to every working day; they must
// not overlap and are put in order. Days off and make-up working days come
// from the national tables, and where there is no notice yet from the law; the
// district's own days override them. It is an error to have no zone, or no office hours, or hours that are empty
// or overlap.
func New(zone *time.Location, office []Hours, days Days) (*Calendar, error) {
	if zone == nil {
		return nil, errors.New("a calendar needs a time zone")
	}
	days.Own, days.Complete = maps.Clone(days.Own), slices.Clone(days.Complete)
	c := &Calendar{zone: zone, office: slices.Clone(office), days: days}
	slices.SortFunc(c.office, func(a, b Hours) int { return int(a.From) - int(b.From) })
	for i, h := range c.office {
		if h.From < 0 || h.To > midnight || h.From >= h.To {
			return nil, fmt.Errorf("office hours %s do not end after they begin", h)
		}
		if i > 0 && c.office[i-1].To > h.From {
			return nil, fmt.Errorf("office hours %s and %s overlap", c.office[i-1], h)
		}
		c.day += time.Duration(h.To-h.From) * time.Minute
	}
	if c.day == 0 {
		return nil, errors.New("a calendar needs office hours")
	}
	return c, nil
}

// Zone is the time zone the days are counted in.
func (c *Calendar) Zone() *time.Location { return c.zone }

// Office is the hours of a working day, in order.
func (c *Calendar) Office() []Hours { return slices.Clone(c.office) }

// Known reports whether all days off and make-up days of a year are known: from
// the nation's notice, or because the district says that it has named them all.
func (c *Calendar) Known(year int) bool {
	_, national := nationalYears[year]
	return national && !c.days.Abroad || slices.Contains(c.days.Complete, year)
}

// Abroad reports whether the holidays of mainland China do not count.
func (c *Calendar) Abroad() bool { return c.days.Abroad }

// Working reports whether the offices work on the day that the instant falls
// on in the calendar's zone.
func (c *Calendar) Working(day time.Time) bool { return c.works(DateOf(day.In(c.zone))) }

// works asks the district's own days first, then the nation's, then the week.
func (c *Calendar) works(d Date) bool {
	if worked, named := c.days.Own[d]; named {
		return worked
	}
	if !c.days.Abroad {
		if worked, said := national(d); said {
			return worked
		}
	}
	return !d.weekend()
}
