package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/sandbox"
)

const (
	ana  = int64(1001)
	li   = int64(1002)
	team = int64(-500)
)

// box starts a server with two people and a group on a test HTTP server.
func box(t *testing.T, o sandbox.Options) (*sandbox.Server, string) {
	t.Helper()
	s := sandbox.New(o)
	s.AddPerson(sandbox.Person{ID: ana, First: "Ana", Lang: "en"})
	s.AddPerson(sandbox.Person{ID: li, First: "李", Last: "雷", Username: "lilei", Lang: "zh-hans"})
	s.AddGroup(sandbox.Group{ID: team, Title: "Team", Members: []int64{ana, li}, With: "member"})
	h := httptest.NewServer(s.Handler())
	t.Cleanup(h.Close)
	t.Cleanup(s.Close)
	return s, h.URL
}

// start is box with Ana having written to the bot, and nothing in the queue.
func start(t *testing.T, o sandbox.Options) (*sandbox.Server, string) {
	t.Helper()
	s, url := box(t, o)
	must(t)(s.Start(ana, ""))
	last := 0
	for _, u := range updates(t, s, url, `{}`) {
		last = u.ID
	}
	call(t, s, url, "getUpdates", map[string]any{"offset": last + 1})
	return s, url
}

// must fails the test where something a person does is refused.
func must(t *testing.T) func(int, error) int {
	return func(id int, err error) int {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
}

type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// call makes one call with a JSON body.
func call(t *testing.T, s *sandbox.Server, url, method string, params any) reply {
	t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	return post(t, url+"/bot"+s.Token()+"/"+method, "application/json", bytes.NewReader(body))
}

func post(t *testing.T, url, kind string, body io.Reader) reply {
	t.Helper()
	got, err := http.Post(url, kind, body)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	var r reply
	if err := json.NewDecoder(got.Body).Decode(&r); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	if !r.OK && r.Code != got.StatusCode {
		t.Errorf("status %d with error_code %d", got.StatusCode, r.Code)
	}
	return r
}

type update struct {
	ID      int `json:"update_id"`
	Message *struct {
		sandbox.Message
	} `json:"message"`
	Edited   *sandbox.Message           `json:"edited_message"`
	Callback *sandbox.CallbackQuery     `json:"callback_query"`
	Member   *sandbox.ChatMemberUpdated `json:"my_chat_member"`
}

func updates(t *testing.T, s *sandbox.Server, url, params string) []update {
	t.Helper()
	r := call(t, s, url, "getUpdates", json.RawMessage(params))
	if !r.OK {
		t.Fatalf("getUpdates: %s", r.Description)
	}
	var list []update
	if err := json.Unmarshal(r.Result, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestGoTelegramBotTalksToIt(t *testing.T) {
	s, url := box(t, sandbox.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	heard := make(chan *models.Update, 10)
	b, err := tg.New(s.Token(), tg.WithServerURL(url),
		tg.WithDefaultHandler(func(_ context.Context, _ *tg.Bot, u *models.Update) { heard <- u }))
	if err != nil {
		t.Fatal(err)
	}
	stopped := make(chan struct{})
	go func() { defer close(stopped); b.Start(ctx) }()

	must(t)(s.Start(ana, "abc"))
	u := <-heard
	if u.Message == nil || u.Message.Text != "/start abc" || u.Message.Entities[0].Type != "bot_command" || u.Message.From.FirstName != "Ana" {
		t.Fatalf("heard %+v", u.Message)
	}
	m, err := b.SendMessage(ctx, &tg.SendMessageParams{ChatID: ana, Text: "Hello", ReplyMarkup: &models.InlineKeyboardMarkup{
		InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "Yes", CallbackData: "y"}, {Text: "Page", URL: "https://example.org"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.ReplyMarkup.InlineKeyboard[0]; got[0].CallbackData != "y" || got[1].URL == "" {
		t.Errorf("keyboard %+v", got)
	}

	answered := make(chan sandbox.Answer, 1)
	go func() {
		a, err := s.Press(ctx, ana, ana, m.ID, "y")
		if err != nil {
			t.Error(err)
		}
		answered <- a
	}()
	u = <-heard
	if u.CallbackQuery == nil || u.CallbackQuery.Message.Message.ID != m.ID {
		t.Fatalf("heard %+v", u)
	}
	if ok, err := b.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: u.CallbackQuery.ID, Text: "Good"}); err != nil || !ok {
		t.Fatal(ok, err)
	}
	if a := <-answered; a.Text != "Good" {
		t.Errorf("answer %+v", a)
	}
	if _, err := b.EditMessageText(ctx, &tg.EditMessageTextParams{ChatID: ana, MessageID: m.ID, Text: "Bye"}); err != nil {
		t.Fatal(err)
	}
	if last := s.Messages(ana); last[1].Text != "Bye" || last[1].ReplyMarkup != nil {
		t.Errorf("after the edit %+v", last[1])
	}

	p, err := b.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: ana, Caption: "look", Photo: &models.InputFileUpload{Filename: "a.jpg", Data: bytes.NewReader(s.Sample("drain"))}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := b.GetFile(ctx, &tg.GetFileParams{FileID: p.Photo[len(p.Photo)-1].FileID})
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.Get(b.FileDownloadLink(f))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(got.Body)
	_ = got.Body.Close()
	if err != nil || !bytes.Equal(content, s.Sample("drain")) {
		t.Errorf("downloaded %d bytes of %d: %v", len(content), len(s.Sample("drain")), err)
	}
	album, err := b.SendMediaGroup(ctx, &tg.SendMediaGroupParams{ChatID: ana, Media: []models.InputMedia{
		&models.InputMediaPhoto{Media: "attach://one", Caption: "both", MediaAttachment: bytes.NewReader(s.Sample("kerb"))},
		&models.InputMediaPhoto{Media: p.Photo[0].FileID},
	}})
	if err != nil || len(album) != 2 || album[0].MediaGroupID == "" || album[0].MediaGroupID != album[1].MediaGroupID {
		t.Errorf("album %v: %v", album, err)
	}
	cancel()
	<-stopped
}

func TestEveryFormOfParametersIsRead(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	at := url + "/bot" + s.Token()
	for name, r := range map[string]reply{
		"query":      post(t, at+"/SENDMESSAGE?chat_id=1001&text=hi", "", nil),
		"json":       call(t, s, url, "sendMessage", map[string]any{"chat_id": ana, "text": "hi"}),
		"json texts": call(t, s, url, "sendMessage", map[string]any{"chat_id": "1001", "text": "hi"}),
		"urlencoded": post(t, at+"/sendMessage", "application/x-www-form-urlencoded", strings.NewReader("chat_id=1001&text=hi")),
		"query wins": post(t, at+"/sendMessage?text=hi", "application/x-www-form-urlencoded", strings.NewReader("chat_id=1001&text=no")),
	} {
		var m sandbox.Message
		if !r.OK || json.Unmarshal(r.Result, &m) != nil || m.Text != "hi" || m.Chat.ID != ana || m.Chat.FirstName != "Ana" {
			t.Errorf("%s: %+v", name, r)
		}
		if d := time.Since(time.Unix(m.Date, 0)); d < -time.Minute || d > time.Hour {
			t.Errorf("%s: date %d is not in seconds", name, m.Date)
		}
	}
}
