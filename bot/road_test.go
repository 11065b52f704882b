package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/bot/sandbox"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// road is the way to a Telegram in a box: it takes its time, and sometimes breaks off.
// What befalls a call is a matter of the seed and of what it says, not of whose
// goroutine was first. It is walked in a bubble of synctest, where time is nobody's.
type road struct {
	telegram http.Handler
	seed     uint64
	jitter   time.Duration                         // at most, there and back
	bad      int                                   // of a thousand calls end in a 500 or a cut connection
	jam      func(now time.Time) (time.Time, bool) // until when nothing gets through; what came meanwhile arrives then

	mu    sync.Mutex
	tries map[string]int
	calls []passage
}

// passage is one call that Telegram saw.
type passage struct {
	at   time.Time // it arrived
	code int
}

var errCut = errors.New("the connection is cut")

// dice are what befalls a call: its way there, its way back, and luck of a thousand.
func (r *road) dice(body []byte) (there, back time.Duration, luck int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tries[string(body)]++
	h := fnv.New64a()
	fmt.Fprint(h, r.seed, r.tries[string(body)], string(body))
	n := h.Sum64() * 0x9E3779B97F4A7C15
	n ^= n >> 29
	part := func(shift int) time.Duration { return r.jitter * time.Duration(n>>shift&1023) / 1023 }
	return part(0), part(10), int(n >> 20 % 1000)
}

func (r *road) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req.Body.Close()
	}
	there, back, luck := r.dice(body)
	if r.jam != nil {
		if until, stuck := r.jam(time.Now()); stuck {
			there += time.Until(until)
		}
	}
	if err := pause(req.Context(), there); err != nil {
		return nil, err
	}
	rec := httptest.NewRecorder()
	if luck >= r.bad || luck%2 == 0 { // else it fails before it has counted
		again := httptest.NewRequest(req.Method, req.URL.Path, bytes.NewReader(body))
		again.Header, again.Host = req.Header, "localhost"
		r.telegram.ServeHTTP(rec, again)
		if !strings.HasSuffix(req.URL.Path, "/deleteMessage") { // which does not count
			r.mu.Lock()
			r.calls = append(r.calls, passage{time.Now(), rec.Code})
			r.mu.Unlock()
		}
	}
	if err := pause(req.Context(), back); err != nil {
		return nil, err
	}
	switch {
	case luck < r.bad/2:
		return nil, errCut
	case luck < r.bad:
		rec = httptest.NewRecorder()
		rec.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(rec, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`)
	}
	return rec.Result(), nil
}

// limited is how many calls were refused as too many.
func (r *road) limited() (n int) {
	for _, c := range r.calls {
		if c.code == http.StatusTooManyRequests {
			n++
		}
	}
	return n
}

// courier is a sender at work on a road.
type courier struct {
	*sender
	*road
	box    *sandbox.Server
	drawer *drawer
	log    *bytes.Buffer
}

// newCourier is made within a bubble; everybody has written to the bot before.
func newCourier(t *testing.T, catalog *text.Catalog, r *road, people, groups []int64) *courier {
	t.Helper()
	c := &courier{road: r, drawer: &drawer{cards: map[int64]int{}}, log: &bytes.Buffer{}}
	c.box = sandbox.New(sandbox.Options{Limits: true, Token: "4200000000:" + secret})
	for _, id := range people {
		c.box.AddPerson(sandbox.Person{ID: id, First: "陈"})
		if _, err := c.box.Start(id, ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range groups {
		c.box.AddGroup(sandbox.Group{ID: id, Title: "工作群", With: "member"})
	}
	r.telegram, r.tries = c.box.Handler(), map[string]int{}
	web := &http.Client{Transport: tolled{r}}
	token := c.box.Token()
	library, err := tg.New(token, tg.WithSkipGetMe(), tg.WithServerURL("http://telegram"), tg.WithHTTPClient(time.Minute, web))
	if err != nil {
		t.Fatal(err)
	}
	quit := make(chan struct{})
	t.Cleanup(func() { close(quit); c.box.Close() })
	c.sender = &sender{hands: newHands(256, quit),
		api: &api{http: web, base: "http://telegram/bot" + token + "/", token: token}, bot: library,
		words:  words{catalog: catalog, bot: "grid_bot", missing: func(err error) { t.Error(err) }},
		outbox: c.drawer, queue: newQueue(TelegramPace, time.Now()), token: token,
		log: slog.New(slog.NewTextHandler(&sheltered{b: c.log}, nil)), pause: longer, wait: pause,
		tell: func(talk.Event) {}, metrics: newMetrics(), abreast: 128,
	}
	return c
}

// sheltered lets many write into one buffer.
type sheltered struct {
	mu sync.Mutex
	b  *bytes.Buffer
}

func (s *sheltered) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

// sendFor sends for a while, and lets what is on its way arrive.
func (c *courier) sendFor(t *testing.T, d time.Duration) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), d)
	defer stop()
	if err := c.run(ctx); err != nil {
		t.Error(err)
	}
}

// left are those of some letters that did not go out.
func (c *courier) left(posts []world.Post) (left []world.Post) {
	out := map[string]bool{}
	for _, name := range c.drawer.out {
		id, _, _ := strings.Cut(name, "=")
		out[id] = true
	}
	return slices.DeleteFunc(slices.Clone(posts), func(p world.Post) bool { return out[p.ID] })
}

// sendAll sends until so many letters are out of the outbox, or a time is over.
func (c *courier) sendAll(t *testing.T, letters int, within time.Duration) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), within)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- c.run(ctx) }()
	for c.out() < letters && pause(ctx, time.Second) == nil {
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := c.out(); n != letters {
		t.Errorf("%d letters of %d went out", n, letters)
	}
}

func (c *courier) out() int {
	c.drawer.mu.Lock()
	defer c.drawer.mu.Unlock()
	return len(c.drawer.out)
}
