package bot

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// tray is an inbox in memory.
type tray struct {
	mu     sync.Mutex
	in     []int64
	faults int // of the next calls of Put
	puts   int
	put    func() // after each
}

func (i *tray) Put(_ context.Context, us []world.Raw, _ time.Time) ([]string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.puts++
	if i.put != nil {
		defer i.put()
	}
	if i.faults > 0 {
		i.faults--
		return nil, errors.New("redis is away")
	}
	for _, u := range us {
		i.in = append(i.in, u.ID)
	}
	return make([]string, len(us)), nil
}

func (i *tray) Inbox(context.Context, string, time.Duration) ([]world.Entry, error) { return nil, nil }

// polls polls until everything Telegram has is in the inbox. Failures are
// counted, and nobody waits for them.
func (o *office) polls(t *testing.T, in Inbox) (failures []int) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	p := poller{api: o.api, inbox: in, now: time.Now, log: o.sender.log, count: o.metrics.polls, outage: o.outage, pass: nobody, pause: func(ctx context.Context, n int) error {
		failures = append(failures, n)
		return ctx.Err()
	}}
	done := make(chan struct{})
	go func() { p.run(ctx); close(done) }()
	if err := o.telegram.Drained(ctx); err != nil {
		t.Error(err)
	}
	stop()
	<-done
	return failures
}

func TestTelegramForgetsNothingBeforeItIsInTheInbox(t *testing.T) {
	o := newOffice(t)
	backlog := o.telegram.Backlog()
	if backlog == 0 {
		t.Fatal("Telegram has nothing for us")
	}
	in := &tray{faults: 3}
	in.put = func() {
		if len(in.in) == 0 && o.telegram.Backlog() != backlog {
			t.Error("Telegram has forgotten what we could not keep")
		}
	}
	if failures := o.polls(t, in); !slices.Equal(failures, []int{1, 2, 3}) {
		t.Errorf("failed %v", failures)
	}
	if len(in.in) != backlog {
		t.Errorf("%d of %d updates are in the inbox", len(in.in), backlog)
	}
}

func TestAnotherPollerOrAnIllTelegramIsWaitedFor(t *testing.T) {
	for _, code := range []int{409, 500, 502, 401} {
		o := newOffice(t)
		o.telegram.Fault(sandbox.Rule{Method: "getUpdates", Code: code, Times: 4})
		in := &tray{}
		if failures := o.polls(t, in); !slices.Equal(failures, []int{1, 2, 3, 4}) {
			t.Errorf("%d: failed %v", code, failures)
		}
		if len(in.in) == 0 {
			t.Errorf("%d: nothing came in", code)
		}
	}
}

// A process that crashed before it told Telegram how far it had come gets the
// same updates again.
func TestAnUpdateThatComesAgainIsTakenInOnce(t *testing.T) {
	o := newOffice(t)
	s, err := store.Open(t.Context(), redistest.Embedded(t), "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	raws, err := o.api.getUpdates(t.Context(), 0)
	if err != nil || len(raws) == 0 {
		t.Fatalf("%d updates, %v", len(raws), err)
	}
	p := poller{api: o.api, inbox: s, now: time.Now, outage: o.outage, pass: nobody}
	for range 2 { // each time from the beginning
		if _, err := p.poll(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	if in, _, err := s.Waiting(t.Context()); err != nil || in != int64(len(raws)) {
		t.Errorf("%d of %d updates are in the inbox, %v", in, len(raws), err)
	}
}

func TestAnUpdatesNumberIsReadWhereverItStands(t *testing.T) {
	for raw, want := range map[string]int64{
		`{"update_id":7,"message":{}}`:                7,
		`{"update_id":7}`:                             7,
		`{"update_id": 8 ,"message":{}}`:              8,
		`{"message":{"update_id":1},"update_id":9}`:   9,
		`{"update_id":-3,"update":{"update_id":4}}`:   -3,
		`{"update_id":9007199254740993,"message":{}}`: 9007199254740993,
	} {
		if got, err := updateID([]byte(raw)); err != nil || got != want {
			t.Errorf("%s has number %d, %v", raw, got, err)
		}
	}
	for _, raw := range []string{`{"update_id":1.5}`, `{"update_id":"7"}`, `[]`, `{"update_id":1`} {
		if got, err := updateID([]byte(raw)); err == nil {
			t.Errorf("%s has number %d", raw, got)
		}
	}
}
