package bot

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"
)

const directToken = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func directAPI(t *testing.T, address string, clock *Clock) *api {
	t.Helper()
	way := directTo(address, clock)
	if way == nil {
		t.Fatal("there is no direct way")
	}
	return &api{http: http.DefaultClient, direct: way, base: address + "/bot" + directToken + "/", token: directToken}
}

// What the Bot API answers means the same on the direct way.
func TestTheDirectWaySaysWhatTheBotAPISays(t *testing.T) {
	t.Parallel()
	answer := make(chan string, 1)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || r.URL.Path != "/bot"+directToken+"/sendMessage" || r.Header.Get("Content-Type") != "application/json" || !strings.Contains(string(body), `"chat_id":7`) {
			t.Errorf("asked %s %s: %s", r.Method, r.URL.Path, body)
		}
		w.Header().Set("Date", "Mon, 23 Nov 2026 01:00:00 GMT")
		io.WriteString(w, <-answer)
	}))
	t.Cleanup(web.Close)
	clock := NewClock(func(context.Context) (time.Time, error) { return noon, nil }, slog.New(slog.DiscardHandler))
	a := directAPI(t, web.URL, clock)
	say := func(words string) (int, error) {
		answer <- words
		return a.sendMessage(t.Context(), &tg.SendMessageParams{ChatID: 7, Text: "x"})
	}
	if id, err := say(`{"ok":true,"result":{"message_id":41,"date":1}}`); id != 41 || err != nil {
		t.Errorf("sent as %d: %v", id, err)
	}
	if clock.wants() {
		t.Error("the clock did not hear what time it is there")
	}
	var slow *tg.TooManyRequestsError
	if _, err := say(`{"ok":false,"error_code":429,"description":"wait","parameters":{"retry_after":3}}`); !errors.As(err, &slow) || slow.RetryAfter != 3 {
		t.Errorf("too many: %v", err)
	}
	if _, err := say(`{"ok":false,"error_code":403,"description":"blocked, says /bot` + directToken + `/"}`); !errors.Is(err, tg.ErrorForbidden) || strings.Contains(err.Error(), "AAAA") {
		t.Errorf("forbidden: %v", err)
	}
	if _, err := say(`<html>`); err == nil || !strings.Contains(err.Error(), "not the Bot API's") {
		t.Errorf("a page: %v", err)
	}
	if _, err := say(`{"ok":true,"result":{"message_id":1,"text":"` + strings.Repeat("x", largestAnswer) + `"}}`); err == nil {
		t.Error("an answer of any size was read")
	}
}

// Who does not answer is waited for no longer than the call may take, a call that may take
// no time is not begun, and nothing that fails quotes the token.
func TestTheDirectWayEnds(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0") // takes connections, and says nothing
	if err != nil {
		t.Fatal(err)
	}
	a := directAPI(t, "http://"+l.Addr().String(), nil)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = a.sendMessage(ctx, &tg.SendMessageParams{ChatID: 7})
	if err == nil || strings.Contains(err.Error(), "AAAA") {
		t.Errorf("nobody answered, and: %v", err)
	}
	<-ctx.Done()
	if _, err := a.sendMessage(ctx, &tg.SendMessageParams{ChatID: 7}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("its time was over before: %v", err)
	}
	l.Close()
	if _, err := a.sendMessage(t.Context(), &tg.SendMessageParams{ChatID: 7}); err == nil || strings.Contains(err.Error(), "AAAA") {
		t.Errorf("nobody is there, and: %v", err)
	}
}

// A message that was written and never answered is not sent again by itself.
func TestTheDirectWaySendsOnce(t *testing.T) {
	t.Parallel()
	calls := make(chan struct{}, 10)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls <- struct{}{}
		conn, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			conn.Close()
		}
	}))
	t.Cleanup(web.Close)
	if _, err := directAPI(t, web.URL, nil).sendMessage(t.Context(), &tg.SendMessageParams{ChatID: 7}); err == nil {
		t.Error("it was cut off, and counts as sent")
	}
	if len(calls) != 1 {
		t.Errorf("sent %d times", len(calls))
	}
}

// An address says where to connect to, and whether by TLS.
func TestTheDirectWayKnowsItsPort(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://api.telegram.org": "api.telegram.org:443", "http://127.0.0.1:8081/x": "127.0.0.1:8081", "http://[::1]": "[::1]:80", "https://host:8443": "host:8443",
	} {
		d := directTo(address, nil)
		if d == nil || d.client.Addr != want || d.client.IsTLS != strings.HasPrefix(address, "https") {
			t.Errorf("%s: %+v", address, d)
		}
	}
	if directTo("nonsense", nil) != nil {
		t.Error("there is a way to nowhere")
	}
}
