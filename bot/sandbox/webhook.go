package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// webhook is where updates are delivered, and the queues they wait in: one
// per chat for messages, one per person for presses. An update that fails
// holds up its own queue only.
type webhook struct {
	url    string
	secret string
	max    int
	era    int // counts changes of the webhook, so that old deliveries end
	lanes  map[int64][]*pending
	slots  chan struct{}

	failedAt   int64 // unix seconds of the last failure
	failedWith string
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// officialDelay is the platform's schedule: at once, then doubling up to a
// random time between one and two minutes.
func officialDelay(n int) time.Duration {
	if n <= 1 {
		return time.Second
	}
	most := time.Duration(60+rand.IntN(61)) * time.Second
	return min(most, time.Second<<min(n-1, 10))
}

func setWebhook(c *call) (any, *refusal) {
	address := c.text("url")
	if address == "" {
		return deleteWebhook(c)
	}
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	// Plain http is taken, as the official server takes it for a bot on the
	// same machine.
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, bad("invalid webhook URL specified")
	}
	if !isLoopback(u) { // the box posts what people say, and answers what it is told to: to this machine alone
		return nil, bad("invalid webhook URL specified: the sandbox delivers to this machine only")
	}
	secret := c.text("secret_token")
	switch {
	case len(secret) > 256:
		return nil, bad("secret token is too long")
	case !secretToken.MatchString(secret):
		return nil, bad("secret token contains unallowed characters")
	}
	s := c.s
	s.endPoll("Conflict: terminated by setWebhook request")
	s.allow(c)
	if c.yes("drop_pending_updates") {
		s.queue.newest(0)
	}
	h := &s.hook
	h.url, h.secret, h.max = address, secret, int(c.number("max_connections", 40, 1, 100))
	h.era++
	h.lanes = map[int64][]*pending{}
	h.slots = make(chan struct{}, h.max)
	for _, p := range s.queue.waiting {
		h.offer(s, p)
	}
	return true, nil
}

func deleteWebhook(c *call) (any, *refusal) {
	h := &c.s.hook
	h.url, h.secret, h.lanes = "", "", nil
	h.era++
	if c.yes("drop_pending_updates") {
		c.s.queue.newest(0)
	}
	return true, nil
}

func getWebhookInfo(c *call) (any, *refusal) {
	h := &c.s.hook
	got := map[string]any{"url": h.url, "has_custom_certificate": false, "pending_update_count": c.s.queue.live}
	if h.url != "" {
		got["max_connections"] = h.max
	}
	if h.failedAt != 0 {
		got["last_error_date"], got["last_error_message"] = h.failedAt, h.failedWith
	}
	if kinds := c.s.queue.allowedList(); kinds != nil {
		got["allowed_updates"] = kinds
	}
	return got, nil
}

// offer puts an update into its queue, and starts a delivery where none runs.
func (h *webhook) offer(s *Server, p *pending) {
	if h.url == "" || p.body == nil || s.closed {
		return
	}
	line, running := h.lanes[p.lane]
	h.lanes[p.lane] = append(line, p)
	if !running {
		go s.deliver(h.era, p.lane, h.slots)
	}
}

// deliver works one queue off, in order.
func (s *Server) deliver(era int, lane int64, slots chan struct{}) {
	for {
		s.mu.Lock()
		if s.hook.era != era {
			s.mu.Unlock()
			return
		}
		line := s.hook.lanes[lane]
		if len(line) == 0 {
			delete(s.hook.lanes, lane)
			s.mu.Unlock()
			return
		}
		p := line[0]
		to, secret, body := s.hook.url, s.hook.secret, p.body
		s.mu.Unlock()

		if body != nil && !s.deliverOne(era, p, to, secret, body, slots) {
			return
		}
		s.mu.Lock()
		if s.hook.era == era {
			s.hook.lanes[lane] = s.hook.lanes[lane][1:]
			s.queue.drop(p)
		}
		s.mu.Unlock()
	}
}

// deliverOne calls the webhook until it answers 2xx or the update's life is
// over. It reports false where the webhook was changed meanwhile.
func (s *Server) deliverOne(era int, p *pending, to, secret string, body []byte, slots chan struct{}) bool {
	for fails := 1; ; fails++ {
		select {
		case slots <- struct{}{}:
		case <-s.ctx.Done():
			return false
		}
		wait, fault := s.post(to, secret, body)
		<-slots
		if fault == "" {
			return true
		}
		if wait == 0 {
			wait = s.o.RetryDelay(fails)
		}
		now := s.o.Now()
		s.mu.Lock()
		s.hook.failedAt, s.hook.failedWith = now.Unix(), fault
		over, changed := now.Add(wait).After(p.expires), s.hook.era != era
		s.mu.Unlock()
		if over {
			return true
		}
		if changed {
			return false
		}
		t := time.NewTimer(wait)
		select {
		case <-t.C:
		case <-s.ctx.Done():
			t.Stop()
			return false
		}
	}
}

// post makes one call of the webhook. It returns what went wrong, and the wait
// the answer asked for.
func (s *Server) post(to, secret string, body []byte) (wait time.Duration, fault string) {
	r, err := http.NewRequestWithContext(s.ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return 0, "Wrong webhook URL"
	}
	r.Header.Set("Content-Type", "application/json")
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	answered, err := s.o.WebhookClient.Do(r)
	if err != nil {
		return 0, "Connection refused"
	}
	defer func() { _ = answered.Body.Close() }()
	reply, err := io.ReadAll(io.LimitReader(answered.Body, 1<<20))
	if answered.StatusCode/100 != 2 {
		seconds, _ := strconv.Atoi(answered.Header.Get("Retry-After"))
		return time.Duration(min(max(seconds, 0), 3600)) * time.Second, "Wrong response from the webhook: " + answered.Status
	}
	if err == nil {
		s.replyMethod(answered.Header.Get("Content-Type"), reply)
	}
	return 0, ""
}

// replyMethod carries out the method a webhook named in its answer.
func (s *Server) replyMethod(kind string, reply []byte) {
	if t, _, _ := mime.ParseMediaType(kind); t != "application/json" || !json.Valid(reply) {
		return
	}
	c := &call{s: s, args: map[string]string{}, files: map[string]*upload{}, done: s.ctx.Done()}
	if c.readJSON(reply) != nil {
		return
	}
	c.method = strings.ToLower(c.text("method"))
	if c.method == "" || strings.HasPrefix(c.method, "get") || c.method == "setwebhook" {
		return
	}
	_, why := c.run()
	code := 200
	if why != nil {
		code = why.code
	}
	s.count(c.method, code)
}
