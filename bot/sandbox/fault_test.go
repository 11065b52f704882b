package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
)

func TestFaultsStrikeAsOftenAsAskedAndNoMore(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	hello := fields{"chat_id": ana, "text": "x"}
	s.Fault(sandbox.Rule{Method: "sendMessage", Chat: ana, Times: 2, Code: 429, RetryAfter: 7})
	s.Fault(sandbox.Rule{Method: "sendMessage", Code: 500})
	if r := call(t, s, url, "getMe", nil); !r.OK {
		t.Errorf("another method: %+v", r)
	}
	got, err := http.Post(url+"/bot"+s.Token()+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":1001,"text":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	_ = got.Body.Close()
	if got.StatusCode != 429 || got.Header.Get("Retry-After") != "7" {
		t.Errorf("%d, Retry-After %q", got.StatusCode, got.Header.Get("Retry-After"))
	}
	r := call(t, s, url, "sendMessage", hello)
	if r.Code != 429 || r.Description != "Too Many Requests: retry after 7" || r.Parameters.RetryAfter != 7 {
		t.Errorf("%+v", r)
	}
	if r := call(t, s, url, "sendMessage", hello); r.Code != 500 || r.Description != "Internal Server Error" {
		t.Errorf("%+v", r)
	}
	if r := call(t, s, url, "sendMessage", hello); !r.OK {
		t.Errorf("%+v", r)
	}
	before := len(s.Messages(ana))
	s.Fault(sandbox.Rule{Method: "sendMessage", Cut: true})
	if got, err := http.Post(url+"/bot"+s.Token()+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":1001,"text":"cut"}`)); err == nil {
		_ = got.Body.Close()
		t.Error("the connection was not cut")
	}
	if after := len(s.Messages(ana)); after != before+1 {
		t.Errorf("the message that was cut off: %d messages, then %d", before, after)
	}
}

func TestTheFloodLimitsHold(t *testing.T) {
	now := time.Now()
	s, url := start(t, sandbox.Options{Limits: true, Now: func() time.Time { return now }})
	refused := func(chat int64, times int) int {
		n := 0
		for range times {
			if r := call(t, s, url, "sendMessage", fields{"chat_id": chat, "text": "x"}); r.Code == 429 {
				if r.Parameters.RetryAfter < 1 {
					t.Errorf("%+v", r)
				}
				n++
			}
		}
		return n
	}
	if n := refused(ana, 8); n != 3 {
		t.Errorf("in private %d of 8 at once were refused", n)
	}
	if n := refused(team, 22); n != 2 {
		t.Errorf("in a group %d of 22 within a minute were refused", n)
	}
	now = now.Add(2 * time.Second)
	if n := refused(ana, 3); n != 1 {
		t.Errorf("two seconds later %d of 3 were refused", n)
	}
	if n := refused(team, 1); n != 1 {
		t.Error("the group's minute is not over")
	}
}
