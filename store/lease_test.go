package store

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/world"
)

func xadd(stream, field, value string) *redis.XAddArgs {
	return &redis.XAddArgs{Stream: stream, Values: []string{field, value}}
}

// expired lets a key run out now.
func (s *Store) expired(t *testing.T, key string) {
	t.Helper()
	if ok, err := s.rdb.PExpireAt(context.Background(), key, monday.AddDate(-20, 0, 0)).Result(); err != nil || !ok {
		t.Fatalf("let %s expire: %v, %v", key, ok, err)
	}
}

func TestOnlyOneProcessOwnsTheDistrict(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		const many = 8
		var wg sync.WaitGroup
		got := make([]bool, many)
		for i := range many {
			s := standingBy(t, address)
			wg.Go(func() {
				ours, err := s.TakeLease(t.Context(), "test", time.Hour)
				if err != nil {
					t.Error(err)
				}
				got[i] = ours
			})
		}
		wg.Wait()
		owners := 0
		for _, ours := range got {
			if ours {
				owners++
			}
		}
		if owners != 1 {
			t.Errorf("%d owners", owners)
		}
	})
}

func TestALeaseThatIsNotKeptGoesToSomebodyElse(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		ctx := t.Context()
		first, second := opened(t, address), standingBy(t, address)
		if ours, err := second.TakeLease(ctx, "second", time.Hour); err != nil || ours {
			t.Fatalf("while it is held: %v, %v", ours, err)
		}
		if ours, err := first.KeepLease(ctx, 2*time.Hour); err != nil || !ours {
			t.Fatalf("kept: %v, %v", ours, err)
		}
		if ttl := first.rdb.PTTL(ctx, first.keys.lease()).Val(); ttl <= time.Hour || ttl > 2*time.Hour {
			t.Errorf("it lasts %v", ttl)
		}
		op := first.received(t, 1)
		first.expired(t, first.keys.lease())

		// It ran out and nobody has it yet: the first one must not go on either.
		if _, err := first.Commit(ctx, op, 7001, full(1001)); !errors.Is(err, world.ErrFenced) {
			t.Errorf("commit after it ran out: %v", err)
		}
		if ours, err := first.KeepLease(ctx, time.Hour); err != nil || ours {
			t.Errorf("kept after it ran out: %v, %v", ours, err)
		}
		if ours, err := second.TakeLease(ctx, "second", time.Hour); err != nil || !ours {
			t.Fatalf("taken over: %v, %v", ours, err)
		}
		before := second.everything(t)
		if _, err := first.Commit(ctx, op, 7001, full(1001)); !errors.Is(err, world.ErrFenced) {
			t.Errorf("commit after the takeover: %v", err)
		}
		if ours, err := first.KeepLease(ctx, time.Hour); err != nil || ours {
			t.Errorf("kept after the takeover: %v, %v", ours, err)
		}
		if err := first.DropLease(ctx); err != nil {
			t.Error(err)
		}
		second.same(t, before)
		second.mustCommit(t, op, 7001, world.Change{})
	})
}

// The same process takes its own lease again after it ran out. What it began
// under the old one must not count.
func TestEveryLeaseHasItsOwnNumber(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		old := s.lease
		s.expired(t, s.keys.lease())
		if ours, err := s.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours || s.lease == old {
			t.Errorf("taken again: %v as %q, %v; it was %q", ours, s.lease, err, old)
		}
	})
}

func TestALeaseThatIsGivenUpIsFreeAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		first, second := opened(t, address), standingBy(t, address)
		if err := second.DropLease(t.Context()); err != nil { // it has none
			t.Fatal(err)
		}
		if err := first.DropLease(t.Context()); err != nil {
			t.Fatal(err)
		}
		if ours, err := second.TakeLease(t.Context(), "second", time.Hour); err != nil || !ours {
			t.Errorf("taken: %v, %v", ours, err)
		}
	})
}

func TestALeaseThatIsSeizedShutsTheFormerOwnerOut(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		first, second := opened(t, address), standingBy(t, address)
		op := first.received(t, 1)
		if err := second.SeizeLease(t.Context(), "second", time.Hour); err != nil {
			t.Fatal(err)
		}
		if ttl := second.rdb.PTTL(t.Context(), second.keys.lease()).Val(); ttl <= 0 || ttl > time.Hour {
			t.Errorf("it lasts %v", ttl)
		}
		before := second.everything(t)
		if _, err := first.Commit(t.Context(), op, 7001, full(1001)); !errors.Is(err, world.ErrFenced) {
			t.Errorf("commit of the former owner: %v", err)
		}
		if ours, err := first.KeepLease(t.Context(), time.Hour); err != nil || ours {
			t.Errorf("kept by the former owner: %v, %v", ours, err)
		}
		second.same(t, before)
		second.mustCommit(t, op, 7001, world.Change{})
	})
}
