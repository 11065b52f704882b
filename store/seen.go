package store

import (
	"sync"

	"gridbot/flows/cases"
)

// seen are cases as they were last read, beside the record each was read from. The
// record is compared whole, so it never matters who wrote it, or when.
type seen struct {
	mu     sync.Mutex
	lately map[string]read // the newer half
	before map[string]read
}

type read struct {
	record string
	of     cases.Case
}

// mostSeen is how many cases are in each half: some megabytes in all.
const mostSeen = 400

// recall is the case a record was found to be, for the caller alone.
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
	return at.of.Own(), true
}

// keep keeps what a record was found to be.
func (s *seen) keep(key, record string, c cases.Case) {
	c = c.Own()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lately) >= mostSeen {
		s.before, s.lately = s.lately, nil
	}
	if s.lately == nil {
		s.lately = make(map[string]read, mostSeen)
	}
	s.lately[key] = read{record, c}
}
