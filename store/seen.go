package store

import (
	"hash/maphash"
	"reflect"
	"slices"
	"sync"

	"gridbot/flows/cases"
)

// seen are cases as they were last read, beside the record each was read from. The
// record is compared whole, so it never matters who wrote it, or when.
type seen struct {
	mu     sync.Mutex
	lately map[string]read // the newer half
	before map[string]read
	lists  lists
}

type read struct {
	record string
	of     cases.Case
}

// mostSeen is how many cases are in each half: some megabytes in all.
const mostSeen = 400

// recall is the case a record was found to be. It is shared, and never changed.
func (s *seen) recall(key, record string) (cases.Case, bool) {
	s.mu.Lock()
	at, ok := s.lately[key]
	if !ok {
		at, ok = s.before[key]
	}
	s.mu.Unlock()
	if !ok || at.record != record {
		return cases.Case{}, false
	}
	return at.of, true
}

// keep keeps what a record was found to be, and gives it as others will see it: who
// appends to something of it does not write to theirs.
func (s *seen) keep(key, record string, c cases.Case) cases.Case {
	clip(reflect.ValueOf(&c).Elem())
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lately) >= mostSeen {
		s.before, s.lately = s.lately, nil
	}
	if s.lately == nil {
		s.lately = make(map[string]read, mostSeen)
	}
	s.lately[key] = read{record, c}
	return c
}

// clip leaves no room behind what is in any list of a value.
func clip(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				clip(f)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			clip(v.Elem())
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		v.Set(v.Slice3(0, v.Len(), v.Len()))
		if k := v.Type().Elem().Kind(); k != reflect.Struct && k != reflect.Slice && k != reflect.Pointer {
			return
		}
		for i := range v.Len() {
			clip(v.Index(i))
		}
	}
}

// lists are lists of cases as they were last read: what stands first in a grid or around
// a place comes with every question about it, and mostly nothing of it has changed. Who
// is given one shares it with others: what was read is never changed.
type lists struct {
	seed   maphash.Seed
	lately map[uint64]readList // by the numbers of its cases
	before map[uint64]readList
	n      int // cases in lately
}

type readList struct {
	records []any // as Redis answers: nil where there is none
	of      []cases.Case
}

// mostListed is how many cases are in the lists of each half.
const mostListed = 400

// list is what records were found to be when they were last read together.
func (s *seen) list(numbers []string, records []any) ([]cases.Case, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.lists.of(numbers)
	found, ok := s.lists.lately[at]
	if !ok {
		found, ok = s.lists.before[at]
	}
	if !ok || !slices.Equal(found.records, records) {
		return nil, false
	}
	return found.of, true
}

// keepList keeps what records were found to be, and gives the list as others will see it.
func (s *seen) keepList(numbers []string, records []any, all []cases.Case) []cases.Case {
	all = slices.Clip(all)
	if len(all) > mostListed {
		return all
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &s.lists
	if l.n+len(all) > mostListed {
		l.before, l.lately, l.n = l.lately, nil, 0
	}
	if l.lately == nil {
		l.lately = map[uint64]readList{}
	}
	l.lately[l.of(numbers)] = readList{records, all}
	l.n += len(all)
	return all
}

// of names a list by the numbers of its cases. Two lists may have the same name: what
// counts are the records.
func (l *lists) of(numbers []string) uint64 {
	if l.seed == (maphash.Seed{}) {
		l.seed = maphash.MakeSeed()
	}
	var h maphash.Hash
	h.SetSeed(l.seed)
	for _, n := range numbers {
		h.WriteString(n)
		h.WriteByte(' ')
	}
	return h.Sum64()
}
