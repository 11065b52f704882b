package bot

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"gridbot/flows/world"
)

// letterbox is an inbox in memory that can be full.
type letterbox struct {
	mu    sync.Mutex
	full  bool
	got   []int64
	calls int
	gate  chan struct{} // closed: Put may go on; nil: at once
}

func (l *letterbox) Put(_ context.Context, us []world.Raw, _ time.Time) ([]string, error) {
	if l.gate != nil {
		<-l.gate
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls++
	if l.full {
		return nil, errors.New("OOM")
	}
	for _, u := range us {
		l.got = append(l.got, u.ID)
	}
	return make([]string, len(us)), nil
}

func (l *letterbox) Inbox(context.Context, string, time.Duration) ([]world.Entry, error) {
	return nil, nil
}

func newReceiver(t *testing.T, box *letterbox) (*httptest.Server, map[string]int) {
	t.Helper()
	o := newOutage(nil, words{bot: "grid_bot"}, nil, time.Now, slog.New(slog.DiscardHandler), 0)
	o.told[7] = ofDanger // nobody is to be told anything here
	g := newBatches(box, o, nil, time.Now)
	go g.run(t.Context())
	counts, mu := map[string]int{}, sync.Mutex{}
	s := httptest.NewServer(&receiver{secret: "a-secret", inbox: g, log: slog.New(slog.DiscardHandler), count: func(r string) {
		mu.Lock()
		defer mu.Unlock()
		counts[r]++
	}})
	t.Cleanup(s.Close)
	return s, counts
}

// call brings one update as Telegram does, and returns the status.
func call(t *testing.T, url, method, secret, body string) int {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

const anUpdate = `{"update_id":42,"message":{"message_id":5,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"Ana"},"text":"hello"}}`

func TestTheWebhookTakesOnlyWhatTelegramBrings(t *testing.T) {
	tests := []struct {
		name, method, secret, body string
		want                       int
	}{
		{"an update", "POST", "a-secret", anUpdate, 200},
		{"no secret", "POST", "", anUpdate, 401},
		{"a wrong secret", "POST", "a-secret2", anUpdate, 401},
		{"a part of the secret", "POST", "a-secre", anUpdate, 401},
		{"another method", "GET", "a-secret", "", 405},
		{"no JSON", "POST", "a-secret", "hello", 400},
		{"no number", "POST", "a-secret", `{"message":{}}`, 400},
		{"nothing", "POST", "a-secret", "", 400},
		{"far too much", "POST", "a-secret", `{"update_id":1,"x":"` + strings.Repeat("x", largestUpdate) + `"}`, 413},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			box := &letterbox{}
			s, _ := newReceiver(t, box)
			if got := call(t, s.URL, test.method, test.secret, test.body); got != test.want {
				t.Errorf("answered %d, want %d", got, test.want)
			}
			if taken := len(box.got) == 1; taken != (test.want == 200) {
				t.Errorf("the inbox holds %v", box.got)
			}
		})
	}
}

// Telegram keeps an update until we say 2xx: not before it is in the inbox.
func TestAnUpdateThatCannotBeKeptIsNotAcknowledged(t *testing.T) {
	box := &letterbox{full: true}
	s, counts := newReceiver(t, box)
	if got := call(t, s.URL, "POST", "a-secret", anUpdate); got != 503 {
		t.Errorf("answered %d while the inbox is full", got)
	}
	box.mu.Lock()
	box.full = false
	box.mu.Unlock()
	if got := call(t, s.URL, "POST", "a-secret", anUpdate); got != 200 || len(box.got) != 1 {
		t.Errorf("answered %d; the inbox holds %v", got, box.got)
	}
	if counts["failed"] != 1 || counts["taken"] != 1 {
		t.Errorf("counted %v", counts)
	}
}

// What arrives while a batch is on its way goes together in the next.
func TestCallsAreGathered(t *testing.T) {
	box := &letterbox{gate: make(chan struct{})}
	o := newOutage(nil, words{bot: "grid_bot"}, nil, time.Now, slog.New(slog.DiscardHandler), 0)
	g := newBatches(box, o, nil, time.Now)
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			if err := g.put(t.Context(), world.Raw{ID: int64(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	for len(g.in) < 100 { // all have arrived
		if t.Context().Err() != nil {
			return
		}
	}
	go g.run(t.Context())
	close(box.gate)
	all.Wait()
	if len(box.got) != 100 || box.calls != 1 {
		t.Errorf("%d updates in %d batches", len(box.got), box.calls)
	}
}
