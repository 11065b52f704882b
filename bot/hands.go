package bot

import "sync/atomic"

// hands do work beside each other, and stay for the next: a goroutine that has
// worked before has grown the stack that deciding and sending need, and a new
// one grows it anew each time.
type hands struct {
	work chan func() // taken only by a hand that waits
	quit <-chan struct{}
	idle atomic.Int32
	most int32

	here bool // one step at a time: whoever asks does it
}

// newHands keeps at most so many idle ones, until quit closes.
func newHands(most int, quit <-chan struct{}) *hands {
	return &hands{work: make(chan func()), quit: quit, most: int32(most)}
}

// do has the work done; it does not wait.
func (h *hands) do(work func()) {
	if h.here {
		work()
		return
	}
	select {
	case h.work <- work:
	default:
		go h.run(work)
	}
}

func (h *hands) run(work func()) {
	for {
		work()
		if h.idle.Add(1) > h.most {
			h.idle.Add(-1)
			return
		}
		select {
		case work = <-h.work:
			h.idle.Add(-1)
		case <-h.quit:
			return
		}
	}
}
