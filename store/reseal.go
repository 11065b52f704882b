package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/seal"
)

// Keys come and go, and there was a time before them. This file looks through the
// whole district: what is sealed, and with what; and seals it with the newest key.

// A sealed record is a value, behind its revision if it has one, or a string in its
// JSON, in base64. Either way it is about the key it lies under.
const embedded = `"c2VhbDE6` // how a sealed record in JSON begins

// eachSealed hands on what is sealed in a value, and puts what comes back in its place.
func eachSealed(v string, each func(sealed []byte) []byte) string {
	rest := strings.TrimLeft(v, "0123456789")
	if after, ok := strings.CutPrefix(rest, " "); ok && len(rest) < len(v) {
		rest = after
	}
	if seal.Sealed([]byte(rest)) {
		return v[:len(v)-len(rest)] + string(each([]byte(rest)))
	}
	var out strings.Builder
	for {
		before, after, ok := strings.Cut(v, embedded)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		written, _, _ := strings.Cut(embedded[1:]+after, `"`)
		v = (embedded[1:] + after)[len(written):]
		if b, err := base64.StdEncoding.DecodeString(written); err == nil {
			written = base64.StdEncoding.EncodeToString(each(b))
		}
		out.WriteString(`"` + written)
	}
}

// eachKey hands on every key of the district that may hold something sealed, with its type.
func (s *Store) eachKey(ctx context.Context, each func(key, kind string) error) error {
	var node redis.Cmdable = s.rdb
	if cluster, ok := s.rdb.(*redis.ClusterClient); ok {
		master, err := cluster.MasterForKey(ctx, s.keys.number()) // all our keys have one slot
		if err != nil {
			return fmt.Errorf("look through the district: %w", err)
		}
		node = master
	}
	for cursor := uint64(0); ; {
		names, next, err := node.Scan(ctx, cursor, s.keys.of("*"), perPage).Result()
		if err != nil {
			return fmt.Errorf("look through the district: %w", err)
		}
		pipe := node.Pipeline()
		kinds := make([]*redis.StatusCmd, len(names))
		for i, name := range names {
			kinds[i] = pipe.Type(ctx, name)
		}
		if len(names) > 0 {
			if _, err := pipe.Exec(ctx); err != nil {
				return fmt.Errorf("look through the district: %w", err)
			}
		}
		for i, name := range names {
			if err := each(name, kinds[i].Val()); err != nil {
				return fmt.Errorf("look at %s: %w", name, err)
			}
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}

// SealedWith counts what is sealed in the district, by the key it is sealed with.
func (s *Store) SealedWith(ctx context.Context) (map[seal.ID]int, error) {
	all := map[seal.ID]int{}
	count := func(v string) {
		eachSealed(v, func(sealed []byte) []byte {
			if id, ok := seal.With(sealed); ok {
				all[id]++
			}
			return sealed
		})
	}
	err := s.eachKey(ctx, func(key, kind string) error {
		switch kind {
		case "string":
			v, err := s.rdb.Get(ctx, key).Result()
			count(v)
			return unlessGone(err)
		case "hash":
			fields, err := s.rdb.HGetAll(ctx, key).Result()
			for _, v := range fields {
				count(v)
			}
			return err
		case "stream":
			return s.eachMessage(ctx, key, func(m redis.XMessage) error {
				for _, v := range m.Values {
					count(fmt.Sprint(v))
				}
				return nil
			})
		}
		return nil
	})
	return all, err
}

// unlessGone: what has expired while one looks is no fault.
func unlessGone(err error) error {
	if errors.Is(err, redis.Nil) {
		return nil
	}
	return err
}

// eachMessage hands on the entries of a stream.
func (s *Store) eachMessage(ctx context.Context, stream string, each func(redis.XMessage) error) error {
	for from := "-"; ; {
		messages, err := s.rdb.XRangeN(ctx, stream, from, "+", perPage).Result()
		if err != nil {
			return err
		}
		for _, m := range messages {
			if err := each(m); err != nil {
				return err
			}
		}
		if len(messages) < perPage {
			return nil
		}
		from = "(" + messages[len(messages)-1].ID
	}
}

// Resealed is what became of a district that was looked through.
type Resealed struct {
	Anew    int // was sealed with an older key
	First   int // was not sealed before
	Waits   int // updates and letters under an older key: they are sealed anew by being handled
	Closed  int // could not be opened: other keys, or changed
	Touched int // written by somebody else just then: next time
}

// Reseal seals everything with the newest key, and what was written before there
// were keys. It may be stopped and begun again at any time. The caller owns the
// district: another process would not know the newest key. Errors: world.ErrNoKeys,
// world.ErrSealed, as KeysFault.
func (s *Store) Reseal(ctx context.Context) (Resealed, error) {
	var done Resealed
	if s.sealing.keys == nil {
		return done, errors.Join(s.sealing.fault, world.ErrNoKeys)
	}
	err := s.eachKey(ctx, func(key, kind string) error {
		name, of, _ := strings.Cut(strings.TrimPrefix(key, s.keys.of("")), ":")
		switch {
		case kind == "string":
			return s.resealRecord(ctx, key, name, &done)
		case kind == "stream" && name == "log":
			return s.unsignLog(ctx, &done)
		case kind == "stream":
			return s.resealStream(ctx, key, name == "dead", &done)
		case name == "cards":
			return s.renameCards(ctx, key, of, &done)
		case name == "said":
			return s.rename(ctx, key, of, s.saidKeys, &done)
		case name == "standing":
			return s.rename(ctx, key, of, s.standingKeys, &done)
		case name == "traces":
			return s.rename(ctx, key, of, s.tracesKeys, &done)
		}
		return nil
	})
	return done, err
}

// anew seals with the newest key what is sealed with another one.
func (s *Store) anew(key string, done *Resealed) func([]byte) []byte {
	return func(sealed []byte) []byte {
		if with, ok := seal.With(sealed); ok && with == s.sealing.keys.Newest() {
			return sealed
		}
		plain, err := s.sealing.keys.Open(key, sealed)
		if err != nil {
			done.Closed++
			return sealed
		}
		fresh, err := s.sealing.keys.Seal(key, plain)
		if err != nil {
			done.Closed++
			return sealed
		}
		done.Anew++
		return fresh
	}
}

func (s *Store) resealRecord(ctx context.Context, key, name string, done *Resealed) error {
	v, err := s.rdb.Get(ctx, key).Result()
	if err != nil {
		return unlessGone(err)
	}
	count := *done
	fresh := eachSealed(v, s.anew(key, &count))
	var after func() error
	if fresh, after, err = s.sealFirst(ctx, key, name, fresh, &count); err != nil {
		return err
	}
	if fresh == v {
		done.Closed = count.Closed
		return nil
	}
	written, err := s.exchange.Run(ctx, s.rdb, []string{key}, v, fresh).Int()
	if err != nil {
		return err
	}
	if written == 0 {
		done.Touched++
		return nil
	}
	*done = count
	return after()
}

// sealFirst seals in a record what is not sealed yet. What it returns is done once
// the record is written.
func (s *Store) sealFirst(ctx context.Context, key, name, v string, done *Resealed) (string, func() error, error) {
	nothing := func() error { return nil }
	switch name {
	case "session":
		var in talk.Session
		if seal.Sealed([]byte(v)) || json.Unmarshal([]byte(v), &in) != nil {
			return v, nothing, nil
		}
		sealed, err := s.sealing.keys.Seal(key, []byte(v))
		done.First++
		return string(sealed), nothing, err
	case "person":
		p, err := s.personFrom(key, v)
		if err != nil || strings.Contains(v, embedded) || p.Album == nil && p.Sought == nil {
			return v, nothing, nil
		}
		in := &instructions{sealing: &s.sealing}
		fresh, err := written(p.Rev, s.discreet(in, *p))
		done.First++
		return fresh, nothing, errors.Join(err, in.err)
	case "topics":
		ts, err := s.topicsFrom(v)
		if err != nil || strings.Contains(v, embedded) || len(payersOf(*ts)) == 0 {
			return v, nothing, nil
		}
		in := &instructions{sealing: &s.sealing}
		fresh, err := written(ts.Rev, s.keptTopics(in, *ts))
		done.First++
		return fresh, nothing, errors.Join(err, in.err)
	case "service", "accord":
		rev, body, ok := strings.Cut(v, " ")
		if !ok || seal.Sealed([]byte(body)) {
			return v, nothing, nil
		}
		sealed, err := s.sealing.keys.Seal(key, []byte(body))
		done.First++
		return rev + " " + string(sealed), nothing, err
	case "case":
		return s.veilFirst(ctx, key, v, done)
	}
	return v, nothing, nil
}

// veilFirst hides in a case who told of it anonymously, and moves it to the list
// nobody knows the owner of. It stands in both while it is moved.
func (s *Store) veilFirst(ctx context.Context, key, v string, done *Resealed) (string, func() error, error) {
	nothing := func() error { return nil }
	var kept cases.Case
	rev, err := record(v, &kept)
	if err != nil {
		return v, nothing, nil // damaged: it is not made better here
	}
	shown := map[int64]bool{}
	tellers(&kept, func(id *int64) {
		if anonymous(&kept, *id) {
			shown[*id] = true
		}
	})
	if len(shown) == 0 {
		return v, nothing, nil
	}
	veiled, err := s.veiled(key, s.unveiled(key, kept))
	if err != nil {
		return v, nothing, err
	}
	fresh, err := written(rev, veiled)
	if err != nil {
		return v, nothing, err
	}
	number := strconv.Itoa(kept.Number)
	for id := range shown {
		lists := s.mineKeys(id)
		at, err := s.rdb.ZScore(ctx, lists[0], number).Result()
		if errors.Is(err, redis.Nil) {
			continue // who left
		}
		if err == nil {
			err = s.rdb.ZAdd(ctx, lists[1], redis.Z{Score: at, Member: number}).Err()
		}
		if err != nil {
			return v, nothing, err
		}
	}
	done.First++
	return fresh, func() error {
		for id := range shown {
			if err := s.rdb.ZRem(ctx, s.keys.mine(id), number).Err(); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// resealStream seals anew what lies in a stream: where its order is of no matter,
// at its end; else it waits to be handled.
func (s *Store) resealStream(ctx context.Context, key string, move bool, done *Resealed) error {
	last, err := s.rdb.XRevRangeN(ctx, key, "+", "-", 1).Result()
	if err != nil || len(last) == 0 {
		return err
	}
	return s.eachMessage(ctx, key, func(m redis.XMessage) error {
		v, _ := m.Values[fieldUpdate].(string)
		if v == "" {
			v, _ = m.Values[fieldLetter].(string)
		}
		count := *done
		fresh := eachSealed(v, s.anew(key, &count))
		if move && !seal.Sealed([]byte(v)) && v != "" {
			sealed, err := s.sealing.keys.Seal(key, []byte(v))
			if err != nil {
				return err
			}
			fresh = string(sealed)
			count.First++
		}
		if fresh == v {
			done.Closed = count.Closed
			return nil
		}
		if !move {
			done.Waits++
			return nil
		}
		*done = count
		_, err := s.rdb.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.XAdd(ctx, &redis.XAddArgs{Stream: key, Values: []any{fieldUpdate, fresh}})
			p.XDel(ctx, key, m.ID)
			return nil
		})
		return err
	})
}

// Adopt makes these the keys of the district, whatever it was sealed with before:
// that stays unreadable. It is for who has lost the keys.
func (s *Store) Adopt(ctx context.Context, k *seal.Keys) error {
	mark, err := k.Seal(s.keys.sealed(), []byte(witness))
	if err != nil {
		return err
	}
	if err := s.rdb.Set(ctx, s.keys.sealed(), mark, 0).Err(); err != nil {
		return fmt.Errorf("keep with which keys the district seals: %w", err)
	}
	return nil
}

// EachPutAside hands on what could not be handled, the oldest first: the update and
// why, as JSON.
func (s *Store) EachPutAside(ctx context.Context, each func(body string) error) error {
	return s.eachMessage(ctx, s.keys.dead(), func(m redis.XMessage) error {
		v, _ := m.Values[fieldUpdate].(string)
		plain, err := s.sealing.open(s.keys.dead(), v)
		if err != nil {
			return fmt.Errorf("read what was put aside: %w", err)
		}
		return each(plain)
	})
}
