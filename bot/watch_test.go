package bot_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gridbot/bot/sandbox/stories"
	"gridbot/store/redistest"
)

// What an operator looks at: is it alive, is it ready, how does it do. None of
// it names a person or a place.
func TestHealthAndFigures(t *testing.T) {
	server := redistest.Real(t)
	h := newHouse(t, server.Address)
	h.staff()
	if _, err := h.sandbox.Say(stories.Chen, stories.Chen, "崧涵庭3号楼垃圾没人清"); err != nil {
		t.Fatal(err)
	}
	h.quiet()
	web := httptest.NewServer(h.bot.Watch())
	defer web.Close()
	get := func(path string) (int, string) {
		resp, err := http.Get(web.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(b)
	}
	if code, _ := get("/healthz"); code != 200 {
		t.Errorf("healthz answers %d", code)
	}
	if code, say := get("/readyz"); code != 200 || !strings.Contains(say, `"state":"owner"`) || !strings.Contains(say, `{"what":"commit","since":`) {
		t.Errorf("readyz answers %d %s", code, say)
	}
	_, figures := get("/metrics")
	for _, want := range []string{`gridbot_updates_total{kind="text",outcome="handled"} 1`, "gridbot_desk_seconds_count", "gridbot_commit_seconds_count",
		"gridbot_redis_round_trips_total", `gridbot_outbox_letters{class="danger"} 0`, `gridbot_outbox_oldest_seconds{class="reply"} 0`,
		`gridbot_sends_total{class="reply",result="sent"}`, "gridbot_limited_total 0", "gridbot_timer_late_seconds_count", "gridbot_owner 1",
		`gridbot_since_seconds{what="intake"}`, `gridbot_late{what="send"} 0`} {
		if !strings.Contains(figures, want) {
			t.Errorf("the figures lack %s", want)
		}
	}
	for _, secret := range []string{"陈", "崧涵庭", h.sandbox.Token(), "7001"} {
		if strings.Contains(figures, secret) {
			t.Errorf("the figures tell %q", secret)
		}
	}
	server.Kill()
	if code, _ := get("/readyz"); code != 503 {
		t.Errorf("without Redis readyz answers %d", code)
	}
	if code, _ := get("/healthz"); code != 200 {
		t.Errorf("without Redis healthz answers %d", code)
	}
	server.Start(t)
}
