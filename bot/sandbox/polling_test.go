package sandbox_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"gridbot/bot/sandbox"
)

func texts(list []update) string {
	all := ""
	for _, u := range list {
		if u.Message != nil {
			all += u.Message.Text + " "
		}
	}
	return all
}

func TestUpdatesComeAgainUntilTheyAreAcknowledged(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	for i := range 5 {
		must(t)(s.Say(ana, ana, fmt.Sprint(i)))
	}
	first := updates(t, s, url, `{}`)
	if texts(first) != "0 1 2 3 4 " {
		t.Fatalf("got %s", texts(first))
	}
	for i := 1; i < 5; i++ {
		if first[i].ID != first[i-1].ID+1 {
			t.Errorf("update IDs %d, %d are not consecutive", first[i-1].ID, first[i].ID)
		}
	}
	if got := texts(updates(t, s, url, `{"limit":2}`)); got != "0 1 " {
		t.Errorf("again, two: %s", got)
	}
	if got := texts(updates(t, s, url, fmt.Sprintf(`{"offset":%d}`, first[1].ID+1))); got != "2 3 4 " || s.Backlog() != 3 {
		t.Errorf("after acknowledging two: %s, backlog %d", got, s.Backlog())
	}
	if got := texts(updates(t, s, url, `{"offset":-1}`)); got != "4 " || s.Backlog() != 1 {
		t.Errorf("the newest: %s, backlog %d", got, s.Backlog())
	}
	if got := texts(updates(t, s, url, fmt.Sprintf(`{"offset":%d}`, first[4].ID+1000))); got != "4 " {
		t.Errorf("an offset from the future forgets what was not handled: %s", got)
	}
	if got := updates(t, s, url, fmt.Sprintf(`{"offset":%d}`, first[4].ID+1)); len(got) != 0 || s.Backlog() != 0 {
		t.Errorf("after the last: %v", got)
	}
}

func TestALongPollWakesAtOnceAndIsEndedByAnother(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	type got struct {
		r    reply
		name string
	}
	done := make(chan got, 2)
	poll := func(name string) {
		done <- got{call(t, s, url, "getUpdates", map[string]any{"timeout": 50}), name}
	}
	go poll("first")
	if err := s.Polling(t.Context()); err != nil {
		t.Fatal(err)
	}
	go poll("second")
	if g := <-done; g.name != "first" || g.r.Code != 409 || g.r.Description != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
		t.Errorf("%s poll: %+v", g.name, g.r)
	}
	must(t)(s.Say(ana, ana, "wake"))
	if g := <-done; g.name != "second" || !g.r.OK || string(g.r.Result) == "[]" {
		t.Errorf("%s poll: %+v", g.name, g.r)
	}
}

func TestPollingAndAWebhookExcludeEachOther(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	if r := call(t, s, url, "setWebhook", map[string]any{"url": "http://127.0.0.1:1/x"}); !r.OK {
		t.Fatalf("%+v", r)
	}
	want := "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	if r := call(t, s, url, "getUpdates", nil); r.Code != 409 || r.Description != want {
		t.Errorf("%+v", r)
	}
	if r := call(t, s, url, "deleteWebhook", nil); !r.OK {
		t.Errorf("%+v", r)
	}
	if r := call(t, s, url, "getUpdates", nil); !r.OK {
		t.Errorf("%+v", r)
	}
}

func TestOldUpdatesAreDropped(t *testing.T) {
	now := time.Now()
	s, url := start(t, sandbox.Options{Now: func() time.Time { return now }})
	id := must(t)(s.Say(ana, ana, "hi"))
	if _, err := s.Tap(ana, ana, id, "x"); err != nil {
		t.Fatal(err)
	}
	now = now.Add(149 * time.Second)
	if got := updates(t, s, url, `{}`); len(got) != 2 {
		t.Errorf("after 149 s: %d updates", len(got))
	}
	now = now.Add(2 * time.Second)
	if got := updates(t, s, url, `{}`); len(got) != 1 || got[0].Callback != nil {
		t.Errorf("after 151 s the pressed button is still there: %d updates", len(got))
	}
	now = now.Add(24 * time.Hour)
	if got := updates(t, s, url, `{}`); len(got) != 0 || s.Backlog() != 0 {
		t.Errorf("after a day: %d updates", len(got))
	}
}

func TestAllowedUpdatesHoldFromThenOn(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	id := must(t)(s.Say(ana, ana, "hi"))
	updates(t, s, url, `{"allowed_updates":["message"]}`)
	if err := s.Edit(ana, ana, id, "hello"); err != nil {
		t.Fatal(err)
	}
	must(t)(s.Say(ana, ana, "again"))
	if got := updates(t, s, url, `{}`); len(got) != 2 || got[1].Edited != nil {
		t.Errorf("an edit came that was not asked for: %d", len(got))
	}
	updates(t, s, url, `{"allowed_updates":[]}`)
	if err := s.Edit(ana, ana, id, "hello!"); err != nil {
		t.Fatal(err)
	}
	if got := updates(t, s, url, `{}`); len(got) != 3 || got[2].Edited == nil || got[2].Edited.Text != "hello!" {
		t.Errorf("an edit did not come as edited_message: %d", len(got))
	}
}

func TestAnAlbumIsOneUpdatePerItem(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	ids, err := s.Photo(ana, sandbox.Place{Chat: ana}, "both", s.Sample("drain"), s.Sample("kerb"))
	if err != nil || len(ids) != 2 {
		t.Fatal(ids, err)
	}
	got := updates(t, s, url, `{}`)
	if len(got) != 2 {
		t.Fatalf("%d updates", len(got))
	}
	one, two := got[0].Message, got[1].Message
	if one.MediaGroupID == "" || one.MediaGroupID != two.MediaGroupID || one.Caption != "both" || two.Caption != "" {
		t.Errorf("albums %q, %q; captions %q, %q", one.MediaGroupID, two.MediaGroupID, one.Caption, two.Caption)
	}
	if n := len(one.Photo); n != 2 || one.Photo[0].Width >= one.Photo[1].Width {
		t.Errorf("sizes %+v", one.Photo)
	}
	if _, err := s.Photo(ana, sandbox.Place{Chat: ana}, "", []byte("no picture")); err == nil {
		t.Error("a file that is no picture was sent as one")
	}
}

func TestPatienceSlowsAClientThatAsksTheSameAgain(t *testing.T) {
	s, url := start(t, sandbox.Options{Patience: true})
	must(t)(s.Say(ana, ana, "one"))
	must(t)(s.Say(ana, ana, "two"))
	at := updates(t, s, url, `{"offset":1}`)
	if got := updates(t, s, url, `{"offset":1}`); len(at) != 2 || len(got) != 1 {
		t.Errorf("first %d, then %d", len(at), len(got))
	}
}

func TestTheUpdateIsWhatTheBotAPISays(t *testing.T) {
	s, url := start(t, sandbox.Options{Now: func() time.Time { return time.Unix(1700000000, 0) }})
	must(t)(s.Say(li, li, "/help 帮助 https://example.org/a"))
	r := call(t, s, url, "getUpdates", nil)
	var list []map[string]json.RawMessage
	if err := json.Unmarshal(r.Result, &list); err != nil {
		t.Fatal(err)
	}
	m := s.Messages(li)[0]
	want := fmt.Sprintf(`{"message_id":%d,"from":{"id":1002,"is_bot":false,"first_name":"李","last_name":"雷","username":"lilei","language_code":"zh-hans"},"chat":{"id":1002,"type":"private","username":"lilei","first_name":"李","last_name":"雷"},"date":1700000000,"text":"/help 帮助 https://example.org/a","entities":[{"type":"bot_command","offset":0,"length":5},{"type":"url","offset":9,"length":21}]}`, m.MessageID)
	if got := string(list[0]["message"]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
