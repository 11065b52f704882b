package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/request"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// A request holds papers of people: it lies sealed where there are keys, and so does
// whose list it stands in. How long its steps took is counted and tells of nobody.

// served writes a request with its lists, timers and counts.
func (s *Store) served(in *instructions, m world.Served) {
	r, rev, before := m.After, 0, request.Request{}
	if m.Before != nil {
		rev, before = m.Before.Rev, *m.Before
	} else {
		in.do("max", s.keys.serviceNumber(), r.N)
	}
	key := s.keys.service(r.N)
	in.do("rev", key, rev)
	in.do("set", key, append([]byte(strconv.Itoa(rev+1)+" "), in.closed(key, r)...), m.Lasts.Milliseconds())
	was, is := servicesIn(before), servicesIn(r)
	for _, whose := range was {
		if !slices.Contains(is, whose) {
			for _, list := range s.servicesOf(whose) {
				in.do("zrem", list, r.N)
			}
		}
	}
	for _, whose := range is {
		if lists := s.servicesOf(whose); !slices.Contains(was, whose) {
			in.do("zadd", lists[len(lists)-1], r.Begun, r.N)
		}
	}
	old, now := before.Timers(), r.Timers()
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, still := now[name]; !still {
			in.do("zrem", s.keys.timers(), timerOf(talk.Clock{Service: r.N, Name: name}))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(now)) { // also where it was before: it may be the one that struck
		in.do("zadd", s.keys.timers(), now[name], timerOf(talk.Clock{Service: r.N, Name: name}))
	}
	counted := request.Tallied(before, r)
	for _, field := range counted {
		in.do("count", s.keys.served(), field, 1, 0)
	}
	for _, field := range request.Placed(counted, cmp.Or(r.Grid, world.Unrouted)) {
		if m.Week != "" {
			in.do("count", s.keys.servedIn(m.Week), field, 1, 0)
		}
	}
}

// unserve takes a request away, as if it had never been; what was counted stays.
func (s *Store) unserve(in *instructions, r request.Request) {
	key := s.keys.service(r.N)
	in.do("rev", key, r.Rev)
	in.do("del", key)
	for _, whose := range servicesIn(r) {
		for _, list := range s.servicesOf(whose) {
			in.do("zrem", list, r.N)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Timers())) {
		in.do("zrem", s.keys.timers(), timerOf(talk.Clock{Service: r.N, Name: name}))
	}
}

// servicesIn are whose lists a request stands in.
func servicesIn(r request.Request) []string {
	if r.N == 0 {
		return nil
	}
	people, agencies := r.Lists()
	var lists []string
	for _, id := range people {
		lists = append(lists, "p"+id10(id))
	}
	for _, agency := range agencies {
		lists = append(lists, "@"+agency)
	}
	if r.Grids() {
		lists = append(lists, cmp.Or(r.Grid, world.Unrouted))
	}
	return lists
}

// servicesOf are the lists of a grid, of @ and a department, or of p and a person, who
// stands in the last one under a name nobody can make without the keys where there are
// some, and in the other one with what was begun before.
func (s *Store) servicesOf(whose string) []string {
	if id, person := strings.CutPrefix(whose, "p"); person {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			return s.sealing.places("services", n, s.keys.services(whose), s.keys.services)
		}
	}
	return []string{s.keys.services(whose)}
}

// readServices reads what an event needs of requests.
func (s *Store) readServices(ctx context.Context, need world.Need, found *world.Reading) error {
	if need.Served {
		counts, err := s.rdb.HGetAll(ctx, s.keys.served()).Result()
		if err != nil {
			return fmt.Errorf("read how long requests took: %w", err)
		}
		found.Serving.Figures = request.Figures{}
		for field, n := range counts {
			found.Serving.Figures[field], _ = strconv.Atoi(n)
		}
	}
	if need.ServedIn != "" {
		if err := s.servedIn(ctx, need.ServedIn, found); err != nil {
			return err
		}
	}
	if need.Services != "" {
		if err := s.listServices(ctx, need.Services, found); err != nil {
			return err
		}
	}
	if need.Service != 0 {
		r, err := s.service(ctx, need.Service, found)
		found.Serving.Request = r
		return err
	}
	return nil
}

// servedIn reads how long what was done in some weeks took, in one trip.
func (s *Store) servedIn(ctx context.Context, weeks string, found *world.Reading) error {
	pipe, names := s.rdb.Pipeline(), strings.Split(weeks, ",")
	var counts []*redis.MapStringStringCmd
	for _, week := range names {
		counts = append(counts, pipe.HGetAll(ctx, s.keys.servedIn(week)))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("read how long requests took in some weeks: %w", err)
	}
	found.Serving.Weeks = request.Figures{}
	for i, cmd := range counts {
		for field, n := range s.numbers(s.keys.servedIn(names[i]), cmd.Val()) {
			found.Serving.Weeks[field] += n
		}
	}
	return nil
}

func (s *Store) listServices(ctx context.Context, of string, found *world.Reading) error {
	last, err := s.highest(ctx, s.keys.serviceNumber())
	if err != nil {
		return err
	}
	found.Serving.Last, found.Serving.Listed = last, true
	var numbers []int
	var lists []string
	for whose := range strings.SplitSeq(of, ",") {
		lists = append(lists, s.servicesOf(whose)...)
	}
	for _, list := range lists {
		listed, err := s.rdb.ZRevRange(ctx, list, 0, longestList-1).Result()
		if err != nil {
			return fmt.Errorf("read requests: %w", err)
		}
		for _, member := range listed {
			if n, err := strconv.Atoi(member); err == nil && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	slices.SortFunc(numbers, func(a, b int) int { return b - a })
	for _, n := range numbers {
		r, err := s.service(ctx, n, found)
		if err != nil {
			return err
		}
		if r != nil {
			found.Serving.List = append(found.Serving.List, *r)
		}
	}
	return nil
}

// service reads one request; nil for none, or for one that was kept long enough.
func (s *Store) service(ctx context.Context, number int, found *world.Reading) (*request.Request, error) {
	key := s.keys.service(number)
	v, err := s.rdb.Get(ctx, key).Result()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read request %d: %w", number, err)
	}
	head, body, ok := strings.Cut(v, " ")
	rev, err := strconv.Atoi(head)
	if !ok || err != nil {
		return nil, fmt.Errorf("read request %d: %w", number, damaged{error: errNoRevision, key: key, value: v})
	}
	plain, err := s.sealing.open(key, body)
	if errors.Is(err, world.ErrNoKeys) || errors.Is(err, world.ErrSealed) {
		found.Serving.Shut = true
		return nil, nil
	}
	var r request.Request
	if err == nil {
		err = fastjson.Unmarshal([]byte(plain), &r)
	}
	if err != nil {
		return nil, fmt.Errorf("read request %d: %w", number, damaged{error: err, key: key, value: v})
	}
	r.Rev = rev
	return &r, nil
}

// remakeServices makes a list of requests anew, or puts their timers back.
func (s *Store) remakeServices(ctx context.Context, key string) error {
	return s.eachKey(ctx, func(name, kind string) error {
		what, of := s.keys.parts(name)
		number, err := strconv.Atoi(of)
		if what != "service" || err != nil {
			return nil
		}
		if kind != "string" {
			s.notice(damaged{error: errForm, key: name, among: []string{name}})
			return nil
		}
		var found world.Reading
		r, err := s.service(ctx, number, &found)
		if err != nil || r == nil {
			return nil // it cannot be opened here, or is met when it is read
		}
		in := s.begin(world.Op{})
		in.do("rev", name, r.Rev)
		for _, whose := range servicesIn(*r) {
			if slices.Contains(s.servicesOf(whose), key) {
				in.do("zadd", key, r.Begun, r.N)
			}
		}
		if key == s.keys.timers() {
			for clock, at := range r.Timers() {
				in.do("zadd", key, at, timerOf(talk.Clock{Service: r.N, Name: clock}))
			}
		}
		if _, _, err := s.carryOut(ctx, in); err != nil && !errors.Is(err, world.ErrStale) {
			return err
		}
		return nil
	})
}
