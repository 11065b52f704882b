package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestQuietHoursRunAcrossMidnight(t *testing.T) {
	z := zone(t, "Asia/Shanghai")
	night := Quiet{From: 22 * 60, To: 7 * 60, Zone: z}
	noon := Quiet{From: 12 * 60, To: 13 * 60, Zone: z}
	for _, tt := range []struct {
		q         Quiet
		at, until string // until "" when it is not quiet
	}{
		{night, "2026-03-09 21:59", ""},
		{night, "2026-03-09 22:00", "2026-03-10 07:00"},
		{night, "2026-03-10 00:00", "2026-03-10 07:00"},
		{night, "2026-03-10 06:59", "2026-03-10 07:00"},
		{night, "2026-03-10 07:00", ""},
		{noon, "2026-03-10 12:30", "2026-03-10 13:00"},
		{noon, "2026-03-10 23:30", ""},
		{Quiet{}, "2026-03-10 00:00", ""},
	} {
		at, err := time.ParseInLocation(form, tt.at, z)
		if err != nil {
			t.Fatal(err)
		}
		want := tt.until
		if want == "" {
			want = tt.at
		}
		if got := tt.q.End(at.UTC()).In(z).Format(form); got != want || tt.q.Holds(at.UTC()) != (tt.until != "") {
			t.Errorf("%v at %s: holds %v, until %s; want %s", tt.q, tt.at, tt.q.Holds(at), got, want)
		}
	}
}

func TestQuietHoursAlwaysEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		clock := rapid.IntRange(0, 24*60-1)
		q := Quiet{Clock(clock.Draw(rt, "from")), Clock(clock.Draw(rt, "to")), zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))}
		at := anyTime(rt, "at")
		end := q.End(at)
		switch {
		case end.Before(at), q.Holds(at) && !end.After(at):
			rt.Fatalf("quiet at %s ends at %s", at, end)
		case q.Holds(end) && q.End(end).Sub(at) > 50*time.Hour:
			rt.Fatalf("quiet at %s does not end", at)
		}
	})
}

func TestATimeTheClocksSkipIsTheMomentTheyChange(t *testing.T) {
	z := zone(t, "Europe/Berlin")
	change := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC) // 2:00 becomes 3:00
	for c, want := range map[Clock]time.Time{
		90: change.Add(-30 * time.Minute), 120: change, 150: change, 180: change, 210: change.Add(30 * time.Minute),
	} {
		if got := moment(Date{2026, 3, 29}, c, z); !got.Equal(want) {
			t.Errorf("%s is %s, want %s", c, got, want)
		}
	}
}

func TestTimesOfDayAsPeopleWriteThem(t *testing.T) {
	for s, want := range map[string]string{"9:00": "09:00", "09:05": "09:05", "24:00": "24:00", "0:00": "00:00"} {
		c, err := ParseClock(s)
		if err != nil || c.String() != want {
			t.Errorf("%q: %s, %v", s, c, err)
		}
	}
	for _, s := range []string{"", "9", "9:5", "24:01", "25:00", "9:60", "-1:00", "a:bc", "9:00:00", "99999999999:00"} {
		if c, err := ParseClock(s); err == nil {
			t.Errorf("%q was taken for %s", s, c)
		}
	}
	for _, s := range []string{"9:00-11:30", "9:00–11:30", " 9:00 — 11:30 "} {
		if h, err := ParseHours(s); err != nil || h != officeHours[0] {
			t.Errorf("%q: %s, %v", s, h, err)
		}
	}
	for _, s := range []string{"", "9:00", "9:00-", "-11:30", "9-11"} {
		if h, err := ParseHours(s); err == nil {
			t.Errorf("%q was taken for %s", s, h)
		}
	}
}
