package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/accord"
	"gridbot/flows/fastjson"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What is agreed on holds who speaks for which household, and while people vote who
// said what: it lies sealed where there are keys, and so does whose list it stands in.

// agreed writes an accord with its lists and timers.
func (s *Store) agreed(in *instructions, m world.Agreed) {
	a, rev, before := m.After, 0, accord.Accord{}
	if m.Before != nil {
		rev, before = m.Before.Rev, *m.Before
	}
	key := s.keys.accord(a.Topic)
	in.do("rev", key, rev)
	in.do("set", key, append([]byte(strconv.Itoa(rev+1)+" "), in.closed(key, a)...), m.Lasts.Milliseconds())
	was, is := accordsIn(before), accordsIn(a)
	for _, whose := range was {
		if !slices.Contains(is, whose) {
			for _, list := range s.accordsOf(whose) {
				in.do("zrem", list, a.Topic)
			}
		}
	}
	for _, whose := range is {
		owner := whose == "p"+id10(a.Owner) // an older release did not list whoever runs it
		if lists := s.accordsOf(whose); owner || !slices.Contains(was, whose) {
			in.do("zadd", lists[len(lists)-1], a.Begun, a.Topic)
		}
	}
	old, now := before.Timers(), a.Timers()
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, still := now[name]; !still {
			in.do("zrem", s.keys.timers(), timerOf(talk.Clock{Accord: a.Topic, Name: name}))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(now)) { // also where it was before: it may be the one that struck
		in.do("zadd", s.keys.timers(), now[name], timerOf(talk.Clock{Accord: a.Topic, Name: name}))
	}
}

// accordsIn are whose lists an accord stands in: of who speaks in it, so that it is found
// when they ask what is kept of them, and while it is open of the grid.
func accordsIn(a accord.Accord) []string {
	if a.Topic == 0 {
		return nil
	}
	var lists []string
	for _, id := range a.Named() {
		lists = append(lists, "p"+id10(id))
	}
	if a.Open() {
		lists = append(lists, a.Grid)
	}
	return lists
}

// accordsOf are the lists of a grid, or of p and a person, who stands in the last one
// under a name nobody can make without the keys where there are some.
func (s *Store) accordsOf(whose string) []string {
	if id, person := strings.CutPrefix(whose, "p"); person {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			return s.sealing.places("accords", n, s.keys.accords(whose), s.keys.accords)
		}
	}
	return []string{s.keys.accords(whose)}
}

// readAccords reads what an event needs of what is agreed on.
func (s *Store) readAccords(ctx context.Context, need world.Need, found *world.Reading) (err error) {
	if need.Accords != "" {
		if err := s.listAccords(ctx, need.Accords, found); err != nil {
			return err
		}
	}
	if need.Accord != 0 {
		found.Agreeing.Accord, err = s.accord(ctx, need.Accord, found)
	}
	return err
}

func (s *Store) listAccords(ctx context.Context, of string, found *world.Reading) error {
	var numbers []int
	for whose := range strings.SplitSeq(of, ",") {
		for _, list := range s.accordsOf(whose) {
			listed, err := s.rdb.ZRevRange(ctx, list, 0, longestList-1).Result()
			if err != nil {
				return fmt.Errorf("read accords: %w", err)
			}
			for _, member := range listed {
				if n, err := strconv.Atoi(member); err == nil && !slices.Contains(numbers, n) {
					numbers = append(numbers, n)
				}
			}
		}
	}
	slices.SortFunc(numbers, func(a, b int) int { return b - a })
	for _, n := range numbers {
		a, err := s.accord(ctx, n, found)
		if err != nil {
			return err
		}
		if a != nil {
			found.Agreeing.List = append(found.Agreeing.List, *a)
		}
	}
	return nil
}

// accord reads one accord; nil for none, or for one that was kept long enough.
func (s *Store) accord(ctx context.Context, topic int, found *world.Reading) (*accord.Accord, error) {
	key := s.keys.accord(topic)
	v, err := s.rdb.Get(ctx, key).Result()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read accord %d: %w", topic, err)
	}
	head, body, ok := strings.Cut(v, " ")
	rev, err := strconv.Atoi(head)
	if !ok || err != nil {
		return nil, fmt.Errorf("read accord %d: %w", topic, damaged{error: errNoRevision, key: key, value: v})
	}
	plain, err := s.sealing.open(key, body)
	if errors.Is(err, world.ErrNoKeys) || errors.Is(err, world.ErrSealed) {
		found.Agreeing.Shut = true
		return nil, nil
	}
	var a accord.Accord
	if err == nil {
		err = fastjson.Unmarshal([]byte(plain), &a)
	}
	if err != nil {
		return nil, fmt.Errorf("read accord %d: %w", topic, damaged{error: err, key: key, value: v})
	}
	a.Rev = rev
	return &a, nil
}

// remakeAccords makes a list of accords anew, or puts their timers back.
func (s *Store) remakeAccords(ctx context.Context, key string) error {
	return s.eachKey(ctx, func(name, kind string) error {
		what, of := s.keys.parts(name)
		topic, err := strconv.Atoi(of)
		if what != "accord" || err != nil {
			return nil
		}
		if kind != "string" {
			s.notice(damaged{error: errForm, key: name, among: []string{name}})
			return nil
		}
		var found world.Reading
		a, err := s.accord(ctx, topic, &found)
		if err != nil || a == nil {
			return nil // it cannot be opened here, or is met when it is read
		}
		in := s.begin(world.Op{})
		in.do("rev", name, a.Rev)
		for _, whose := range accordsIn(*a) {
			if slices.Contains(s.accordsOf(whose), key) {
				in.do("zadd", key, a.Begun, a.Topic)
			}
		}
		if key == s.keys.timers() {
			for clock, at := range a.Timers() {
				in.do("zadd", key, at, timerOf(talk.Clock{Accord: a.Topic, Name: clock}))
			}
		}
		if _, _, err := s.carryOut(ctx, in); err != nil && !errors.Is(err, world.ErrStale) {
			return err
		}
		return nil
	})
}
