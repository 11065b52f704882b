package duty

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gridbot/flows/calendar"
)

func cal(t testing.TB, zone string, days map[calendar.Date]bool) *calendar.Calendar {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(z, []calendar.Hours{{From: 9 * 60, To: 17 * 60}}, calendar.Days{Own: days})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// anyPlan is a plan by chance. Its hours are halves of an hour, and none between
// two and three in the morning, which some nights have twice.
func anyPlan(r *rand.Rand, from time.Time) Plan {
	clock := func() calendar.Clock {
		for {
			if c := calendar.Clock(30 * r.IntN(49)); c < 120 || c >= 180 {
				return c
			}
		}
	}
	var p Plan
	for range 1 + r.IntN(16) {
		turn := Turn{Day: Day(r.IntN(Days)), From: clock() % (24 * 60), To: clock()}
		for range 1 + r.IntN(3) {
			if id := int64(1 + r.IntN(4)); !slices.Contains(turn.Who, id) {
				turn.Who = append(turn.Who, id)
			}
		}
		p.Week = append(p.Week, turn)
	}
	for range r.IntN(8) {
		begins := from.Unix() + int64(r.IntN(12*24*60))*60
		c := Change{From: begins, To: begins + 60 + int64(r.IntN(2*24*60))*60, Out: int64(r.IntN(5)), In: int64(r.IntN(6))}
		if c.Out == c.In {
			continue
		}
		p.Changes = append(p.Changes, c)
	}
	return p
}

// counted says of every minute who is on, as somebody would who looks at a clock
// on the wall and crosses out people on a sheet.
func counted(c *calendar.Calendar, p Plan, from time.Time, minutes int) [][]int64 {
	type sheet struct {
		ends calendar.Date
		to   calendar.Clock
		til  time.Time // instead, where it is no turn of the week
		who  []int64
	}
	var open []sheet
	type turnOn struct {
		d calendar.Date
		n int
	}
	begun := map[turnOn]bool{}
	all := make([][]int64, 0, minutes)
	struck := func(s sheet, at time.Time, after int) sheet {
		s.who = slices.Clone(s.who)
		for _, ch := range p.Changes[after:] {
			i := slices.Index(s.who, ch.Out)
			if ch.Out == 0 || i < 0 || at.Unix() < ch.From || at.Unix() >= ch.To {
				continue
			}
			s.who = slices.Delete(s.who, i, i+1)
			if ch.In != 0 && !slices.Contains(s.who, ch.In) {
				s.who = append(s.who, ch.In)
			}
		}
		return s
	}
	for m := range minutes {
		t := from.Add(time.Duration(m) * time.Minute).In(c.Zone())
		day, wall := calendar.DateOf(t), calendar.Clock(t.Hour()*60+t.Minute())
		row := DayOf(c, day)
		if row == Holiday && !slices.ContainsFunc(p.Week, func(o Turn) bool { return o.Day == Holiday && len(o.Who) > 0 }) {
			row = 0
		}
		for i, turn := range p.Week {
			key := turnOn{day, i}
			if turn.Day != row || wall < turn.From || begun[key] {
				continue
			}
			begun[key] = true
			s := sheet{ends: day, to: turn.To, who: turn.Who}
			if turn.To <= turn.From {
				s.ends = day.Plus(1)
			}
			open = append(open, struck(s, t, 0))
		}
		for i, ch := range p.Changes {
			if ch.Out == 0 && ch.From == t.Unix() {
				open = append(open, struck(sheet{til: time.Unix(ch.To, 0), who: []int64{ch.In}}, t, i+1))
			}
		}
		open = slices.DeleteFunc(open, func(s sheet) bool {
			if !s.til.IsZero() {
				return !t.Before(s.til)
			}
			over := day != s.ends && day != s.ends.Plus(-1) || day == s.ends && wall >= s.to
			return over
		})
		on := []int64{}
		for _, s := range open {
			for _, id := range s.who {
				if !slices.Contains(on, id) {
					on = append(on, id)
				}
			}
		}
		slices.Sort(on)
		all = append(all, on)
	}
	return all
}

// What the plan says is what one counts, minute by minute, over weeks with
// holidays, make-up weekends and nights in which the clocks change; and the gaps
// are the minutes in which nobody was counted.
func TestThePlanSaysWhatOneCountsMinuteByMinute(t *testing.T) {
	for _, w := range []struct{ zone, from string }{
		{"Asia/Shanghai", "2026-09-28"}, // the national holiday, and a Saturday made up for
		{"Asia/Shanghai", "2026-02-10"}, // the Spring Festival
		{"Asia/Shanghai", "2026-12-28"},
		{"Europe/Berlin", "2026-03-25"}, // an hour is skipped
		{"Europe/Berlin", "2026-10-21"}, // an hour comes twice
		{"America/Santiago", "2026-09-03"},
	} {
		c := cal(t, w.zone, nil)
		d, err := calendar.ParseDate(w.from)
		if err != nil {
			t.Fatal(err)
		}
		const lead, days = 3, 8 // what began before the window is counted too
		begin := d.At(0, c.Zone())
		for seed := range uint64(12) {
			p := anyPlan(rand.New(rand.NewPCG(seed, 7)), begin)
			all := counted(c, p, begin.Add(-lead*24*time.Hour), (lead+days)*24*60)[lead*24*60:]
			end := begin.Add(days * 24 * time.Hour)
			gaps, bare := p.Gaps(c, begin, end, calendar.Hours{}), 0
			for m, want := range all {
				at := begin.Add(time.Duration(m) * time.Minute)
				inGap := slices.ContainsFunc(gaps, func(g Gap) bool { return !at.Before(g.From) && at.Before(g.To) })
				if inGap != (len(want) == 0) {
					t.Fatalf("%s, plan %d: at %s %v were counted, in a gap: %v", w.zone, seed, at, want, inGap)
				}
				if len(want) == 0 {
					bare++
				}
				if m%61 != 0 && m > 0 && slices.Equal(want, all[m-1]) {
					continue // nothing has changed since the minute before
				}
				got := p.On(c, at)
				slices.Sort(got)
				if !slices.Equal(got, want) && len(got)+len(want) > 0 {
					t.Fatalf("%s, plan %d: at %s the plan says %v, and %v were counted\n%+v", w.zone, seed, at, got, want, p)
				}
			}
			if bare == 0 && len(gaps) > 0 {
				t.Errorf("%s, plan %d: %d gaps without a minute", w.zone, seed, len(gaps))
			}
		}
	}
}

// What was pressed by hand counts until the person's own time is over, and never
// for less than no time.
func TestByHandCountsUntilTheShiftIsOver(t *testing.T) {
	c := cal(t, "Asia/Shanghai", nil)
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, c.Zone())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	day := func(d Day, from, to calendar.Clock, who ...int64) Turn {
		return Turn{Day: d, From: from * 60, To: to * 60, Who: who}
	}
	p := Plan{Week: []Turn{day(1, 8, 20, 1), day(1, 20, 8, 2), day(2, 8, 20, 2), day(3, 8, 12, 1)}}
	for what, row := range map[string]struct {
		id       int64
		at, want string
	}{
		"in the own shift":                       {1, "2026-11-23 09:00", "2026-11-23 20:00"},
		"in a night that goes on as the day":     {2, "2026-11-23 21:00", "2026-11-24 20:00"},
		"while somebody else is on":              {1, "2026-11-23 21:00", "2026-11-24 08:00"},
		"while nobody is on":                     {2, "2026-11-24 21:00", "2026-11-25 08:00"},
		"while nobody is on, and the week turns": {2, "2026-11-25 13:00", "2026-11-30 08:00"},
	} {
		if got := p.Until(c, row.id, at(row.at)); !got.Equal(at(row.want)) {
			t.Errorf("%s: until %s, want %s", what, got, row.want)
		}
	}
	if got := (Plan{}).Until(c, 1, at("2026-11-23 09:00")); !got.After(at("2026-11-23 09:00")) {
		t.Errorf("without a plan: until %s", got)
	}
}

// A night that nobody has to cover is no gap.
func TestOnlyHoursThatAreToBeCoveredAreGaps(t *testing.T) {
	c := cal(t, "Asia/Shanghai", nil)
	var p Plan
	for d := range Day(Days) {
		p = p.Toggled(Turn{Day: d, From: 9 * 60, To: 18 * 60}, 1)
	}
	from := calendar.Date{Year: 2026, Month: 11, Day: 23}.At(0, c.Zone())
	to := from.Add(3 * 24 * time.Hour)
	for cover, want := range map[calendar.Hours]time.Duration{
		{}:                          45 * time.Hour,
		{From: 0, To: 24 * 60}:      45 * time.Hour,
		{From: 9 * 60, To: 18 * 60}: 0,
		{From: 8 * 60, To: 20 * 60}: 9 * time.Hour,
		{From: 20 * 60, To: 8 * 60}: 36 * time.Hour,
	} {
		var sum time.Duration
		for _, g := range p.Gaps(c, from, to, cover) {
			sum += g.To.Sub(g.From)
		}
		if sum != want {
			t.Errorf("to be covered %s: %s are gaps, want %s", cover, sum, want)
		}
	}
}

// A swap counts while both have their shifts, and only then.
func TestASwapIsGoodAsLongAsBothHaveTheirShifts(t *testing.T) {
	c := cal(t, "Asia/Shanghai", nil)
	now := calendar.Date{Year: 2026, Month: 11, Day: 23}.At(7*60, c.Zone())
	p := Plan{Week: []Turn{{Day: 1, From: 480, To: 1200, Who: []int64{1}}, {Day: 2, From: 480, To: 1200, Who: []int64{2}}}}
	mine, theirs := now.Add(time.Hour), now.Add(25*time.Hour)
	p, a := p.Asking(now, Ask{Who: 1, With: 2, From: mine.Unix(), Back: theirs.Unix()})
	got, ok := p.AskOf(a.N, now)
	if !ok || got != a {
		t.Fatalf("asked %+v, found %+v", a, got)
	}
	if _, ok := p.AskOf(a.N, mine); ok {
		t.Error("a swap is answered after the shift has begun")
	}
	done, ok := p.Swapped(c, now, a)
	if on := done.On(c, mine); !ok || !slices.Equal(on, []int64{2}) {
		t.Errorf("on Monday %v are on", on)
	}
	if on := done.On(c, theirs); !slices.Equal(on, []int64{1}) {
		t.Errorf("on Tuesday %v are on", on)
	}
	if _, ok := done.Swapped(c, now, a); ok {
		t.Error("the same swap counts twice")
	}
	if _, ok := p.Without(2).Swapped(c, now, a); ok {
		t.Error("a swap counts with somebody who has left")
	}
	if again := done.Again(c, now.AddDate(0, 0, 7)); len(again) != 2 || !time.Unix(again[0].From, 0).Equal(mine.AddDate(0, 0, 7)) {
		t.Errorf("a week later, again: %+v", again)
	}
	if on := done.On(c, mine.AddDate(0, 0, 7)); !slices.Equal(on, []int64{1}) {
		t.Errorf("the Monday after, %v are on", on)
	}
}

// What one plan becomes never changes the one it was.
func TestAPlanIsAValue(t *testing.T) {
	p := Plan{Week: []Turn{{Day: 1, From: 480, To: 1200, Who: []int64{1, 2, 3}}}}
	p.Toggled(Turn{Day: 1, From: 480, To: 1200}, 2)
	p.Without(1)
	p.Like(1, 2, 3)
	if !slices.Equal(p.Week[0].Who, []int64{1, 2, 3}) || len(p.Week) != 1 {
		t.Errorf("the plan became %+v", p)
	}
}

func BenchmarkOn(b *testing.B) {
	c := cal(b, "Asia/Shanghai", nil)
	var p Plan
	for d := range Day(Days) {
		p = p.Toggled(Turn{Day: d, From: 480, To: 1200}, int64(d)).Toggled(Turn{Day: d, From: 1200, To: 480}, int64(d)+1)
	}
	at := calendar.Date{Year: 2026, Month: 11, Day: 23}.At(700, c.Zone())
	for b.Loop() {
		p.On(c, at)
	}
}
