package bot

import (
	"runtime"
	"slices"
	"sync"
)

// hands do work beside each other, and stay for the next: a goroutine that has
// worked before has grown the stack that deciding and sending need, and a new
// one grows it anew each time. Who worked last works next, so that as few as are
// needed are kept warm; the stacks of the others shrink.
type hands struct {
	quit <-chan struct{}
	most int

	mu   sync.Mutex
	idle []chan func()

	here bool // one step at a time: whoever asks does it
}

// newHands keeps at most so many idle ones, until quit closes.
func newHands(most int, quit <-chan struct{}) *hands { return &hands{quit: quit, most: most} }

// do has the work done; it does not wait.
func (h *hands) do(work func()) {
	if h.here {
		work()
		return
	}
	h.mu.Lock()
	n := len(h.idle) - 1
	if n < 0 {
		h.mu.Unlock()
		go h.run(work)
		return
	}
	hand := h.idle[n]
	h.idle = h.idle[:n]
	h.mu.Unlock()
	hand <- work
}

func (h *hands) run(work func()) {
	own := make(chan func(), 1)
	for {
		work()
		if !h.rest(own) {
			return
		}
		var ok bool
		if work, ok = h.wait(own); !ok {
			return
		}
	}
}

// keptStack is how much of its stack an idle hand is found to use. A stack of which less
// than a quarter is used is halved each time memory is looked through, and grown again,
// copied each time, by the next work: what deciding takes, four times this, is kept.
const keptStack = 9 << 10

// wait waits for work; ok is false when there will be none.
//
//go:noinline
func (h *hands) wait(own chan func()) (work func(), ok bool) {
	var kept [keptStack]byte
	defer runtime.KeepAlive(&kept)
	select {
	case work = <-own:
	case <-h.quit:
		if h.gone(own) {
			return nil, false
		}
		work = <-own // it was given some at the same moment
	}
	return work, true
}

// rest puts a hand among the idle ones; false where there are enough.
func (h *hands) rest(own chan func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.idle) == h.most {
		return false
	}
	h.idle = append(h.idle, own)
	return true
}

// gone takes a hand from the idle ones; false where it is none.
func (h *hands) gone(own chan func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.Index(h.idle, own)
	if i < 0 {
		return false
	}
	h.idle = slices.Delete(h.idle, i, i+1)
	return true
}
