package bot

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Telegram counts a message when it arrives, and nobody here knows when that is: it
// may be on its way for as long as it is not answered, and many may arrive at the same
// moment. So what is on its way counts whole, and what was answered counts as if it
// had arrived just then: whatever the way is like, no more is at Telegram at once than
// it takes.

const (
	// largestAlbum is the most messages of one call.
	largestAlbum = 10
	// longestFlight is when a message that was not answered does not hold up others any
	// more.
	longestFlight = 10 * time.Second
	// lookAgain is how soon a parcel looks again whether it may go on.
	lookAgain = 50 * time.Millisecond
)

// flight is messages of a parcel that may arrive at any moment.
type flight struct {
	p     *parcel
	n     int
	since time.Time
}

// room is when what is on its way, and what arrived just now, let another one go.
func (q *queue) room(now time.Time) time.Time {
	most := q.pace.Most - largestAlbum + 1
	if q.pace.Most == 0 || q.pace.Overall == 0 {
		return time.Time{}
	}
	q.flying = slices.DeleteFunc(q.flying, func(f flight) bool { return now.Sub(f.since) >= longestFlight })
	n := 0
	for _, f := range q.flying {
		n += f.n
	}
	if n >= most {
		return q.flying[0].since.Add(longestFlight) // or when one is answered
	}
	return q.landed.free(q.pace.Overall, most-n)
}

// arrived counts messages of a parcel that were answered: they arrived by now.
func (q *queue) arrived(p *parcel, n int, now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	left := n
	for i := range q.flying {
		if f := &q.flying[i]; f.p == p {
			gone := min(f.n, left)
			f.n, left = f.n-gone, left-gone
		}
	}
	q.flying = slices.DeleteFunc(q.flying, func(f flight) bool { return f.n == 0 })
	for range n {
		q.landed.take(now, q.pace.Overall)
	}
	if box := q.boxes[p.post.Letter.To.ID]; box != nil {
		every, _ := box.limit(q.pace)
		if full := now.Add(every * time.Duration(n)); box.quota.full.Before(full) {
			box.quota.full = full
		}
		if box.chat < 0 {
			p.post.Full = box.quota.full
		}
	}
	q.stir()
}

// ground ends what is left of a parcel on its way: nothing of it arrives any more. The
// caller holds mu.
func (q *queue) ground(p *parcel) {
	q.flying = slices.DeleteFunc(q.flying, func(f flight) bool { return f.p == p })
}

// further lets a parcel go on with one message more than it was let go with, as where
// a card cannot be changed and is sent anew; or says how long it is to wait. Once its
// chat may have it, it goes before all that has not begun.
func (q *queue) further(f *fare, now time.Time) time.Duration {
	q.mu.Lock()
	defer q.mu.Unlock()
	box := q.boxes[f.parcel.post.Letter.To.ID]
	every, burst := box.limit(q.pace)
	if box.chat > 0 {
		burst++ // what a person may have at once beyond our burst is for this
	}
	if free := box.quota.free(every, burst); free.After(now) {
		return free.Sub(now)
	}
	if !f.asks {
		f.asks = true
		q.asking++
	}
	if free := q.free(now); free.After(now) {
		return free.Sub(now)
	}
	q.charge(box, f.parcel, 1, now)
	q.asked(f)
	return 0
}

// asked ends the wait of a parcel for a further message. The caller holds mu.
func (q *queue) asked(f *fare) {
	if f.asks {
		f.asks = false
		q.asking--
		q.stir()
	}
}

// fare is what a parcel has paid for while it is delivered.
type fare struct {
	queue  *queue
	parcel *parcel
	real   ticking
	wait   func(context.Context, time.Duration) error
	paid   int
	asks   bool // waits for a further message
}

type fareKey struct{}

// fares gives what is done in a context the fare of a parcel.
func (s *sender) fares(ctx context.Context, p *parcel) context.Context {
	return context.WithValue(ctx, fareKey{}, &fare{queue: s.queue, parcel: p, real: s.real, wait: s.wait, paid: p.count})
}

// pay waits until so many messages may go.
func (f *fare) pay(ctx context.Context, n int) error {
	for ; n > 0; n-- {
		if f.paid > 0 {
			f.paid--
			continue
		}
		for rest := f.queue.further(f, f.real.now()); rest > 0; rest = f.queue.further(f, f.real.now()) {
			if err := f.wait(ctx, min(rest, lookAgain)); err != nil {
				f.queue.mu.Lock()
				f.queue.asked(f)
				f.queue.mu.Unlock()
				return err
			}
		}
	}
	return nil
}

type countKey struct{}

// countsAs says of a call how many messages it is; where nobody says so, it is one.
func countsAs(ctx context.Context, n int) context.Context {
	return context.WithValue(ctx, countKey{}, n)
}

// tolled is the way to Telegram, where each message that Telegram counts is paid for by
// its parcel. What is of no parcel is not counted.
type tolled struct{ http.RoundTripper }

func (t tolled) RoundTrip(r *http.Request) (*http.Response, error) {
	f, ok := r.Context().Value(fareKey{}).(*fare)
	if !ok || !counts(r.URL.Path) {
		return t.RoundTripper.RoundTrip(r)
	}
	n, ok := r.Context().Value(countKey{}).(int)
	if !ok {
		n = 1
	}
	if err := f.pay(r.Context(), n); err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	defer func() { f.queue.arrived(f.parcel, n, f.real.now()) }()
	return t.RoundTripper.RoundTrip(r)
}

// counts tells whether Telegram counts a method against its limits: all that says
// something, or changes what was said.
func counts(path string) bool {
	method := path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasPrefix(method, "send") && method != "sendChatAction" || strings.HasPrefix(method, "edit")
}
