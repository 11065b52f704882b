package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/store"
	"gridbot/store/redistest"
)

// trial is a Telegram, a Redis and a crowd for tests of the whole program.
type trial struct {
	t     *testing.T
	box   *sandbox.Server
	api   string
	redis *redistest.Server
	store *store.Store
	crowd *residents
	crash *crash
}

func newTrial(t *testing.T, env ...string) *trial {
	t.Helper()
	redis := redistest.Real(t)
	box := sandbox.New(sandbox.Options{KeepMessages: 100_000})
	web := httptest.NewServer(box.Handler())
	t.Cleanup(func() { box.Close(); web.CloseClientConnections(); web.Close() })
	st, err := store.Open(t.Context(), redis.Address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	s := &trial{t: t, box: box, api: web.URL, redis: redis, store: st, crowd: newResidents(box)}
	s.crash = &crash{t: t, box: box, binary: builtBinary(t), dir: t.TempDir(), env: append([]string{
		"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "REDIS_URL=" + redis.Address,
		"GRIDBOT_UNLIMITED=1",
	}, env...)}
	return s
}

// fill lets so many residents file reports one after the other.
func (s *trial) fill(ctx context.Context, people int) {
	for i := range people {
		s.crowd.add(ctx, firstResident+int64(i))
	}
	go s.crowd.listen(ctx)
}

// end lets everybody end their report and checks that all is there, once.
func (s *trial) end(ctx context.Context) (reports int) {
	s.t.Helper()
	s.crowd.finish()
	if ctx.Err() != nil {
		s.t.Fatalf("somebody still waits for an answer: %v", s.crowd.stuck())
	}
	s.crash.drain(ctx, s.store)
	numbers := map[string]int64{}
	for id, got := range s.crowd.receipts {
		reports += len(got)
		for _, n := range got {
			if other, twice := numbers[n]; twice {
				s.t.Errorf("case %s went to %d and to %d", n, other, id)
			}
			numbers[n] = id
		}
	}
	s.crash.checkChats(s.crowd, map[string]int64{})
	s.crash.checkStore(ctx, s.store, s.crowd, reports)
	return reports
}

// served is one gridbot serve of several.
type served struct {
	cmd *exec.Cmd
	log *watched
}

// watched is a log that can be waited for.
type watched struct {
	mu   sync.Mutex
	b    bytes.Buffer
	more chan struct{}
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.b.Write(p)
	close(w.more)
	w.more = make(chan struct{})
	return len(p), nil
}

func (w *watched) said() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// wait waits until the log says something so many times.
func (w *watched) wait(ctx context.Context, what string, times int) error {
	for {
		w.mu.Lock()
		said, more := strings.Count(w.b.String(), what), w.more
		w.mu.Unlock()
		if said >= times {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return fmt.Errorf("the log does not say %q %d times: %w", what, times, ctx.Err())
		}
	}
}

func (s *trial) process(env ...string) *served {
	s.t.Helper()
	p := &served{cmd: exec.Command(s.crash.binary, "serve"), log: &watched{more: make(chan struct{})}}
	p.cmd.Env = append(append(append(os.Environ(), "GRIDBOT_STATE="+s.crash.dir), s.crash.env...), env...)
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { p.cmd.Process.Kill(); p.cmd.Wait() })
	return p
}

const owns = "this process owns the district now"

// A standby takes over when the owner hangs, and again when it dies. Who wakes
// up late may not write any more.
func TestAStandbyTakesOverFromAnOwnerThatHangsOrDies(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	s := newTrial(t, "GRIDBOT_LEASE=1s")
	first := s.process()
	if err := first.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	second := s.process()
	if err := second.log.wait(ctx, "standing by", 1); err != nil {
		t.Fatal(err)
	}
	s.fill(ctx, 20)
	s.crowd.after(ctx, 200)

	if err := first.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := second.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	s.crowd.after(ctx, 200)
	if err := first.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := first.log.wait(ctx, "another process owns the district now", 1); err != nil {
		t.Fatal(err)
	}
	s.crowd.after(ctx, 200)

	second.cmd.Process.Kill()
	if err := first.log.wait(ctx, owns, 2); err != nil {
		t.Fatal(err)
	}
	s.crowd.after(ctx, 200)
	t.Logf("%d reports", s.end(ctx))
}

// With a webhook both processes take updates in, and one handles them.
func TestTwoProcessesTakeInAndOneHandles(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var ports, admin [2]string
	for i := range ports {
		ports[i], admin[i] = freeAddress(t), freeAddress(t)
	}
	var turn atomic.Int64
	var alone atomic.Bool // only the second process is left
	balancer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to := &url.URL{Scheme: "http", Host: ports[turn.Add(1)%2]}
		if alone.Load() {
			to.Host = ports[1]
		}
		proxy := httputil.NewSingleHostReverseProxy(to)
		proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
		proxy.ServeHTTP(w, r)
	}))
	defer balancer.Close()
	s := newTrial(t, "GRIDBOT_LEASE=1s", "GRIDBOT_WEBHOOK_URL="+balancer.URL+"/telegram", "GRIDBOT_WEBHOOK_SECRET=a-secret")
	first := s.process("GRIDBOT_LISTEN="+ports[0], "GRIDBOT_ADMIN_LISTEN="+admin[0])
	if err := first.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	second := s.process("GRIDBOT_LISTEN="+ports[1], "GRIDBOT_ADMIN_LISTEN="+admin[1])
	if err := second.log.wait(ctx, "standing by", 1); err != nil {
		t.Fatal(err)
	}
	s.fill(ctx, 20)
	s.crowd.after(ctx, 400)
	for i, p := range []*served{first, second} {
		if n := figure(t, admin[i], `gridbot_intake_total{result="taken"}`); n == "" || n == "0" {
			t.Errorf("process %d took nothing in", i+1)
		}
		if said := figure(t, admin[i], "gridbot_owner"); said != fmt.Sprint(1-i) {
			t.Errorf("process %d says it is owner: %q", i+1, said)
		}
		_ = p
	}
	for _, path := range []string{"/metrics", "/readyz", "/healthz", "/debug/pprof/"} { // the world can reach that address
		resp, err := http.Get("http://" + ports[0] + path)
		if err != nil {
			t.Fatal(err)
		}
		if resp.Body.Close(); resp.StatusCode != http.StatusNotFound {
			t.Errorf("the webhook's port serves %s: %d", path, resp.StatusCode)
		}
	}
	alone.Store(true)
	first.cmd.Process.Kill()
	if err := second.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d reports", s.end(ctx))
}

// figure is one line of a process's metrics.
func figure(t *testing.T, address, name string) string {
	t.Helper()
	resp, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(line, name+" "); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Redis is killed five times and comes back from its AOF: the bot waits, and
// nobody loses a word.
func TestRedisIsKilledAndComesBack(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	s := newTrial(t, "GRIDBOT_LEASE=2s")
	p := s.process()
	if err := p.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	s.fill(ctx, 20)
	for range 5 {
		s.crowd.after(ctx, 100)
		s.redis.Kill()
		s.redis.Start(t)
	}
	t.Logf("%d reports", s.end(ctx))
}

// Redis does not answer for longer than the lease lasts: the bot gives the
// district up, takes it again when Redis is back, and nobody loses a word.
func TestRedisHangsForLongerThanTheLease(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	s := newTrial(t, "GRIDBOT_LEASE=1s")
	p := s.process()
	if err := p.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	s.fill(ctx, 20)
	s.crowd.after(ctx, 200)
	if err := s.redis.Process().Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	err := p.log.wait(ctx, "msg=lease ", 1)
	if err := s.redis.Process().Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := p.log.wait(ctx, owns, 2); err != nil {
		t.Fatal(err)
	}
	s.crowd.after(ctx, 200)
	t.Logf("%d reports", s.end(ctx))
}

// Redis is full: nothing can be written. People are told once, Telegram keeps
// what they say, and all of it is handled when there is room again.
func TestRedisIsFull(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	s := newTrial(t, "GRIDBOT_LEASE=5s")
	p := s.process()
	if err := p.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	s.box.AddPerson(sandbox.Person{ID: firstResident, First: "Resident", Lang: "en"})
	s.box.Say(firstResident, firstResident, "/start")
	s.crash.drain(ctx, s.store)
	s.setRedis("maxmemory", "1")
	for _, words := range []string{"/report", "A heap of rubbish nobody clears", "Songhan Court"} {
		s.box.Say(firstResident, firstResident, words)
	}
	told := func() (n int) {
		for _, m := range s.box.Messages(firstResident) {
			if m.Out && strings.Contains(m.Text, "Nothing can be written down right now") {
				n++
			}
		}
		return n
	}
	if err := p.log.wait(ctx, "OOM", 3); err != nil {
		t.Fatal(err)
	}
	for told() == 0 && ctx.Err() == nil {
		_, more := s.box.Watch(s.box.Seq())
		select {
		case <-more:
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond): // it may have come in between
		}
	}
	s.setRedis("maxmemory", "0")
	s.crash.drain(ctx, s.store)
	if told() != 1 {
		t.Errorf("the person was told %d times", told())
	}
	last := func() string {
		all := s.box.Messages(firstResident)
		return all[len(all)-1].Text
	}
	asked := func() bool { return strings.Contains(last(), "Step") || strings.Contains(last(), "Which") }
	for !asked() && ctx.Err() == nil { // the last of it may still be on its way
		_, more := s.box.Watch(s.box.Seq())
		select {
		case <-more:
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond): // it may have come in between
		}
	}
	if !asked() {
		t.Errorf("the dialogue does not go on; it ends with %q", last())
	}
}

// Redis is slow, again and again: everybody waits a little, and that is all.
func TestRedisIsSlow(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	s := newTrial(t, "GRIDBOT_LEASE=5s")
	p := s.process()
	if err := p.log.wait(ctx, owns, 1); err != nil {
		t.Fatal(err)
	}
	s.fill(ctx, 20)
	for range 8 {
		s.crowd.after(ctx, 60)
		s.tellRedis("CLIENT PAUSE 400 ALL")
	}
	t.Logf("%d reports", s.end(ctx))
	if p.log.wait(ctx, owns, 1) != nil || strings.Contains(p.log.said(), "another process") {
		t.Error("a slow Redis cost the district")
	}
}

// setRedis changes a setting of the running server.
func (s *trial) setRedis(name, value string) {
	s.t.Helper()
	s.tellRedis("CONFIG SET " + name + " " + value)
}

// tellRedis gives the server one command.
func (s *trial) tellRedis(command string) {
	s.t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(s.redis.Address, "redis://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "%s\r\n", command)
	b := make([]byte, 64)
	if n, err := c.Read(b); err != nil || !strings.HasPrefix(string(b[:n]), "+OK") {
		s.t.Fatalf("%s: %q %v", command, b[:n], err)
	}
}
