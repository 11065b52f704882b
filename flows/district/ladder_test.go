package district

import (
	"testing"
	"time"

	"gridbot/flows/calendar"
)

// The rungs of the demo's ladder for a clock of three working days that begins
// on a Thursday before a holiday: 2026-09-24 10:00. Friday to Sunday are off; so
// it runs out on Wednesday 30 September at 10:00, and the days after are the
// national holiday, until Thursday the 8th; Saturday the 10th is worked.
func TestTheLadderClimbsOverAHoliday(t *testing.T) {
	d, err := Load(Demo())
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		t.Helper()
		m, err := time.ParseInLocation("2006-01-02 15:04", s, d.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	since := at("2026-09-24 10:00")
	due := d.Calendar.Add(since, calendar.Span{Work: 3})
	if want := at("2026-09-30 10:00"); !due.Equal(want) {
		t.Fatalf("due %s", due)
	}
	// 80 % of six days are four days and 19 hours: Tuesday 29 at 5:12, which is
	// before the offices open.
	for i, want := range []string{"2026-09-29 09:00", "2026-09-30 10:00", "2026-10-08 10:00", "2026-10-09 10:00", "2026-10-13 10:00"} {
		if got := d.Ladder(false)[i].When(since, due, d.Calendar); !got.Equal(at(want)) {
			t.Errorf("rung %d: %s, want %s", i, got, want)
		}
	}
	if r := d.Ladder(false); len(r) != 5 || !r[4].Red || r[3].Red {
		t.Errorf("the red list: %+v", r)
	}
	// Danger does not wait for the offices.
	night := at("2026-09-25 23:00")
	for i, want := range []string{"2026-09-25 23:10", "2026-09-25 23:20", "2026-09-25 23:50", "2026-09-26 01:20"} {
		if got := d.Ladder(true)[i].When(night, night.Add(20*time.Minute), d.Calendar); !got.Equal(at(want)) {
			t.Errorf("danger, rung %d: %s, want %s", i, got, want)
		}
	}
}

func TestADistrictWithoutALadderHasTheUsualOne(t *testing.T) {
	folder := demoFiles(t)
	s := string(folder[settingsFile].Data)
	for i := 0; i+8 < len(s); i++ {
		if s[i:i+8] == "\nladder:" {
			folder[settingsFile].Data = []byte(s[:i+1])
			break
		}
	}
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Ladder(false)) != len(usualLadder) || len(d.Ladder(true)) != len(dangerLadder) || d.Reminders.Gap != usualGap {
		t.Errorf("%+v, %+v, %v", d.Ladder(false), d.Ladder(true), d.Reminders)
	}
	c, _ := d.Category("lamp")
	if len(c.Watch) != 3 || c.Near != usualNear || len(c.Notice.Items) != 0 {
		t.Errorf("%+v", c)
	}
	if got := d.ClocksOf(c).Rectify; got != (calendar.Span{Work: 3}) {
		t.Errorf("the next round takes %s", got)
	}
}
