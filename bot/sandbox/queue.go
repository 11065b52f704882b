package sandbox

import (
	"encoding/json"
	"time"
)

// How long an update of a kind is kept for a bot that does not fetch it.
const (
	keepUpdate   = 24 * time.Hour
	keepCallback = 150 * time.Second
)

// queue holds the updates the bot has not acknowledged. IDs are consecutive,
// so the place of an update is its ID less that of the first.
type queue struct {
	next    int64 // ID of the update to come
	waiting []*pending
	live    int           // entries of waiting that are neither acknowledged nor expired
	wake    chan struct{} // closes when an update arrives
	empty   chan struct{} // closes when none is left; nil while nobody waits for that

	allowed map[string]bool // allowed_updates; nil is the default
	poll    *poll           // the long poll that waits now
	polled  chan struct{}   // closes when one begins to wait; nil while nobody waits for that

	lastOffset int64     // of the getUpdates before, for Options.Patience
	lastAsked  time.Time // real time
}

// pending is one update, encoded once. A nil body has been acknowledged by
// its webhook.
type pending struct {
	id      int64
	body    json.RawMessage
	expires time.Time
	lane    int64 // whose order it belongs to: a chat, or the person of a press
}

// enqueue gives the update a number and hands it to whoever waits. The caller
// holds the lock. Kinds the bot did not ask for are dropped, as they are on
// the platform, for good.
func (s *Server) enqueue(u *Update, lane int64) {
	kind := u.kind()
	if s.queue.allowed != nil && !s.queue.allowed[kind] {
		return
	}
	q := &s.queue
	u.ID = q.next
	body, err := json.Marshal(u)
	if err != nil {
		s.o.Log.Error("encode update", "err", err)
		return
	}
	life := keepUpdate
	if kind == "callback_query" {
		life = keepCallback
	}
	p := &pending{id: u.ID, body: body, expires: s.o.Now().Add(life), lane: lane}
	q.next++
	q.waiting = append(q.waiting, p)
	q.live++
	close(q.wake)
	q.wake = make(chan struct{})
	s.hook.offer(s, p)
}

// forget drops the updates before the offset: they are acknowledged.
func (q *queue) forget(offset int64) {
	for len(q.waiting) > 0 && (q.waiting[0].id < offset || q.waiting[0].body == nil) {
		q.pop()
	}
}

func (q *queue) pop() {
	if q.waiting[0].body != nil {
		q.less()
	}
	q.waiting[0] = nil
	q.waiting = q.waiting[1:]
}

// drop marks one update as done, wherever it stands.
func (q *queue) drop(p *pending) {
	if p.body != nil {
		p.body = nil
		q.less()
	}
	q.forget(0)
}

// less counts one update off and tells who waits for the last.
func (q *queue) less() {
	if q.live--; q.live == 0 && q.empty != nil {
		close(q.empty)
		q.empty = nil
	}
}

// newest forgets all but the last n updates: what a negative offset means.
func (q *queue) newest(n int64) {
	for int64(q.live) > n && len(q.waiting) > 0 {
		q.pop()
	}
}

// from returns up to limit updates from the offset on, leaving out expired ones.
func (q *queue) from(offset int64, limit int, now time.Time) []json.RawMessage {
	var got []json.RawMessage
	for _, p := range q.waiting {
		if len(got) == limit {
			break
		}
		if p.body == nil || p.id < offset {
			continue
		}
		if !now.Before(p.expires) {
			p.body = nil
			q.less()
			continue
		}
		got = append(got, p.body)
	}
	q.forget(0)
	return got
}

// Backlog is how many updates the bot has not acknowledged yet.
func (s *Server) Backlog() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.live
}
