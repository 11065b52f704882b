package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// eachValue hands on the values that are there, in their order, with which of
// the names each is of. What cannot be taken is damaged; the others are handed on
// all the same.
func eachValue(names []string, values []any, take func(i int, v string) error) error {
	var faults []error
	for i, v := range values {
		if v == nil {
			continue
		}
		if err := take(i, v.(string)); err != nil {
			faults = append(faults, fmt.Errorf("read %s: %w", names[i], damaged{error: err, key: names[i], value: v.(string)}))
		}
	}
	return errors.Join(faults...)
}

// damaged marks a record that is there and cannot be read: whoever asks again
// gets the same answer, until it is put aside. The desk asks for it by its method.
type damaged struct {
	error
	key   string
	field string   // of a hash, or the entry of a stream; "" for the whole
	value string   // as it was read: it may have been written anew meanwhile
	among []string // instead of a key: one of these has another type than it should
}

// Damaged tells this error from those that pass.
func (damaged) Damaged() bool { return true }

func (d damaged) Unwrap() error { return d.error }

// A record is its revision, a space, and its JSON.

var errNoRevision = errors.New("record without a revision")

func record(v string, into any) (rev int, err error) {
	head, body, ok := strings.Cut(v, " ")
	if rev, err = strconv.Atoi(head); !ok || err != nil {
		return 0, errNoRevision
	}
	return rev, fastjson.Unmarshal([]byte(body), into)
}

func written(rev int, v any) (string, error) {
	body, err := fastjson.MarshalPlain(v)
	if err != nil {
		return "", err
	}
	return strconv.Itoa(rev) + " " + string(body), nil
}

// personFrom reads the person that lies under a key.
func (s *Store) personFrom(key, v string) (*world.Person, error) {
	var kept keptPerson
	rev, err := record(v, &kept)
	p := kept.Person
	p.Rev = rev
	if len(kept.Sealed) > 0 {
		plain, closed := s.sealing.open(key, string(kept.Sealed))
		if closed == nil && err == nil {
			err = fastjson.Unmarshal([]byte(plain), &kept.lately)
			p.Album, p.Sought = kept.lately.Album, kept.lately.Sought
			if p.Real != nil && kept.lately.Badge != "" {
				p.Real.Photo = kept.lately.Badge
			}
		}
	}
	return &p, err
}

// caseFrom reads the case that lies under a key, for the caller alone.
func (s *Store) caseFrom(key, v string) (cases.Case, error) {
	var c cases.Case
	rev, err := record(v, &c)
	c.Rev = rev
	return s.unveiled(key, c), err
}

// sharedFrom reads one of many cases. One that was read before and is still the same, byte
// for byte, is not taken apart again: the cases around a place come with every question
// about it. It is shared, and never changed, but for one that is sealed: that is opened
// each time, and told of where it cannot be.
func (s *Store) sharedFrom(key, v string) (c cases.Case, shared bool, err error) {
	if c, ok := s.seen.recall(key, v); ok {
		return c, true, nil
	}
	c.Rev, err = record(v, &c)
	if err != nil || len(c.Sealed) > 0 {
		return s.unveiled(key, c), false, err
	}
	return s.seen.keep(key, v, c), true, nil
}

// Number is the highest case number given so far; 0 for none.
func (s *Store) Number(ctx context.Context) (int, error) {
	return s.highest(ctx, s.keys.number())
}

// highest is the number under a key; 0 for none.
func (s *Store) highest(ctx context.Context, key string) (int, error) {
	n, err := s.rdb.Get(ctx, key).Int()
	if errors.Is(err, redis.Nil) {
		return 0, nil
	}
	var no *strconv.NumError
	if errors.As(err, &no) {
		err = damaged{error: errNumber, key: key, value: no.Num}
	}
	if err != nil {
		what, _ := s.keys.parts(key)
		return 0, fmt.Errorf("read the %s: %w", what, err)
	}
	return n, nil
}
