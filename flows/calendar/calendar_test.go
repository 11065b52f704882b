package calendar

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

var officeHours = []Hours{{9 * 60, 11*60 + 30}, {13 * 60, 17 * 60}}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func calendarIn(t testing.TB, name string, office []Hours, own map[Date]bool) *Calendar {
	t.Helper()
	c, err := New(zone(t, name), office, Days{Own: own})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func shanghai(t testing.TB) *Calendar {
	t.Helper()
	return calendarIn(t, "Asia/Shanghai", officeHours, nil)
}

const form = "2006-01-02 15:04"

func at(t testing.TB, c *Calendar, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation(form, s, c.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWorkingDaysFollowTheNationalNotices(t *testing.T) {
	c := shanghai(t)
	for day, want := range map[string]bool{
		"2025-01-01": false, "2025-01-26": true, "2025-01-27": true, "2025-01-28": false, "2025-02-04": false,
		"2025-02-05": true, "2025-02-08": true, "2025-02-09": false, "2025-04-27": true, "2025-05-05": false,
		"2025-09-28": true, "2025-10-08": false, "2025-10-09": true, "2025-10-11": true, "2025-10-12": false,
		"2026-01-01": false, "2026-01-02": false, "2026-01-03": false,
		"2026-01-04": true, // a Sunday
		"2026-01-05": true, "2026-01-10": false,
		"2026-02-13": true, "2026-02-14": true, "2026-02-15": false, "2026-02-20": false, "2026-02-23": false,
		"2026-02-24": true, "2026-02-28": true, "2026-03-01": false,
		"2026-04-06": false, "2026-04-07": true, "2026-05-09": true, "2026-06-19": false, "2026-06-22": true,
		"2026-09-20": true, "2026-09-25": false, "2026-09-28": true,
		"2026-10-01": false, "2026-10-07": false, "2026-10-08": true, "2026-10-10": true, "2026-10-11": false,
		"2027-05-01": false, "2027-05-03": true, // of 2027 weekends are known, and the law
	} {
		if got := c.Working(at(t, c, day+" 12:00")); got != want {
			t.Errorf("%s: worked %v, want %v", day, got, want)
		}
	}
	if !c.Known(2025) || !c.Known(2026) || c.Known(2027) || c.Known(2024) {
		t.Error("known are 2025 and 2026, and no other year")
	}
}

// Without a notice the days that are off by law are off, and no others; the year is
// known once somebody says that it is complete.
func TestTheLawNeedsNoNotice(t *testing.T) {
	c := shanghai(t)
	for day, want := range map[string]bool{
		"2026-12-31": true, "2027-01-01": false, "2027-01-04": true,
		"2027-02-04": true, "2027-02-05": false, "2027-02-08": false, "2027-02-09": true, // New Year's Day is Saturday the 6th
		"2027-04-05": false, "2027-06-09": false, "2027-06-10": true, "2027-09-15": false, "2027-10-01": false, "2027-10-04": true,
		"2028-04-04": false, "2028-05-01": false, "2028-05-02": false, "2028-05-03": true, "2028-01-25": false, "2028-01-28": false, "2028-10-03": false,
		"2030-02-04": false, "2030-02-05": false, "2030-02-06": true, "2036-01-30": false, "2044-05-02": false,
	} {
		if got := c.Working(at(t, c, day+" 12:00")); got != want {
			t.Errorf("%s: worked %v, want %v", day, got, want)
		}
	}
	if got := c.Add(at(t, c, "2026-12-31 16:00"), Span{Work: 3}).Format(form); got != "2027-01-06 16:00" {
		t.Errorf("three working days over New Year end %s", got)
	}
	for year, days := range byTheMoon {
		for i, md := range days[1:4] {
			if first := (Date{year, days[0].month, days[0].day}); first.Plus(i+1) != (Date{year, md.month, md.day}) {
				t.Errorf("Spring Festival of %d is torn apart", year)
			}
		}
	}
	own, err := New(c.Zone(), officeHours, Days{Own: map[Date]bool{{2027, 2, 9}: false}})
	if err != nil || own.Known(2027) || own.Working(at(t, own, "2027-02-09 12:00")) {
		t.Errorf("one day was named, and the year is complete: %v", err)
	}
	done, err := New(c.Zone(), officeHours, Days{Complete: []int{2027}})
	if err != nil || !done.Known(2027) || done.Known(2028) {
		t.Errorf("2027 is complete: %v", err)
	}
	abroad, err := New(c.Zone(), officeHours, Days{Abroad: true})
	if err != nil || abroad.Known(2026) || !abroad.Working(at(t, abroad, "2026-10-01 12:00")) || !abroad.Working(at(t, abroad, "2027-01-01 12:00")) || abroad.Working(at(t, abroad, "2026-10-10 12:00")) {
		t.Errorf("elsewhere, China's holidays count: %v", err)
	}
}

func TestTheDayIsTheDayInTheZoneOfTheCalendar(t *testing.T) {
	c := shanghai(t)
	sunday := time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC) // Monday 4:00 in Shanghai
	if !c.Working(sunday) {
		t.Error("it is Monday in Shanghai")
	}
}

func TestOwnDaysOverrideTheNation(t *testing.T) {
	c := calendarIn(t, "Asia/Shanghai", officeHours, map[Date]bool{
		{2026, 10, 1}: true, {2026, 10, 10}: false, {2027, 1, 1}: false, {2027, 1, 3}: true,
	})
	for day, want := range map[string]bool{
		"2026-10-01": true, "2026-10-10": false, "2026-10-02": false, "2027-01-01": false, "2027-01-03": true,
	} {
		if got := c.Working(at(t, c, day+" 12:00")); got != want {
			t.Errorf("%s: worked %v, want %v", day, got, want)
		}
	}
}

func TestDeadlinesCountOfficeTimeOnly(t *testing.T) {
	c := shanghai(t)
	for _, tt := range []struct{ from, span, want, why string }{
		{"2026-03-06 16:00", "1wd", "2026-03-09 16:00", "Friday to Monday"},
		{"2026-03-09 09:00", "1wd", "2026-03-09 17:00", "a whole day"},
		{"2026-03-09 09:00", "2wd", "2026-03-10 17:00", "two whole days"},
		{"2026-03-09 17:00", "1wd", "2026-03-10 17:00", "from a closing"},
		{"2026-03-09 22:30", "1wd", "2026-03-10 17:00", "at night"},
		{"2026-03-09 04:00", "1wd", "2026-03-09 17:00", "in the early morning"},
		{"2026-03-07 10:00", "1wd", "2026-03-09 17:00", "on a Saturday"},
		{"2026-03-09 12:00", "1wd", "2026-03-10 11:30", "in the lunch break"},
		{"2026-03-09 13:00", "1wd", "2026-03-10 11:30", "a deadline in a break is the closing before"},
		{"2026-03-09 10:15", "3wd", "2026-03-12 10:15", "in the middle of the week"},
		{"2026-02-13 16:00", "1wd", "2026-02-14 16:00", "the Saturday before Spring Festival is worked"},
		{"2026-02-14 16:00", "1wd", "2026-02-24 16:00", "Spring Festival is not"},
		{"2026-02-16 10:00", "3wd", "2026-02-26 17:00", "from within Spring Festival"},
		{"2026-02-27 16:00", "2wd", "2026-03-02 16:00", "over the make-up Saturday and a free Sunday"},
		{"2025-12-31 16:00", "1wd", "2026-01-04 16:00", "the make-up Sunday after New Year"},
		{"2026-09-18 16:00", "1wd", "2026-09-20 16:00", "the make-up Sunday before National Day"},
		{"2026-09-30 16:00", "1wd", "2026-10-08 16:00", "National Day"},
		{"2026-10-09 16:00", "1wd", "2026-10-10 16:00", "the make-up Saturday after it"},
		{"2026-10-10 16:00", "1wd", "2026-10-12 16:00", "and a free Sunday"},
		{"2026-03-06 16:00", "2h", "2026-03-06 18:00", "plain hours run on the clock"},
		{"2026-03-06 23:00", "30m", "2026-03-06 23:30", "also at night"},
		{"2026-03-06 16:00", "3d", "2026-03-09 16:00", "plain days too"},
	} {
		span, err := ParseSpan(tt.span)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Add(at(t, c, tt.from), span).Format(form); got != tt.want {
			t.Errorf("%s: %s + %s = %s, want %s", tt.why, tt.from, tt.span, got, tt.want)
		}
	}
}

func TestAnUnsetSpanIsNoTimeAtAll(t *testing.T) {
	c := shanghai(t)
	from := at(t, c, "2026-03-07 03:00")
	if got := c.Add(from, Span{}); !got.Equal(from) {
		t.Errorf("got %s", got)
	}
	if got := c.Add(from, Span{Work: -2}); !got.Equal(from) {
		t.Errorf("backwards: got %s", got)
	}
}

func TestOfficeTimeBetween(t *testing.T) {
	c := shanghai(t)
	for _, tt := range []struct {
		a, b string
		want time.Duration
	}{
		{"2026-03-09 09:00", "2026-03-09 17:00", 390 * time.Minute},
		{"2026-03-09 11:00", "2026-03-09 13:30", time.Hour},
		{"2026-03-06 16:00", "2026-03-09 10:00", 2 * time.Hour},
		{"2026-02-14 17:00", "2026-02-24 09:00", 0},
		{"2026-03-09 10:00", "2026-03-09 09:30", -30 * time.Minute},
	} {
		if got := c.Between(at(t, c, tt.a), at(t, c, tt.b)); got != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestNextOpening(t *testing.T) {
	c := shanghai(t)
	for from, want := range map[string]string{
		"2026-03-09 10:00": "2026-03-09 10:00",
		"2026-03-09 11:30": "2026-03-09 13:00",
		"2026-03-06 17:00": "2026-03-09 09:00",
		"2026-09-30 19:00": "2026-10-08 09:00",
		"2026-09-19 19:00": "2026-09-20 09:00",
	} {
		if got := c.NextOpening(at(t, c, from)).Format(form); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}

func TestNoCalendarWithoutZoneOrHours(t *testing.T) {
	for say, office := range map[string][]Hours{
		"needs office hours": nil,
		"do not end":         {{9 * 60, 9 * 60}},
		"overlap":            {{13 * 60, 17 * 60}, {9 * 60, 14 * 60}},
	} {
		if _, err := New(time.UTC, office, Days{}); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%v: got error %v, want one that says %q", office, err, say)
		}
	}
	if _, err := New(nil, officeHours, Days{}); err == nil {
		t.Error("no zone, no error")
	}
}

// zones are chosen for their clocks: none change, they change at night, at
// midnight, by half an hour, or a whole day was left out.
var zones = []string{"Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana"}

// offices are hours by day, and hours in which clocks change.
var offices = [][]Hours{officeHours, {{0, midnight}}, {{60, 3 * 60}, {10 * 60, 12 * 60}}}

// anyCalendar is a calendar in any of the zones; anyTime is within the years
// that hold all that is odd about them.
func anyCalendar(t *testing.T, rt *rapid.T) *Calendar {
	return calendarIn(t, rapid.SampledFrom(zones).Draw(rt, "zone"), rapid.SampledFrom(offices).Draw(rt, "office"), nil)
}

func anyTime(rt *rapid.T, name string) time.Time {
	from, to := time.Date(2011, 12, 1, 0, 0, 0, 0, time.UTC).Unix(), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return time.Unix(rapid.Int64Range(from, to).Draw(rt, name), 0)
}

func TestALaterReportNeverHasAnEarlierDeadline(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, a := anyCalendar(t, rt), anyTime(rt, "a")
		b := a.Add(time.Duration(rapid.Int64Range(0, 100*3600).Draw(rt, "later")) * time.Second)
		s := Span{Work: rapid.IntRange(1, 20).Draw(rt, "days")}
		if c.Add(b, s).Before(c.Add(a, s)) {
			rt.Fatalf("%s: from %s until %s, from %s until %s", s, a, c.Add(a, s), b, c.Add(b, s))
		}
		if c.Add(a, s).Before(a) {
			rt.Fatalf("the deadline %s is before the report %s", c.Add(a, s), a)
		}
	})
}

func TestDaysOneAfterTheOtherAreDaysTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, a := anyCalendar(t, rt), anyTime(rt, "a")
		m, n := rapid.IntRange(1, 9).Draw(rt, "m"), rapid.IntRange(1, 9).Draw(rt, "n")
		twice, once := c.Add(c.Add(a, Span{Work: m}), Span{Work: n}), c.Add(a, Span{Work: m + n})
		if !twice.Equal(once) {
			rt.Fatalf("from %s: %dwd and %dwd is %s, %dwd is %s", a, m, n, twice, m+n, once)
		}
		if got := c.Between(a, once); got != time.Duration(m+n)*c.day {
			rt.Fatalf("from %s to %s is %s of office time", a, once, got)
		}
	})
}

func TestADeadlineIsAlwaysInOfficeHours(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, a := anyCalendar(t, rt), anyTime(rt, "a")
		end := c.Add(a, Span{Work: rapid.IntRange(1, 30).Draw(rt, "days")})
		last := end.Add(-time.Nanosecond) // a closing is the end of a stretch, and belongs to it
		if !c.Working(last) || !c.NextOpening(last).Equal(last) {
			rt.Fatalf("the deadline %s is outside office hours", end)
		}
	})
}
