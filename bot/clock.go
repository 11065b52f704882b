package bot

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// A Clock is what time it is in the district. It goes by no single clock: from
// where it was set it runs with the machine's stopwatch, which nobody can move,
// and is corrected from Redis, whose time all processes share, as long as that is
// a correction. A jump is refused, with an alarm: a clock that is wrong for a
// minute leaves nothing behind that was scheduled or remembered from it. It is
// safe for use by several goroutines.
type Clock struct {
	redis   func(context.Context) (time.Time, error)
	machine func() time.Time
	log     *slog.Logger

	mu     sync.Mutex
	set    time.Time     // what it showed when it was set last; zero: never
	at     time.Duration // what the stopwatch showed then
	began  time.Time     // the stopwatch: only what has passed since counts
	passed func() time.Duration
	told   time.Time     // the Bot API server's time, zero: it never said
	toldAt time.Duration // what the stopwatch showed then
	jumped time.Duration // since when Redis has another time; 0: it has not
	off    time.Duration // how far the farthest of the others is off, for the figures
}

const (
	sameTime    = 30 * time.Second // clocks that differ by no more are right alike
	askTime     = 5 * time.Second  // between two looks at Redis' time
	freshTime   = 2 * time.Minute  // how long Telegram's word is worth something
	patientWith = 15 * time.Minute // with a jump that the machine and Redis agree about
)

// NewClock is a clock that nobody has set yet: it shows the machine's time.
func NewClock(redis func(context.Context) (time.Time, error), log *slog.Logger) *Clock {
	c := &Clock{redis: redis, log: log, began: time.Now()}
	c.machine = func() time.Time { return time.Now().Round(0) } // the wall's hands, not the stopwatch
	c.passed = func() time.Duration { return time.Since(c.began) }
	return c
}

// By has it go by other hands than the machine's, and by another stopwatch, so that a
// whole history comes out of one seed. It comes before everything else.
func (c *Clock) By(machine func() time.Time, passed func() time.Duration) *Clock {
	c.machine, c.passed = machine, passed
	return c
}

// Now is what time it is.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if c.set.IsZero() {
		return c.machine()
	}
	return c.set.Add(c.passed() - c.at)
}

// Off is how far another clock is off, as last looked at; zero while all agree.
func (c *Clock) Off() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.off
}

// heard is told the time that stood in an answer of the Bot API server.
func (c *Clock) heard(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told, c.toldAt = t, c.passed()
}

// wants reports whether the Bot API server has said nothing for a while.
func (c *Clock) wants() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.told.IsZero() || c.passed()-c.toldAt > askTime
}

// Look compares the clocks once. A Redis that does not answer changes nothing; who
// else asks it says so.
func (c *Clock) Look(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	redis, err := c.redis(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err == nil:
		c.compare(redis)
	case c.set.IsZero(): // as good as this machine and Telegram know
		c.compare(c.machine())
	}
}

// Keep compares the clocks until ctx ends.
func (c *Clock) Keep(ctx context.Context) {
	for pause(ctx, askTime) == nil {
		c.Look(ctx)
	}
}

// compare sets the clock by what the others show.
func (c *Clock) compare(redis time.Time) {
	passed, machine := c.passed(), c.machine()
	var telegram time.Time
	if !c.told.IsZero() && passed-c.toldAt <= freshTime {
		telegram = c.told.Add(passed - c.toldAt)
	}
	was := c.off
	now := redis
	switch {
	case c.set.IsZero():
		now = first(redis, machine, telegram)
	case alike(redis, c.now()):
		c.jumped = 0
	case !telegram.IsZero() && alike(redis, telegram):
		// The stopwatch stood still, as in a machine that was put to sleep.
		c.log.Warn("clock: set anew, by Redis and Telegram", "by", redis.Sub(c.now()).Round(time.Second))
		c.jumped = 0
	case c.jumped == 0:
		c.jumped = max(passed, 1)
		now = c.now()
	case passed-c.jumped >= patientWith && telegram.IsZero() && alike(redis, machine):
		c.log.Error("clock: set anew, as Redis and this machine have stayed with their time; what was due between is due now", "by", redis.Sub(c.now()).Round(time.Second))
		c.jumped = 0
	default:
		now = c.now()
	}
	c.set, c.at = now, passed
	c.off = 0
	for _, other := range []time.Time{redis, machine, telegram} {
		if apart := other.Sub(now); !other.IsZero() && !alike(other, now) && apart.Abs() > c.off.Abs() {
			c.off = apart
		}
	}
	switch {
	case c.off != 0 && (was == 0 || !alike(now.Add(was), now.Add(c.off))):
		c.log.Error("clock: one of the clocks is wrong, and the district does not go by it; look at NTP on this machine and on that of Redis",
			"district", now.UTC(), "machine", offBy(machine, now), "redis", offBy(redis, now), "telegram", offBy(telegram, now))
	case c.off == 0 && was != 0:
		c.log.Info("clock: all agree again")
	}
}

// first is what time it is when nothing is known yet: Redis' time, unless
// Telegram has another one.
func first(redis, machine, telegram time.Time) time.Time {
	switch {
	case telegram.IsZero() || alike(redis, telegram):
		return redis
	case alike(machine, telegram):
		return machine
	}
	return telegram
}

func alike(a, b time.Time) bool { return a.Sub(b).Abs() <= sameTime }

// offBy is how far a clock is off, in words for the log.
func offBy(t, now time.Time) string {
	switch {
	case t.IsZero():
		return "unknown"
	case alike(t, now):
		return "right"
	}
	return "off by " + t.Sub(now).Round(time.Second).String()
}

// dated takes the time out of the answers of the Bot API server: a third clock,
// on a machine of its own.
type dated struct {
	http.RoundTripper
	clock *Clock
}

// RoundTrip is that of the transport.
func (w dated) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(r)
	if err == nil && w.clock.wants() {
		if t, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
			w.clock.heard(t)
		}
	}
	return resp, err
}
