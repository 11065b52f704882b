package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"gridbot/flows/world"
)

// reader brings updates from the inbox to the lanes. What this process has just
// put into the inbox it passes on from memory; the inbox stays the truth, and
// is read through at the start and every now and then for what another process
// put there, or what was put there without our knowing. Nothing is passed on
// twice: an entry is known from when it is passed on until a reading that began
// after it was done.
type reader struct {
	inbox Inbox
	give  func(e world.Entry, done func()) // brings an entry to its lane

	mu     sync.Mutex
	known  map[string]bool // on its way, or done since the last reading
	done   []string
	unsure bool          // something may be in the inbox that was not passed on: read before passing on more
	asked  chan struct{} // asks for a reading
}

func newReader(inbox Inbox, give func(world.Entry, func())) *reader {
	return &reader{inbox: inbox, give: give, known: map[string]bool{}, asked: make(chan struct{}, 1)}
}

// readEvery is how often the inbox is read through for what others put there.
const readEvery = 2 * time.Second

// pass passes on what was just put into the inbox, in its order. Where some of
// it was there before, or nobody knows, the inbox itself is read through: what
// came first is handled first.
func (r *reader) pass(entries []string, updates []world.Raw) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(entries) != len(updates) || len(entries) == 0 || slices.Contains(entries, "") {
		r.unsure = true
	}
	if r.unsure {
		select {
		case r.asked <- struct{}{}:
		default:
		}
		return
	}
	for i, id := range entries {
		r.passOne(world.Entry{ID: id, Body: updates[i].Body})
	}
}

// passOne passes on one entry, unless it was before. The caller holds mu.
func (r *reader) passOne(e world.Entry) {
	if r.known[e.ID] {
		return
	}
	r.known[e.ID] = true
	r.give(e, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.done = append(r.done, e.ID)
	})
}

// read reads through the whole inbox, oldest first. Nothing is passed on from
// memory meanwhile, so that each person's updates keep their order.
func (r *reader) read(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	old := r.done
	r.done = nil
	for after := "0"; ; {
		entries, err := r.inbox.Inbox(ctx, after, -1)
		if err != nil {
			r.done = append(old, r.done...)
			return err
		}
		for _, e := range entries {
			r.passOne(e)
			after = e.ID
		}
		if len(entries) == 0 {
			break
		}
	}
	for _, id := range old { // they were gone from the inbox before this reading
		delete(r.known, id)
	}
	r.unsure = false
	return nil
}

// run reads through the inbox every now and then until ctx ends.
func (r *reader) run(ctx context.Context, failed func(error) error) {
	t := time.NewTicker(readEvery)
	defer t.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		case <-r.asked:
		}
		for ctx.Err() == nil {
			err := r.read(ctx)
			if err == nil || ctx.Err() != nil {
				break
			}
			if failed(err) != nil {
				return
			}
		}
	}
}
