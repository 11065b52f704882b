package sandbox_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"gridbot/bot/sandbox"
)

// catcher is a webhook that answers as told and keeps what it got.
type catcher struct {
	mu    sync.Mutex
	got   []string // chat and text
	fails map[string]int
	heard chan string
	token string
	reply string
}

func (c *catcher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var u update
	_ = json.Unmarshal(body, &u)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = r.Header.Get("X-Telegram-Bot-Api-Secret-Token")
	if c.fails[u.Message.Text] > 0 {
		c.fails[u.Message.Text]--
		w.WriteHeader(500)
		return
	}
	c.got = append(c.got, u.Message.Text)
	if c.reply != "" {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, c.reply)
	}
	c.heard <- u.Message.Text
}

func TestAWebhookGetsEachChatInOrderAndRepeatsWhatFailed(t *testing.T) {
	delays := make(chan int, 10)
	s, url := start(t, sandbox.Options{RetryDelay: func(n int) time.Duration { delays <- n; return time.Millisecond }})
	must(t)(s.Start(li, ""))
	updates(t, s, url, `{"offset":-1}`)
	c := &catcher{fails: map[string]int{"a1": 2}, heard: make(chan string, 20), reply: `{"method":"sendMessage","chat_id":1001,"text":"from the webhook"}`}
	h := httptest.NewServer(c)
	defer h.Close()
	if r := call(t, s, url, "setWebhook", fields{"url": h.URL, "secret_token": "s-1", "drop_pending_updates": true, "max_connections": 4}); !r.OK {
		t.Fatalf("%+v", r)
	}
	must(t)(s.Say(ana, ana, "a1"))
	must(t)(s.Say(ana, ana, "a2"))
	must(t)(s.Say(li, li, "l1"))
	for range 3 {
		<-c.heard
	}
	if err := s.Drained(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	place := map[string]int{}
	for i, text := range c.got {
		place[text] = i
	}
	if place["a1"] > place["a2"] || c.token != "s-1" || len(c.got) != 3 {
		t.Errorf("got %v with token %q", c.got, c.token)
	}
	c.mu.Unlock()
	if one, two := <-delays, <-delays; one != 1 || two != 2 {
		t.Errorf("delays were asked for repetitions %d, %d", one, two)
	}
	var sent []sandbox.Message
	for _, m := range s.Messages(ana) {
		if m.Out {
			sent = append(sent, m)
		}
	}
	if len(sent) != 3 || sent[0].Text != "from the webhook" {
		t.Errorf("the webhook's answers sent %+v", sent)
	}
	r := call(t, s, url, "getWebhookInfo", nil)
	var about struct {
		URL   string `json:"url"`
		Error string `json:"last_error_message"`
	}
	if err := json.Unmarshal(r.Result, &about); err != nil || about.URL != h.URL || about.Error != "Wrong response from the webhook: 500 Internal Server Error" {
		t.Errorf("%+v", r)
	}
}

func TestADeadUpdateDoesNotBlockItsQueueForEver(t *testing.T) {
	var mu sync.Mutex
	now := time.Now()
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	s, url := start(t, sandbox.Options{Now: clock, RetryDelay: func(int) time.Duration {
		mu.Lock()
		now = now.Add(25 * time.Hour)
		mu.Unlock()
		return time.Millisecond
	}})
	c := &catcher{fails: map[string]int{"dead": 1}, heard: make(chan string, 20)}
	h := httptest.NewServer(c)
	defer h.Close()
	call(t, s, url, "setWebhook", fields{"url": h.URL})
	must(t)(s.Say(ana, ana, "dead"))
	if err := s.Drained(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(t)(s.Say(ana, ana, "alive"))
	if got := <-c.heard; got != "alive" {
		t.Errorf("heard %q", got)
	}
}
