package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/carecase"
	"gridbot/flows/fastjson"
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
	if since := c.OverSince(); since != 0 {
		in.do("zadd", s.keys.careOver(), since, c.N)
	} else if before.OverSince() != 0 {
		in.do("zrem", s.keys.careOver(), c.N)
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
	for _, field := range m.Counts {
		in.do("count", s.keys.careFigures(), field, 1, 0)
	}
}

// caresIn are the lists a care case stands in.
func (s *Store) caresIn(c carecase.Case) []string {
	var lists []string
	switch {
	case c.N == 0 || c.Stripped != 0:
	case c.Open():
		lists = append(lists, s.keys.cares(c.Grid))
		for _, id := range c.People() {
			lists = append(lists, s.keys.caring(s.hidden("caring", id)))
		}
	default:
		for _, id := range c.People() {
			lists = append(lists, s.keys.cared(s.hidden("cared", id)))
		}
	}
	return lists
}

// hidden is a person in the name of a list, which nobody can make without the keys.
func (s *Store) hidden(kind string, id int64) string {
	name, ok := s.sealing.named(kind, id)
	if !ok {
		name = "-" // nothing is written there
	}
	return name
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
		last, err := s.highest(ctx, s.keys.careNumber())
		if err != nil {
			return err
		}
		found.Caring.Last, found.Caring.Listed = last, true
		var numbers []int
		for whose := range strings.SplitSeq(need.Cares, ",") {
			listed, err := s.rdb.ZRevRange(ctx, s.caresOf(whose), 0, world.MostCares-1).Result()
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

// caresOf is the list of a grid, or of p or c and a person.
func (s *Store) caresOf(whose string) string {
	if len(whose) > 1 {
		if id, err := strconv.ParseInt(whose[1:], 10, 64); err == nil && whose[0] == 'p' {
			return s.keys.caring(s.hidden("caring", id))
		} else if err == nil && whose[0] == 'c' {
			return s.keys.cared(s.hidden("cared", id))
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
		err = fastjson.Unmarshal(plain, &c)
	}
	if err != nil {
		return nil, fmt.Errorf("read care case %d: %w", number, damaged{error: err, key: key, value: string(v)})
	}
	c.Rev = rev
	return &c, nil
}

// CaresOver are the care cases that were closed by a moment, the longest first; skip of
// them are passed over.
func (s *Store) CaresOver(ctx context.Context, by time.Time, skip, n int) ([]int, error) {
	members, err := s.rdb.ZRangeByScore(ctx, s.keys.careOver(), &redis.ZRangeBy{
		Min: "-inf", Max: strconv.FormatInt(by.Unix(), 10), Offset: int64(skip), Count: int64(n)}).Result()
	if err != nil {
		return nil, fmt.Errorf("read which care cases are over: %w", err)
	}
	all := make([]int, len(members))
	for i, m := range members {
		all[i], _ = strconv.Atoi(m)
	}
	return all, nil
}

// caresKept stands among what has run: until which number the care cases of an older
// release were looked through.
const caresKept = "cares"

// KeepCares looks through the care cases of an older release, of which nobody knows
// whom the closed ones know and since when they are over. One that cannot be opened
// waits for the keys.
func (s *Store) KeepCares(ctx context.Context) error {
	last, err := s.rdb.Get(ctx, s.keys.careNumber()).Int()
	if err != nil && !errors.Is(err, redis.Nil) {
		return fmt.Errorf("read the number of care cases: %w", err)
	}
	done, err := s.rdb.HGet(ctx, s.keys.ran(), caresKept).Int()
	if err != nil && !errors.Is(err, redis.Nil) {
		return fmt.Errorf("read how far care cases were looked through: %w", err)
	}
	if done >= last {
		return nil
	}
	pipe := s.rdb.Pipeline()
	for n := done + 1; n <= min(last, done+tracesAtOnce); n++ {
		var found world.Reading
		c, err := s.care(ctx, n, &found)
		if found.Caring.Shut {
			break
		}
		var record damaged
		if err != nil && !errors.As(err, &record) {
			return err
		}
		if done = n; err != nil || c == nil || c.OverSince() == 0 {
			continue
		}
		pipe.ZAdd(ctx, s.keys.careOver(), redis.Z{Score: float64(c.OverSince()), Member: n})
		for _, list := range s.caresIn(*c) {
			pipe.ZAdd(ctx, list, redis.Z{Score: float64(c.Opened), Member: n})
		}
	}
	pipe.HSet(ctx, s.keys.ran(), caresKept, done)
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("keep whom care cases know: %w", err)
	}
	return nil
}
