package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"gridbot/flows"
)

// The hall is where updates go from the inbox to the lanes. What this process
// has just put into the inbox it hands over in memory; the inbox stays the
// truth, and is looked through at the start and every now and then for what
// another process put there, or what was put there without our knowing. Nothing
// is handed over twice: an entry is known from when it is handed over until a
// look that began after it was done.
type hall struct {
	inbox Inbox
	give  func(e flows.Entry, done func()) // hands an entry to its lane

	mu      sync.Mutex
	known   map[string]bool // in hand, or done since the last look
	done    []string
	unsure  bool          // something may be in the inbox that was not handed over: look before handing over more
	looking chan struct{} // asks for a look
}

func newHall(inbox Inbox, give func(flows.Entry, func())) *hall {
	return &hall{inbox: inbox, give: give, known: map[string]bool{}, looking: make(chan struct{}, 1)}
}

// lookEvery is how often the inbox is looked through for what others put there.
const lookEvery = 2 * time.Second

// hand hands over what was just put into the inbox, in its order. Where some of
// it was there before, or nobody knows, the inbox itself is looked through:
// what came first is handled first.
func (h *hall) hand(entries []string, updates []flows.Raw) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(entries) != len(updates) || len(entries) == 0 || slices.Contains(entries, "") {
		h.unsure = true
	}
	if h.unsure {
		select {
		case h.looking <- struct{}{}:
		default:
		}
		return
	}
	for i, id := range entries {
		h.take(flows.Entry{ID: id, Body: updates[i].Body})
	}
}

// take hands over one entry, unless it was before. The caller holds mu.
func (h *hall) take(e flows.Entry) {
	if h.known[e.ID] {
		return
	}
	h.known[e.ID] = true
	h.give(e, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.done = append(h.done, e.ID)
	})
}

// look looks through the whole inbox, oldest first. Nothing is handed over in
// memory meanwhile, so that each person's updates keep their order.
func (h *hall) look(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	old := h.done
	h.done = nil
	for after := "0"; ; {
		entries, err := h.inbox.Inbox(ctx, after, -1)
		if err != nil {
			h.done = append(old, h.done...)
			return err
		}
		for _, e := range entries {
			h.take(e)
			after = e.ID
		}
		if len(entries) == 0 {
			break
		}
	}
	for _, id := range old { // they were gone from the inbox before this look
		delete(h.known, id)
	}
	h.unsure = false
	return nil
}

// run looks through the inbox every now and then until ctx ends.
func (h *hall) run(ctx context.Context, failed func(error) error) {
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		case <-h.looking:
		}
		for ctx.Err() == nil {
			err := h.look(ctx)
			if err == nil || ctx.Err() != nil {
				break
			}
			if failed(err) != nil {
				return
			}
		}
	}
}
