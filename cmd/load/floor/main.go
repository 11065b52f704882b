// Floor is what a bot costs that promises nothing: the same library, one GET
// and one SET per update, one record at the end. The load program measures
// Gridbot against it. It uses nothing of Gridbot. With FLOOR_JSON it sends plain
// JSON instead of the library's multipart.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
	"github.com/redis/go-redis/v9"
)

// state is the dialogue of one person.
type state struct {
	Step     string  `json:"step"`
	Category string  `json:"category"`
	Text     string  `json:"text"`
	Lat      float64 `json:"lat"`
	Lon      float64 `json:"lon"`
	Photo    string  `json:"photo"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := redis.ParseURL(os.Getenv("REDIS_URL"))
	if err != nil {
		panic(err)
	}
	o.PoolSize = 64
	rdb := redis.NewClient(o)
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 1024, 1024
	client := &http.Client{Transport: transport, Timeout: time.Minute}
	send := sendByLibrary
	if os.Getenv("FLOOR_JSON") != "" {
		send = sendPlain(client, os.Getenv("TELEGRAM_API_URL")+"/bot"+os.Getenv("TELEGRAM_BOT_TOKEN")+"/")
	}
	b, err := tg.New(os.Getenv("TELEGRAM_BOT_TOKEN"), tg.WithServerURL(os.Getenv("TELEGRAM_API_URL")),
		tg.WithHTTPClient(50*time.Second, client),
		tg.WithDefaultHandler(func(ctx context.Context, b *tg.Bot, u *models.Update) { handle(ctx, b, rdb, u, send) }))
	if err != nil {
		panic(err)
	}
	b.Start(ctx)
}

// A sender says what the bot says, and answers the press that asked for it.
type sender func(ctx context.Context, b *tg.Bot, query string, p *tg.SendMessageParams)

func sendByLibrary(ctx context.Context, b *tg.Bot, query string, p *tg.SendMessageParams) {
	if query != "" {
		_, _ = b.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: query})
	}
	_, _ = b.SendMessage(ctx, p)
}

// sendPlain posts JSON and reads as much of the answer as the library does.
func sendPlain(client *http.Client, base string) sender {
	call := func(method string, params, result any) {
		body, _ := json.Marshal(params)
		resp, err := client.Post(base+method, "application/json", bytes.NewReader(body))
		if err != nil {
			return
		}
		defer resp.Body.Close()
		raw, _ := io.ReadAll(resp.Body)
		_ = json.Unmarshal(raw, &struct {
			OK     bool `json:"ok"`
			Result any  `json:"result"`
		}{Result: result})
	}
	return func(_ context.Context, _ *tg.Bot, query string, p *tg.SendMessageParams) {
		if query != "" {
			call("answerCallbackQuery", &tg.AnswerCallbackQueryParams{CallbackQueryID: query}, new(bool))
		}
		call("sendMessage", p, new(models.Message))
	}
}

func handle(ctx context.Context, b *tg.Bot, rdb *redis.Client, u *models.Update, send sender) {
	var who int64
	switch {
	case u.Message != nil:
		who = u.Message.From.ID
	case u.CallbackQuery != nil:
		who = u.CallbackQuery.From.ID
	default:
		return
	}
	key := "floor:" + strconv.FormatInt(who, 10)
	var s state
	if raw, err := rdb.Get(ctx, key).Bytes(); err == nil {
		_ = json.Unmarshal(raw, &s)
	}
	say, rows := "I did not understand that.", [][]models.InlineKeyboardButton(nil)
	button := func(label, data string) []models.InlineKeyboardButton {
		return []models.InlineKeyboardButton{{Text: label, CallbackData: data}}
	}
	switch m := u.Message; {
	case m != nil && m.Text == "/report":
		s = state{Step: "category"}
		say, rows = "What kind of problem is it?", [][]models.InlineKeyboardButton{button("Rubbish", "rubbish"), button("Lamp", "lamp")}
	case u.CallbackQuery != nil && s.Step == "category":
		s.Category, s.Step = u.CallbackQuery.Data, "text"
		say = "Tell me in a sentence."
	case m != nil && s.Step == "text":
		s.Text, s.Step = m.Text, "place"
		say = "Where is it?"
	case m != nil && m.Location != nil && s.Step == "place":
		s.Lat, s.Lon, s.Step = m.Location.Latitude, m.Location.Longitude, "photo"
		say = "A photo?"
	case m != nil && len(m.Photo) > 0 && s.Step == "photo":
		s.Photo, s.Step = m.Photo[len(m.Photo)-1].FileID, "confirm"
		say, rows = "Shall I send it?", [][]models.InlineKeyboardButton{button("Send", "send")}
	case u.CallbackQuery != nil && s.Step == "confirm":
		n := rdb.Incr(ctx, "floor:number").Val()
		rdb.HSet(ctx, "floor:case:"+strconv.FormatInt(n, 10), "category", s.Category, "text", s.Text, "lat", s.Lat, "lon", s.Lon, "photo", s.Photo)
		say, s = "Thank you, number "+strconv.FormatInt(n, 10), state{}
	}
	raw, _ := json.Marshal(s)
	rdb.Set(ctx, key, raw, 24*time.Hour)
	query := ""
	if u.CallbackQuery != nil {
		query = u.CallbackQuery.ID
	}
	p := &tg.SendMessageParams{ChatID: who, Text: say}
	if rows != nil {
		p.ReplyMarkup = models.InlineKeyboardMarkup{InlineKeyboard: rows}
	}
	send(ctx, b, query, p)
}
