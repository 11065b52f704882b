package bot_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"gridbot/bot"
	"gridbot/bot/jobs"
	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/world"
	"gridbot/store"
)

// house is a whole bot at work: the real desk, store and sender, a real
// Redis, and a Telegram in a box.
type house struct {
	t        testing.TB
	sandbox  *sandbox.Server
	api      string
	bot      *bot.Bot
	store    *store.Store
	district *district.District
	log      *bytes.Buffer
	stop     func()
	lease    time.Duration // 0: five minutes
	jobs     *jobs.Schedule

	mu  sync.Mutex
	now time.Time
}

// Besides the people of the demo there are a newcomer to the staff and a group
// with topics.
const (
	qian = 7041
	hall = -1_000_000_007_201
)

// monday is when stories begin: 9:00 on a working Monday in Shanghai.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func newHouse(t testing.TB, address string, with ...store.Option) *house {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, district: d, now: monday, log: &bytes.Buffer{}}
	h.sandbox = sandbox.New(sandbox.Options{Now: h.time, Stage: sandbox.Stage{People: stories.People(), Groups: stories.Groups()}})
	h.sandbox.AddPerson(sandbox.Person{ID: qian, First: "进", Last: "钱", Lang: "zh-hans"})
	h.sandbox.AddGroup(sandbox.Group{ID: hall, Title: "延长暖心 · 议事厅", Forum: true, Topics: map[int]string{7: "任务"},
		Members: []int64{stories.Wang, stories.Zhou}})
	web := httptest.NewServer(h.sandbox.Handler())
	h.api = web.URL
	t.Cleanup(func() { h.sandbox.Close(); web.CloseClientConnections(); web.Close() })
	h.store, err = store.Open(t.Context(), address, d.ID, with...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.store.Close() })
	h.start()
	t.Cleanup(func() { h.stop() })
	return h
}

// locked makes a buffer safe for the many who log.
type locked struct {
	mu sync.Mutex
	b  *bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// start begins the bot's work; stop ends it in good order.
func (h *house) start() {
	h.t.Helper()
	catalog, err := flows.Catalog()
	if err != nil {
		h.t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(&locked{b: h.log}, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h.bot, err = bot.New(bot.Options{
		Token: h.sandbox.Token(), API: h.api, District: h.district, Store: h.store, Catalog: catalog,
		Now: h.time, Log: log, Owner: "test", Pace: bot.NoPace, Lease: cmp.Or(h.lease, 5*time.Minute),
	})
	if err != nil {
		h.t.Fatal(err)
	}
	if h.jobs, err = jobs.New(jobs.Table(h.bot, h.district.Digest), h.district.Zone, log); err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if err := h.bot.Connect(ctx); err != nil {
		h.t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- h.bot.Run(ctx) }()
	h.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Errorf("the bot ended with %v", err)
		}
	})
}

func (h *house) time() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// pass lets time go by and everything happen that is due by then. A bot that
// has only just been started is not at work yet: it is asked until it was.
func (h *house) pass(ctx context.Context, d time.Duration) error {
	h.mu.Lock()
	h.now = h.now.Add(d)
	h.mu.Unlock()
	defer h.bot.Hold()() // or it would depend on the machine which of two edits is still seen
	for {
		if err := h.bot.Tick(ctx, h.time()); err != nil {
			return err
		}
		if due, err := h.store.Due(ctx, h.time(), 1); err != nil {
			return err
		} else if len(due) == 0 {
			return h.runs(ctx)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// runs lets the jobs run whose moment has come, as soon as the bot is at work.
func (h *house) runs(ctx context.Context) error {
	for {
		err := h.jobs.Run(ctx, h.time())
		if !errors.Is(err, world.ErrFenced) || ctx.Err() != nil {
			return err
		}
	}
}

// settle waits until nothing is left to handle or to send.
func (h *house) settle(ctx context.Context) error {
	for {
		if err := h.sandbox.Drained(ctx); err != nil {
			return err
		}
		idle, err := h.bot.Idle(ctx)
		if err != nil {
			return err
		}
		if idle && h.sandbox.Backlog() == 0 {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// staff lets the demo's people join by invitation and binds the work group.
func (h *house) staff() {
	h.t.Helper()
	for i, seat := range stories.Seats {
		in := world.Invite{Token: fmt.Sprintf("a-token-nobody-guesses%d", i), Role: world.Role(seat.Role), Grid: seat.Grid, Agency: seat.Agency, Head: seat.Head,
			Expires: h.time().Add(time.Hour).Unix()}
		if err := h.store.PutInvite(h.t.Context(), in, h.time()); err != nil {
			h.t.Fatal(err)
		}
		if _, err := h.sandbox.Start(seat.Person, "i"+in.Token); err != nil {
			h.t.Fatal(err)
		}
		h.quiet()
	}
	if _, err := h.sandbox.StartGroup(stories.Zhou, stories.Group, "b"+stories.Grid); err != nil {
		h.t.Fatal(err)
	}
	h.quiet()
	if err := h.runs(h.t.Context()); err != nil { // what ran this morning has run before the story begins
		h.t.Fatal(err)
	}
	h.quiet()
}

func (h *house) quiet() {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	if err := h.settle(ctx); err != nil {
		h.t.Fatalf("%v\n%s", err, h.log)
	}
}
