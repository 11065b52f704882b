package bot

import (
	"sync"
	"testing"
)

func TestEachPersonIsAnsweredInOrder(t *testing.T) {
	const people, each = 50, 100
	l := newLanes(8, newHands(4, t.Context().Done()))
	said := make([][]int, people) // no lock: a lane is never in two places
	for i := range each {
		for p := range people {
			l.put(int64(p), func() { said[p] = append(said[p], i) })
		}
	}
	l.wait()
	for p := range said {
		if len(said[p]) != each {
			t.Fatalf("person %d was answered %d times", p, len(said[p]))
		}
		for i, n := range said[p] {
			if i != n {
				t.Fatalf("person %d: answer %d came at place %d", p, n, i)
			}
		}
	}
	if !l.idle() {
		t.Error("lanes are left although nothing is in them")
	}
}

func TestNobodyWaitsForAnybodyElse(t *testing.T) {
	l := newLanes(4, newHands(4, t.Context().Done()))
	held, other := make(chan struct{}), make(chan struct{})
	l.put(1, func() { <-held })
	l.put(1, func() {})
	l.put(2, func() { close(other) })
	<-other // although the first lane stands still
	if l.idle() {
		t.Error("a lane at work counts as idle")
	}
	close(held)
	l.wait()
}

// The clock and the sender may still have something to do while everything
// stops. It must be done, and nothing may break.
func TestWhatIsPutWhileEverythingStopsIsDone(t *testing.T) {
	l := newLanes(4, newHands(4, t.Context().Done()))
	var wg sync.WaitGroup
	done := make([]bool, 400)
	for i := range done {
		wg.Go(func() { l.put(int64(i%7), func() { done[i] = true }) })
		wg.Go(l.wait)
	}
	wg.Wait()
	l.wait()
	for i := range done {
		if !done[i] {
			t.Fatalf("work %d was lost", i)
		}
	}
}
