package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// Cases come by number, those of the span alone, over several pages; words
// that look like a record do not mislead.
func TestTheArchiveGivesTheCasesOfASpan(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		var want []int
		for n := 1001; n < 1001+3*perPage; n += 2 {
			c := reported(n, "yanchang", 0)
			c.What = fmt.Sprintf(`"opened":%d, {"opened":1}`, monday.Unix()+1400)
			if c.Opened >= monday.Unix()+1300 && c.Opened < monday.Unix()+1500 {
				want = append(want, n)
			}
			if _, err := s.Commit(t.Context(), world.Op{}, 0, opens(c)); err != nil {
				t.Fatal(err)
			}
		}
		var got []int
		from, to := monday.Add(1300*time.Second), monday.Add(1500*time.Second)
		if err := s.EachCase(t.Context(), from, to, func(c cases.Case) error { got = append(got, c.Number); return nil }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) || len(want) != 100 {
			t.Errorf("%v, want %v", got, want)
		}
		enough := errors.New("enough")
		if err := s.EachCase(t.Context(), from, to, func(cases.Case) error { return enough }); !errors.Is(err, enough) {
			t.Errorf("who has enough gets %v", err)
		}
	})
}

// Of the log, what was written since is read, whatever it tells of; and what
// is written down beside it is in it, by whoever has not the lease.
func TestTheArchiveGivesTheEventsSinceAMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := standingBy(t, address)
		old := monday.AddDate(-3, 0, 0)
		for n := range perPage + 1 {
			if err := s.WriteDown(t.Context(), world.Logged{At: old.Unix(), Case: n, Do: week.TookIdentity, By: 7031}); err != nil {
				t.Fatal(err)
			}
		}
		read := func(since time.Time) (n int) {
			if err := s.EachEvent(t.Context(), since, func(l world.Logged) error {
				if l.Case != n || l.By != 7031 || l.Do != week.TookIdentity {
					t.Errorf("event %d is %+v", n, l)
				}
				n++
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := read(old); n != perPage+1 {
			t.Errorf("%d events, want %d", n, perPage+1)
		}
		if n := read(time.Now().AddDate(1, 0, 0)); n != 0 {
			t.Errorf("%d events of next year", n)
		}
		counts, err := s.Recount(t.Context())
		if err != nil || len(counts) != 0 {
			t.Errorf("it counts as something: %v, %v", counts, err)
		}
	})
}
