package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// maxPoll is the longest a poll may wait; the server clamps to it.
const maxPoll = 50 * time.Second

// A poll is a getUpdates that waits; ended closes when another takes its place.
type poll struct {
	ended chan struct{}
	words string
}

// Drained waits until the bot has acknowledged every update. A bot that
// acknowledges after the work is then done with them. The error is that of ctx.
func (s *Server) Drained(ctx context.Context) error {
	for {
		s.mu.Lock()
		if s.queue.live == 0 {
			s.mu.Unlock()
			return nil
		}
		if s.queue.empty == nil {
			s.queue.empty = make(chan struct{})
		}
		empty := s.queue.empty
		s.mu.Unlock()
		select {
		case <-empty:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Polling waits until a bot waits in a long poll, having fetched all there is.
// The error is that of ctx.
func (s *Server) Polling(ctx context.Context) error {
	for {
		s.mu.Lock()
		if s.queue.poll != nil {
			s.mu.Unlock()
			return nil
		}
		if s.queue.polled == nil {
			s.queue.polled = make(chan struct{})
		}
		polled := s.queue.polled
		s.mu.Unlock()
		select {
		case <-polled:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// getUpdates acknowledges what is before the offset, and answers with what is
// behind it as soon as there is something. Only a poll that must wait ends
// the one that is waiting.
func getUpdates(c *call) (any, *refusal) {
	s, q := c.s, &c.s.queue
	offset := c.number("offset", 0, -1<<31, 1<<31-1)
	limit := int(c.number("limit", 100, 1, 100))
	timeout := time.Duration(c.number("timeout", 0, 0, int64(maxPoll/time.Second))) * time.Second

	s.mu.Lock()
	if s.hook.url != "" {
		s.mu.Unlock()
		return nil, &refusal{code: 409, text: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	}
	s.allow(c)
	if s.o.Patience {
		limit, timeout = q.patient(offset, limit, timeout)
	}
	if offset < 0 {
		q.newest(-offset)
		offset = 0
	}
	if offset > q.next+10 { // from the future: the server starts over at the head
		offset = 0
	}
	q.forget(offset)
	got := q.from(offset, limit, s.o.Now())
	if len(got) > 0 || timeout == 0 {
		s.mu.Unlock()
		return list(got), nil
	}
	return s.wait(c, offset, limit, timeout)
}

// patient slows down a bot that asks for the same again and again.
func (q *queue) patient(offset int64, limit int, timeout time.Duration) (int, time.Duration) {
	asked := time.Now()
	if offset == q.lastOffset && timeout < 3*time.Second && asked.Sub(q.lastAsked) < 3*time.Second {
		timeout = 3 * time.Second
	}
	if offset == q.lastOffset && asked.Sub(q.lastAsked) < time.Second/2 {
		limit = 1
	}
	q.lastOffset, q.lastAsked = offset, asked
	return limit, timeout
}

// wait answers as soon as there is something, the time is up, or another poll
// takes its place. It takes over the lock and gives it back.
func (s *Server) wait(c *call, offset int64, limit int, timeout time.Duration) (any, *refusal) {
	q := &s.queue
	s.endPoll("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
	mine := &poll{ended: make(chan struct{})}
	q.poll = mine
	if q.polled != nil {
		close(q.polled)
		q.polled = nil
	}
	deadline := time.NewTimer(timeout)
	defer deadline.Stop()
	for {
		wake := q.wake
		s.mu.Unlock()
		over := false
		select {
		case <-wake:
		case <-mine.ended:
			return nil, &refusal{code: 409, text: mine.words}
		case <-deadline.C:
			over = true
		case <-c.done:
			over = true
		case <-s.ctx.Done():
			over = true
		}
		s.mu.Lock()
		if q.poll != mine { // it was ended while it woke: the other one answers
			continue
		}
		if got := q.from(offset, limit, s.o.Now()); len(got) > 0 || over {
			q.poll = nil
			s.mu.Unlock()
			return list(got), nil
		}
	}
}

// list keeps an empty result from becoming null.
func list(got []json.RawMessage) []json.RawMessage {
	if got == nil {
		return []json.RawMessage{}
	}
	return got
}

// endPoll answers the waiting long poll with a conflict.
func (s *Server) endPoll(words string) {
	if p := s.queue.poll; p != nil {
		p.words = words
		close(p.ended)
		s.queue.poll = nil
	}
}

// allow takes over allowed_updates where the call names any. It concerns
// updates from now on, and stays until it is named again.
func (s *Server) allow(c *call) {
	var kinds []string
	if ok, _ := c.json("allowed_updates", &kinds, ""); !ok {
		return
	}
	if len(kinds) == 0 {
		s.queue.allowed = nil
		return
	}
	s.queue.allowed = map[string]bool{}
	for _, k := range kinds {
		s.queue.allowed[strings.ToLower(k)] = true
	}
}

// allowedList is allowed_updates as getWebhookInfo shows it.
func (q *queue) allowedList() []string {
	var kinds []string
	for k := range q.allowed {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	return kinds
}
