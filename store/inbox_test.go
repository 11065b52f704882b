package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// raws are updates with these numbers.
func raws(ids ...int64) []world.Raw {
	var us []world.Raw
	for _, id := range ids {
		us = append(us, world.Raw{ID: id, Body: fmt.Appendf(nil, `{"update_id":%d}`, id)})
	}
	return us
}

func (s *Store) bodies(t *testing.T, after string) (bodies []string, last string) {
	t.Helper()
	entries, err := s.Inbox(t.Context(), after, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		bodies, last = append(bodies, string(e.Body)), e.ID
	}
	return bodies, last
}

func TestAnUpdateSeenBeforeIsDropped(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := standingBy(t, address) // any process may take updates in
		for _, put := range []struct {
			ids   []int64
			fresh int
		}{{[]int64{5, 6, 5}, 2}, {[]int64{6, 7}, 1}, {[]int64{5, 6, 7}, 0}, {nil, 0}} {
			if n, err := s.fresh(t.Context(), raws(put.ids...), monday); err != nil || n != put.fresh {
				t.Errorf("put %v: %d fresh, %v", put.ids, n, err)
			}
		}
		got, last := s.bodies(t, "0")
		if want := []string{`{"update_id":5}`, `{"update_id":6}`, `{"update_id":7}`}; !slices.Equal(got, want) {
			t.Errorf("in the inbox: %q", got)
		}
		if got, _ := s.bodies(t, last); got != nil {
			t.Errorf("behind the last: %q", got)
		}
	})
}

func TestAnUpdateThatWasHandledDoesNotComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		s.mustCommit(t, s.received(t, 5), 7001, world.Change{})
		if n, err := s.fresh(t.Context(), raws(5), monday); err != nil || n != 0 {
			t.Errorf("put again: %d fresh, %v", n, err)
		}
		if got, _ := s.bodies(t, "0"); got != nil {
			t.Errorf("in the inbox: %q", got)
		}
	})
}

func TestUpdatesSurviveTheServersCrash(t *testing.T) {
	server := redistest.Real(t)
	s := opened(t, server.Address)
	if _, err := s.fresh(t.Context(), raws(5, 6), monday); err != nil {
		t.Fatal(err)
	}
	server.Kill()
	server.Start(t)
	if n, err := s.fresh(t.Context(), raws(5, 6, 7), monday); err != nil || n != 1 {
		t.Errorf("after the crash: %d fresh, %v", n, err)
	}
	if got, _ := s.bodies(t, "0"); len(got) != 3 {
		t.Errorf("in the inbox: %q", got)
	}
}

func TestOnlyTheOldestUpdatesAreForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := standingBy(t, address)
		var ids []int64
		for id := range int64(keepSeen + 50) {
			ids = append(ids, id+1)
		}
		at := monday
		for part := range slices.Chunk(ids, 1000) {
			at = at.Add(time.Second)
			if n, err := s.fresh(t.Context(), raws(part...), at); err != nil || n != len(part) {
				t.Fatalf("%d fresh, %v", n, err)
			}
		}
		if n := s.rdb.ZCard(t.Context(), s.keys.seen()).Val(); n != keepSeen {
			t.Errorf("%d are remembered", n)
		}
		// The machine's clock is set back, and the next one still counts as new.
		last := ids[len(ids)-1]
		for i, fresh := range []int{1, 0} {
			if n, err := s.fresh(t.Context(), raws(last+1), monday.Add(-time.Hour)); err != nil || n != fresh {
				t.Errorf("time %d after the clock was set back: %d fresh, %v", i, n, err)
			}
		}
		if n, err := s.fresh(t.Context(), raws(last, last-1000), at); err != nil || n != 0 {
			t.Errorf("lately seen: %d fresh, %v", n, err)
		}
	})
}

func TestWhatIsPutAsideIsKeptWithItsReason(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		op := s.received(t, 5)
		e := world.Entry{ID: op.Inbox, Body: []byte(`{"update_id":5,"poison":"\u0000"}`)}
		for range 2 { // the second time nothing is left to do
			if err := s.PutAside(t.Context(), e, "not an update"); err != nil {
				t.Fatal(err)
			}
		}
		if in, _, err := s.Waiting(t.Context()); err != nil || in != 0 {
			t.Errorf("%d wait in the inbox, %v", in, err)
		}
		dead := s.everything(t)[s.keys.dead()].value
		if strings.Count(dead, "not an update") != 1 || !strings.Contains(dead, "poison") {
			t.Errorf("put aside: %s", dead)
		}
		if w, err := s.Commit(t.Context(), op, 7001, full(1001)); err != nil || !w.Again {
			t.Errorf("commit of what was put aside: %+v, %v", w, err)
		}
		s.rdb.Del(t.Context(), s.keys.lease())
		before := s.everything(t)
		if err := s.PutAside(t.Context(), e, "x"); !errors.Is(err, world.ErrFenced) {
			t.Errorf("without the lease: %v", err)
		}
		s.same(t, before)
	})
}
