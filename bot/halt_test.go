package bot_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/store/redistest"
)

// until waits, message by message, until somebody was told words so often.
func (h *house) until(who int64, words string, times int) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	for {
		_, more := h.sandbox.Watch(h.sandbox.Seq())
		n := 0
		for _, m := range h.sandbox.Messages(who) {
			if m.Out && strings.Contains(m.Text, words) {
				n++
			}
		}
		if n >= times {
			return
		}
		select {
		case <-more:
		case <-ctx.Done():
			h.t.Fatalf("%d was not told %q\n%s", who, words, h.log)
		}
	}
}

// Redis is emptied under a bot that works: it stops, tells the coordinator and,
// once, whoever writes, with the numbers to call; nobody's words are lost, and it
// goes on above every number it gave, once it is resumed.
func TestADistrictWhoseRedisWasEmptiedStopsUntilItIsResumed(t *testing.T) {
	server := redistest.Real(t)
	h := newHouse(t, server.Address)
	h.staff()
	h.stop()
	h.lease = 500 * time.Millisecond
	h.start()
	if err := h.runs(t.Context()); err != nil { // it is at work
		t.Fatal(err)
	}
	say := func(who int64, words string) {
		t.Helper()
		if _, err := h.sandbox.Say(who, who, words); err != nil {
			t.Fatal(err)
		}
	}
	h.quiet()
	was := h.store.Known()
	if was.Steps == 0 || was.Fence == 0 || was.Update == "" {
		t.Fatalf("it knows %+v", was)
	}
	if said := server.Ask(t, "FLUSHALL"); said != "+OK" {
		t.Fatal(said)
	}
	h.until(stories.Sun, "我停下来了", 1)
	web := httptest.NewServer(h.bot.Watch())
	defer web.Close()
	ready := func() int {
		resp, err := http.Get(web.URL + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if code := ready(); code != http.StatusServiceUnavailable {
		t.Errorf("stopped, readyz says %d", code)
	}
	say(stories.Chen, "厨房漏气，有煤气味")
	h.until(stories.Chen, "119", 1)
	say(stories.Chen, "有人吗")
	if in, out, err := h.store.Waiting(t.Context()); err != nil || in != 0 || out != 0 {
		t.Errorf("%d updates and %d letters are in Redis, %v", in, out, err)
	}
	if n := server.Ask(t, "DBSIZE"); n != ":1" {
		t.Errorf("%s keys in a district that is stopped", n)
	}
	found, err := h.store.Resume(t.Context(), true)
	if err != nil || found.Last < was.Number {
		t.Fatalf("%+v, %v", found, err)
	}
	h.until(stories.Chen, "煤气", 1) // what was said first is heard first
	h.quiet()
	told := 0
	for _, m := range h.sandbox.Messages(stories.Chen) {
		if m.Out && strings.Contains(m.Text, "写不进东西") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("it was said %d times that nothing can be written", told)
	}
	if code := ready(); code != http.StatusOK {
		t.Errorf("resumed, readyz says %d", code)
	}
}
