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
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/fastjson"
	look "gridbot/flows/kept"
	"gridbot/flows/request"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What is kept of people is found by the person, and goes: when they want it, and
// when it was kept for long enough.

// rights writes who looked at names, and forgets somebody.
func (s *Store) rights(in *instructions, who int64, ch world.Change) {
	for _, l := range ch.Looked {
		in.append(s.keys.looked(), fieldLook, l)
	}
	if ch.Heard != 0 {
		in.do("zadd", s.keys.heard(), ch.Heard, who)
	}
	if ch.Rest != 0 {
		in.do("zadd", s.keys.timers(), ch.Rest, timerOf(talk.Clock{Person: who, Name: world.ClockForget}))
	}
	if ch.Forget != nil {
		s.forget(in, *ch.Forget)
	}
}

// runs are the jobs of which it is noted when they ran for somebody.
var runs = []string{world.ClockMorning, world.ClockLeft, world.ClockDigest, world.ClockYear}

// forget takes away all that is kept of a person besides their cases; how much they
// said in the last minutes goes by itself. Of who worked here, that and their name stay,
// as long as Left says so.
func (s *Store) forget(in *instructions, p world.Person) {
	if p.Left != 0 {
		in.put(s.keys.person(p.ID), p.Rev, s.discreet(in, p))
	} else {
		in.do("rev", s.keys.person(p.ID), p.Rev)
		in.do("del", s.keys.person(p.ID))
		in.do("srem", s.keys.staff(), p.ID)
		in.do("zrem", s.keys.heard(), p.ID)
		for _, job := range runs {
			in.do("hdel", s.keys.ran(), timerOf(talk.Clock{Person: p.ID, Name: job}))
		}
	}
	in.do("del", s.keys.session(p.ID))
	for _, key := range slices.Concat(s.saidKeys(p.ID), s.standingKeys(p.ID)) {
		in.do("del", key)
	}
	in.do("del", s.keys.remind(p.ID))
	for _, name := range []string{world.ClockDraft, world.ClockRemind} {
		in.do("zrem", s.keys.timers(), timerOf(talk.Clock{Person: p.ID, Name: name}))
	}
}

// traced keeps where people are found who do not work here, and takes away what is
// kept beside a case of those who were taken out of it.
func (s *Store) traced(in *instructions, m world.Moved) {
	var was map[int64]bool
	before := cases.Case{}
	if m.Before != nil {
		before, was = *m.Before, m.Before.Outsiders()
	}
	c, number := m.After, strconv.Itoa(m.After.Number)
	is := c.Outsiders()
	for _, id := range slices.Sorted(maps.Keys(is)) {
		if all := s.tracesKeys(id); !was[id] && !alias(id) {
			in.do("zadd", all[len(all)-1], c.Number, number)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(was)) {
		if !is[id] {
			for _, key := range s.tracesKeys(id) {
				in.do("zrem", key, number)
			}
			for _, field := range s.cardFields(c.Number, id) {
				in.do("hdel", s.keys.cards(c.Number), field)
			}
		}
	}
	if before.Stripped == c.Stripped {
		return
	}
	in.do("del", s.keys.cards(c.Number))
	for _, f := range before.Files {
		if slices.ContainsFunc(c.Files, func(still cases.File) bool { return still.ID == f.ID }) {
			continue
		}
		for _, name := range namesOf(f.Unique, f.Look) {
			in.do("zrem", s.keys.used(), usedMember(name, f, c.Number))
		}
	}
}

// tracesKeys are where it is kept which cases know a person, the one that is written
// last.
func (s *Store) tracesKeys(id int64) []string {
	return s.sealing.places("traces", id, s.keys.traces(id), s.keys.tracesOf)
}

// overMember is a case as it stands among those that are over: its category says how
// long it is kept.
func overMember(c cases.Case) string { return joined(strconv.Itoa(c.Number), c.Category) }

// tracesOf reads the cases that know a person, the lowest numbers first. What an
// older release wrote is found where they reported or joined it.
func (s *Store) tracesOf(ctx context.Context, who int64) (world.Traces, error) {
	pipe := s.rdb.Pipeline()
	theirs, mine := pipe.ZUnion(ctx, redis.ZStore{Keys: s.tracesKeys(who)}), pipe.ZUnion(ctx, redis.ZStore{Keys: s.mineKeys(who)})
	if _, err := pipe.Exec(ctx); err != nil {
		return world.Traces{}, fmt.Errorf("read the traces of a person: %w", err)
	}
	// Those that know them come first: what somebody filed for others may be a thousand.
	all, filed := theirs.Val(), slices.DeleteFunc(mine.Val(), func(n string) bool { return slices.Contains(theirs.Val(), n) })
	byNumber := func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }
	slices.SortFunc(all, byNumber)
	slices.SortFunc(filed, byNumber)
	all = append(all, filed...)
	found := world.Traces{All: len(all)}
	var err error
	found.Cases, err = s.cases(ctx, all[:min(len(all), look.MostTraces)])
	return found, err
}

// looks reads who looked at names, the newest first.
func (s *Store) looks(ctx context.Context) ([]world.Look, error) {
	messages, err := s.rdb.XRevRangeN(ctx, s.keys.looked(), "+", "-", look.MostLooks).Result()
	if err != nil {
		return nil, fmt.Errorf("read who looked: %w", err)
	}
	moves, err := s.Moves(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]world.Look, 0, len(messages))
	for _, m := range messages {
		l, err := s.lookOf(m)
		if err != nil {
			s.notice(damages(err)[0])
			continue
		}
		all = append(all, moves.Look(l))
	}
	return all, nil
}

func (s *Store) lookOf(m redis.XMessage) (l world.Look, err error) {
	body, _ := m.Values[fieldLook].(string)
	if err := fastjson.Unmarshal([]byte(body), &l); err != nil {
		return l, fmt.Errorf("read who looked, %s: %w", m.ID, damaged{error: err, key: s.keys.looked(), field: m.ID, value: body})
	}
	return l, nil
}

// WriteLook writes that somebody looked who is no event of the bot: who runs it, at
// the machine.
func (s *Store) WriteLook(ctx context.Context, l world.Look) error {
	b, err := fastjson.Marshal(l)
	if err != nil {
		return fmt.Errorf("write who looked: %w", err)
	}
	if err := s.rdb.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.looked(), Values: []any{fieldLook, string(b)}}).Err(); err != nil {
		return fmt.Errorf("write who looked: %w", err)
	}
	return nil
}

// Kept is all that is kept of a person.
func (s *Store) Kept(ctx context.Context, who int64) (world.Kept, error) {
	r, err := s.Read(ctx, who, world.Need{Cares: world.CaresOf(who), Services: "p" + id10(who), Accords: "p" + id10(who), Topics: true, Plays: true})
	if err != nil {
		return world.Kept{}, err
	}
	k := world.Kept{Me: world.Person{ID: who}, Session: r.Session, Cares: r.Caring.List, Shut: r.Caring.Shut}
	k.Requests = slices.DeleteFunc(r.Serving.List, func(q request.Request) bool { return q.By != who })
	k.Locked = r.Serving.Shut
	k.Accords, k.Closed, k.Topics, k.Plays = r.Agreeing.List, r.Agreeing.Shut, r.Topics, r.Plays
	if r.Me != nil {
		k.Me = *r.Me
	}
	if k.Traces, err = s.tracesOf(ctx, who); err != nil {
		return k, err
	}
	theirs := map[int]bool{}
	for _, c := range k.Traces.Cases {
		theirs[c.Number] = true
	}
	looks, err := s.looks(ctx)
	if err != nil {
		return k, err
	}
	k.Looks = slices.DeleteFunc(looks, func(l world.Look) bool { return !theirs[l.Case] })
	for _, key := range s.saidKeys(who) {
		said, err := s.rdb.ZCard(ctx, key).Result()
		if err != nil {
			return k, fmt.Errorf("read what is kept of a person: %w", err)
		}
		k.Letters += int(said)
	}
	return k, nil
}

// Over reads cases that had been over by a moment, the longest first; skip of them are
// passed over.
func (s *Store) Over(ctx context.Context, by time.Time, skip, n int) ([]world.Over, error) {
	members, err := s.rdb.ZRangeByScoreWithScores(ctx, s.keys.over(), &redis.ZRangeBy{
		Min: "-inf", Max: strconv.FormatInt(by.Unix(), 10), Offset: int64(skip), Count: int64(n)}).Result()
	if err != nil {
		return nil, fmt.Errorf("read what is over: %w", err)
	}
	all := make([]world.Over, 0, len(members))
	for _, m := range members {
		number, category, _ := strings.Cut(m.Member.(string), ":")
		over := world.Over{Category: category, Since: int64(m.Score)}
		if over.Number, err = strconv.Atoi(number); err != nil {
			over.Number = 0 // not one of ours: it must not hold up the others
		}
		all = append(all, over)
	}
	return all, nil
}

// Idle reads people who have not been heard of since a moment, the longest first; skip
// of them are passed over.
func (s *Store) Idle(ctx context.Context, since time.Time, skip, n int) ([]int64, error) {
	members, err := s.rdb.ZRangeByScore(ctx, s.keys.heard(), &redis.ZRangeBy{
		Min: "-inf", Max: strconv.FormatInt(since.Unix(), 10), Offset: int64(skip), Count: int64(n)}).Result()
	if err != nil {
		return nil, fmt.Errorf("read who was not heard of: %w", err)
	}
	all := make([]int64, 0, len(members))
	for _, m := range members {
		id, _ := strconv.ParseInt(m, 10, 64)
		all = append(all, id)
	}
	return all, nil
}

// Expire takes away what was put aside before a moment, and who looked before
// another. Nothing else ever takes a line of who looked away.
func (s *Store) Expire(ctx context.Context, dead, looked time.Time) error {
	if err := s.rdb.XTrimMinID(ctx, s.keys.dead(), strconv.FormatInt(max(0, dead.UnixMilli()), 10)).Err(); err != nil {
		return fmt.Errorf("trim what was put aside: %w", err)
	}
	if err := s.expireAside(ctx, dead); err != nil {
		return err
	}
	for {
		messages, err := s.rdb.XRangeN(ctx, s.keys.looked(), "-", "+", perPage).Result()
		if err != nil {
			return fmt.Errorf("trim who looked: %w", err)
		}
		var old []string
		for _, m := range messages {
			l, err := s.lookOf(m)
			if err == nil && l.At >= looked.Unix() {
				break // by when they looked, whatever the clock of Redis says
			}
			old = append(old, m.ID)
		}
		if len(old) == 0 {
			return nil
		}
		if err := s.rdb.XDel(ctx, s.keys.looked(), old...).Err(); err != nil {
			return fmt.Errorf("trim who looked: %w", err)
		}
	}
}

// traced is until which number the cases of older releases were looked through, in
// the hash of what ran.
const tracedField = "traced"

// KeepTraces looks through some cases of older releases, of which nobody knows whom
// they know and since when they are over, and goes on where it stopped. What is
// committed meanwhile keeps that itself.
func (s *Store) KeepTraces(ctx context.Context) error {
	last, err := s.Number(ctx)
	if err != nil {
		return err
	}
	done, err := s.rdb.HGet(ctx, s.keys.ran(), tracedField).Int()
	var no *strconv.NumError
	if err != nil && !errors.Is(err, redis.Nil) && !errors.As(err, &no) { // what is no number begins anew
		return fmt.Errorf("read how far the traces are kept: %w", err)
	}
	for range tracesAtOnce / perPage {
		if done >= last {
			return nil
		}
		numbers := make([]string, 0, perPage)
		for n := done + 1; n <= min(last, done+perPage); n++ {
			numbers = append(numbers, strconv.Itoa(n))
		}
		page, err := s.readable(ctx, numbers)
		if err != nil {
			return err
		}
		done = min(last, done+perPage)
		pipe := s.rdb.Pipeline()
		for _, c := range page {
			if since := c.OverSince(); since != 0 && c.Stripped == 0 && c.Forgotten == 0 {
				pipe.ZAddNX(ctx, s.keys.over(), redis.Z{Score: float64(since), Member: overMember(c)})
			}
			for id := range c.Outsiders() {
				if alias(id) {
					continue // nobody knows now who that is
				}
				all := s.tracesKeys(id)
				pipe.ZAdd(ctx, all[len(all)-1], redis.Z{Score: float64(c.Number), Member: c.Number})
				pipe.ZAddNX(ctx, s.keys.heard(), redis.Z{Score: float64(c.Opened - c.Opened%86400), Member: id}) // the day: the second would tell which case
			}
		}
		pipe.HSet(ctx, s.keys.ran(), tracedField, done)
		if _, err := pipe.Exec(ctx); err != nil {
			return fmt.Errorf("keep traces: %w", err)
		}
	}
	return nil
}

// readable reads cases by their numbers without those that are damaged: one of them
// stops no other.
func (s *Store) readable(ctx context.Context, numbers []string) ([]cases.Case, error) {
	all, err := s.cases(ctx, numbers)
	var record damaged
	if !errors.As(err, &record) {
		return all, err
	}
	all = nil
	for _, n := range numbers {
		one, err := s.cases(ctx, []string{n})
		if err != nil && !errors.As(err, &record) {
			return nil, err
		}
		if err != nil {
			s.notice(record)
		}
		if err == nil {
			all = append(all, one...)
		}
	}
	return all, nil
}

// tracesAtOnce is how many cases are looked through in one go.
const tracesAtOnce = 2000
