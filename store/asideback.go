package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/aside"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What was put aside is looked at, brought back or thrown away by who runs the bot. It
// needs no lease: the bot goes on meanwhile.

// putAsideAs is how an update that was put aside is called: by its entry.
const putAsideAs = "update@"

// ErrNotAside: nothing of that name was put aside.
var ErrNotAside = errors.New("nothing of that name is aside: gridbot aside lists what is")

// ErrStill: brought back it would be put aside again.
var ErrStill = errors.New("it still cannot be read here: a newer release may, or it is mended by hand first")

// ErrNewer: there is another one by now.
var ErrNewer = errors.New("there is a newer one in its place: discard this, or take that away first")

// AsideUpdates are the updates that could not be handled, as items.
func (s *Store) AsideUpdates(ctx context.Context) ([]aside.Item, error) {
	var all []aside.Item
	err := s.eachMessage(ctx, s.keys.dead(), func(m redis.XMessage) error {
		all = append(all, s.updateItem(m))
		return nil
	})
	return all, err
}

// updateItem is an update that was put aside; what it was is in Was.
func (s *Store) updateItem(m redis.XMessage) aside.Item {
	ms, _, _ := strings.Cut(m.ID, "-")
	at, _ := strconv.ParseInt(ms, 10, 64)
	item := aside.Item{Name: putAsideAs + m.ID, What: "update", At: at / 1000, Told: true, Why: "what is said of it cannot be read"}
	v, _ := m.Values[fieldUpdate].(string)
	plain, err := s.sealing.open(s.keys.dead(), v)
	var said struct{ Why, Update string }
	if err == nil && json.Unmarshal([]byte(plain), &said) == nil {
		item.Why, item.Was = said.Why, said.Update
	}
	return item
}

// AsideItem finds one item; Was holds its words, where they can be shown. Errors:
// ErrNotAside.
func (s *Store) AsideItem(ctx context.Context, name string) (aside.Item, error) {
	if entry, ok := strings.CutPrefix(name, putAsideAs); ok {
		found, err := s.rdb.XRange(ctx, s.keys.dead(), entry, entry).Result()
		if err != nil || len(found) == 0 {
			return aside.Item{}, ErrNotAside
		}
		return s.updateItem(found[0]), nil
	}
	v, err := s.rdb.HGet(ctx, s.keys.aside(), name).Result()
	if errors.Is(err, redis.Nil) {
		return aside.Item{}, ErrNotAside
	}
	if err != nil {
		return aside.Item{}, fmt.Errorf("read what was put aside: %w", err)
	}
	item := s.itemFrom(name, v)
	if item.Was == "" && item.Form == "" && !item.Lies {
		lay, err := s.rdb.Get(ctx, s.keys.damaged(name)).Result()
		if err = unlessGone(err); err != nil {
			return item, fmt.Errorf("read what was put aside: %w", err)
		}
		if item.Was = lay; item.What == "session" {
			if plain, err := s.sealing.open(s.layOf(item), lay); err == nil {
				item.Was = plain
			}
		}
	}
	return item, nil
}

// layOf is where an item lay before.
func (s *Store) layOf(item aside.Item) string {
	return s.keys.of(strings.TrimSuffix(joined(item.What, item.Of), ":"))
}

// BringBack puts an item back where it was, when it can be read by now. Errors:
// ErrNotAside, ErrStill, ErrNewer.
func (s *Store) BringBack(ctx context.Context, name string) error {
	item, err := s.AsideItem(ctx, name)
	if err != nil {
		return err
	}
	switch {
	case item.What == "update" && item.Was == "":
		return ErrStill
	case item.What == "update":
		return s.replay(ctx, item)
	case item.What == "timer":
		return s.wind(ctx, item)
	case item.Form != "" || item.Lies:
		return ErrStill
	case item.What == "groups":
		var g world.Group
		if json.Unmarshal([]byte(item.Was), &g) != nil {
			return ErrStill
		}
		done, err := s.rdb.HSetNX(ctx, s.keys.groups(), item.Of, item.Was).Result()
		if err != nil || !done {
			return errors.Join(err, newer(done))
		}
		return s.rdb.HDel(ctx, s.keys.aside(), name).Err()
	}
	return s.backRecord(ctx, item)
}

func newer(done bool) error {
	if done {
		return nil
	}
	return ErrNewer
}

// replay has an update handled again.
func (s *Store) replay(ctx context.Context, item aside.Item) error {
	body, err := s.sealing.close(s.keys.inbox(), []byte(item.Was))
	if err != nil {
		return err
	}
	_, err = s.rdb.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.inbox(), Values: []any{fieldUpdate, body}})
		p.XDel(ctx, s.keys.dead(), strings.TrimPrefix(item.Name, putAsideAs))
		return nil
	})
	return err
}

// wind winds a timer again; what is not one of ours would only be put aside again.
func (s *Store) wind(ctx context.Context, item aside.Item) error {
	number, _, ok := strings.Cut(item.Of, ":")
	if _, err := strconv.Atoi(strings.TrimLeft(number, "pk")); !ok || err != nil && !strings.HasPrefix(number, "g") {
		return ErrStill
	}
	_, err := s.rdb.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.ZAddNX(ctx, s.keys.timers(), redis.Z{Score: float64(item.Due), Member: item.Of})
		p.HDel(ctx, s.keys.aside(), item.Name)
		return nil
	})
	return err
}

// backRecord puts a record back under its key; a case comes back into its lists, with
// its clocks.
func (s *Store) backRecord(ctx context.Context, item aside.Item) error {
	key, in := s.layOf(item), s.begin(world.Op{})
	var err error
	switch item.What {
	case "case":
		var c cases.Case
		if c, err = s.caseFrom(key, item.Was); err == nil {
			s.stood(in, c, "")
		}
	case "person":
		_, err = s.personFrom(key, item.Was)
	case "rota":
		_, err = record(item.Was, &world.Rota{})
	case "conference":
		_, err = record(item.Was, &world.Conference{})
	case "session":
		err = json.Unmarshal([]byte(item.Was), &talk.Session{})
	default:
		return ErrStill
	}
	if err != nil {
		return ErrStill
	}
	done, err := s.rdb.RenameNX(ctx, s.keys.damaged(item.Name), key).Result()
	if err != nil || !done {
		return errors.Join(err, newer(done))
	}
	if item.What == "session" {
		if err := s.rdb.Expire(ctx, key, world.SessionLasts).Err(); err != nil {
			return err
		}
	}
	if item.What == "case" {
		if err := s.plainly(ctx, in); err != nil {
			return fmt.Errorf("it is back, and not yet in its lists: %w", err)
		}
	}
	return s.rdb.HDel(ctx, s.keys.aside(), item.Name).Err()
}

// plainly carries out what puts a case into its lists, without a lease.
func (s *Store) plainly(ctx context.Context, in *instructions) error {
	pipe := s.rdb.Pipeline()
	for at := 4; at < len(in.args); {
		verb, key, n := in.args[at].(string), in.keys[in.args[at+1].(int)-1], in.args[at+2].(int)
		pipe.Do(ctx, append([]any{verb, key}, in.args[at+3:at+3+n]...)...)
		at += 3 + n
	}
	_, err := pipe.Exec(ctx)
	return err
}

// Discard throws an item away, with all it holds. Errors: ErrNotAside.
func (s *Store) Discard(ctx context.Context, name string) error {
	item, err := s.AsideItem(ctx, name)
	if err != nil {
		return err
	}
	if item.What == "update" {
		return s.rdb.XDel(ctx, s.keys.dead(), strings.TrimPrefix(name, putAsideAs)).Err()
	}
	_, err = s.rdb.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Del(ctx, s.keys.damaged(name))
		p.HDel(ctx, s.keys.aside(), name)
		return nil
	})
	return err
}
