package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// A care case lies sealed under its number. Beside it lie numbers alone: in whose
// lists it stands, when its clocks strike, and how often a project was offered.

// cared writes a care case with its lists, timers and counts.
func (s *Store) cared(in *instructions, m world.Cared) {
	c, rev, before := m.After, 0, carecase.Case{}
	if m.Before != nil {
		rev, before = m.Before.Rev, *m.Before
	} else {
		in.do("max", s.keys.careNumber(), c.N)
	}
	key := s.keys.care(c.N)
	plain := in.json(c)
	sealed, err := s.Seal(key, plain)
	if err != nil {
		in.err = fmt.Errorf("write care case %d: %w", c.N, err)
		return
	}
	in.do("rev", key, rev)
	in.do("set", key, append([]byte(strconv.Itoa(rev+1)+" "), sealed...), 0)
	was, is := s.caresIn(before), s.caresIn(c)
	for _, list := range was {
		if !slices.Contains(is, list) {
			in.do("zrem", list, c.N)
		}
	}
	for _, list := range is {
		if !slices.Contains(was, list) {
			in.do("zadd", list, c.Opened, c.N)
		}
	}
	old, now := before.Timers(), c.Timers()
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, still := now[name]; !still {
			in.do("zrem", s.keys.timers(), timerOf(talk.Clock{Care: c.N, Name: name}))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(now)) { // also where it was before: it may be the one that struck
		in.do("zadd", s.keys.timers(), now[name], timerOf(talk.Clock{Care: c.N, Name: name}))
	}
	for _, field := range carecase.Tallied(before, c) {
		in.do("count", s.keys.projects(), field, 1, 0)
	}
}

// caresIn are the lists a care case stands in.
func (s *Store) caresIn(c carecase.Case) []string {
	if c.N == 0 || !c.Open() {
		return nil
	}
	lists := []string{s.keys.cares(c.Grid)}
	for _, id := range c.People() {
		lists = append(lists, s.caringOf(id))
	}
	return lists
}

// caringOf is the list of a person, under a name nobody can make without the keys.
func (s *Store) caringOf(id int64) string {
	name, ok := s.sealing.named("caring", id)
	if !ok {
		name = "-" // nothing is written there
	}
	return s.keys.caring(name)
}

// readCare reads what an event needs of care cases. What cannot be opened here is
// said, and is no fault of the other lanes.
func (s *Store) readCare(ctx context.Context, need world.Need, found *world.Reading) error {
	if need.Projects {
		counts, err := s.rdb.HGetAll(ctx, s.keys.projects()).Result()
		if err != nil {
			return fmt.Errorf("read how often projects were offered: %w", err)
		}
		found.Caring.Projects = map[string]int{}
		for field, n := range counts {
			found.Caring.Projects[field], _ = strconv.Atoi(n)
		}
	}
	if need.Cares != "" {
		last, err := s.rdb.Get(ctx, s.keys.careNumber()).Int()
		if err != nil && !errors.Is(err, redis.Nil) {
			return fmt.Errorf("read the number of care cases: %w", err)
		}
		found.Caring.Last, found.Caring.Listed = last, true
		var numbers []int
		for whose := range strings.SplitSeq(need.Cares, ",") {
			listed, err := s.rdb.ZRevRange(ctx, s.caresOf(whose), 0, longestList-1).Result()
			if err != nil {
				return fmt.Errorf("read care cases: %w", err)
			}
			for _, member := range listed {
				if n, err := strconv.Atoi(member); err == nil && !slices.Contains(numbers, n) {
					numbers = append(numbers, n)
				}
			}
		}
		slices.SortFunc(numbers, func(a, b int) int { return b - a })
		for _, n := range numbers {
			c, err := s.care(ctx, n, found)
			if err != nil {
				return err
			}
			if c != nil {
				found.Caring.List = append(found.Caring.List, *c)
			}
		}
	}
	if need.Care != 0 {
		c, err := s.care(ctx, need.Care, found)
		found.Caring.Case = c
		return err
	}
	return nil
}

// caresOf is the list of a grid, or of p and a person.
func (s *Store) caresOf(whose string) string {
	if id, person := strings.CutPrefix(whose, "p"); person {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			return s.caringOf(n)
		}
	}
	return s.keys.cares(strings.TrimPrefix(whose, world.Unrouted))
}

// care reads one care case; nil for none.
func (s *Store) care(ctx context.Context, number int, found *world.Reading) (*carecase.Case, error) {
	key := s.keys.care(number)
	v, err := s.rdb.Get(ctx, key).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read care case %d: %w", number, err)
	}
	head, sealed, ok := bytes.Cut(v, []byte(" "))
	rev, err := strconv.Atoi(string(head))
	if !ok || err != nil {
		return nil, fmt.Errorf("read care case %d: %w", number, damaged{error: errNoRevision, key: key, value: string(v)})
	}
	plain, err := s.Open(key, sealed)
	if errors.Is(err, world.ErrNoKeys) || errors.Is(err, world.ErrSealed) {
		found.Caring.Shut = true
		return nil, nil
	}
	var c carecase.Case
	if err == nil {
		err = json.Unmarshal(plain, &c)
	}
	if err != nil {
		return nil, fmt.Errorf("read care case %d: %w", number, damaged{error: err, key: key, value: string(v)})
	}
	c.Rev = rev
	return &c, nil
}
