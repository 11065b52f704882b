package request

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// "None of these" of one takes nothing from the others: what they marked stays, with the
// marks; the nearest times that are free come beside it, and a second tap moves nothing.
func TestNoneOfTheseKeepsWhatOthersMarked(t *testing.T) {
	c := office(t)
	r := visited(t, c)
	v := r.Visit
	offered := slices.Clone(v.Times)
	two := []int64{offered[1], offered[2]}
	for _, at := range two {
		if err := r.Suits(Applicant, at, monday); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Others("market", 1, c, monday); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.Can[Applicant], two) || !slices.Contains(v.Times, two[0]) || !slices.Contains(v.Times, two[1]) {
		t.Errorf("the applicant's marks are gone: %v of %v", v.Can, v.Times)
	}
	for _, at := range v.Times {
		if slices.Contains(offered, at) && !slices.Contains(two, at) {
			t.Errorf("%d is offered again, which suits nobody", at)
		}
	}
	sooner := slices.ContainsFunc(v.Times, func(at int64) bool { return !slices.Contains(offered, at) && at < offered[2] })
	if last := v.Times[len(v.Times)-1]; !sooner || last > offered[len(offered)-1]+4*oneDay {
		t.Errorf("later than need be: %v after %v", v.Times, offered)
	}
	was := slices.Clone(v.Times)
	if err := r.Others("market", 1, c, monday); !errors.Is(err, ErrRound) || !slices.Equal(v.Times, was) {
		t.Errorf("the second tap: %v, %v", err, v.Times)
	}
	if err := r.Suits("market", two[0], monday); err != nil || v.At != 0 || slices.Contains(v.Not["market"], two[0]) {
		t.Errorf("after all: %v, %+v", err, v)
	}
	if err := r.Suits("water", two[0], monday); err != nil || v.At != two[0] {
		t.Fatalf("all can: %v, %+v", err, v)
	}
	if err := r.Others("fire", v.Round, c, monday); !errors.Is(err, ErrUnknown) {
		t.Errorf("who does not come: %v", err)
	}
	if err := r.Others("water", v.Round, c, monday); err != nil || v.At != 0 || !slices.Contains(v.Can["market"], two[0]) || !slices.Contains(v.Can[Applicant], two[1]) {
		t.Errorf("it is moved: %v, %+v", err, v)
	}
}

// The first visit that is possible after a department's term is said to be.
func TestAVisitAfterTheTermIsTooLate(t *testing.T) {
	r := visited(t, office(t))
	if first, due := r.TooLate(monday); first != 0 || due != 0 {
		t.Errorf("it is not: %d, %d", first, due)
	}
	s := r.Step(r.Visit.Steps[0])
	s.Clock.Due = r.Visit.Times[0] - 60
	if first, due := r.TooLate(monday); first != r.Visit.Times[0] || due != s.Clock.Due {
		t.Errorf("it is: %d, %d", first, due)
	}
}

// However often and by whomever other times are asked for: what is marked is on offer,
// no mark is lost that its owner did not take back, nothing on offer has gone by, and an
// agreed time suits all.
func TestOtherTimesLoseNoMark(t *testing.T) {
	c := office(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := visited(t, c)
		parties, now := []string{Applicant, "market", "water"}, monday
		for range rapid.IntRange(1, 20).Draw(rt, "acts") {
			v, p := r.Visit, rapid.SampledFrom(parties).Draw(rt, "party")
			if rapid.IntRange(0, 2).Draw(rt, "what") > 0 && v.At == 0 {
				if err := r.Suits(p, rapid.SampledFrom(v.Times).Draw(rt, "time"), now); err != nil {
					rt.Fatal(err)
				}
				continue
			}
			before := v.clone()
			if err := r.Others(p, v.Round, c, now); err != nil {
				rt.Fatal(err)
			}
			for _, o := range parties {
				for _, at := range before.Can[o] {
					if o != p && len(before.Can[o]) <= 2 && len(before.Times) <= mostKept && !slices.Contains(v.Can[o], at) {
						rt.Fatalf("%s could at %d: %+v", o, at, v)
					}
				}
				for _, at := range v.Can[o] {
					if !slices.Contains(v.Times, at) {
						rt.Fatalf("%d is marked and not on offer: %+v", at, v)
					}
				}
			}
			if len(v.Times) == 0 || len(v.Times) > mostKept+mostTimes || !slices.IsSorted(v.Times) || v.Times[0] <= now || v.Soonest(now) == 0 || v.Round != before.Round+1 {
				rt.Fatalf("on offer: %+v", v)
			}
			if v.At != 0 && v.Marks(v.At) != len(parties) {
				rt.Fatalf("it suits not all: %+v", v)
			}
		}
	})
}

// A visit without any time on offer, as a record may be that an older release wrote, gets some.
func TestOtherTimesOfNone(t *testing.T) {
	c := office(t)
	r := visited(t, c)
	r.Visit.Times, r.Visit.Can, r.Visit.Asked = nil, nil, nil
	if err := r.Others("market", r.Visit.Round, c, monday); err != nil || len(r.Visit.Times) == 0 {
		t.Errorf("%v, %+v", err, r.Visit)
	}
}
