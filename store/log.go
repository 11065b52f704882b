package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gridbot/flows"
)

// Replay reads the event log from its beginning, in the order in which things
// happened.
func (s *Store) Replay(ctx context.Context, each func(flows.Logged)) error {
	for after := "-"; ; {
		messages, err := s.rdb.XRangeN(ctx, s.keys.log(), after, "+", 1000).Result()
		if err != nil {
			return fmt.Errorf("read the event log: %w", err)
		}
		for _, m := range messages {
			var l flows.Logged
			body, _ := m.Values["e"].(string)
			if err := json.Unmarshal([]byte(body), &l); err != nil {
				return fmt.Errorf("read event %s: %w", m.ID, err)
			}
			each(l)
		}
		if len(messages) < 1000 {
			return nil
		}
		after = "(" + messages[len(messages)-1].ID
	}
}

// Counts reads the counters of every week.
func (s *Store) Counts(ctx context.Context) (flows.Counts, error) {
	kept, err := s.rdb.SMembers(ctx, s.keys.weeks()).Result()
	if err != nil {
		return nil, fmt.Errorf("read the weeks: %w", err)
	}
	counts := flows.Counts{}
	for _, name := range kept {
		week, grid, _ := strings.Cut(name, ":")
		fields, err := s.rdb.HGetAll(ctx, s.keys.week(week, grid)).Result()
		if err != nil {
			return nil, fmt.Errorf("read the counts of %s: %w", name, err)
		}
		if err := put(counts, week, grid, fields); err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// put lays the counters of a week of a grid with the others.
func put(counts flows.Counts, week, grid string, fields map[string]string) error {
	if counts[week] == nil {
		counts[week] = map[string]map[string]int{}
	}
	all := make(map[string]int, len(fields))
	for field, n := range fields {
		var err error
		if all[field], err = strconv.Atoi(n); err != nil {
			return fmt.Errorf("read the counts of %s in %s: %w", week, grid, err)
		}
	}
	counts[week][grid] = all
	return nil
}

// Recount counts anew from the log.
func (s *Store) Recount(ctx context.Context) (flows.Counts, error) {
	counts := flows.Counts{}
	err := s.Replay(ctx, counts.Add)
	return counts, err
}

// forces reads how the agencies did in some weeks, separated by commas.
func (s *Store) forces(ctx context.Context, weeks string) (flows.Forces, error) {
	forces := flows.Forces{}
	for week := range strings.SplitSeq(weeks, ",") {
		fields, err := s.rdb.HGetAll(ctx, s.keys.forces(week)).Result()
		if err != nil {
			return nil, fmt.Errorf("read how the agencies did in %s: %w", week, err)
		}
		for as, n := range fields {
			often, err := strconv.Atoi(n)
			if err != nil {
				return nil, fmt.Errorf("read how the agencies did in %s: %w", week, err)
			}
			forces[as] += often
		}
	}
	return forces, nil
}
