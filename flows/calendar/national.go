package calendar

import "time"

type monthDay struct {
	month time.Month
	day   int
}

func (a monthDay) before(b monthDay) bool {
	return a.month < b.month || a.month == b.month && a.day < b.day
}

// daysOff is a holiday, both ends included.
type daysOff struct{ first, last monthDay }

// nationalYear is what the State Council's notice for one year says: the
// holidays, and the weekend days worked to make up for them.
type nationalYear struct {
	off    []daysOff
	worked []monthDay
}

// nationalYears holds the notices known when this was released. The notice
// for a year usually comes in the November before it; until it is added here
// a district names the days itself.
var nationalYears = map[int]nationalYear{
	2025: {
		off: []daysOff{
			{monthDay{1, 1}, monthDay{1, 1}},
			{monthDay{1, 28}, monthDay{2, 4}}, // Spring Festival
			{monthDay{4, 4}, monthDay{4, 6}},
			{monthDay{5, 1}, monthDay{5, 5}},
			{monthDay{5, 31}, monthDay{6, 2}},
			{monthDay{10, 1}, monthDay{10, 8}}, // National Day and Mid-Autumn
		},
		worked: []monthDay{{1, 26}, {2, 8}, {4, 27}, {9, 28}, {10, 11}},
	},
	2026: {
		off: []daysOff{
			{monthDay{1, 1}, monthDay{1, 3}},
			{monthDay{2, 15}, monthDay{2, 23}}, // Spring Festival
			{monthDay{4, 4}, monthDay{4, 6}},
			{monthDay{5, 1}, monthDay{5, 5}},
			{monthDay{6, 19}, monthDay{6, 21}},
			{monthDay{9, 25}, monthDay{9, 27}},
			{monthDay{10, 1}, monthDay{10, 7}}, // National Day
		},
		worked: []monthDay{{1, 4}, {2, 14}, {2, 28}, {5, 9}, {9, 20}, {10, 10}},
	},
}
