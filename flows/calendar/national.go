package calendar

import (
	"slices"
	"time"
)

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

// chineseZones are those of mainland China.
var chineseZones = []string{"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "PRC"}

// InChina reports whether a time zone is one of mainland China.
func InChina(zone *time.Location) bool {
	return zone != nil && slices.Contains(chineseZones, zone.String())
}

// national is what mainland China says of a day; nothing, of most. A year without
// a notice has the days off that are so by law; which days are worked for them,
// and what is off beside them, only the notice says.
func national(d Date) (worked, said bool) {
	md := monthDay{d.Month, d.Day}
	y, noticed := nationalYears[d.Year]
	if !noticed {
		return false, slices.Contains(everyYear, md) || slices.Contains(byTheMoon[d.Year], md) || d == clearBright(d.Year)
	}
	if slices.Contains(y.worked, md) {
		return true, true
	}
	for _, off := range y.off {
		if !md.before(off.first) && !off.last.before(md) {
			return false, true
		}
	}
	return false, false
}

// The days everybody has off by law, without a notice (the regulation on holidays
// as of 2025): 1 January, four days of Spring Festival from its eve on, Qingming,
// 1 and 2 May, Dragon Boat, Mid-Autumn, and 1 to 3 October.

// everyYear are those on the same day each year.
var everyYear = []monthDay{{1, 1}, {5, 1}, {5, 2}, {10, 1}, {10, 2}, {10, 3}}

// byTheMoon are those the moon decides, as the almanac of the Purple Mountain
// Observatory has them. Of years beyond it only the others are known.
var byTheMoon = map[int][]monthDay{
	//    eve of Spring Festival, and three days of it, Dragon Boat, Mid-Autumn
	2027: {{2, 5}, {2, 6}, {2, 7}, {2, 8}, {6, 9}, {9, 15}},
	2028: {{1, 25}, {1, 26}, {1, 27}, {1, 28}, {5, 28}, {10, 3}},
	2029: {{2, 12}, {2, 13}, {2, 14}, {2, 15}, {6, 16}, {9, 22}},
	2030: {{2, 2}, {2, 3}, {2, 4}, {2, 5}, {6, 5}, {9, 12}},
	2031: {{1, 22}, {1, 23}, {1, 24}, {1, 25}, {6, 24}, {10, 1}},
	2032: {{2, 10}, {2, 11}, {2, 12}, {2, 13}, {6, 12}, {9, 19}},
	2033: {{1, 30}, {1, 31}, {2, 1}, {2, 2}, {6, 1}, {9, 8}},
	2034: {{2, 18}, {2, 19}, {2, 20}, {2, 21}, {6, 20}, {9, 27}},
	2035: {{2, 7}, {2, 8}, {2, 9}, {2, 10}, {6, 10}, {9, 16}},
	2036: {{1, 27}, {1, 28}, {1, 29}, {1, 30}, {5, 30}, {10, 4}},
}

// clearBright is the day of Qingming, which the sun decides: the rule holds for
// this century.
func clearBright(year int) Date {
	y := year - 2000
	return Date{year, time.April, (y*2422+48100)/10000 - y/4}
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
