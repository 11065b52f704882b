package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/world"
)

const (
	keepSeen = 10_000 // updates whose repetition is recognised
	keepDead = 1_000  // updates put aside
)

// Put appends updates to the inbox and returns the IDs of their entries, ""
// for one that was seen before. When it returns no error, they are as durable as
// Redis is. It needs no lease: any process may take updates in. Errors: world.ErrLost.
func (s *Store) Put(ctx context.Context, updates []world.Raw, now time.Time) (entries []string, err error) {
	if len(updates) == 0 {
		return nil, nil
	}
	args := make([]any, 0, 3+2*len(updates))
	args = append(args, now.UnixMilli(), keepSeen, s.known.now().Steps)
	for _, u := range updates {
		body, err := s.sealing.close(s.keys.inbox(), u.Body)
		if err != nil {
			return nil, fmt.Errorf("put %d updates in the inbox: %w", len(updates), err)
		}
		args = append(args, u.ID, body)
	}
	keys := []string{s.keys.inbox(), s.keys.seen(), s.keys.reached(), s.keys.stopped()}
	got, err := s.eval(ctx, s.putInbox, keys, args).StringSlice()
	if err == nil && got[0] != answerTaken {
		err = s.stopIt(ctx, s.known.now(), nil)
	}
	if err != nil {
		return nil, fmt.Errorf("put %d updates in the inbox: %w", len(updates), err)
	}
	s.known.stepped(got[1])
	return got[2:], nil
}

// Inbox waits up to wait for entries behind the one named after ("0" for all),
// oldest first, at most 500; a negative wait is none.
func (s *Store) Inbox(ctx context.Context, after string, wait time.Duration) ([]world.Entry, error) {
	streams, err := s.rdb.XRead(ctx, &redis.XReadArgs{
		Streams: []string{s.keys.inbox(), after}, Count: 500, Block: wait,
	}).Result()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the inbox: %w", err)
	}
	var entries []world.Entry
	for _, m := range streams[0].Messages {
		u, _ := m.Values[fieldUpdate].(string)
		entries = append(entries, world.Entry{ID: m.ID, Body: s.updateFrom(u)})
	}
	return entries, nil
}

// Waiting is how many updates wait in the inbox, and letters in the outbox.
func (s *Store) Waiting(ctx context.Context) (inbox, outbox int64, err error) {
	pipe := s.rdb.Pipeline()
	in, out := pipe.XLen(ctx, s.keys.inbox()), pipe.XLen(ctx, s.keys.outbox())
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, 0, fmt.Errorf("count inbox and outbox: %w", err)
	}
	return in.Val(), out.Val(), nil
}

// PutAside takes an update that could not be handled out of the inbox and
// keeps it with the reason. Errors: world.ErrFenced.
func (s *Store) PutAside(ctx context.Context, e world.Entry, why string) error {
	in := s.begin(world.Op{Inbox: e.ID})
	in.appendClosed(s.keys.dead(), fieldUpdate, asideOf(e, why))
	if _, _, err := s.carryOut(ctx, in); err != nil {
		return fmt.Errorf("put an update aside: %w", err)
	}
	if err := s.rdb.XTrimMaxLenApprox(ctx, s.keys.dead(), keepDead, 0).Err(); err != nil {
		return fmt.Errorf("trim what was put aside: %w", err)
	}
	return nil
}
