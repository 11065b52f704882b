package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// keptTopics are the key topics as they are kept: who pays which share is sealed, where
// there are keys; all else is known to whoever works there.
type keptTopics struct {
	world.Topics
	Payers []byte `json:"payers,omitempty"`
}

// A payer is whose share one is.
type payer struct {
	Topic int   `json:"topic"`
	Bill  int   `json:"bill"`
	Share int   `json:"share"`
	Who   int64 `json:"who"`
}

// payersOf are all who are reminded of a share.
func payersOf(ts world.Topics) (all []payer) {
	for _, t := range ts.All {
		for _, b := range t.Bills {
			for i, s := range b.Shares {
				if s.Who != 0 {
					all = append(all, payer{t.N, b.N, i, s.Who})
				}
			}
		}
	}
	return all
}

// payTo puts those who pay where they belong, in topics that nobody else holds.
func payTo(ts *world.Topics, all []payer) {
	for _, p := range all {
		if t := ts.Topic(p.Topic); t != nil {
			if b := t.Bill(p.Bill); b != nil && p.Share < len(b.Shares) {
				b.Shares[p.Share].Who = p.Who
			}
		}
	}
}

// nameless is the topics without who pays which share; what was read is not changed.
func nameless(ts world.Topics) world.Topics {
	ts.All = slices.Clone(ts.All)
	for i := range ts.All {
		of := &ts.All[i]
		of.Bills = slices.Clone(of.Bills)
		for j := range of.Bills {
			b := &of.Bills[j]
			b.Shares = slices.Clone(b.Shares)
			for k := range b.Shares {
				b.Shares[k].Who = 0
			}
		}
	}
	return ts
}

// keptTopics is the topics as they are kept. What could not be opened stays as it is.
func (s *Store) keptTopics(in *instructions, ts world.Topics) keptTopics {
	all := payersOf(ts)
	switch {
	case ts.Sealed != nil:
		return keptTopics{Topics: nameless(ts), Payers: ts.Sealed}
	case s.sealing.keys == nil || len(all) == 0:
		return keptTopics{Topics: ts}
	}
	return keptTopics{Topics: nameless(ts), Payers: in.closed(s.keys.topics(), all)}
}

// topicsFrom reads the topics.
func (s *Store) topicsFrom(v string) (*world.Topics, error) {
	var kept keptTopics
	rev, err := record(v, &kept)
	ts := kept.Topics
	ts.Rev = rev
	if err != nil || len(kept.Payers) == 0 {
		return &ts, err
	}
	plain, closed := s.sealing.open(s.keys.topics(), string(kept.Payers))
	if closed != nil { // told of by open; nobody is reminded until the keys are back
		ts.Sealed = kept.Payers
		return &ts, nil
	}
	var all []payer
	if err := fastjson.Unmarshal([]byte(plain), &all); err != nil {
		return &ts, err
	}
	payTo(&ts, all)
	return &ts, nil
}

// keepTopics writes the topics with the clock of each.
func (s *Store) keepTopics(in *instructions, ts world.Topics) {
	in.put(s.keys.topics(), ts.Rev, s.keptTopics(in, ts))
	s.windTopics(in, ts)
}

// windTopics winds the clock of each topic that has one; it may be the one that struck.
func (s *Store) windTopics(in *instructions, ts world.Topics) {
	for _, t := range ts.All {
		member := timerOf(talk.Clock{Topic: t.N, Name: world.ClockTopic})
		if at := t.Strikes(); at != 0 {
			in.do("zadd", s.keys.timers(), at, member)
		} else {
			in.do("zrem", s.keys.timers(), member)
		}
	}
}

// remakeTopics puts the clocks of the key topics back.
func (s *Store) remakeTopics(ctx context.Context) error {
	v, err := s.rdb.Get(ctx, s.keys.topics()).Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the key topics: %w", err)
	}
	ts, err := s.topicsFrom(v)
	if err != nil {
		return nil // it is met when it is read
	}
	in := s.begin(world.Op{})
	in.do("rev", s.keys.topics(), ts.Rev)
	s.windTopics(in, *ts)
	if _, _, err := s.carryOut(ctx, in); err != nil && !errors.Is(err, world.ErrStale) {
		return err
	}
	return nil
}
