package week

import (
	"math"
	"slices"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/grids"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// The picture of a digest: this week and the four before, the median and what
// nine in ten took no longer than, overdue in red, what came back with a ring.
func TestThePictureOfAWeekIsOfThatWeek(t *testing.T) {
	w := worldtest.New(t)
	w.Now = time.Date(2026, 11, 30, 9, 0, 0, 0, w.District.Zone)
	counts := world.Counts{}
	line := func(week string, l world.Logged) {
		l.Week, l.Grid, l.Category = week, "yanchang", "lamp"
		counts.Add(l)
	}
	line("2026-W43", world.Logged{Do: cases.Report}) // too long ago
	line("2026-W44", world.Logged{Do: cases.Report})
	for i := range 10 {
		took := int64(600)
		if i > 7 {
			took = 6000
		}
		line("2026-W48", world.Logged{Do: cases.Report})
		line("2026-W48", world.Logged{Do: cases.Claim, Answered: &took})
	}
	line("2026-W48", world.Logged{Do: cases.Confirm, Outcome: cases.Confirmed})
	line("2026-W48", world.Logged{Do: cases.Overdue, Clock: cases.ClockArrive})
	at := func(n int, status cases.Status, round int, late bool) cases.Case {
		due := w.Now.Unix() + 60
		if late {
			due -= 120
		}
		return cases.Case{Number: n, Grid: "yanchang", Status: status, Round: round, Place: cases.Place{Point: &grids.Point{Lat: 31, Lon: 121 + float64(n)}},
			Clock: cases.Clock{Name: cases.ClockArrive, Due: due}}
	}
	w.Weekly = &world.Weekly{Counts: counts, Grids: map[string]world.Load{"yanchang": {Open: 3, Late: 1}},
		Late: []cases.Case{at(1, cases.Claimed, 0, true)},
		New:  []cases.Case{at(1, cases.Claimed, 0, true), at(2, cases.Claimed, 2, false), at(3, cases.Closed, 0, true), at(4, cases.Claimed, 1, false)}}
	p := weekPicture(w, digest{thisWeek(w, 1), "yanchang"})
	if len(p.Weeks) != 5 || !slices.Equal(p.Counts[0], []int{1, 0, 0, 0, 10}) || !slices.Equal(p.Counts[1], []int{0, 0, 0, 0, 1}) || !slices.Equal(p.Counts[2], []int{0, 0, 0, 0, 1}) {
		t.Errorf("weeks %v: %v", p.Weeks, p.Counts)
	}
	near := func(got int, want float64) bool { return math.Abs(float64(got)/want-1) <= 0.021 }
	if !near(p.Times[0][4], 600) || !near(p.Times[1][4], 6000) || p.Times[0][3] != -1 {
		t.Errorf("the median %v, nine in ten %v", p.Times[0], p.Times[1])
	}
	var marks [][2]bool
	for _, m := range p.Marks {
		marks = append(marks, [2]bool{m.Late, m.Back})
	}
	if !slices.Equal(marks, [][2]bool{{true, false}, {false, true}, {false, false}, {false, false}}) || p.Load["yanchang"] != [2]int{3, 1} {
		t.Errorf("on the map: %v, %v", marks, p.Load)
	}
}

// A category of which far more was reported than usual is something to decide.
func TestACategoryThatSurgesIsToBeDecided(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{Role: world.Coordinator, ID: 1}
	for _, c := range []struct {
		weeks map[string]int
		usual int // -1: nothing is unusual
	}{
		{map[string]int{"2026-W45": 2, "2026-W46": 1, "2026-W47": 9}, 2},
		{map[string]int{"2026-W43": 2, "2026-W44": 2, "2026-W45": 2, "2026-W46": 2, "2026-W47": 9}, 2},
		{map[string]int{"2026-W45": 9, "2026-W46": 9, "2026-W47": 9}, -1},
		{map[string]int{"2026-W46": 1, "2026-W47": 9}, -1}, // the second week of a district
		{map[string]int{"2026-W47": 9}, -1},
	} {
		counts := world.Counts{}
		for week, n := range c.weeks {
			for range n {
				counts.Add(world.Logged{Do: cases.Report, Week: week, Grid: "yanchang", Category: "lamp"})
			}
		}
		w.Weekly = &world.Weekly{Counts: counts}
		say, buttons := drowning(w, digest{thisWeek(w, 1), figures.Everywhere})
		if unusual := say.ID == "digest.surging" && len(buttons) == 1; unusual != (c.usual >= 0) || unusual && say.Blank["usual"] != c.usual {
			t.Errorf("%v: %+v, %+v", c.weeks, say, buttons)
		}
	}
}

// Without a base a span is held against that of the same length before it.
func TestASpanIsComparedWithTheOneBefore(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{Role: world.Coordinator, ID: 1}
	q, ok := statsOf(w, "2026-W44~2026-W47")
	if !ok || nameOf(w, q.base) != "2026-W40~2026-W43" {
		t.Errorf("%s, %t", nameOf(w, q.base), ok)
	}
}
