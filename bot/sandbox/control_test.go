package sandbox_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
)

// ask makes a call of the control API and decodes the answer.
func ask(t *testing.T, method, url, body string, into any) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	if into != nil {
		if err := json.NewDecoder(got.Body).Decode(into); err != nil {
			t.Fatalf("%s: %v", url, err)
		}
	}
	return got.StatusCode
}

// follow reads server-sent events until the test ends.
func follow(t *testing.T, url string) <-chan map[string]any {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	events := make(chan map[string]any, 100)
	go func() {
		defer func() { _ = got.Body.Close() }()
		lines := bufio.NewScanner(got.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e map[string]any
				_ = json.Unmarshal([]byte(data), &e)
				events <- e
			}
		}
	}()
	return events
}

// next waits for an event of a kind.
func next(t *testing.T, events <-chan map[string]any, kind string) map[string]any {
	t.Helper()
	for {
		select {
		case e := <-events:
			if e["kind"] == kind {
				return e
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("no event of kind %s", kind)
		}
	}
}

func TestThePageCanDoEverythingAPersonDoes(t *testing.T) {
	moved := ""
	s, url := box(t, sandbox.Options{Username: "grid_bot", Stage: sandbox.Stage{
		Title: map[string]string{"en": "Demo"}, Zone: "Asia/Shanghai",
		Moves: []sandbox.Move{{ID: "10m", Name: map[string]string{"en": "+10"}}},
		Move: func(_ context.Context, id string) error {
			if id != "10m" {
				return errors.New("no such move")
			}
			moved = id
			return nil
		},
	}})
	echo(t, s, url)
	var stage struct {
		People  []map[string]any
		Groups  []map[string]any
		Samples []map[string]any
		Zone    string
		Stories []any
		Map     any
	}
	if ask(t, "GET", url+"/sandbox/stage", "", &stage) != 200 || len(stage.People) != 2 || len(stage.Groups) != 1 || len(stage.Samples) != 5 || stage.Zone != "Asia/Shanghai" || stage.People[1]["lang"] != "zh-CN" || len(stage.Stories) != 0 {
		t.Errorf("stage %+v", stage)
	}
	events := follow(t, url+"/sandbox/events?after=0")

	var said struct {
		MessageID int `json:"message_id"`
	}
	if ask(t, "POST", url+"/sandbox/say", `{"person":1001,"chat":1001,"text":"hello"}`, &said) != 200 || said.MessageID == 0 {
		t.Fatalf("%+v", said)
	}
	next(t, events, "message")
	m := next(t, events, "message")["message"].(map[string]any)
	if m["out"] != true || m["text"] != "You said:\nhello" {
		t.Errorf("%v", m)
	}
	press, err := json.Marshal(fields{"person": ana, "chat": ana, "message_id": m["message_id"], "data": "yes"})
	if err != nil {
		t.Fatal(err)
	}
	var a sandbox.Answer
	if ask(t, "POST", url+"/sandbox/press", string(press), &a) != 200 || a.Text != "Got yes" {
		t.Errorf("%+v", a)
	}
	if e := next(t, events, "answer"); e["text"] != "Got yes" || e["person"] != float64(ana) {
		t.Errorf("%v", e)
	}
	if e := next(t, events, "edit")["message"].(map[string]any); e["text"] != "Pressed yes" || e["edit_date"] == nil {
		t.Errorf("%v", e)
	}

	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for _, f := range [][2]string{{"person", "1001"}, {"chat", "1001"}, {"caption", "see"}, {"sample", "kitchen"}, {"sample", "kerb"}} {
		_ = w.WriteField(f[0], f[1])
	}
	_ = w.Close()
	got, err := http.Post(url+"/sandbox/photo", w.FormDataContentType(), &form)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(got.Body)
	_ = got.Body.Close()
	if got.StatusCode != 200 || !strings.Contains(string(body), "message_ids") {
		t.Errorf("%d %s", got.StatusCode, body)
	}

	for path, body := range map[string]string{
		"say":   `{"person":1001,"chat":1001,"text":"keys"}`,
		"send":  `{"person":1001,"chat":1001,"kind":"location","lat":31.27,"lon":121.45,"accuracy":20}`,
		"edit":  `{"person":1001,"chat":1001,"message_id":` + itoa(said.MessageID) + `,"text":"bye"}`,
		"start": `{"person":1002,"payload":"x"}`,
		"lang":  `{"person":1001,"lang":"zh-CN"}`,
		"block": `{"person":1001,"blocked":true}`,
		"group": `{"group":-500,"do":"kick"}`,
		"clock": `{"move":"10m"}`,
		"fault": `{"method":"sendMessage","times":1,"code":429,"retry_after":1}`,
	} {
		if code := ask(t, "POST", url+"/sandbox/"+path, body, nil); code != 200 {
			t.Errorf("%s: %d", path, code)
		}
	}
	if moved != "10m" || next(t, events, "clock")["now"] == nil {
		t.Error("the clock was not moved")
	}
	if ask(t, "DELETE", url+"/sandbox/fault", "", nil) != 200 {
		t.Error("faults were not cleared")
	}
	var chat struct {
		Messages []map[string]any
		Keyboard map[string]any
		Commands map[string][]sandbox.Command
		Seq      int
	}
	if ask(t, "GET", url+"/sandbox/chats/1001", "", &chat) != 200 || len(chat.Messages) < 6 || chat.Messages[0]["text"] != "bye" || chat.Seq == 0 || chat.Commands["en"] == nil {
		t.Errorf("%+v", chat)
	}
	if chat.Messages[0]["out"] != nil {
		t.Error("a person's message is shown as the bot's")
	}
	var photo []any
	for _, m := range chat.Messages {
		if sizes, ok := m["photo"].([]any); ok && photo == nil {
			photo = sizes
		}
	}
	if len(photo) != 2 {
		t.Fatalf("sizes %v", photo)
	}
	for _, size := range photo {
		if code := ask(t, "GET", url+"/sandbox/file/"+size.(map[string]any)["file_id"].(string), "", nil); code != 200 {
			t.Errorf("a size of the photo: %d", code)
		}
	}
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

func TestThePageIsToldWhatItAskedWrong(t *testing.T) {
	_, url := box(t, sandbox.Options{})
	for _, c := range []struct {
		method, path, body string
		want               int
	}{
		{"GET", "/sandbox/chats/77", "", 404},
		{"GET", "/sandbox/chats/x", "", 400},
		{"GET", "/sandbox/file/x", "", 404},
		{"POST", "/sandbox/say", `{"person":1,"chat":1,"text":"x"}`, 400},
		{"POST", "/sandbox/say", `{`, 400},
		{"POST", "/sandbox/send", `{"person":1001,"chat":1001,"kind":"elephant"}`, 400},
		{"POST", "/sandbox/press", `{"person":4,"chat":4}`, 400},
		{"POST", "/sandbox/group", `{"group":-500,"do":"dance"}`, 400},
		{"POST", "/sandbox/clock", `{"move":"10m"}`, 400},
		{"POST", "/sandbox/story", `{"do":"play"}`, 400},
		{"POST", "/sandbox/fault", `{"method":"sendMessage"}`, 400},
	} {
		var e struct{ Error string }
		if code := ask(t, c.method, url+c.path, c.body, &e); code != c.want || e.Error == "" {
			t.Errorf("%s %s %s: %d %q", c.method, c.path, c.body, code, e.Error)
		}
	}
	r, _ := http.NewRequestWithContext(t.Context(), "POST", url+"/sandbox/say", strings.NewReader(`{}`))
	r.Header.Set("Origin", "https://elsewhere.example")
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = got.Body.Close()
	if got.StatusCode != 403 {
		t.Errorf("another site may act: %d", got.StatusCode)
	}
}

func TestAViewerWhoFellBehindStartsAgain(t *testing.T) {
	s, _ := start(t, sandbox.Options{KeepMessages: 10})
	first := s.Seq()
	for range 20_001 {
		must(t)(s.Say(ana, ana, "x"))
	}
	events, _ := s.Watch(first)
	if len(events) != 1 || events[0].Kind != "reset" || events[0].Seq != s.Seq() {
		t.Errorf("%d events, the first %+v", len(events), events[0])
	}
	if events, _ := s.Watch(s.Seq() - 10_000); len(events) != 10_000 {
		t.Errorf("%d of the last 10000", len(events))
	}
	if n := len(s.Messages(ana)); n != 10 {
		t.Errorf("%d messages are kept", n)
	}
}

func TestTheStoryIsPlayedPausedAndStopped(t *testing.T) {
	turn := make(chan struct{})
	s, url := box(t, sandbox.Options{Username: "grid_bot", Stage: sandbox.Stage{
		Stories: []sandbox.Story{{ID: "other", Script: "Li: bye\n"}, {ID: "ana", Script: "Ana: hello\n-- a pause --\nAna: [Yes]\nLi: bye\n"}}, Pace: 1,
		Cast: []sandbox.Part{{Name: "Ana", Chat: ana}, {Name: "Li", Chat: li}},
		Settle: func(ctx context.Context) error {
			select {
			case <-turn:
			case <-ctx.Done():
			}
			return ctx.Err()
		},
	}})
	echo(t, s, url)
	events := follow(t, url+"/sandbox/events?after=0")
	story := func(do string) {
		t.Helper()
		if code := ask(t, "POST", url+"/sandbox/story", `{"do":"`+do+`","id":"ana"}`, nil); code != 200 {
			t.Fatalf("%s: %d", do, code)
		}
	}
	if code := ask(t, "POST", url+"/sandbox/story", `{"do":"play","id":"none"}`, nil); code == 200 {
		t.Fatal("a story nobody has is played")
	}
	settled := func() {
		t.Helper()
		if err := s.Drained(t.Context()); err != nil {
			t.Fatal(err)
		}
		turn <- struct{}{}
	}
	story("play")
	e := next(t, events, "story")
	if e["state"] != "playing" || e["line"] != 1.0 || e["total"] != 4.0 || e["say"] != "Ana: hello" || e["person"] != float64(ana) {
		t.Errorf("%v", e)
	}
	story("pause")
	settled()
	if e := next(t, events, "story"); e["state"] != "paused" {
		t.Errorf("%v", e)
	}
	story("play")
	if e := next(t, events, "story"); e["say"] != "-- a pause --" {
		t.Errorf("%v", e)
	}
	settled()
	if e := next(t, events, "story"); e["say"] != "Ana: [Yes]" {
		t.Errorf("%v", e)
	}
	settled()
	next(t, events, "story")
	story("stop")
	if e := next(t, events, "story"); e["state"] != "done" {
		t.Errorf("%v", e)
	}
	story("play") // again from the start, and it may fail: the second press finds a button of the first play
	next(t, events, "story")
}
