package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/aside"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// shelf is records in memory that do as they are told: the next calls of each
// method get the faults in their order, then all goes well.
type shelf struct {
	mu      sync.Mutex
	read    []error
	commit  []error
	aside   []error
	again   bool
	panics  bool
	staff   world.Staff
	commits []world.Op
	dead    []string // why
	reads   int
	told    string // the day of which was asked how much was told
}

func next(faults *[]error) error {
	if len(*faults) == 0 {
		return nil
	}
	err := (*faults)[0]
	*faults = (*faults)[1:]
	return err
}

func (s *shelf) Read(_ context.Context, who int64, need world.Need) (world.Reading, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if need.Told != "" { // read once, when the district is taken over
		s.told = need.Told
		return world.Reading{Found: world.Found{Told: map[int64]int{7011: 3}}}, nil
	}
	s.reads++
	if s.panics && who == chen {
		panic("a fault of ours")
	}
	return world.Reading{}, next(&s.read)
}

func (s *shelf) Commit(_ context.Context, op world.Op, _ int64, ch world.Change) (world.Written, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := next(&s.commit); err != nil {
		return world.Written{}, err
	}
	s.commits = append(s.commits, op)
	if s.again {
		return world.Written{Again: true}, nil
	}
	w := world.Written{}
	for i := range ch.Letters {
		w.Letters = append(w.Letters, fmt.Sprint(len(s.commits), "-", i))
	}
	return w, nil
}

func (s *shelf) PutAside(_ context.Context, _ world.Entry, why string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := next(&s.aside); err != nil {
		return err
	}
	s.dead = append(s.dead, why)
	return nil
}

func (s *shelf) Staff(context.Context) (world.Staff, error) { return s.staff, nil }
func (s *shelf) Number(context.Context) (int, error)        { return 0, nil }
func (s *shelf) Keyed() bool                                { return false }

// Nothing is put aside of a shelf.
func (s *shelf) SetAside(context.Context, error, time.Time) ([]aside.Item, bool, error) {
	return nil, false, nil
}
func (s *shelf) SetTimerAside(context.Context, talk.Clock, time.Time) (aside.Item, error) {
	return aside.Item{}, nil
}
func (s *shelf) TellAside(context.Context, []aside.Item, []world.Letter) (world.Written, error) {
	return world.Written{}, nil
}
func (s *shelf) Anew(context.Context, world.Person) error    { return nil }
func (s *shelf) Remake(context.Context, aside.Item) error    { return nil }
func (s *shelf) Aside(context.Context) ([]aside.Item, error) { return nil, nil }
func (s *shelf) Noticed() error                              { return nil }

// counter is a desk over a shelf, with what it asked for.
type counter struct {
	*desk
	*shelf
	posts    []world.Post
	reloaded int
	pauses   []int
	log      *bytes.Buffer
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{shelf: &shelf{staff: world.Staff{People: map[int64]world.Person{}, Groups: map[string]world.Group{}}}, log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(c.log, nil))
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	d := demo(t)
	c.desk = &desk{
		district: d, records: c.shelf, bot: "grid_bot", now: func() time.Time { return noon }, log: log,
		post:   func(ps []world.Post) { c.posts = append(c.posts, ps...) },
		reload: func() { c.reloaded++ }, answer: func(talk.Event, toast) {}, metrics: newMetrics(),
		pause:  func(ctx context.Context, n int) error { c.pauses = append(c.pauses, n); return ctx.Err() },
		outage: newOutage(nil, words{catalog: catalog}, d, time.Now, log, 0),
	}
	if err := c.desk.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

// writes is an update of somebody who writes words in private.
func writes(entry string, who int64, words string) world.Entry {
	say, _ := json.Marshal(words)
	return world.Entry{ID: entry, Body: fmt.Appendf(nil, `{"update_id":1,"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"陈","language_code":"zh"},"text":%s}}`, who, who, say)}
}

// gone is a record that is there and cannot be read.
type gone struct{ error }

func (gone) Damaged() bool { return true }

func TestAnUpdateNobodyCanHandleIsPutAside(t *testing.T) {
	damaged := fmt.Errorf("read person: %w", gone{errors.New("no revision")})
	tests := []struct {
		name   string
		entry  world.Entry
		set    func(*shelf)
		pauses []int
	}{
		{"it is no update", world.Entry{ID: "1-1", Body: []byte(`{"message":[]}`)}, func(*shelf) {}, nil},
		{"we panic over it", writes("1-1", chen, "灶"), func(s *shelf) { s.panics = true }, []int{1, 2}},
		{"the record of its person is broken", writes("1-1", chen, "灶"), func(s *shelf) { s.read = slices.Repeat([]error{damaged}, 9) }, []int{1, 2}},
		{"and Redis is away for a while when it is put aside", world.Entry{ID: "1-1"}, func(s *shelf) { s.aside = []error{errors.New("away"), errors.New("away")} }, []int{1, 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newCounter(t)
			test.set(c.shelf)
			if err := c.handles(t.Context(), test.entry); err != nil {
				t.Fatal(err)
			}
			if len(c.dead) != 1 || len(c.commits) != 0 || !slices.Equal(c.pauses, test.pauses) {
				t.Errorf("put aside %q, committed %v, pauses %v", c.dead, c.commits, c.pauses)
			}
			c.shelf.read = nil
			if err := c.handles(t.Context(), writes("1-2", wang, "灶")); err != nil || len(c.commits) != 1 || len(c.posts) == 0 {
				t.Errorf("the next one: %v, committed %v, %d letters", err, c.commits, len(c.posts))
			}
			if strings.Contains(c.log.String(), "灶") || strings.Contains(c.log.String(), "陈") {
				t.Errorf("the log tells words or names:\n%s", c.log)
			}
		})
	}
}

func TestAnUpdateIsTriedUntilRedisIsBack(t *testing.T) {
	c := newCounter(t)
	away := errors.New("connection refused")
	c.shelf.read = slices.Repeat([]error{away}, 5)
	c.shelf.commit = slices.Repeat([]error{away}, 5)
	if err := c.handles(t.Context(), writes("1-1", chen, "灶")); err != nil {
		t.Fatal(err)
	}
	if len(c.dead) != 0 || len(c.commits) != 1 || c.commits[0].Inbox != "1-1" || len(c.pauses) != 10 {
		t.Errorf("put aside %q, committed %v, pauses %v", c.dead, c.commits, c.pauses)
	}
}

func TestWhoLostTheDistrictStopsDeciding(t *testing.T) {
	for _, set := range []func(*shelf){
		func(s *shelf) { s.commit = []error{world.ErrFenced} },
		func(s *shelf) { s.panics, s.aside = true, []error{world.ErrFenced} },
	} {
		c := newCounter(t)
		set(c.shelf)
		if err := c.handles(t.Context(), writes("1-1", chen, "灶")); !errors.Is(err, world.ErrFenced) || len(c.posts) != 0 {
			t.Errorf("%v, %d letters", err, len(c.posts))
		}
	}
}

func TestADecisionIsMadeAnewWhenSomebodyWasFaster(t *testing.T) {
	c := newCounter(t)
	c.shelf.commit = slices.Repeat([]error{fmt.Errorf("commit: %w", world.ErrStale)}, decideTries-1)
	if err := c.handles(t.Context(), writes("1-1", chen, "灶")); err != nil || len(c.commits) != 1 || c.reads < decideTries || len(c.pauses) != 0 {
		t.Errorf("%v, committed %v after %d reads, pauses %v", err, c.commits, c.reads, c.pauses)
	}
	c.shelf.commit = slices.Repeat([]error{world.ErrStale}, 2*decideTries)
	if err := c.handles(t.Context(), writes("1-2", chen, "灶")); err != nil || len(c.commits) != 2 || len(c.pauses) != 2 || len(c.dead) != 0 {
		t.Errorf("%v, committed %v, pauses %v, put aside %q", err, c.commits, c.pauses, c.dead)
	}
}

func TestAnUpdateThatMeansNothingIsUsedUp(t *testing.T) {
	c := newCounter(t)
	if err := c.handles(t.Context(), world.Entry{ID: "1-1", Body: []byte(`{"update_id":1,"hologram":{}}`)}); err != nil || len(c.commits) != 1 || c.reads != 0 {
		t.Errorf("%v, committed %v after %d reads", err, c.commits, c.reads)
	}
}

// The reply of the first commit was lost. What was decided then is in the
// store; what was decided now is not, and must not be believed.
func TestWhatWasCommittedBeforeIsReadNotBelieved(t *testing.T) {
	c := newCounter(t)
	c.shelf.again = true
	c.shelf.staff = world.Staff{People: map[int64]world.Person{chen: {ID: chen, Rev: 2, Role: world.Worker}}, Groups: map[string]world.Group{"yanchang": {Grid: "yanchang", Chat: team}}}
	if err := c.handles(t.Context(), writes("1-1", chen, "灶")); err != nil {
		t.Fatal(err)
	}
	staff := c.desk.staff.Load()
	if c.reloaded != 1 || len(c.posts) != 0 || staff.People[chen].Role != world.Worker || staff.Groups["yanchang"].Chat != team {
		t.Errorf("outbox read %d times, %d letters, staff %+v", c.reloaded, len(c.posts), staff)
	}
}

func TestAnOvertakenChangeOfTheStaffIsLeftOut(t *testing.T) {
	c := newCounter(t)
	change := func(rev int, role world.Role) world.Change {
		return world.Change{People: []world.Person{{ID: wang, Rev: rev, Role: role}}}
	}
	is := func(what string, want world.Role) {
		t.Helper()
		if got := c.desk.staff.Load().People[wang].Role; got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	c.keepStaff(change(1, world.Worker))
	is("joined", world.Worker)
	c.keepStaff(change(3, world.Lead))
	c.keepStaff(change(2, world.Worker))
	is("promoted, and told late of the past", world.Lead)
	c.keepStaff(change(5, world.Resident))
	c.keepStaff(change(4, world.Worker))
	is("dismissed, and told late of the past", world.Resident)
	c.keepStaff(change(6, world.Worker))
	is("joined again", world.Worker)
	if err := c.readStaff(t.Context()); err != nil { // they are not in the store any more
		t.Fatal(err)
	}
	c.keepStaff(change(6, world.Worker))
	is("read anew, and told late of the past", world.Resident)
}

func TestAGroupThatWritesIsWrittenToAgain(t *testing.T) {
	c := newCounter(t)
	var heard []int64
	c.desk.heard = func(chat int64) { heard = append(heard, chat) }
	for _, raw := range []string{
		`{"update_id":1,"message":{"message_id":5,"chat":{"id":-77,"type":"group"},"from":{"id":7,"first_name":"陈"},"text":"/help","entities":[{"type":"bot_command","offset":0,"length":5}]}}`,
		`{"update_id":1,"my_chat_member":{"chat":{"id":-78,"type":"group"},"from":{"id":7,"first_name":"陈"},"new_chat_member":{"status":"member"}}}`,
		`{"update_id":1,"my_chat_member":{"chat":{"id":-79,"type":"group"},"from":{"id":7,"first_name":"陈"},"new_chat_member":{"status":"kicked"}}}`,
		`{"update_id":1,"my_chat_member":{"chat":{"id":8,"type":"private"},"from":{"id":8,"first_name":"王"},"new_chat_member":{"status":"kicked"}}}`,
	} {
		if err := c.handles(t.Context(), world.Entry{ID: "1-1", Body: []byte(raw)}); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Contains(heard, -77) || !slices.Contains(heard, -78) || slices.Contains(heard, -79) || slices.Contains(heard, 8) {
		t.Errorf("heard of %v", heard)
	}
}

// handles takes an entry to its end, as the reader of the inbox does.
func (d *desk) handles(ctx context.Context, e world.Entry) error {
	return d.handle(ctx, d.understand(e))
}

// What a clock had written while its answer was lost is told: no update brings it up again.
func TestWhatAClockWroteIsToldAlsoWhenTheAnswerWasLost(t *testing.T) {
	c := newCounter(t)
	k := &talk.Clock{Person: chen, Name: world.ClockMorning, Due: noon}
	clock := talk.Event{ID: "clock", At: noon, Clock: k, From: talk.Sender{ID: chen}, Chat: talk.Chat{ID: chen}}
	c.shelf.commit = []error{errors.New("the answer was lost"), world.ErrFenced}
	if err := c.decide(t.Context(), clock, world.Op{Timer: k}); err == nil || c.reloaded != 1 {
		t.Errorf("%v, and the outbox was read %d times", err, c.reloaded)
	}
	if err := c.decide(t.Context(), clock, world.Op{Timer: k}); !errors.Is(err, world.ErrFenced) || c.reloaded != 1 {
		t.Errorf("%v: what another process owns was read, %d times", err, c.reloaded)
	}
}
