package upkeep_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/calendar"
	"gridbot/flows/upkeep"
)

// gate is where the trucks stand in the morning, looked at every week, four times.
func gate() upkeep.Point {
	return upkeep.Point{N: 1, Name: "粤秀路西口", Hours: calendar.Hours{From: 6 * 60, To: 9 * 60}, Every: 7, Looks: 4}
}

// counted looks at a point so many mornings, a day apart.
func counted(t *testing.T, p *upkeep.Point, from time.Time, ns ...int) time.Time {
	t.Helper()
	for _, n := range ns {
		if err := p.Look(n, wang, from); err != nil {
			t.Fatal(err)
		}
		from = from.AddDate(0, 0, 1)
	}
	return from
}

func TestWhoeverIsThereTicksItOffOnce(t *testing.T) {
	c := office(t)
	p := gate()
	now := counted(t, &p, moment(t, c, "2026-09-01 07:00"), 8, 9, 7)
	if _, all := upkeep.All([]upkeep.Point{p}); all || p.Next != 0 || !errors.Is(p.Again(), upkeep.ErrNotYet) {
		t.Errorf("%+v", p)
	}
	if err := p.Deal(upkeep.Tick{By: wang, Agency: "police"}, now); err != nil {
		t.Fatal(err)
	}
	if err := p.Deal(upkeep.Tick{By: zhou}, now); !errors.Is(err, upkeep.ErrTicked) || p.Tick.By != wang {
		t.Errorf("%v, %+v", err, p.Tick)
	}
	if n, all := upkeep.All([]upkeep.Point{p, gate()}); n != 1 || all {
		t.Errorf("%d, %t", n, all)
	}
	if n, all := upkeep.All([]upkeep.Point{p}); n != 1 || !all {
		t.Errorf("%d, %t", n, all)
	}
	if _, all := upkeep.All(nil); all {
		t.Error("all of nothing")
	}
}

// The watch has its rhythm: a look is asked for once, at the hours of the place; what is
// counted at noon is kept, and no look; after the last there is none.
func TestTheWatchHasItsRhythm(t *testing.T) {
	c := office(t)
	p := gate()
	now := counted(t, &p, moment(t, c, "2026-09-01 07:00"), 8, 9, 7)
	if err := p.Deal(upkeep.Tick{By: wang}, now); err != nil {
		t.Fatal(err)
	}
	if want := moment(t, c, "2026-09-11 06:00").Unix(); p.Next != want {
		t.Fatalf("%s", time.Unix(p.Next, 0).In(c.Zone()))
	}
	due := time.Unix(p.Next, 0).In(c.Zone())
	if p.Ask(due.Add(-time.Minute)) != "" || p.Ask(due) != upkeep.Due || p.Ask(due.Add(time.Hour)) != "" {
		t.Error("not once, or not then")
	}
	if err := p.Look(1, wang, due.Add(-18*time.Hour)); err != nil || p.Next != due.Unix() {
		t.Errorf("noon is a look: %v", err)
	}
	if err := p.Look(1, wang, due.Add(-18*time.Hour+5*time.Minute)); !errors.Is(err, upkeep.ErrAgain) {
		t.Errorf("a slip of the finger counts: %v", err)
	}
	if err := p.Look(-1, zhou, due); !errors.Is(err, upkeep.ErrNumber) {
		t.Error(err)
	}
	for i := range 4 {
		at := time.Unix(p.Next, 0).In(c.Zone()).Add(time.Hour)
		if err := p.Look(i%2, wang, at); err != nil {
			t.Fatal(err)
		}
	}
	if p.Next != 0 || p.Ask(due.AddDate(1, 0, 0)) != "" {
		t.Errorf("%+v", p)
	}
	if got := p.Compare(); got.Says != upkeep.Fewer || got.Before != 8 || got.After != 0.5 || got.LooksAfter != 4 {
		t.Errorf("%+v", got)
	}
	if err := p.Again(); err != nil || p.Tick != nil || len(p.Before) != 5 || p.After != nil {
		t.Errorf("%+v", p)
	}
}

func TestCountsAreHeldAgainstBefore(t *testing.T) {
	c := office(t)
	for name, test := range map[string]struct {
		before, after []int
		want          upkeep.Verdict
	}{
		"two looks":                   {[]int{9, 9}, []int{0, 0, 0}, upkeep.TooFew},
		"nothing, nothing":            {[]int{0, 0, 0}, []int{0, 0, 0}, upkeep.Same},
		"three to two":                {[]int{1, 1, 1}, []int{1, 1, 0}, upkeep.Same},
		"far fewer":                   {[]int{8, 9, 7}, []int{1, 0, 2}, upkeep.Fewer},
		"far more":                    {[]int{1, 0, 2}, []int{8, 9, 7}, upkeep.More},
		"more looks, as many at each": {[]int{5, 5, 5}, []int{5, 5, 5, 5, 5, 5, 5, 5}, upkeep.Same},
	} {
		p := gate()
		now := counted(t, &p, moment(t, c, "2026-09-01 07:00"), test.before...)
		if err := p.Deal(upkeep.Tick{By: wang}, now); err != nil {
			t.Fatal(err)
		}
		counted(t, &p, now, test.after...)
		if got := p.Compare(); got.Says != test.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Where nothing changes it says so in nineteen of twenty: fewer, or more, no oftener
// than one in twenty each, by its own statistic exact; here over all ways in which a
// number can fall to the looks.
func TestItSpeaksOfNoChangeByChance(t *testing.T) {
	c := office(t)
	for _, total := range []int{1, 5, 12, 30} {
		fewer := 0.0
		for after := range total + 1 {
			p := gate()
			now := counted(t, &p, moment(t, c, "2026-09-01 07:00"), total-after, 0, 0)
			if err := p.Deal(upkeep.Tick{By: wang}, now); err != nil {
				t.Fatal(err)
			}
			counted(t, &p, now, after, 0, 0)
			if p.Compare().Says == upkeep.Fewer {
				fewer += ways(total, after)
			}
		}
		if fewer > 0.05 {
			t.Errorf("of %d: fewer in %.3f", total, fewer)
		}
	}
}

// ways is how likely k of n fall to one of two halves.
func ways(n, k int) float64 {
	p := 1.0
	for i := range n {
		p /= 2
		if i < k {
			p *= float64(n-i) / float64(i+1)
		}
	}
	return p
}

// Whatever is counted, what is read before is not changed with it, and hours over
// midnight are hours.
func TestAPointStaysWhole(t *testing.T) {
	c := office(t)
	rapid.Check(t, func(t *rapid.T) {
		p := gate()
		p.Hours = rapid.SampledFrom([]calendar.Hours{{}, {From: 360, To: 540}, {From: 1320, To: 120}, {From: 0, To: 1440}}).Draw(t, "hours")
		now := time.Date(2026, 9, 1, 0, 0, 0, 0, c.Zone())
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 3000).Draw(t, "minutes")) * time.Minute)
			before, n := p, len(p.After)
			switch rapid.IntRange(0, 4).Draw(t, "act") {
			case 0:
				_ = p.Deal(upkeep.Tick{By: zhou}, now)
			case 1:
				_ = p.Again()
			default:
				_ = p.Look(rapid.IntRange(0, 9).Draw(t, "n"), wang, now)
			}
			if len(before.After) != n || p.Tick == nil && (p.Next != 0 || len(p.After) != 0) || p.Next != 0 && p.Tick != nil && p.Next == before.Next && p.Tick != before.Tick {
				t.Fatalf("%+v after %+v", p, before)
			}
			if p.Next != 0 && p.Next != before.Next && p.Next <= now.Unix() {
				t.Fatalf("the next look was yesterday: %+v at %s", p, now)
			}
		}
	})
}
