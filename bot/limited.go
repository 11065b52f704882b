package bot

import "time"

const (
	// limitedAtOnce chats that Telegram takes nothing for within a second mean that it
	// takes nothing of ours at all; fewer have each used up their own limit.
	limitedAtOnce = 3
	// leastPause is how long is paused where Telegram does not say how long.
	leastPause = time.Second
)

// slowed is a chat of which Telegram said that it takes nothing for a while.
type slowed struct {
	chat      int64
	at, until time.Time
}

// limited notes that Telegram takes nothing for a chat until a moment. What waits for
// it waits in its order, and others go on; only when several chats are refused at once
// does everything wait, for as long as the first of them has to.
func (q *queue) limited(chat int64, now, until time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	lately := q.slow[:0]
	for _, s := range q.slow {
		if s.chat != chat && now.Sub(s.at) < second {
			lately = append(lately, s)
		}
	}
	q.slow = append(lately, slowed{chat, now, until})
	if len(q.slow) < limitedAtOnce {
		return
	}
	for _, s := range q.slow {
		if s.until.Before(until) {
			until = s.until
		}
	}
	q.stopped(until)
}

// stop holds back everything for a while: Telegram said so of no chat by itself.
func (q *queue) stop(until time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped(until)
}

func (q *queue) stopped(until time.Time) {
	if q.next.Before(until) {
		q.next = until
	}
}

// pauseOf is how long Telegram wants us to wait.
func pauseOf(retryAfter int) time.Duration {
	return max(leastPause, time.Duration(retryAfter)*time.Second)
}
