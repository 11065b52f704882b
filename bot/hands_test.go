package bot

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestHandsDoEverythingBesideEachOther(t *testing.T) {
	quit := make(chan struct{})
	h := newHands(4, quit)
	var done atomic.Int32
	for range 20 {
		var all sync.WaitGroup
		gate := make(chan struct{})
		for range 50 { // each waits for the last: nobody may wait for anybody
			all.Add(1)
			h.do(func() {
				<-gate
				done.Add(1)
				all.Done()
			})
		}
		close(gate)
		all.Wait()
	}
	close(quit)
	if done.Load() != 1000 {
		t.Errorf("%d of 1000 were done", done.Load())
	}
	last := make(chan struct{})
	h.do(func() { close(last) }) // also after the end, somebody does it
	<-last
}
