package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/world"
)

// A Reached is how far a district has come. None of it ever goes back by itself:
// a Redis that knows less than was known before has lost something.
type Reached struct {
	Resumed int64  `json:"resumed,omitempty"` // how often it was resumed after a loss
	Steps   int64  `json:"steps"`             // how often something was taken in or committed
	Fence   int64  `json:"fence"`
	Number  int64  `json:"number"`            // the highest case number
	Care    int64  `json:"care,omitempty"`    // the highest number of a care case
	Service int64  `json:"service,omitempty"` // the highest number of a request
	Log     string `json:"log,omitempty"`     // the last line of the log
	Update  string `json:"update,omitempty"`  // the last update that was taken in
	Aside   int64  `json:"aside,omitempty"`   // how often a key that says any of this was put aside
}

// lacks is what Redis knows less of than was known, in words; nothing when it lost nothing.
// After a resumption only what must never be given twice is compared.
func (r Reached) lacks(now Reached) []string {
	var all []string
	less := func(what string, now, known int64) {
		if now < known {
			all = append(all, fmt.Sprintf("%s was %d and is %d", what, known, now))
		}
	}
	less("the number of resumptions", now.Resumed, r.Resumed)
	less("the fence", now.Fence, r.Fence)
	if now.Aside <= r.Aside { // what was put aside and made anew may be behind
		less("the last case", now.Number, r.Number)
		less("the last care case", now.Care, r.Care)
		less("the last request", now.Service, r.Service)
	}
	if now.Resumed > r.Resumed {
		return all
	}
	less("the count of steps", now.Steps, r.Steps)
	if now.Aside > r.Aside {
		return all
	}
	if before(now.Log, r.Log) {
		all = append(all, fmt.Sprintf("the last line of the log was %s and is %q", r.Log, now.Log))
	}
	if now.Update != r.Update && r.Update != "" {
		all = append(all, "update "+r.Update+" was taken in and is not known")
	}
	return all
}

// before reports whether an entry of a stream is older than another; "" is the oldest.
func before(a, b string) bool {
	ams, an := entryID(a)
	bms, bn := entryID(b)
	return ams < bms || ams == bms && an < bn
}

func entryID(id string) (ms, n int64) {
	first, second, _ := strings.Cut(id, "-")
	ms, _ = strconv.ParseInt(first, 10, 64)
	n, _ = strconv.ParseInt(second, 10, 64)
	return ms, n
}

// With is what is known by both together, as it is written down.
func (r Reached) With(o Reached) Reached {
	if o.Resumed > r.Resumed || o.Resumed == r.Resumed && o.Steps > r.Steps {
		r.Log, r.Update = o.Log, o.Update
	}
	return r.with(o)
}

// with is the furthest of both in what only grows.
func (r Reached) with(o Reached) Reached {
	r.Resumed, r.Steps, r.Fence = max(r.Resumed, o.Resumed), max(r.Steps, o.Steps), max(r.Fence, o.Fence)
	r.Number, r.Care, r.Service = max(r.Number, o.Number), max(r.Care, o.Care), max(r.Service, o.Service)
	r.Aside = max(r.Aside, o.Aside)
	return r
}

// known is how far this process knows the district to be. Many read and write it.
type known struct {
	mu sync.Mutex
	r  Reached
}

func (k *known) now() Reached {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.r
}

// stepped takes note of a step that was taken.
func (k *known) stepped(steps string) {
	n, err := strconv.ParseInt(steps, 10, 64)
	k.mu.Lock()
	defer k.mu.Unlock()
	if err == nil {
		k.r.Steps = max(k.r.Steps, n)
	}
}

// gave takes note of numbers that were given.
func (k *known) gave(ch world.Change) {
	if len(ch.Cases) == 0 && ch.Cared == nil && ch.Served == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, m := range ch.Cases {
		k.r.Number = max(k.r.Number, int64(m.After.Number))
	}
	if ch.Cared != nil {
		k.r.Care = max(k.r.Care, int64(ch.Cared.After.N))
	}
	if ch.Served != nil {
		k.r.Service = max(k.r.Service, int64(ch.Served.After.N))
	}
}

// leased takes note of a lease that was taken.
func (k *known) leased(lease string) {
	number, _, _ := strings.Cut(lease, ":")
	n, err := strconv.ParseInt(number, 10, 64)
	k.mu.Lock()
	defer k.mu.Unlock()
	if err == nil {
		k.r.Fence = max(k.r.Fence, n)
	}
}

// learn takes over what Redis says, when it lacks nothing. Steps may have been
// taken since it was asked, unless there was a resumption.
func (k *known) learn(now Reached) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if now.Resumed == k.r.Resumed {
		now = now.with(k.r)
	}
	k.r = now
}

// Recall tells the store how far the district was, as it was written down outside
// of Redis, before anything else is asked of it.
func (s *Store) Recall(r Reached) {
	s.known.mu.Lock()
	defer s.known.mu.Unlock()
	s.known.r = r
}

// Known is how far the district is, as far as this process knows.
func (s *Store) Known() Reached { return s.known.now() }

// compare holds Redis against what is known, and learns how far it is now.
// Errors: world.ErrLost.
func (s *Store) compare(ctx context.Context) error {
	was := s.known.now() // before it is asked: what comes between is no loss
	now, err := s.reached(ctx, was)
	if err != nil {
		return err
	}
	if lacks := was.lacks(now.Reached); len(lacks) > 0 {
		return s.stopIt(ctx, was, lacks)
	}
	if now.Update == was.Update {
		now.Update = now.newest
	}
	s.known.learn(now.Reached)
	return nil
}

// A standing is how far Redis says the district is. Its Update is the one that was
// asked for, as long as that is known or may be forgotten by now.
type standing struct {
	Reached
	newest string // the update that was taken in last
}

// reached asks Redis how far the district is. What is damaged tells nothing of a loss:
// there it is as far as was known.
func (s *Store) reached(ctx context.Context, was Reached) (standing, error) {
	update := was.Update
	pipe := s.rdb.Pipeline()
	hash := pipe.HGetAll(ctx, s.keys.reached())
	fence, number := pipe.Get(ctx, s.keys.fence()), pipe.Get(ctx, s.keys.number())
	care, service := pipe.Get(ctx, s.keys.careNumber()), pipe.Get(ctx, s.keys.serviceNumber())
	log := pipe.XRevRangeN(ctx, s.keys.log(), "+", "-", 1)
	newest, seen, all := pipe.ZRevRange(ctx, s.keys.seen(), 0, 0), pipe.ZScore(ctx, s.keys.seen(), update), pipe.ZCard(ctx, s.keys.seen())
	_, _ = pipe.Exec(ctx) // each answer is looked at by itself
	for _, cmd := range []redis.Cmder{hash, fence, number, care, service, log, newest, all} {
		if err := cmd.Err(); err != nil && !errors.Is(err, redis.Nil) && !(wrongType(err) && cmd != hash) {
			return standing{}, fmt.Errorf("ask redis how far the district is: %w", err)
		}
	}
	var st standing
	st.Steps, _ = strconv.ParseInt(hash.Val()["steps"], 10, 64)
	st.Resumed, _ = strconv.ParseInt(hash.Val()["resumed"], 10, 64)
	st.Aside, _ = strconv.ParseInt(hash.Val()["aside"], 10, 64)
	for _, of := range []struct {
		cmd     *redis.StringCmd
		is, was *int64
	}{{fence, &st.Fence, &was.Fence}, {number, &st.Number, &was.Number}, {care, &st.Care, &was.Care}, {service, &st.Service, &was.Service}} {
		n, err := of.cmd.Int64()
		if err != nil && !errors.Is(err, redis.Nil) {
			n = *of.was
		}
		*of.is = n
	}
	for _, m := range log.Val() {
		st.Log = m.ID
	}
	if log.Err() != nil {
		st.Log = was.Log
	}
	for _, id := range newest.Val() {
		st.newest = id
	}
	if all.Err() != nil {
		st.newest = update
	}
	if seen.Err() == nil || all.Val() >= keepSeen || update == "" {
		st.Update = update
	} else {
		st.Update = st.newest
	}
	return st, nil
}

// stopIt stops the district for everybody, with what this process knew of it when it
// noticed, and says so: its error is world.ErrLost. Where even that cannot be written,
// we stop all the same.
func (s *Store) stopIt(ctx context.Context, was Reached, lacks []string) error {
	if lacks == nil { // a script saw it: look what it is
		if now, err := s.reached(ctx, was); err == nil {
			lacks = was.lacks(now.Reached)
		}
	}
	if len(lacks) == 0 {
		if stopped, err := s.Stopped(ctx); err == nil && stopped != nil {
			return fmt.Errorf("stopped since %s, as %s: %w", stopped.At.UTC().Format(time.DateTime), stopped.Why, world.ErrLost)
		}
		return world.ErrLost // it is asked again, and may have been resumed by then
	}
	why := strings.Join(lacks, "; ")
	if err := s.mark(ctx, why, "serve", was.Resumed, was); err != nil {
		why += " (and that could not be written down: " + err.Error() + ")"
	}
	return fmt.Errorf("%s: %w", why, world.ErrLost)
}

// mark stops the district in Redis; not where it was resumed more often than when that
// was noticed (-1: however often).
func (s *Store) mark(ctx context.Context, why, by string, noticed int64, r Reached) error {
	args := []any{why, by, time.Now().Unix(), noticed, "fence", r.Fence, "steps", r.Steps, "number", r.Number, "care", r.Care, "service", r.Service, "resumed", r.Resumed}
	return s.stop.Run(ctx, s.rdb, []string{s.keys.stopped(), s.keys.lease(), s.keys.reached()}, args...).Err()
}

// A Stop is why nobody works in a district.
type Stop struct {
	Why   string
	By    string
	At    time.Time
	Known Reached // the furthest that anybody knew
}

// Stopped is why nobody works in the district; nil when it is not stopped.
func (s *Store) Stopped(ctx context.Context) (*Stop, error) {
	hash, err := s.rdb.HGetAll(ctx, s.keys.stopped()).Result()
	if err != nil {
		return nil, fmt.Errorf("ask redis whether the district is stopped: %w", err)
	}
	if len(hash) == 0 {
		return nil, nil
	}
	n := func(field string) int64 {
		n, _ := strconv.ParseInt(hash[field], 10, 64)
		return n
	}
	return &Stop{Why: hash["why"], By: hash["by"], At: time.Unix(n("at"), 0),
		Known: Reached{Resumed: n("resumed"), Steps: n("steps"), Fence: n("fence"), Number: n("number"), Care: n("care"), Service: n("service")}}, nil
}

// Halt stops the district until somebody resumes it, as after a restoration.
func (s *Store) Halt(ctx context.Context, why string, r Reached) error {
	if err := s.mark(ctx, why, "restore", -1, r.with(s.known.now())); err != nil {
		return fmt.Errorf("stop the district: %w", err)
	}
	return nil
}

// What a resumed district goes on above: numbers that were given in the last
// second before a loss may be known to nobody but who was told them.
const (
	numbersLeft = 100
	stepsLeft   = 1_000_000
)

// A Resumption is what is found when a district is to work again.
type Resumption struct {
	Stop  *Stop    // nil: it was not stopped
	Lacks []string // what was known and is not there
	Last  int64    // the case number that stands now; the next one is above
}

// Resume lets a district work again that was stopped: when what was missing is
// there again, or, as it is, when that is accepted; then it goes on above every
// number that was known. It changes nothing where something lacks and that is
// not accepted. Errors: world.ErrLost.
func (s *Store) Resume(ctx context.Context, accept bool) (Resumption, error) {
	stop, err := s.Stopped(ctx)
	if err != nil {
		return Resumption{}, err
	}
	was := s.known.now()
	found := Resumption{Stop: stop}
	now, err := s.reached(ctx, was)
	if err != nil {
		return found, err
	}
	best := was
	if stop != nil {
		best = was.with(stop.Known)
		if stop.Known.Resumed > was.Resumed { // what is known here is from before
			best.Log, best.Update = "", ""
		}
	}
	found.Lacks, found.Last = best.lacks(now.Reached), now.Number
	if len(found.Lacks) > 0 && !accept {
		return found, world.ErrLost
	}
	if stop == nil && len(found.Lacks) == 0 {
		return found, nil
	}
	best = best.with(now.Reached)
	resumed := best.Resumed
	if len(found.Lacks) > 0 {
		resumed++
		best.Steps += stepsLeft
		best.Fence++
		best.Number += numbersLeft
		if best.Care > 0 {
			best.Care += numbersLeft
		}
		if best.Service > 0 {
			best.Service += numbersLeft
		}
	}
	keys := []string{s.keys.stopped(), s.keys.reached(), s.keys.fence(), s.keys.number(), s.keys.careNumber(), s.keys.serviceNumber()}
	if err := s.resume.Run(ctx, s.rdb, keys, best.Steps, best.Fence, best.Number, best.Care, best.Service, resumed).Err(); err != nil {
		return found, fmt.Errorf("resume: %w", err)
	}
	found.Last = best.Number
	now, err = s.reached(ctx, Reached{})
	if err != nil {
		return found, err
	}
	now.Update = now.newest
	s.known.learn(now.Reached)
	return found, nil
}

// wrongType reports whether a key is of another type than it should be.
func wrongType(err error) bool { return strings.Contains(err.Error(), "WRONGTYPE") }
