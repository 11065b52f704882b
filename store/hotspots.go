package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// frequent adds what is frequent, the key topics and the playbooks, where they are needed.
func (s *Store) frequent(need world.Need, all *records, found *world.Reading) {
	if need.Hot {
		all.add(s.keys.hotspots(), func(v string) (err error) {
			found.Hot, err = boardFrom(v)
			return err
		})
	}
	if need.Topics {
		all.add(s.keys.topics(), func(v string) (err error) {
			found.Topics, err = s.topicsFrom(v)
			return err
		})
	}
	if need.Plays {
		all.add(s.keys.playbooks(), func(v string) error {
			var b world.Book
			rev, err := record(v, &b)
			b.Rev = rev
			found.Plays = &b
			return err
		})
	}
}

func boardFrom(v string) (*world.Board, error) {
	var b world.Board
	rev, err := record(v, &b)
	b.Rev = rev
	return &b, err
}

// decided writes what was decided of what is frequent, the key topics and the playbooks.
func (s *Store) decided(in *instructions, ch world.Change) {
	if ch.Hot != nil {
		in.put(s.keys.hotspots(), ch.Hot.Rev, *ch.Hot)
	}
	if ch.Topics != nil {
		s.keepTopics(in, *ch.Topics)
	}
	if ch.Plays != nil {
		in.put(s.keys.playbooks(), ch.Plays.Rev, *ch.Plays)
		s.windPlays(in, *ch.Plays)
	}
}

// windPlays winds the one timer of the playbooks in use.
func (s *Store) windPlays(in *instructions, b world.Book) {
	if member := timerOf(talk.Clock{Grid: world.Everywhere, Name: world.ClockPlays}); b.Strikes() != 0 {
		in.do("zadd", s.keys.timers(), b.Strikes(), member)
	} else {
		in.do("zrem", s.keys.timers(), member)
	}
}

// remakePlays puts the timer of the playbooks in use back.
func (s *Store) remakePlays(ctx context.Context) error {
	v, err := s.rdb.Get(ctx, s.keys.playbooks()).Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the playbooks: %w", err)
	}
	var b world.Book
	rev, err := record(v, &b)
	if err != nil {
		return nil // it is met when it is read
	}
	in := s.begin(world.Op{})
	in.do("rev", s.keys.playbooks(), rev)
	s.windPlays(in, b)
	if _, _, err := s.carryOut(ctx, in); err != nil && !errors.Is(err, world.ErrStale) {
		return err
	}
	return nil
}

// foundTries is how often a night's find is written anew because a lead decided
// something meanwhile.
const foundTries = 5

// Found keeps what was found by a moment, once for the moment; what was decided
// stays. Errors: world.ErrStale, world.ErrFenced.
func (s *Store) Found(ctx context.Context, at, now time.Time, found []hotspots.Hot) (err error) {
	once := world.Op{Once: &talk.Clock{Name: world.ClockHot, Grid: world.Everywhere, Due: at}}
	for range foundTries {
		board, err := s.Board(ctx)
		if err != nil {
			return err
		}
		in := s.begin(once)
		in.put(s.keys.hotspots(), board.Rev, board.Looked(found, now))
		if _, _, err = s.carryOut(ctx, in); err == nil || !errors.Is(err, world.ErrStale) {
			return err
		}
	}
	return fmt.Errorf("keep what is frequent: %w", world.ErrStale)
}

// Board reads what is frequent; the empty one where nobody has looked yet.
func (s *Store) Board(ctx context.Context) (world.Board, error) {
	v, err := s.rdb.Get(ctx, s.keys.hotspots()).Result()
	if errors.Is(err, redis.Nil) {
		return world.Board{}, nil
	}
	if err != nil {
		return world.Board{}, fmt.Errorf("read what is frequent: %w", err)
	}
	b, err := boardFrom(v)
	if err != nil {
		return world.Board{}, fmt.Errorf("read what is frequent: %w", damaged{error: err, key: s.keys.hotspots(), value: v})
	}
	return *b, nil
}
