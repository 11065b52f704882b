package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
	"gridbot/store/seal"
)

// Where the district has keys, what tells of people is sealed on its way to Redis
// and opened on its way back; nobody above notices. What was written before there
// were keys is read as it is. What cannot be opened is told of, and never stops
// what needs no keys.

// An Option is something of a district that lies outside of Redis.
type Option func(*Store)

// WithKeys has the store seal with the keys of the district; nil are none.
func WithKeys(k *seal.Keys) Option { return func(s *Store) { s.sealing.keys = k } }

// WithUnopened is told of sealed records that could not be opened, of each once:
// the key it lies under, and world.ErrNoKeys or world.ErrSealed. Many may tell it
// at the same time.
func WithUnopened(tell func(about string, err error)) Option {
	return func(s *Store) { s.sealing.tell = tell }
}

// Looking has the store only look at a district that was never sealed, without
// making these keys its own.
func Looking() Option { return func(s *Store) { s.sealing.looking = true } }

// sealing is how a store seals.
type sealing struct {
	keys  *seal.Keys // nil: nothing is sealed
	fault error      // why there are none, although something is sealed
	tell  func(about string, err error)

	looking bool // keys are not made those of the district

	mu   sync.Mutex
	told map[string]bool
}

// mostTold is of how many records it is told that they could not be opened:
// with the wrong keys it would be all of them.
const mostTold = 100

// unopened tells of a record that could not be opened.
func (z *sealing) unopened(about string, err error) {
	z.mu.Lock()
	first := !z.told[about] && len(z.told) < mostTold
	if first {
		if z.told == nil {
			z.told = map[string]bool{}
		}
		z.told[about] = true
	}
	z.mu.Unlock()
	if first && z.tell != nil {
		z.tell(about, err)
	}
}

// open is a record as it was before it was sealed; what was never sealed stays as
// it is. Errors: world.ErrNoKeys, world.ErrSealed.
func (z *sealing) open(about, v string) (string, error) {
	if !seal.Sealed([]byte(v)) {
		return v, nil
	}
	plain, err := z.keys.Open(about, []byte(v))
	if err != nil {
		z.unopened(about, err)
	}
	return string(plain), err
}

// close is a record as it is kept: sealed where there are keys.
func (z *sealing) close(about string, plain []byte) ([]byte, error) {
	if z.keys == nil {
		return plain, nil
	}
	return z.keys.Seal(about, plain)
}

// witness is what lies sealed in Redis, so that one can tell whether one has the
// keys of the district.
const witness = "gridbot"

// meet finds out whether these are the keys the district is sealed with. With
// others nothing is sealed: half of the records would be readable with the ones,
// half with the others.
func (s *Store) meet(ctx context.Context) error {
	key := s.keys.sealed()
	v, err := s.rdb.Get(ctx, key).Result()
	switch {
	case s.keys.district == "": // its folder could not be read
		return nil
	case errors.Is(err, redis.Nil) && (s.sealing.keys == nil || s.sealing.looking):
		return nil
	case errors.Is(err, redis.Nil):
		mark, err := s.sealing.keys.Seal(key, []byte(witness))
		if err != nil {
			return err
		}
		if err := s.rdb.SetNX(ctx, key, mark, 0).Err(); err != nil {
			return fmt.Errorf("keep with which keys the district seals: %w", err)
		}
		if v, err = s.rdb.Get(ctx, key).Result(); err != nil { // another process may have been first, with others
			return fmt.Errorf("read with which keys the district seals: %w", err)
		}
	case err != nil:
		return fmt.Errorf("read with which keys the district seals: %w", err)
	}
	if _, err := s.sealing.keys.Open(key, []byte(v)); err != nil {
		s.sealing.keys, s.sealing.fault = nil, err
	}
	return nil
}

// KeysFault is why nothing is sealed although the district has sealed records:
// world.ErrNoKeys, or world.ErrSealed when these are not its keys. Nil: all is well.
func (s *Store) KeysFault() error { return s.sealing.fault }

// Keyed tells whether this process can seal, and read what is sealed.
func (s *Store) Keyed() bool { return s.sealing.keys != nil }

// Seal closes a record that must never lie open, about the key it lies under.
// Errors: world.ErrNoKeys.
func (s *Store) Seal(about string, plain []byte) ([]byte, error) {
	return s.sealing.keys.Seal(about, plain)
}

// Open reads such a record. Errors: world.ErrNoKeys, world.ErrSealed.
func (s *Store) Open(about string, sealed []byte) ([]byte, error) {
	plain, err := s.sealing.keys.Open(about, sealed)
	if err != nil {
		s.sealing.unopened(about, err)
	}
	return plain, err
}

// named is a person as they stand in keys and fields that tell of a case of
// theirs: a name nobody can make who has no keys. ok is false when there are none.
func (z *sealing) named(kind string, id int64) (name string, ok bool) {
	name, err := z.keys.Name(kind, id10(id))
	return "~" + name, err == nil
}

// places are where something of a kind is kept of a person: under their number, and
// where there are keys under a name nobody knows the owner of, which is written. A
// group is no person.
func (z *sealing) places(kind string, id int64, plain string, of func(name string) string) []string {
	if name, ok := z.named(kind, id); ok && id > 0 {
		return []string{plain, of(name)}
	}
	return []string{plain}
}

// sessionFrom reads a session. One that cannot be opened is none: the person is
// asked anew, instead of never being answered again.
func (s *Store) sessionFrom(key, v string, into any) error {
	plain, err := s.sealing.open(key, v)
	if err != nil {
		return nil // told of by open
	}
	return fastjson.Unmarshal([]byte(plain), into)
}

// closed is a value as it is kept, sealed where there are keys.
func (in *instructions) closed(about string, v any) []byte {
	b, err := in.sealing.close(about, in.json(v))
	if err != nil {
		in.err = fmt.Errorf("write %s: %w", about, err)
	}
	return b
}

// appendClosed writes an entry of a stream that is read by us alone.
func (in *instructions) appendClosed(key, field string, v any) {
	in.do("xadd", key, field, in.closed(key, v))
}

// updateFrom is an update as it came; one that cannot be opened stays as it is,
// to be put aside: nobody can read it as an update.
func (s *Store) updateFrom(v string) []byte {
	plain, err := s.sealing.open(s.keys.inbox(), v)
	if err != nil {
		return []byte(v)
	}
	return []byte(plain)
}

// asideOf is an update that could not be handled, and why. As text, whatever
// bytes it has: what cannot be opened now may be with the right keys.
func asideOf(e world.Entry, why string) map[string]string {
	if seal.Sealed(e.Body) {
		b, _ := fastjson.Marshal(e.Body) // base64, in quotes
		return map[string]string{"why": why, "sealed": string(b[1 : len(b)-1])}
	}
	return map[string]string{"why": why, "update": string(e.Body)}
}
