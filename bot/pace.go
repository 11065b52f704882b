package bot

import (
	"time"
)

// Pace is what we allow ourselves of Telegram's limits. Edits count like
// messages; answers to presses do not count.
type Pace struct {
	Overall      time.Duration // between any two messages, made up for when late
	Most         int           // messages within any second, however late; 0 for any number
	Private      time.Duration // between two to the same person …
	PrivateBurst int           // … after so many at once
	Group        time.Duration // between two to the same group …
	GroupBurst   int           // … after so many at once
}

// TelegramPace keeps 30 messages a second in all, one a second to a person
// with a few at once, and 20 a minute to a group.
var TelegramPace = Pace{
	Overall: time.Second / 30, Most: 30,
	Private: time.Second, PrivateBurst: 4,
	Group: 3500 * time.Millisecond, GroupBurst: 2,
}

// NoPace is for a Bot API server without limits, as in tests.
var NoPace = Pace{PrivateBurst: 1, GroupBurst: 1}

// quota is a leaky bucket: burst at once, then one every so often.
type quota struct{ full time.Time }

func (q quota) free(every time.Duration, burst int) time.Time {
	return q.full.Add(-time.Duration(burst-1) * every)
}

func (q *quota) take(now time.Time, every time.Duration) {
	if q.full.Before(now) {
		q.full = now
	}
	q.full = q.full.Add(every)
}

// free is when the limits for all chats let the next letter go.
func (q *queue) free(now time.Time) time.Time {
	free := q.next
	if len(q.recent) > 0 {
		if at := q.recent[q.eldest].Add(second); at.After(free) {
			free = at
		}
	}
	if at := q.room(now); at.After(free) {
		free = at
	}
	return free
}

// charge counts messages that go: an album is as many as it has pictures.
func (q *queue) charge(box *mailbox, p *parcel, n int, now time.Time) {
	every, _ := box.limit(q.pace)
	if made := now.Add(-catchUp * q.pace.Overall); q.next.Before(made) {
		q.next = made // a timer that wakes late is made up for, a little
	}
	for range n {
		box.quota.take(now, every)
		q.next = q.next.Add(q.pace.Overall)
		if len(q.recent) > 0 {
			q.recent[q.eldest] = now
			q.eldest = (q.eldest + 1) % len(q.recent)
		}
	}
	if q.pace.Most > 0 {
		q.flying = append(q.flying, flight{p, n, now})
	}
	if box.chat < 0 {
		p.post.Full = box.quota.full
	}
}

func (b *mailbox) limit(p Pace) (every time.Duration, burst int) {
	if b.chat < 0 {
		return p.Group, p.GroupBurst
	}
	return p.Private, p.PrivateBurst
}

// free is when the chat may get its next letter.
func (b *mailbox) free(p Pace) time.Time {
	every, burst := b.limit(p)
	free := b.quota.free(every, burst)
	if b.closed.After(free) {
		return b.closed
	}
	return free
}
