package store

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// A backup of an hour ago is brought back under somebody who was asleep and writes on,
// as fast as it can, all the while: nothing of that counts, and no number is given twice.
func TestARestorationUnderSomebodyWhoWritesOn(t *testing.T) {
	server := redistest.Real(t)
	s := opened(t, server.Address)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for n := 1001; n <= 1040; n++ {
		s.mustCommit(t, world.Op{}, 7001, filed(n))
	}
	var copied bytes.Buffer
	if _, err := s.Backup(ctx, &copied); err != nil {
		t.Fatal(err)
	}
	for n := 1041; n <= 1100; n++ {
		s.mustCommit(t, world.Op{}, 7001, filed(n))
	}
	other := standingBy(t, server.Address) // learns how far it is before it is gone
	if ours, err := other.TakeLease(ctx, "another", time.Hour); ours || err != nil {
		t.Fatal(ours, err)
	}
	s.rdb.Del(ctx, s.keys.lease()) // it slept for longer than it lasts

	var next, tried, wrote atomic.Int64
	next.Store(1100)
	quit := make(chan struct{})
	var load sync.WaitGroup
	for range 3 {
		load.Go(func() {
			for {
				select {
				case <-quit:
					return
				default:
				}
				_, err := s.Commit(ctx, world.Op{}, 7001, filed(int(next.Add(1))))
				if tried.Add(1); err == nil {
					wrote.Add(1)
				}
			}
		})
	}
	for tried.Load() < 100 && ctx.Err() == nil {
	}
	if err := other.Restore(ctx, bytes.NewReader(copied.Bytes()), "", true); err != nil {
		t.Fatal(err)
	}
	for at := tried.Load(); tried.Load() < at+100 && ctx.Err() == nil; {
	}
	if _, err := other.Resume(ctx, false); !errors.Is(err, world.ErrLost) {
		t.Errorf("what is missing is not asked about: %v", err)
	}
	found, err := other.Resume(ctx, true)
	if err != nil || found.Last <= 1100 {
		t.Fatalf("resumed: %+v, %v", found, err)
	}
	if ours, err := other.TakeLease(ctx, "another", time.Hour); !ours || err != nil {
		t.Fatal(ours, err)
	}
	for at := tried.Load(); tried.Load() < at+100 && ctx.Err() == nil; {
	}
	other.mustCommit(t, world.Op{}, 7001, filed(int(found.Last)+1))
	close(quit)
	load.Wait()
	if wrote.Load() != 0 {
		t.Errorf("who was asleep wrote %d times", wrote.Load())
	}
	list, err := other.cases(ctx, []string{"1040", "1041", "1100", "1101"})
	if err != nil || len(list) != 1 || list[0].Number != 1040 {
		t.Errorf("there are %d of these cases, %v", len(list), err)
	}
}
