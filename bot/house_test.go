package bot_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gridbot/bot"
	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/talk/chatfile"
	"gridbot/flows/text"
	"gridbot/store"
	"gridbot/store/redistest"
)

var update = flag.Bool("update", false, "write the bot's side of the transcripts anew")

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

	mu  sync.Mutex
	now time.Time
}

// monday is when stories begin: 9:00 on a working Monday in Shanghai.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func newHouse(t testing.TB, address string) *house {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, district: d, now: monday, log: &bytes.Buffer{}}
	h.sandbox = sandbox.New(sandbox.Options{Now: h.time, Stage: sandbox.Stage{People: stories.People(), Groups: stories.Groups()}})
	web := httptest.NewServer(h.sandbox.Handler())
	h.api = web.URL
	t.Cleanup(func() { h.sandbox.Close(); web.CloseClientConnections(); web.Close() })
	h.store, err = store.Open(t.Context(), address, d.ID)
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
	catalog, err := text.Load()
	if err != nil {
		h.t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(&locked{b: h.log}, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h.bot, err = bot.New(bot.Options{
		Token: h.sandbox.Token(), API: h.api, District: h.district, Store: h.store, Catalog: catalog,
		Now: h.time, Log: log, Owner: "test", Pace: bot.NoPace, Lease: 5 * time.Minute,
	})
	if err != nil {
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

// pass lets time go by and everything happen that is due by then.
func (h *house) pass(ctx context.Context, d time.Duration) error {
	h.mu.Lock()
	h.now = h.now.Add(d)
	h.mu.Unlock()
	return h.bot.Tick(ctx, h.time())
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
		in := flows.Invite{Token: fmt.Sprintf("a-token-nobody-guesses%d", i), Role: flows.Role(seat.Role), Grid: seat.Grid,
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
}

func (h *house) quiet() {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	if err := h.settle(ctx); err != nil {
		h.t.Fatalf("%v\n%s", err, h.log)
	}
}

var (
	ago   = regexp.MustCompile(`^(\d+) (minute|hour|day)s? later$`)
	token = regexp.MustCompile(`start=i[A-Za-z0-9_-]{22}`)
)

// direct carries out a stage direction.
func (h *house) direct(ctx context.Context, words string) error {
	if words == "the bot is restarted" {
		h.stop()
		h.start()
		return nil
	}
	m := ago.FindStringSubmatch(words)
	if m == nil {
		return fmt.Errorf("nobody knows how to do %q", words)
	}
	n, _ := strconv.Atoi(m[1])
	unit := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[m[2]]
	return h.pass(ctx, time.Duration(n)*unit)
}

// play plays a transcript and compares it with what it was.
func (h *house) play(path string) {
	h.t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		h.t.Fatal(err)
	}
	script, err := chatfile.Parse(string(b))
	if err != nil {
		h.t.Fatalf("%s: %v", path, err)
	}
	p := &sandbox.Player{
		Server: h.sandbox, Cast: stories.Cast, Settle: h.settle, Direct: h.direct,
		Mask: func(s string) string { return token.ReplaceAllString(s, "start=i(token)") },
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), 5*time.Minute)
	defer cancel()
	got, err := p.Play(ctx, script)
	if err != nil {
		h.t.Fatalf("%s: %v\n%s\n%s", path, err, got, h.log)
	}
	if strings.Contains(h.log.String(), "level=ERROR") {
		h.t.Errorf("%s: the bot logged errors:\n%s", path, h.log)
	}
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			h.t.Fatal(err)
		}
		return
	}
	if got != string(b) {
		h.t.Errorf("%s has changed (go test ./bot -update writes it anew):\n%s", path, difference(string(b), got))
	}
}

// difference shows the first lines that differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant: %s\ngot:  %s", i+1, strings.Join(w[i:min(i+4, len(w))], "\n      "),
				strings.Join(g[min(i, len(g)):min(i+4, len(g))], "\n      "))
		}
	}
	return fmt.Sprintf("%d further lines: %s", len(g)-len(w), g[len(w)])
}

func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.chat")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(paths, "sandbox/stories/kitchen.chat") {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".chat"), func(t *testing.T) {
			h := newHouse(t, redistest.Real(t).Address)
			h.staff()
			h.play(path)
		})
	}
}

// The same story gives the same transcript on the embedded Redis, so the demo
// shows what the real thing does.
func TestTheKitchenOnTheEmbeddedRedis(t *testing.T) {
	if *update {
		t.Skip("written anew on the real Redis")
	}
	h := newHouse(t, redistest.Embedded(t))
	h.staff()
	h.play("sandbox/stories/kitchen.chat")
}
