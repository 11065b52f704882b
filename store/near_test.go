package store

import (
	"slices"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// compound is a place of these tests; a thousandth of a degree is about 100 m.
var compound = grids.Point{Lat: 31.2765, Lon: 121.4480}

// placed is a case at the compound.
func placed(number int) cases.Case {
	c := reported(number, "yanchang", monday.Unix()+1800)
	at := compound
	c.Place.Point = &at
	return c
}

func numbersOf(list []cases.Case) []int {
	var ns []int
	for _, c := range list {
		ns = append(ns, c.Number)
	}
	slices.Sort(ns)
	return ns
}

// A closed case is found by a new report of its kind nearby as long as
// somebody still looks after it: not before it is closed, not when it is
// opened again, and not when the last look is over.
func TestWhatIsLookedAfterIsFoundNearby(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		near := world.Nearby{Category: "kitchen", Point: grids.Point{Lat: compound.Lat + 0.0003, Lon: compound.Lon}, Metres: 50}
		found := func(n world.Nearby) []int {
			t.Helper()
			got, err := s.Read(t.Context(), 7001, world.Need{Near: n})
			if err != nil {
				t.Fatal(err)
			}
			return numbersOf(got.Near)
		}
		c := placed(1001)
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		c.Rev = 1
		if got := found(near); got != nil {
			t.Errorf("an open case is found: %v", got)
		}
		ch, c := moves(c, func(c *cases.Case) {
			c.Status, c.Ended, c.Clock = cases.Closed, monday.Unix(), cases.Clock{Name: cases.ClockAfter, Due: monday.Unix() + 90}
		})
		s.mustCommit(t, s.received(t, 2), 7001, ch)
		if got := found(near); !slices.Equal(got, []int{1001}) {
			t.Errorf("33 m away: %v", got)
		}
		far := near
		far.Metres = 20
		other := near
		other.Category = "lamp"
		if a, b := found(far), found(other); a != nil || b != nil {
			t.Errorf("too far: %v, another kind: %v", a, b)
		}
		ch, c = moves(c, func(c *cases.Case) { c.Status = cases.Watch })
		s.mustCommit(t, s.received(t, 3), 7001, ch)
		if got := found(near); !slices.Equal(got, []int{1001}) {
			t.Errorf("while it is looked at again: %v", got)
		}
		ch, c = moves(c, func(c *cases.Case) { c.Status = cases.Rework })
		s.mustCommit(t, s.received(t, 4), 7001, ch)
		if got := found(near); got != nil {
			t.Errorf("opened again: %v", got)
		}
		ch, c = moves(c, func(c *cases.Case) { c.Status = cases.Closed })
		s.mustCommit(t, s.received(t, 5), 7001, ch)
		ch, _ = moves(c, func(c *cases.Case) { c.Clock = cases.Clock{} })
		s.mustCommit(t, s.received(t, 6), 7001, ch)
		if got := found(near); got != nil {
			t.Errorf("the last look is over: %v", got)
		}
	})
}

// The file of a place holds all that was ever reported around it, also across
// the border of a cell.
func TestAPlaceKeepsAllThatWasReportedAroundIt(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		at := func(number int, lat float64) cases.Case {
			c := placed(number)
			c.Place.Point = &grids.Point{Lat: compound.Lat + lat, Lon: compound.Lon}
			return c
		}
		s.mustCommit(t, s.received(t, 1), 7001, opens(at(1001, 0), at(1002, -0.0014), at(1003, 0.0014), at(1004, 0.01), reported(1005, "yanchang", 0)))
		got, err := s.Read(t.Context(), 7011, world.Need{Around: compound})
		if err != nil || !slices.Equal(numbersOf(got.List), []int{1001, 1002, 1003}) {
			t.Errorf("%v, %v", numbersOf(got.List), err)
		}
	})
}

// A place that was learnt or put right later has the case in its file, and where
// it was thought to be it is no more.
func TestAPlacePutRightMovesTheCaseOnTheMap(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		around := func(p grids.Point) []int {
			got, err := s.Read(t.Context(), 7011, world.Need{Around: p})
			if err != nil {
				t.Fatal(err)
			}
			return numbersOf(got.List)
		}
		c := placed(1001)
		c.Place.Point = nil
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		c.Rev = 1
		elsewhere := grids.Point{Lat: compound.Lat + 0.02, Lon: compound.Lon}
		ch, c := moves(c, func(c *cases.Case) { c.Place.Point = &compound })
		s.mustCommit(t, s.received(t, 2), 7001, ch)
		if got := around(compound); !slices.Equal(got, []int{1001}) {
			t.Errorf("learnt later: %v", got)
		}
		ch, _ = moves(c, func(c *cases.Case) { c.Place.Point = &elsewhere })
		s.mustCommit(t, s.received(t, 3), 7001, ch)
		if a, b := around(compound), around(elsewhere); a != nil || !slices.Equal(b, []int{1001}) {
			t.Errorf("put right: where it was %v, where it is %v", a, b)
		}
	})
}

// A job's run counts once for its moment; a late run of an earlier moment
// counts no more.
func TestAJobRunsOnceForItsMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		op := func(after int64) world.Op {
			return world.Op{Once: &talk.Clock{Person: 7011, Name: world.ClockMorning, Due: time.Unix(monday.Unix()+after, 0)}}
		}
		ch := world.Change{Letters: []world.Letter{letter(7011, "早")}}
		s.mustCommit(t, op(0), 7011, ch)
		s.mustCommit(t, op(86400), 7011, ch)
		for _, after := range []int64{0, 86400} {
			if w, err := s.Commit(t.Context(), op(after), 7011, ch); err != nil || !w.Again {
				t.Errorf("%d s: %+v, %v", after, w, err)
			}
		}
	})
}

// What another system had closed comes in closed, and is found all the same.
func TestWhatCameInClosedIsFoundNearby(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := placed(1001)
		c.Status, c.Ended, c.Outcome, c.Clock = cases.Closed, monday.Unix(), cases.Elsewhere, cases.Clock{Name: cases.ClockAfter, Due: monday.Unix() + 90}
		if _, err := s.Commit(t.Context(), world.Op{}, 0, opens(c)); err != nil {
			t.Fatal(err)
		}
		got, err := s.Read(t.Context(), 7001, world.Need{Near: world.Nearby{Category: "kitchen", Point: compound, Metres: 50}})
		if err != nil || !slices.Equal(numbersOf(got.Near), []int{1001}) {
			t.Errorf("found %v, %v", numbersOf(got.Near), err)
		}
	})
}

// Who told of the same thing finds it among their reports, as long as they want to
// hear of it; so does who took it over from its reporter, who finds it no more.
func TestWhoJoinedFindsItAmongTheirs(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := placed(1001)
		told, joined, late := c.By.ID, int64(7002), int64(7003)
		theirs := func(what string, want ...int64) {
			t.Helper()
			for _, who := range []int64{told, joined, late} {
				got, err := s.Read(t.Context(), who, world.Need{Mine: true})
				if err != nil {
					t.Fatal(err)
				}
				if has := len(got.List) == 1; has != slices.Contains(want, who) {
					t.Errorf("%s: it is among those of %d: %t", what, who, has)
				}
			}
		}
		s.mustCommit(t, s.received(t, 1), told, opens(c))
		c.Rev = 1
		theirs("it is reported", told)
		ch, c := moves(c, func(c *cases.Case) {
			c.Joined = []cases.Joiner{{ID: joined, At: monday.Unix()}, {ID: late, At: monday.Unix()}}
		})
		s.mustCommit(t, s.received(t, 2), joined, ch)
		theirs("two have joined", told, joined, late)
		ch, c = moves(c, func(c *cases.Case) { c.Joined = c.Joined[:1] })
		s.mustCommit(t, s.received(t, 3), late, ch)
		theirs("one has left", told, joined)
		ch, _ = moves(c, func(c *cases.Case) { c.By, c.Joined = cases.Reporter{ID: joined}, nil })
		s.mustCommit(t, s.received(t, 4), told, ch)
		theirs("the reporter has left", joined)
	})
}
