package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"gridbot/flows/world"
)

// nobody is there to be passed anything.
func nobody([]string, []world.Raw) {}

// stream is an inbox in memory; entries that were done are gone from it.
type stream struct {
	mu      sync.Mutex
	entries []world.Entry
	n       int
	away    int // reads that fail
}

func (s *stream) Put(_ context.Context, us []world.Raw, _ time.Time) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, u := range us {
		s.n++
		id := fmt.Sprintf("%04d", s.n)
		s.entries = append(s.entries, world.Entry{ID: id, Body: u.Body})
		ids = append(ids, id)
	}
	return ids, nil
}

func (s *stream) Inbox(_ context.Context, after string, _ time.Duration) ([]world.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away > 0 {
		s.away--
		return nil, errors.New("redis is away")
	}
	var all []world.Entry
	for _, e := range s.entries {
		if (after == "0" || e.ID > after) && len(all) < 3 {
			all = append(all, e)
		}
	}
	return all, nil
}

func (s *stream) remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries = slices.DeleteFunc(s.entries, func(e world.Entry) bool { return e.ID == id })
}

// reading is a reader with what it passed on, in order; done says that an entry
// was handled.
type reading struct {
	*reader
	inbox *stream
	given []string
	dones map[string]func()
}

func newReading() *reading {
	r := &reading{inbox: &stream{}, dones: map[string]func(){}}
	r.reader = newReader(r.inbox, func(e world.Entry, done func()) {
		r.given = append(r.given, string(e.Body))
		r.dones[string(e.Body)] = func() { r.inbox.remove(e.ID); done() }
	})
	return r
}

func raws(words ...string) []world.Raw {
	var us []world.Raw
	for i, w := range words {
		us = append(us, world.Raw{ID: int64(i), Body: []byte(w)})
	}
	return us
}

func (r *reading) takes(t *testing.T, words ...string) {
	t.Helper()
	ids, err := r.inbox.Put(t.Context(), raws(words...), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	r.pass(ids, raws(words...))
}

func (r *reading) has(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(r.given, want) {
		t.Fatalf("passed on %q, want %q", r.given, want)
	}
}

func (r *reading) reads(t *testing.T) {
	t.Helper()
	if err := r.read(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestWhatWasPutIsPassedOnOnce(t *testing.T) {
	r := newReading()
	r.takes(t, "a", "b")
	r.has(t, "a", "b") // at once, without reading the inbox
	r.reads(t)
	r.dones["a"]()
	r.reads(t)
	r.reads(t)
	r.has(t, "a", "b")
	r.dones["b"]()
	r.reads(t)
	r.reads(t)
	if len(r.known) != 0 {
		t.Errorf("what is done is remembered for ever: %v", r.known)
	}
}

// What another process put there, and what was there before, is found, oldest
// first, however much it is.
func TestWhatOthersPutIsFound(t *testing.T) {
	r := newReading()
	if _, err := r.inbox.Put(t.Context(), raws("1", "2", "3", "4", "5", "6", "7"), time.Time{}); err != nil {
		t.Fatal(err)
	}
	r.reads(t)
	r.has(t, "1", "2", "3", "4", "5", "6", "7")
	r.takes(t, "8")
	r.has(t, "1", "2", "3", "4", "5", "6", "7", "8")
}

// A put whose reply was lost: its updates are in the inbox and nobody was told.
// What comes after them waits until they were found.
func TestALostReplyKeepsTheOrder(t *testing.T) {
	r := newReading()
	if _, err := r.inbox.Put(t.Context(), raws("first"), time.Time{}); err != nil {
		t.Fatal(err)
	}
	r.pass(nil, nil)
	r.has(t)
	r.takes(t, "second")
	r.has(t) // not before the first
	r.reads(t)
	r.has(t, "first", "second")
	r.takes(t, "third")
	r.has(t, "first", "second", "third")
	// Telegram brings some again together with a new one.
	ids, err := r.inbox.Put(t.Context(), raws("fourth"), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	r.pass([]string{"", ids[0]}, raws("third", "fourth"))
	r.reads(t)
	r.has(t, "first", "second", "third", "fourth")
}

// A reading that could not be finished is begun anew, and forgets nothing.
func TestAReadingThatFailsIsRepeated(t *testing.T) {
	r := newReading()
	r.takes(t, "a")
	r.dones["a"]()
	r.inbox.away = 1
	if err := r.read(t.Context()); err == nil {
		t.Fatal("nobody was told")
	}
	if !r.known["0001"] {
		t.Error("forgotten before a whole reading")
	}
	r.reads(t)
	if len(r.known) != 0 {
		t.Errorf("remembered: %v", r.known)
	}
}

// It reads by itself when something may be there, and goes on after faults.
func TestTheInboxIsReadWhenItIsUnsure(t *testing.T) {
	r := newReading()
	found := make(chan string, 1)
	r.reader.give = func(e world.Entry, _ func()) { found <- string(e.Body) }
	r.inbox.away = 2
	if _, err := r.inbox.Put(t.Context(), raws("lost"), time.Time{}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { r.run(ctx, func(error) error { return ctx.Err() }); close(ended) }()
	r.pass(nil, nil)
	if got := <-found; got != "lost" {
		t.Errorf("found %q", got)
	}
	stop()
	<-ended
}
