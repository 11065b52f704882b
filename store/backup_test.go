package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// The district works on while it is copied. What is restored is of one moment, the
// loss since is seen by who was at work, and no number is given twice.
func TestABackupUnderLoadIsRestoredAndNoNumberIsGivenTwice(t *testing.T) {
	server := redistest.Real(t)
	s := opened(t, server.Address)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var mu sync.Mutex
	next, given := 1000, map[int]bool{}
	report := func() error {
		mu.Lock()
		next++
		n := next
		mu.Unlock()
		_, err := s.Commit(ctx, world.Op{}, 7001, filed(n))
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		if given[n] {
			return fmt.Errorf("%d was given twice", n)
		}
		given[n] = true
		return nil
	}
	var load sync.WaitGroup
	quit, began := make(chan struct{}), make(chan struct{}, 4)
	for range 4 {
		load.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-quit:
					return
				default:
				}
				if err := report(); err != nil {
					t.Error(err)
					return
				}
				if i == 20 {
					began <- struct{}{}
				}
			}
		})
	}
	for range 4 {
		<-began
	}
	var copied bytes.Buffer
	size, err := s.Backup(ctx, &copied)
	if err != nil || size != int64(copied.Len()) {
		t.Fatalf("%d bytes, %v", size, err)
	}
	mu.Lock()
	atCopy := next
	mu.Unlock()
	for { // an hour goes by
		mu.Lock()
		later := next > atCopy+200
		mu.Unlock()
		if later {
			break
		}
		if _, err := s.KeepLease(ctx, time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	close(quit)
	load.Wait()
	highest := next

	// While somebody is at work, or over what is there, nothing is brought back.
	from := bytes.NewReader(copied.Bytes())
	if err := s.Restore(ctx, from, "", true); !errors.Is(err, ErrOwned) {
		t.Errorf("into a district at work: %v", err)
	}
	s.rdb.Del(ctx, s.keys.lease())
	if err := s.Restore(ctx, from, "", false); !errors.Is(err, ErrFull) {
		t.Errorf("over what is there: %v", err)
	}
	for name, bad := range map[string][]byte{"cut off": copied.Bytes()[:copied.Len()-20], "empty": nil, "changed": append([]byte("REDIX"), copied.Bytes()[5:]...)} {
		if err := s.Restore(ctx, bytes.NewReader(bad), "", true); !errors.Is(err, ErrCut) {
			t.Errorf("a backup that is %s: %v", name, err)
		}
	}
	if err := s.Restore(ctx, from, "", true); err != nil {
		t.Fatal(err)
	}
	if err := report(); !errors.Is(err, world.ErrFenced) {
		t.Errorf("who was at work works on: %v", err)
	}
	server.Kill() // what was restored is on disk
	server.Start(t)
	other := standingBy(t, server.Address) // another machine, which knows nothing
	if _, err := other.TakeLease(ctx, "other", time.Hour); !errors.Is(err, world.ErrLost) {
		t.Fatalf("it is not stopped: %v", err)
	}
	found, err := other.Resume(ctx, false)
	if !errors.Is(err, world.ErrLost) || len(found.Lacks) == 0 {
		t.Fatalf("what is missing: %+v, %v", found, err)
	}
	kept, err := other.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	again, err := other.Recount(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for week := range again {
		for grid := range again[week] {
			if !maps.Equal(kept[week][grid], again[week][grid]) {
				t.Errorf("%s %s: the counters say %v, the log %v: it is not of one moment", week, grid, kept[week][grid], again[week][grid])
			}
		}
	}
	if n, err := other.Number(ctx); err != nil || n < 1080 || n > atCopy {
		t.Errorf("the last case is %d, of %d to %d; %v", n, 1080, atCopy, err)
	}
	if found, err = other.Resume(ctx, true); err != nil || found.Last <= int64(highest) {
		t.Fatalf("resumed above %d, %d was given; %v", found.Last, highest, err)
	}
	next = int(found.Last)
	if err := s.SeizeLease(ctx, "again", time.Hour); err != nil {
		t.Fatal(err)
	}
	if err := report(); err != nil {
		t.Error(err)
	}
}
