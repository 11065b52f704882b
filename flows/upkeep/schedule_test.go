package upkeep_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/calendar"
	"gridbot/flows/upkeep"
)

const wang, zhou = 301, 101

// office is the calendar of a district in Shanghai.
func office(t interface{ Fatal(...any) }) *calendar.Calendar {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(zone, []calendar.Hours{{From: 9 * 60, To: 17 * 60}}, calendar.Days{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func moment(t *testing.T, c *calendar.Calendar, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, c.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func drain(t *testing.T, c *calendar.Calendar, first string, r upkeep.Rhythm) upkeep.Schedule {
	t.Helper()
	at := moment(t, c, first)
	s, err := upkeep.New(upkeep.Schedule{N: 1, What: "清隔油池", Provider: "申洁", Who: wang, Rhythm: r, First: at.Unix()}, c, at.AddDate(0, 0, -7))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The drain is cleaned every month: what falls on a day off comes on the next working
// day, what falls on the 31st on the last day there is, and neither moves what follows.
func TestTheNextOneComesByItself(t *testing.T) {
	c := office(t)
	for name, test := range map[string]struct {
		rhythm upkeep.Rhythm
		want   []string
	}{
		"31 August": {upkeep.Rhythm{Every: 1, Unit: upkeep.Months}, []string{"2026-08-31", "2026-09-30", "2026-11-02", "2026-11-30", "2026-12-31"}},
		"two weeks": {upkeep.Rhythm{Every: 2, Unit: upkeep.Weeks}, []string{"2026-08-31", "2026-09-14", "2026-09-28", "2026-10-12", "2026-10-26"}},
		"ten days":  {upkeep.Rhythm{Every: 10, Unit: upkeep.Days}, []string{"2026-08-31", "2026-09-10", "2026-09-20", "2026-09-30", "2026-10-10"}},
	} {
		s := drain(t, c, "2026-08-31 10:00", test.rhythm)
		var got []string
		for range test.want {
			at := time.Unix(s.Next, 0).In(c.Zone())
			got = append(got, at.Format(time.DateOnly))
			if !c.Working(at) {
				t.Errorf("%s: %s is a day off", name, at)
			}
			if err := s.Do(c, wang, "photo", at); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
		if s.Kept != len(test.want) || s.Missed != 0 {
			t.Errorf("%s: kept %d, missed %d", name, s.Kept, s.Missed)
		}
	}
}

func TestWhatIsNoScheduleIsRefused(t *testing.T) {
	c := office(t)
	now := moment(t, c, "2026-08-24 10:00")
	monthly := upkeep.Rhythm{Every: 1, Unit: upkeep.Months}
	for name, test := range map[string]struct {
		rhythm upkeep.Rhythm
		first  time.Time
		want   error
	}{
		"never":     {upkeep.Rhythm{Every: 0, Unit: upkeep.Days}, now.AddDate(0, 0, 1), upkeep.ErrRhythm},
		"no unit":   {upkeep.Rhythm{Every: 1}, now.AddDate(0, 0, 1), upkeep.ErrRhythm},
		"yesterday": {monthly, now.AddDate(0, 0, -1), upkeep.ErrPast},
		"now":       {monthly, now, upkeep.ErrPast},
		"tomorrow":  {monthly, now.AddDate(0, 0, 1), nil},
	} {
		if _, err := upkeep.New(upkeep.Schedule{Rhythm: test.rhythm, First: test.first.Unix()}, c, now); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := drain(t, c, "2026-08-31 10:00", monthly)
	early, day := moment(t, c, "2026-08-10 10:00"), moment(t, c, "2026-08-31 11:00")
	for _, step := range []struct {
		what string
		does func() error
		want error
	}{
		{"without a photo", func() error { return s.Do(c, wang, "", day) }, upkeep.ErrPhoto},
		{"weeks before", func() error { return s.Do(c, wang, "p", early) }, upkeep.ErrEarly},
		{"moved to yesterday", func() error { return s.Move(c, day.AddDate(0, 0, -1), day) }, upkeep.ErrPast},
		{"moved onto the next", func() error { return s.Move(c, moment(t, c, "2026-09-30 10:00"), day) }, upkeep.ErrFar},
		{"done", func() error { return s.Do(c, wang, "p", day) }, nil},
		{"done twice", func() error { return s.Do(c, wang, "p", day.Add(time.Minute)) }, upkeep.ErrEarly},
		{"ended", func() error { return s.End() }, nil},
		{"ended twice", func() error { return s.End() }, upkeep.ErrOver},
		{"done afterwards", func() error { return s.Do(c, wang, "p", day) }, upkeep.ErrOver},
		{"moved afterwards", func() error { return s.Move(c, day.AddDate(0, 0, 1), day) }, upkeep.ErrOver},
	} {
		if err := step.does(); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.what, err, step.want)
		}
	}
}

// One that is brought forward is not due once more on its old date; one nobody did for
// months was missed as often as it went by.
func TestMovedAndMissed(t *testing.T) {
	c := office(t)
	s := drain(t, c, "2026-08-31 10:00", upkeep.Rhythm{Every: 1, Unit: upkeep.Months})
	forward := moment(t, c, "2026-08-27 15:00")
	if err := s.Move(c, forward, forward.AddDate(0, 0, -1)); err != nil || s.Next != forward.Unix() || s.Seq != 1 {
		t.Fatalf("%+v, %v", s, err)
	}
	if err := s.Do(c, wang, "p", forward); err != nil || s.Next != moment(t, c, "2026-09-30 10:00").Unix() {
		t.Fatalf("%+v, %v", s, err)
	}
	if err := s.Do(c, wang, "p", moment(t, c, "2026-12-10 10:00")); err != nil || s.Kept != 2 || s.Missed != 2 || s.Next != moment(t, c, "2026-12-31 10:00").Unix() {
		t.Fatalf("kept %d, missed %d, next %s, %v", s.Kept, s.Missed, time.Unix(s.Next, 0).In(c.Zone()), err)
	}
}

// Who does it is reminded the day before and on the day; who answers for it, when it was
// not done; then it is left to people. After a stop, only the last of it is said.
func TestRemindersClimb(t *testing.T) {
	c := office(t)
	s := drain(t, c, "2026-08-31 10:00", upkeep.Rhythm{Every: 1, Unit: upkeep.Months})
	down := s
	for _, step := range []struct {
		at   string
		want upkeep.Reminder
	}{
		{"2026-08-30 09:00", ""}, {"2026-08-30 10:00", upkeep.Soon}, {"2026-08-30 10:01", ""}, {"2026-08-31 10:00", upkeep.Due},
		{"2026-09-02 09:59", ""}, {"2026-09-02 10:00", upkeep.Late}, {"2026-09-20 10:00", ""},
	} {
		if got := s.Remind(moment(t, c, step.at)); got != step.want {
			t.Errorf("%s: %q, want %q", step.at, got, step.want)
		}
	}
	if at, _ := s.Strikes(); at != 0 {
		t.Errorf("it strikes for ever: %d", at)
	}
	if got := down.Remind(moment(t, c, "2026-09-05 10:00")); got != upkeep.Late || down.Remind(moment(t, c, "2026-09-06 10:00")) != "" {
		t.Errorf("%q", got)
	}
}

// Through whatever happens, a schedule has one next date at most, always ahead once it
// was done; what was kept and what was missed are the dates that went by; it strikes once
// at most; what was read before is not changed; and it is the same after it was kept.
func TestAScheduleStaysWhole(t *testing.T) {
	c := office(t)
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"), 10, 0, 0, 0, c.Zone())
		s, err := upkeep.New(upkeep.Schedule{First: now.AddDate(0, 0, 3).Unix(), Rhythm: upkeep.Rhythm{Every: rapid.IntRange(1, 9).Draw(t, "every"),
			Unit: rapid.SampledFrom([]upkeep.Unit{upkeep.Days, upkeep.Weeks, upkeep.Months}).Draw(t, "unit")}}, c, now)
		if err != nil {
			t.Fatal(err)
		}
		fresh, moved := s, false
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 900).Draw(t, "hours")) * time.Hour)
			before, done := s, slices.Clone(s.Done)
			switch rapid.IntRange(0, 3).Draw(t, "act") {
			case 0:
				if s.Move(c, now.AddDate(0, 0, rapid.IntRange(0, 9).Draw(t, "by")), now) == nil {
					moved = true
				}
			case 1:
				at, _ := s.Strikes()
				if what := s.Remind(now); (what != "") != (at != 0 && at <= now.Unix()) || s.Remind(now) != "" {
					t.Fatalf("%q at %s, was to be at %d", what, now, at)
				}
			default:
				if s.Do(c, wang, "p", now) == nil {
					if s.Next <= now.Unix() || s.Next <= before.Next || s.Kept != before.Kept+1 || !c.Working(time.Unix(s.Next, 0)) {
						t.Fatalf("%+v after %+v", s, before)
					}
				}
			}
			if !reflect.DeepEqual(before.Done, done) || s.Seq < before.Seq {
				t.Fatal("what was read before is changed with it")
			}
		}
		if n := went(c, fresh, s.Next); !moved && n != s.Kept+s.Missed {
			t.Fatalf("%d dates went by, %d kept, %d missed", n, s.Kept, s.Missed)
		}
		kept, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var read upkeep.Schedule
		if err := json.Unmarshal(kept, &read); err != nil || !reflect.DeepEqual(read, s) {
			t.Fatalf("%v: %s", err, kept)
		}
	})
}

// went is how many dates of a schedule come before a moment, counted by hand.
func went(c *calendar.Calendar, s upkeep.Schedule, before int64) int {
	first, days := time.Unix(s.First, 0).In(c.Zone()), map[int64]bool{}
	for k := 0; ; k += s.Rhythm.Every {
		d := first.AddDate(0, 0, k)
		switch s.Rhythm.Unit {
		case upkeep.Weeks:
			d = first.AddDate(0, 0, 7*k)
		case upkeep.Months:
			if d = first.AddDate(0, k, 0); d.Day() != first.Day() {
				d = d.AddDate(0, 0, -d.Day())
			}
		}
		for !c.Working(d) {
			d = d.AddDate(0, 0, 1)
		}
		if d.Unix() >= before {
			return len(days)
		}
		days[d.Unix()] = true
	}
}
