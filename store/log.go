package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// Replay reads the event log from its beginning, in the order in which things
// happened.
func (s *Store) Replay(ctx context.Context, each func(world.Logged)) error {
	return s.eachLine(ctx, "-", func(l world.Logged) error {
		each(l)
		return nil
	})
}

// astray is by how much the clocks of Redis and of the bot may differ.
const astray = time.Hour

// EachEvent reads the lines of the log that can tell of what happened since a
// moment: a line is never written before it happens.
func (s *Store) EachEvent(ctx context.Context, since time.Time, each func(world.Logged) error) error {
	return s.eachLine(ctx, strconv.FormatInt(max(0, since.Add(-astray).UnixMilli()), 10), each)
}

// eachLine reads the event log from an entry on.
func (s *Store) eachLine(ctx context.Context, from string, each func(world.Logged) error) error {
	moves, err := s.Moves(ctx)
	if err != nil {
		return err
	}
	for {
		messages, err := s.rdb.XRangeN(ctx, s.keys.log(), from, "+", perPage).Result()
		if err != nil {
			return fmt.Errorf("read the event log: %w", err)
		}
		for _, m := range messages {
			var l world.Logged
			body, _ := m.Values[fieldLine].(string)
			if err := fastjson.Unmarshal([]byte(body), &l); err != nil {
				s.notice(damaged{error: err, key: s.keys.log(), field: m.ID, value: body})
				continue
			}
			if err := each(moves.Line(l)); err != nil {
				return err
			}
		}
		if len(messages) < perPage {
			return nil
		}
		from = "(" + messages[len(messages)-1].ID
	}
}

// WriteDown adds a line to the log that is about no case and counts as
// nothing. It needs no lease: nothing else is written with it.
func (s *Store) WriteDown(ctx context.Context, l world.Logged) error {
	b, err := fastjson.Marshal(l)
	if err != nil {
		return fmt.Errorf("write to the event log: %w", err)
	}
	if err := s.rdb.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.log(), Values: []any{fieldLine, string(b)}}).Err(); err != nil {
		return fmt.Errorf("write to the event log: %w", err)
	}
	return nil
}

// Counts reads the counters of every week.
func (s *Store) Counts(ctx context.Context) (world.Counts, error) {
	kept, err := s.rdb.SMembers(ctx, s.keys.weeks()).Result()
	if err != nil {
		return nil, fmt.Errorf("read the weeks: %w", err)
	}
	counts := world.Counts{}
	for _, name := range kept {
		week, grid, _ := strings.Cut(name, ":")
		fields, err := s.rdb.HGetAll(ctx, s.keys.week(week, grid)).Result()
		if err != nil {
			return nil, fmt.Errorf("read the counts of %s: %w", name, err)
		}
		s.addCounts(counts, week, grid, fields)
	}
	return counts, nil
}

// addCounts lays the counters of a week of a grid with the others.
func (s *Store) addCounts(counts world.Counts, week, grid string, fields map[string]string) {
	if counts[week] == nil {
		counts[week] = map[string]map[string]int{}
	}
	counts[week][grid] = s.numbers(s.keys.week(week, grid), fields)
}

// numbers are the fields of a hash that counts; without what is no number.
func (s *Store) numbers(key string, fields map[string]string) map[string]int {
	all := make(map[string]int, len(fields))
	for field, v := range fields {
		n, err := strconv.Atoi(v)
		if err != nil {
			s.notice(damaged{error: errNumber, key: key, field: field, value: v})
			continue
		}
		all[field] = n
	}
	return all
}

// Recount counts anew from the log.
func (s *Store) Recount(ctx context.Context) (world.Counts, error) {
	counts := world.Counts{}
	err := s.Replay(ctx, counts.Add)
	return counts, err
}

// forces reads how the agencies did in some weeks, separated by commas.
func (s *Store) forces(ctx context.Context, weeks string) (world.Forces, error) {
	forces := world.Forces{}
	for week := range strings.SplitSeq(weeks, ",") {
		fields, err := s.rdb.HGetAll(ctx, s.keys.forces(week)).Result()
		if err != nil {
			return nil, fmt.Errorf("read how the agencies did in %s: %w", week, err)
		}
		for as, often := range s.numbers(s.keys.forces(week), fields) {
			forces[as] += often
		}
	}
	return forces, nil
}
