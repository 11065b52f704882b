package sandbox

import (
	"math"
	"strings"
	"time"
)

// The limits Telegram names in its FAQ, and the bursts people observed.
const (
	overallRate  = 30.0 // a second
	overallBurst = 30.0
	privateRate  = 1.0 // a second and chat
	privateBurst = 5.0
	groupRate    = 20.0 / 60 // a second and group
	groupBurst   = 20.0
)

// A bucket refills at a rate and is emptied by sending.
type bucket struct {
	left float64
	at   time.Time
}

// flood counts what the bot sends.
type flood struct {
	overall bucket
	chats   map[int64]*bucket
}

// refuse answers 429 where the call is beyond a limit, and counts it else.
func (f *flood) refuse(c *call, m method) *refusal {
	if !c.s.o.Limits || m.flood == 0 {
		return nil
	}
	if f.chats == nil {
		f.chats = map[int64]*bucket{}
	}
	cost := float64(m.flood)
	if m.flood < 0 {
		cost = float64(max(1, strings.Count(c.args["media"], `"type"`)))
	}
	chat := c.number("chat_id", 0, math.MinInt64, math.MaxInt64)
	rate, burst := privateRate, max(privateBurst, cost)
	if chat < 0 {
		rate, burst = groupRate, groupBurst
	}
	b := f.chats[chat]
	if b == nil {
		b = &bucket{}
		f.chats[chat] = b
	}
	now := c.s.o.Now()
	wait := max(f.overall.wait(now, overallRate, overallBurst, cost), b.wait(now, rate, burst, cost))
	if wait > 0 {
		return tooFast(int(math.Ceil(wait)))
	}
	f.overall.left -= cost
	b.left -= cost
	return nil
}

// wait refills the bucket and says how many seconds are missing for the cost.
func (b *bucket) wait(now time.Time, rate, burst, cost float64) float64 {
	if b.at.IsZero() {
		b.left = burst
	} else if passed := now.Sub(b.at).Seconds(); passed > 0 {
		b.left = min(burst, b.left+passed*rate)
	}
	b.at = now
	return max(0, (cost-b.left)/rate)
}
