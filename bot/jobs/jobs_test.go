package jobs

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"
)

// desk remembers what it was asked, and for which moment.
type desk struct {
	ticks, mornings, digests, years, convened []time.Time
	fail                                      error
	quiet                                     bool
}

func (d *desk) Tick(_ context.Context, now time.Time) error {
	d.ticks = append(d.ticks, now)
	return nil
}

func (d *desk) Morning(_ context.Context, at time.Time) error {
	if d.fail == nil {
		d.mornings = append(d.mornings, at)
	}
	return d.fail
}

func (d *desk) Digest(_ context.Context, at time.Time) error {
	d.digests = append(d.digests, at)
	return nil
}

func (d *desk) Quiet(time.Time) bool { return d.quiet }

func (d *desk) Year(_ context.Context, at time.Time) error {
	d.years = append(d.years, at)
	return nil
}

func (d *desk) Retain(context.Context, time.Time) error { return nil }

func (d *desk) Members(context.Context, time.Time) error { return nil }

func (d *desk) Gaps(context.Context, time.Time) error { return nil }

func (d *desk) Frequent(context.Context, time.Time) error { return nil }

func (d *desk) Convene(_ context.Context, at time.Time) error {
	d.convened = append(d.convened, at)
	return nil
}

// mondays is when the digest comes here.
const mondays = "0 9 * * 1"

var silent = slog.New(slog.NewTextHandler(io.Discard, nil))

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func scheduled(t *testing.T, table []Job, z *time.Location) *Schedule {
	t.Helper()
	s, err := New(table, z, silent)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheTableCanBeKept(t *testing.T) {
	table := Table(&desk{}, mondays)
	scheduled(t, table, zone(t, "Asia/Shanghai"))
	var names []Name
	for _, j := range table {
		if slices.Contains(names, j.Name) || j.Late <= 0 || j.What["zh-CN"] == "" || j.What["en"] == "" {
			t.Errorf("%s stands twice, is never made up for, or does not say what it does", j.Name)
		}
		names = append(names, j.Name)
	}
}

// The morning list: at its minute, once, for its minute; late, but not too
// late; several missed ones only once.
func TestAMissedRunIsMadeUpForOnce(t *testing.T) {
	z := zone(t, "Asia/Shanghai")
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, z) }
	d := &desk{}
	s := scheduled(t, Table(d, mondays), z)
	for _, step := range []struct {
		now  time.Time
		want []time.Time
	}{
		{at(23, 8, 29), nil},
		{at(23, 8, 30), []time.Time{at(23, 8, 30)}},
		{at(23, 8, 31), []time.Time{at(23, 8, 30)}},
		{at(24, 13, 0), []time.Time{at(23, 8, 30)}},                                // too late
		{at(28, 9, 0), []time.Time{at(23, 8, 30), at(28, 8, 30)}},                  // four were missed
		{at(28, 9, 1), []time.Time{at(23, 8, 30), at(28, 8, 30)}},                  // and not again
		{at(29, 12, 29), []time.Time{at(23, 8, 30), at(28, 8, 30), at(29, 8, 30)}}, // just in time
		{at(29, 12, 30), []time.Time{at(23, 8, 30), at(28, 8, 30), at(29, 8, 30)}},
	} {
		if err := s.Run(t.Context(), step.now); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(d.mornings, step.want, time.Time.Equal) {
			t.Errorf("at %s: %v, want %v", step.now, d.mornings, step.want)
		}
	}
	if len(d.ticks) != 8 || !d.ticks[7].Equal(at(29, 12, 30)) {
		t.Errorf("the clocks were looked at %d times", len(d.ticks))
	}
	if want := []time.Time{at(22, 10, 0), at(29, 10, 0)}; !slices.EqualFunc(d.years, want, time.Time.Equal) {
		t.Errorf("the year: %v, want %v: the day before, which was passed over, and the week after", d.years, want)
	}
}

// The digest comes when the district wants it, and after an absence late rather than never.
func TestTheDigestComesOnceAWeek(t *testing.T) {
	z := zone(t, "Asia/Shanghai")
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, z) }
	d := &desk{}
	s := scheduled(t, Table(d, mondays), z)
	for _, step := range []struct {
		now  time.Time
		many int
	}{{at(16, 8, 59), 1}, {at(16, 9, 0), 2}, {at(23, 9, 0), 3}, {at(23, 9, 1), 3}, {at(25, 9, 0), 3}, {at(30, 20, 0), 4}, {at(30, 20, 1), 4}} {
		if err := s.Run(t.Context(), step.now); err != nil {
			t.Fatal(err)
		}
		if len(d.digests) != step.many {
			t.Errorf("at %s it came for %v", step.now, d.digests)
		}
	}
	if !d.digests[3].Equal(at(30, 9, 0)) {
		t.Errorf("it was made up for as that of %s", d.digests[3])
	}
	// A week without the process, and three: the last one comes, late, and once.
	for _, back := range []time.Time{at(27, 10, 0), at(19, 8, 0).AddDate(0, 1, 0)} {
		d := &desk{}
		s := scheduled(t, Table(d, mondays), z)
		for i := range 3 {
			if err := s.Run(t.Context(), back.Add(time.Duration(i)*time.Minute)); err != nil {
				t.Fatal(err)
			}
		}
		if len(d.digests) != 1 || back.Sub(d.digests[0]) > 7*24*time.Hour || d.digests[0].Weekday() != time.Monday {
			t.Errorf("back at %s, it came for %v", back, d.digests)
		}
	}
	if _, err := New(Table(d, "0 25 * * 1"), z, silent); err == nil {
		t.Error("an hour that does not exist is taken")
	}
}

// A process that does not own the district yet has not done its job.
func TestAJobThatFailsIsTriedAgain(t *testing.T) {
	z := zone(t, "Asia/Shanghai")
	d := &desk{fail: errors.New("not ours yet")}
	s := scheduled(t, Table(d, mondays), z)
	at := time.Date(2026, 11, 23, 8, 30, 0, 0, z)
	if err := s.Run(t.Context(), at); err == nil {
		t.Error("nobody was told")
	}
	d.fail = nil
	if err := s.Run(t.Context(), at.Add(3*time.Minute)); err != nil || len(d.mornings) != 1 || !d.mornings[0].Equal(at) {
		t.Errorf("%v, %v", d.mornings, err)
	}
}

// Where the clocks change, half past eight is half past eight.
func TestTheHourIsTheDistrictsAlsoWhenClocksChange(t *testing.T) {
	z := zone(t, "Europe/Berlin")
	s := scheduled(t, Table(&desk{}, mondays), z)
	next := s.Next(Morning, time.Date(2026, 10, 24, 12, 0, 0, 0, z), 3)
	for i, want := range []string{"2026-10-25 08:30 CET", "2026-10-26 08:30 CET", "2026-10-27 08:30 CET"} {
		if got := next[i].Format("2006-01-02 15:04 MST"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := s.Next("nonsense", time.Now(), 3); got != nil {
		t.Errorf("a job nobody knows runs at %v", got)
	}
}

// A bot that comes back at night looks at its clocks, and wakes nobody with the
// digest it missed: that comes in the morning.
func TestWhatWasMissedWaitsForTheMorning(t *testing.T) {
	z := zone(t, "Asia/Shanghai")
	d := &desk{quiet: true}
	s := scheduled(t, Table(d, mondays), z)
	run := func(day, hour int) {
		t.Helper()
		if err := s.Run(t.Context(), time.Date(2026, 11, day, hour, 0, 0, 0, z)); err != nil {
			t.Fatal(err)
		}
	}
	run(23, 23)
	if len(d.digests) != 0 || len(d.ticks) != 1 {
		t.Errorf("at night: %d digests, %d looks at the clocks", len(d.digests), len(d.ticks))
	}
	d.quiet = false
	run(24, 7)
	run(24, 8)
	if len(d.digests) != 1 || !d.digests[0].Equal(time.Date(2026, 11, 23, 9, 0, 0, 0, z)) {
		t.Errorf("in the morning: %v", d.digests)
	}
}

// Of a year whose days are missing the coordinator hears on the 1st of December
// before it, and every week from then on.
func TestTheYearIsAskedForEveryWeek(t *testing.T) {
	z := zone(t, "Asia/Shanghai")
	next := scheduled(t, Table(&desk{}, mondays), z).Next(Year, time.Date(2026, 11, 2, 12, 0, 0, 0, z), 6)
	for i, want := range []string{"2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29", "2026-12-01", "2026-12-08"} {
		if got := next[i].Format("2006-01-02 15:04"); got != want+" 10:00" {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A job that panics ends its own run: the others run, and it runs again.
func TestAJobThatPanicsRunsAgain(t *testing.T) {
	ran := 0
	table := []Job{
		{"stumbles", "* * * * *", time.Minute, nil, func(context.Context, time.Time) error {
			if ran++; ran == 1 {
				panic("once")
			}
			return nil
		}, nil},
		{Clocks, "* * * * *", time.Minute, nil, func(context.Context, time.Time) error { ran += 10; return nil }, nil},
	}
	s := scheduled(t, table, time.UTC)
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	if err := s.Run(t.Context(), now); err == nil || ran != 11 {
		t.Errorf("%v, ran %d", err, ran)
	}
	if err := s.Run(t.Context(), now.Add(time.Minute)); err != nil || ran != 22 {
		t.Errorf("%v, ran %d", err, ran)
	}
}

func TestTheScheduleStopsInGoodOrder(t *testing.T) {
	s := scheduled(t, Table(&desk{}, mondays), time.UTC)
	s.Start(t.Context(), time.Now)()
}

// A clock that jumps ahead for a minute does not put the next minute a month off.
func TestTheNextMinuteIsNeverFar(t *testing.T) {
	z := zone(t, "Asia/Kathmandu") // whose minutes are everybody's
	for _, at := range []time.Time{time.Date(2026, 11, 23, 8, 30, 0, 0, z), time.Date(2026, 11, 23, 8, 30, 59, 999, z), time.Date(2027, 11, 23, 8, 30, 20, 0, z)} {
		if wait := untilMinute(at); wait <= 0 || wait > time.Minute || !at.Add(wait).Truncate(time.Minute).Equal(at.Add(wait)) {
			t.Errorf("at %s the next minute is %s away", at, wait)
		}
	}
}

func TestAScheduleThatCannotBeReadIsRefused(t *testing.T) {
	if _, err := New([]Job{{"odd", "every day", time.Minute, nil, nil, nil}}, time.UTC, silent); err == nil {
		t.Error("nobody complained")
	}
}
