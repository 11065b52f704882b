// Package upkeep is what is kept up after it was put right: what is done again and again
// (a drain is cleaned), and places that are watched one by one (点位). It knows no words,
// no clock, not where it is kept, and of people no more than their numbers.
package upkeep

import (
	"errors"
	"iter"
	"slices"
	"time"

	"gridbot/flows/calendar"
)

// A Schedule is what somebody does again and again. It has one next date at a time; when
// it was done, the next one comes by itself.
type Schedule struct {
	N        int    `json:"n"`
	What     string `json:"what"`
	Provider string `json:"provider"`      // who does it: a firm
	Who      int64  `json:"who,omitempty"` // who is reminded, and says that it was done
	Rhythm   Rhythm `json:"rhythm"`
	First    int64  `json:"first"`            // unix seconds, as all moments here
	Next     int64  `json:"next,omitempty"`   // 0: it has ended
	Of       int64  `json:"of,omitempty"`     // the date of the rhythm it is, where it was moved too
	Rung     int    `json:"rung,omitempty"`   // how often the next one was reminded of
	Done     []Done `json:"done,omitempty"`   // oldest first
	Kept     int    `json:"kept,omitempty"`   // how often it was done, those that are gone from Done too
	Missed   int    `json:"missed,omitempty"` // dates on which it was not
	Seq      int    `json:"seq,omitempty"`    // counts changes of its dates, for calendars
}

// A Rhythm is how often: every so many days, weeks or months.
type Rhythm struct {
	Every int  `json:"every"`
	Unit  Unit `json:"unit"`
}

// Unit is what a rhythm counts.
type Unit string

// The units.
const (
	Days   Unit = "days"
	Weeks  Unit = "weeks"
	Months Unit = "months"
)

// A Done is once that it was done.
type Done struct {
	Due   int64  `json:"due"` // the date it was for
	At    int64  `json:"at"`
	By    int64  `json:"by"`
	Photo string `json:"photo"` // Telegram's file ID
}

const (
	mostEvery = 366
	mostDone  = 100
	mostOff   = 60   // days off in a row
	mostAhead = 5000 // dates that are looked through: a year of days, many times over
)

// Why something is refused.
var (
	ErrRhythm = errors.New("no such rhythm")
	ErrPast   = errors.New("the first date is over")
	ErrPhoto  = errors.New("there is no photo of it")
	ErrEarly  = errors.New("it is not due yet, and was done for this date")
	ErrOver   = errors.New("it has ended")
	ErrFar    = errors.New("the date after it would be left out")
)

// Valid tells whether it can be kept.
func (r Rhythm) Valid() bool {
	return r.Every > 0 && r.Every <= mostEvery && slices.Contains([]Unit{Days, Weeks, Months}, r.Unit)
}

// at is the date of so many steps after the first, as the rhythm counts: the 31st is the
// last day of a month that has none.
func (r Rhythm) at(first time.Time, k int) time.Time {
	n := k * r.Every
	switch r.Unit {
	case Days:
		return first.AddDate(0, 0, n)
	case Weeks:
		return first.AddDate(0, 0, 7*n)
	}
	month := time.Date(first.Year(), first.Month()+time.Month(n), 1, first.Hour(), first.Minute(), first.Second(), 0, first.Location())
	last := month.AddDate(0, 1, -1).Day()
	return month.AddDate(0, 0, min(first.Day(), last)-1)
}

// dates are all from the first on, each once: what falls on a day off comes on the next
// working day, and two that meet there are one.
func (s Schedule) dates(c *calendar.Calendar) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		first := time.Unix(s.First, 0).In(c.Zone())
		var last time.Time
		for k := range mostAhead {
			d := s.Rhythm.at(first, k)
			for off := 0; off < mostOff && !c.Working(d); off++ {
				d = d.AddDate(0, 0, 1)
			}
			if !d.After(last) {
				continue
			}
			if last = d; !yield(d.Unix()) {
				return
			}
		}
	}
}

// after is the first date of the rhythm after a moment; 0 where there is none any more.
func (s Schedule) after(c *calendar.Calendar, at int64) int64 {
	for d := range s.dates(c) {
		if d > at {
			return d
		}
	}
	return 0
}

// serves is for which date it is done now, how many before it were missed, and the date
// that is next then. Who comes long after a date, and shortly before another, comes for
// that one.
func (s Schedule) serves(c *calendar.Calendar, now time.Time) (due int64, missed int, next int64) {
	due = s.Next
	for d := range s.dates(c) {
		switch {
		case d <= s.Of:
		case now.Unix() < d-s.early():
			return due, missed, d
		default:
			due = d
			missed++
		}
	}
	return due, missed, 0
}

// New begins a schedule. Errors: ErrRhythm, ErrPast.
func New(s Schedule, c *calendar.Calendar, now time.Time) (Schedule, error) {
	switch {
	case !s.Rhythm.Valid():
		return s, ErrRhythm
	case s.First <= now.Unix():
		return s, ErrPast
	}
	s.Of, s.Rung, s.Done, s.Kept, s.Missed, s.Seq = 0, 0, nil, 0, 0, 0
	s.Of = s.after(c, now.Unix())
	s.Next = s.Of
	return s, nil
}

// early is how long before its date something can be done for it.
func (s Schedule) early() int64 {
	day := int64(24 * 3600)
	switch s.Rhythm.Unit {
	case Days:
		return int64(s.Rhythm.Every) * day / 2
	case Weeks:
		return int64(s.Rhythm.Every) * 7 * day / 2
	}
	return int64(s.Rhythm.Every) * 15 * day
}

// Do keeps that it was done, with its photo, and goes on to the next date. Dates that
// went by meanwhile were missed. Errors: ErrOver, ErrPhoto, ErrEarly.
func (s *Schedule) Do(c *calendar.Calendar, by int64, photo string, now time.Time) error {
	switch {
	case s.Next == 0:
		return ErrOver
	case photo == "":
		return ErrPhoto
	case now.Unix() < s.Next-s.early():
		return ErrEarly
	}
	due, missed, next := s.serves(c, now)
	s.Done = append(slices.Clone(s.Done), Done{Due: due, At: now.Unix(), By: by, Photo: photo})
	s.Done = s.Done[max(0, len(s.Done)-mostDone):]
	s.Kept, s.Missed, s.Rung = s.Kept+1, s.Missed+missed, 0
	s.Next, s.Of = next, next
	s.Seq++
	return nil
}

// Move puts the next date off, or brings it forward, once; the rhythm stays. Errors:
// ErrOver, ErrPast; ErrFar, from the date after it on: that would be to leave one out.
func (s *Schedule) Move(c *calendar.Calendar, to, now time.Time) error {
	switch {
	case s.Next == 0:
		return ErrOver
	case !to.After(now):
		return ErrPast
	}
	if following := s.after(c, s.Of); following != 0 && to.Unix() >= following {
		return ErrFar
	}
	s.Next, s.Rung = to.Unix(), 0
	s.Seq++
	return nil
}

// End ends it: nobody is reminded any more. Errors: ErrOver.
func (s *Schedule) End() error {
	if s.Next == 0 {
		return ErrOver
	}
	s.Next, s.Of, s.Rung = 0, 0, 0
	s.Seq++
	return nil
}

// Reminder says who is reminded of the next date.
type Reminder string

// The reminders, in their order.
const (
	Soon Reminder = "soon" // whoever does it, the day before
	Due  Reminder = "due"  // whoever does it, on the day
	Late Reminder = "late" // who answers for it, when it was not done
)

// rungs are when, from the date.
var rungs = []struct {
	what Reminder
	from time.Duration
}{{Soon, -24 * time.Hour}, {Due, 0}, {Late, 2 * 24 * time.Hour}}

// Strikes is when somebody is reminded next, and who; 0: not any more.
func (s Schedule) Strikes() (at int64, what Reminder) {
	if s.Next == 0 || s.Rung >= len(rungs) {
		return 0, ""
	}
	r := rungs[s.Rung]
	return s.Next + int64(r.from/time.Second), r.what
}

// Remind goes up a rung, and tells whose it was: of several that are over, after the
// process was down, the last. Nothing, where none is due.
func (s *Schedule) Remind(now time.Time) (what Reminder) {
	for {
		at, is := s.Strikes()
		if at == 0 || at > now.Unix() {
			return what
		}
		s.Rung++
		what = is
	}
}
