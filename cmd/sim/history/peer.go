package history

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"gridbot/flows/fastjson"
)

// peer is Telegram, in the goroutine of whoever calls: chats with what stands in them,
// updates that wait, and what it answers. It refuses what Telegram would refuse.
type peer struct {
	h     *history
	chats map[int64]*room
	last  int // message ID

	updates []queued // not yet confirmed by an offset
	taken   []queued // confirmed lately: what a repetition brings again
	next    int64
	handed  int64     // the last that was handed out
	silent  time.Time // until when it brings nothing
	again   int       // so many that were confirmed come once more
	asked   map[string]asking
	presses int
	sends   []time.Time // in the last second
}

type queued struct {
	id   int64
	body []byte
	at   time.Time // when somebody did it
}

// asking is a press that has not been answered yet.
type asking struct {
	who int64
	at  time.Time
}

// room is a chat as those in it see it.
type room struct {
	id       int64
	messages []*message
	blocked  bool
	open     bool        // somebody wrote to the bot here
	sends    []time.Time // of the last minute
}

type message struct {
	id     int
	text   string
	rows   [][]button
	own    bool // the bot's
	at     time.Time
	edited time.Time
}

type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
	URL  string `json:"url"`
}

func newPeer(h *history) *peer {
	return &peer{h: h, chats: map[int64]*room{}, next: 1000, asked: map[string]asking{}}
}

func (p *peer) room(id int64) *room {
	if p.chats[id] == nil {
		p.chats[id] = &room{id: id}
	}
	return p.chats[id]
}

// newest is the last message of the bot's that still stands; nil for none.
func (r *room) newest() *message {
	for i := len(r.messages) - 1; i >= 0; i-- {
		if r.messages[i].own {
			return r.messages[i]
		}
	}
	return nil
}

func (r *room) find(id int) *message {
	for i := len(r.messages) - 1; i >= 0; i-- {
		if r.messages[i].id == id {
			return r.messages[i]
		}
	}
	return nil
}

// reply is what a call is answered with.
type reply struct {
	code   int
	say    string
	after  int
	result any
}

func done(result any) reply      { return reply{code: 200, result: result} }
func refused(say string) reply   { return reply{code: 400, say: "Bad Request: " + say} }
func forbidden(say string) reply { return reply{code: 403, say: "Forbidden: " + say} }

// RoundTrip answers a call of the Bot API; the faults of the history come before and
// after what it does.
func (p *peer) RoundTrip(r *http.Request) (*http.Response, error) {
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	args, err := arguments(r)
	if err != nil {
		return nil, err
	}
	h := p.h
	early := h.telegramFault(method)
	switch early {
	case faultCut:
		return nil, fmt.Errorf("history: cut before %s", method)
	case fault500:
		return answer(r, reply{code: 500, say: "Internal Server Error"})
	case fault429:
		return answer(r, reply{code: 429, say: "Too Many Requests", after: 3})
	}
	got := p.does(method, args)
	if early == faultCutAfter {
		if h.slow {
			h.dawdles()
		}
		return nil, fmt.Errorf("history: cut after %s", method)
	}
	return answer(r, got)
}

func answer(r *http.Request, a reply) (*http.Response, error) {
	body := map[string]any{"ok": a.code == 200}
	if a.code == 200 {
		body["result"] = a.result
	} else {
		body["error_code"], body["description"] = a.code, a.say
		if a.after > 0 {
			body["parameters"] = map[string]any{"retry_after": a.after}
		}
	}
	b, err := fastjson.Marshal(body)
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: a.code, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(bytes.NewReader(b)), Request: r}, nil
}

// arguments are the parameters of a call, as text or as JSON.
func arguments(r *http.Request) (map[string]string, error) {
	args := map[string]string{}
	if r.Body == nil {
		return args, nil
	}
	defer r.Body.Close()
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		form := multipart.NewReader(r.Body, params["boundary"])
		for {
			part, err := form.NextPart()
			if err != nil {
				return args, nil // the end, or a form without parts
			}
			b, err := io.ReadAll(part)
			if err != nil {
				return nil, err
			}
			args[part.FormName()] = string(b)
		}
	}
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := fastjson.Unmarshal(b, &fields); err != nil {
		return nil, err
	}
	for name, raw := range fields {
		var words string
		if raw[0] == '"' && fastjson.Unmarshal(raw, &words) == nil {
			args[name] = words
		} else {
			args[name] = string(raw)
		}
	}
	return args, nil
}

// does carries out a call.
func (p *peer) does(method string, args map[string]string) reply {
	switch method {
	case "getMe":
		return done(map[string]any{"id": 42, "is_bot": true, "first_name": "Gridbot", "username": botName})
	case "getUpdates":
		return done(p.hands(args))
	case "answerCallbackQuery":
		return p.answers(args)
	case "sendMessage", "sendPhoto", "sendDocument", "sendVenue", "sendVideo", "sendVoice", "sendAudio", "sendVideoNote", "sendLocation":
		return p.sendsOne(method, args)
	case "sendMediaGroup":
		first := p.sendsOne(method, args)
		if first.code == 200 {
			first.result = []any{first.result}
		}
		return first
	case "editMessageText", "editMessageReplyMarkup", "editMessageCaption":
		return p.edits(method, args)
	case "deleteMessage":
		return p.deletes(args)
	case "getChatMemberCount":
		return done(6)
	case "getFile":
		return refused("wrong file_id or the file is temporarily unavailable")
	}
	return done(true)
}

// hands gives out updates, once more those whose confirmation it forgot.
func (p *peer) hands(args map[string]string) any {
	offset, _ := strconv.ParseInt(args["offset"], 10, 64)
	for len(p.updates) > 0 && p.updates[0].id < offset {
		p.h.acked[p.updates[0].id] = true
		p.taken = append(p.taken, p.updates[0])
		p.updates = p.updates[1:]
	}
	out := []json.RawMessage{}
	if p.silent.After(p.h.now) {
		return out
	}
	for _, u := range p.taken[max(0, len(p.taken)-p.again):] {
		out = append(out, u.body)
	}
	p.again = 0
	for _, u := range p.updates[:min(len(p.updates), 100)] {
		out = append(out, u.body)
		p.handed = u.id
	}
	return out
}

func (p *peer) answers(args map[string]string) reply {
	id := args["callback_query_id"]
	q, ok := p.asked[id]
	if !ok {
		return refused("query is too old and response timeout expired or query ID is invalid")
	}
	delete(p.asked, id)
	p.h.note("bot ! %s: %s", p.h.called(q.who), first(args["text"]))
	p.h.canary(q.who, args["text"])
	p.h.tooLong("a toast", args["text"], 200)
	return done(true)
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func (p *peer) sendsOne(method string, args map[string]string) reply {
	chat, _ := strconv.ParseInt(args["chat_id"], 10, 64)
	r := p.room(chat)
	switch {
	case !r.open:
		return refused("chat not found")
	case r.blocked:
		p.h.toldGone(chat)
		return forbidden("bot was blocked by the user")
	}
	words, most := args["text"], 4096
	if method != "sendMessage" {
		words, most = args["caption"], 1024
	}
	if method == "sendVenue" {
		words = args["title"] + " " + args["address"]
	}
	if method == "sendMessage" && strings.TrimSpace(words) == "" {
		return refused("message text is empty")
	}
	p.h.tooLong(method, words, most)
	rows, why := p.rows(args["reply_markup"])
	if why != "" {
		p.h.wrong("limits", "%s", why)
	}
	p.paced(r)
	p.last++
	m := &message{id: p.last, text: words, rows: rows, own: true, at: p.h.now}
	r.messages = append(r.messages, m)
	p.h.note("bot → %s: [%d] %s", p.h.called(chat), m.id, first(words))
	p.h.shown(r, m)
	return done(map[string]any{"message_id": m.id, "date": p.h.now.Unix(), "chat": map[string]any{"id": chat, "type": kind(chat)}})
}

func kind(chat int64) string {
	if chat < 0 {
		return "group"
	}
	return "private"
}

// paced holds what is sent against Telegram's limits.
func (p *peer) paced(r *room) {
	now := p.h.now
	p.sends = within(append(p.sends, now), now.Add(-time.Second))
	r.sends = within(append(r.sends, now), now.Add(-time.Minute))
	if len(p.sends) > 30 {
		p.h.wrong("limits", "%d messages within a second", len(p.sends))
	}
	if private := within(slices.Clone(r.sends), now.Add(-time.Second)); r.id > 0 && len(private) > 5 {
		p.h.wrong("limits", "%d messages to %s within a second", len(private), p.h.called(r.id))
	}
	if soon := within(slices.Clone(r.sends), now.Add(-3*time.Second)); r.id < 0 && len(soon) > 3 {
		p.h.wrong("limits", "%d messages to a group within 3 seconds", len(soon))
	}
	if r.id < 0 && len(r.sends) > 20 {
		p.h.wrong("limits", "%d messages to a group within a minute", len(r.sends))
	}
}

// within are the times after a moment.
func within(times []time.Time, after time.Time) []time.Time {
	for len(times) > 0 && !times[0].After(after) {
		times = times[1:]
	}
	return times
}

func (p *peer) edits(method string, args map[string]string) reply {
	chat, _ := strconv.ParseInt(args["chat_id"], 10, 64)
	id, _ := strconv.Atoi(args["message_id"])
	r := p.room(chat)
	if r.blocked {
		p.h.toldGone(chat)
		return forbidden("bot was blocked by the user")
	}
	m := r.find(id)
	if m == nil || !m.own {
		return refused("message to edit not found")
	}
	rows, why := p.rows(args["reply_markup"])
	if why != "" {
		p.h.wrong("limits", "%s", why)
	}
	words := m.text
	if method == "editMessageText" {
		words = args["text"]
		p.h.tooLong(method, words, 4096)
	}
	if words == m.text && fmt.Sprint(rows) == fmt.Sprint(m.rows) {
		return refused("message is not modified: specified new message content and reply markup are exactly the same")
	}
	p.paced(r)
	if !p.h.seldom(plantStale, .1) {
		m.text, m.rows, m.edited = words, rows, p.h.now
	}
	p.h.note("bot ✎ %s: [%d] %s", p.h.called(chat), id, first(words))
	p.h.shown(r, m)
	return done(map[string]any{"message_id": id, "date": m.at.Unix(), "chat": map[string]any{"id": chat, "type": kind(chat)}})
}

func (p *peer) deletes(args map[string]string) reply {
	chat, _ := strconv.ParseInt(args["chat_id"], 10, 64)
	id, _ := strconv.Atoi(args["message_id"])
	r := p.room(chat)
	for i, m := range r.messages {
		if m.id == id {
			r.messages = append(r.messages[:i:i], r.messages[i+1:]...)
			p.h.note("bot ✗ %s: [%d]", p.h.called(chat), id)
			return done(true)
		}
	}
	return refused("message to delete not found")
}

// first is the beginning of what is said, for the log.
func first(words string) string {
	line := strings.Join(strings.Fields(words), " ")
	if r := []rune(line); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return line
}
