package calendar

import (
	"testing"
	"time"
)

// cityTable is how long things may take in a city's table of what is dealt with by
// when: at once, hours on the clock, working hours, working days, calendar days.
var cityTable = []struct{ what, within string }{
	{"manhole cover gone: fence it off", "at once"}, {"manhole cover gone: put it back", "4h"},
	{"manhole cover broken", "12h"}, {"manhole cover loud", "3wd"},
	{"road caved in: fence it off", "1h"}, {"road caved in: fill it", "24h"},
	{"pothole", "2wd"}, {"kerb broken", "5wd"}, {"pavement loose", "3wd"}, {"guard rail down", "6wh"},
	{"street lamp out", "24h"}, {"row of street lamps out", "4h"}, {"lamp post leans", "2h"}, {"cable hangs down", "30m"},
	{"water main burst: shut it", "30m"}, {"water main burst: mend it", "1.5d"}, {"drain blocked", "1wd"}, {"drain overflows", "2wh"},
	{"gas pipe bare", "at once"}, {"hydrant leaks", "4wh"},
	{"tree fallen over the road", "2h"}, {"branch hangs", "1wd"}, {"dead tree", "7wd"}, {"green damaged", "15wd"},
	{"rubbish on the road", "2wh"}, {"rubbish heap", "4wh"}, {"bulky waste", "1wd"}, {"building waste", "12wh"}, {"dung", "1wh"}, {"bin full", "3wh"},
	{"stall on the pavement", "0.5wh"}, {"awning over the road", "3wd"}, {"sign hangs loose", "1h30m"}, {"sign not allowed", "5wd"},
	{"posters", "1wd"}, {"graffiti", "2wd"}, {"noise of a site by night", "90m"}, {"building begun without a permit: stop it", "8wh"},
	{"building without a permit: taken down", "30d"}, {"dog without a lead", "1.5wh"}, {"dead animal", "3h"},
	{"bicycles in the way", "2.25wh"}, {"car abandoned", "7d"}, {"ice on the steps", "45m"},
}

// byMinute counts a deadline minute by minute, and knows nothing of the calendar:
// only the autumn of 2026 in Shanghai, on a clock without a summer time.
func byMinute(from time.Time, work, plain int) time.Time {
	off := func(month time.Month, day int, weekday time.Weekday) bool {
		switch {
		case month == time.October && day <= 7, month == time.September && day >= 25 && day <= 27:
			return true
		case month == time.October && day == 10, month == time.September && day == 20:
			return false
		}
		return weekday == time.Saturday || weekday == time.Sunday
	}
	for ; plain > 0; plain-- {
		from = from.Add(time.Minute)
	}
	for ; work > 0; from = from.Add(time.Minute) {
		minute := from.Hour()*60 + from.Minute()
		open := minute >= 9*60 && minute < 11*60+30 || minute >= 13*60 && minute < 17*60
		if open && !off(from.Month(), from.Day(), from.Weekday()) {
			work--
		}
	}
	return from
}

func TestACitysTableIsCountedToTheMinute(t *testing.T) {
	c := shanghai(t)
	day := int(c.day / time.Minute)
	for _, row := range cityTable {
		span, err := ParseSpan(row.within)
		if err != nil {
			t.Errorf("%s: %v", row.what, err)
			continue
		}
		if again, err := ParseSpan(span.String()); err != nil || again != span {
			t.Errorf("%s: %s is said as %q", row.what, row.within, span)
		}
		work, plain := span.Work*day+int(span.Hours/time.Minute), int(span.Plain/time.Minute)
		// On a working morning, in the lunch break, before the long holiday, by
		// night, on a Sunday that is worked, and on one that is not.
		for _, begin := range []string{"2026-09-22 10:10", "2026-09-23 12:07", "2026-09-30 16:50", "2026-10-08 23:59", "2026-09-20 11:29", "2026-10-11 03:00"} {
			from := at(t, c, begin)
			if got, want := c.Add(from, span), byMinute(from, work, plain); !got.Equal(want) {
				t.Errorf("%s, %s from %s: %s, want %s", row.what, row.within, begin, got.Format(form), want.Format(form))
			}
		}
	}
	if len(cityTable) < 40 {
		t.Errorf("the table has %d rows", len(cityTable))
	}
}

// What stood still moves by the office time that passed meanwhile.
func TestOfficeTimeIsShifted(t *testing.T) {
	c := shanghai(t)
	friday, monday := at(t, c, "2026-11-27 16:50"), at(t, c, "2026-11-30 09:00")
	if stood := c.Between(friday, monday); stood != 10*time.Minute {
		t.Fatalf("it stood still for %s", stood)
	}
	for due, want := range map[string]string{
		"2026-11-30 09:00": "2026-11-30 09:10", "2026-11-27 17:00": "2026-11-30 09:10", "2026-12-01 11:25": "2026-12-01 13:05",
		"2026-12-01 16:50": "2026-12-01 17:00", "2026-11-28 10:00": "2026-11-30 09:10",
	} {
		if got := c.Shift(at(t, c, due), 10*time.Minute).Format(form); got != want {
			t.Errorf("due %s, it is due %s, want %s", due, got, want)
		}
	}
	if sunday := at(t, c, "2026-11-29 10:00"); !c.Shift(sunday, 0).Equal(sunday) {
		t.Error("what did not stand still has moved")
	}
}
