package hotspots

import (
	"time"

	"gridbot/flows/cases"
)

// PartHours: the day is told of in parts of so many hours.
const PartHours = 3

// DayParts are the parts of a day.
const DayParts = 24 / PartHours

// A Profile (精准画像) is what the cases of a topic have in common: on which days, at
// which hours, how often, and what helped. It rests on when things were told of, and on
// nobody.
type Profile struct {
	N           int
	Days        int // from the first to the last, both included
	Hours       [DayParts]int
	Weekdays    [7]int // from Monday
	Alone, With [2]int // closed, and of those what came back: by the grid alone, with agencies
}

// Profiled counts; here is a moment on the district's clock. What was none does not count.
func Profiled(all []cases.Case, here func(time.Time) time.Time) Profile {
	var p Profile
	var first, last int64
	for _, c := range all {
		if c.Status == cases.Withdrawn || c.Status == cases.Declined || c.Status == cases.Merged {
			continue
		}
		at := here(time.Unix(c.Opened, 0))
		p.N++
		p.Hours[at.Hour()/PartHours]++
		p.Weekdays[(int(at.Weekday())+6)%7]++
		if first == 0 || c.Opened < first {
			first = c.Opened
		}
		last = max(last, c.Opened)
		if c.Status.Type() != cases.Done {
			continue
		}
		side := &p.Alone
		if len(c.Legs) > 0 {
			side = &p.With
		}
		if side[0]++; c.Next != 0 {
			side[1]++
		}
	}
	if p.N > 0 {
		p.Days = 1 + int((last-first)/int64(24*time.Hour/time.Second))
	}
	return p
}

// BusyDays are the weekdays, from Monday as 0, with half as much again as an even share,
// three at most; none where it is on all days alike.
func (p Profile) BusyDays() (days []int) {
	for i, n := range p.Weekdays {
		if n >= 2 && 2*7*n >= 3*p.N {
			days = append(days, i)
		}
	}
	if len(days) > 3 {
		return nil
	}
	return days
}

// BusyHours are the six hours in a row with the most, from the part at, and how many.
func (p Profile) BusyHours() (at, most int) {
	for i := range DayParts - 1 {
		if n := p.Hours[i] + p.Hours[i+1]; n > most {
			at, most = i, n
		}
	}
	return at, most
}
