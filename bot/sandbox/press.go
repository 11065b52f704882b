package sandbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// An Answer is what a person sees of answerCallbackQuery: a toast, an alert,
// a link to open, or nothing at all.
type Answer struct {
	Text  string `json:"text"`
	Alert bool   `json:"alert"`
	URL   string `json:"url"`
}

// ErrNoAnswer says that the bot did not answer a pressed button in time.
var ErrNoAnswer = errors.New("the bot did not answer the button")

// keepCallbacks is how many pressed buttons are remembered.
const keepCallbacks = 20_000

// callback is a pressed button.
type callback struct {
	person, chat int64
	at           time.Time
	answered     bool
	answer       chan Answer
}

// Tap presses a button and returns at once; the channel gets the bot's answer.
// The data need not stand on a button: whoever owns a client can send
// anything. The error says that the person or chat does not exist.
func (s *Server) Tap(who, in int64, messageID int, data string) (<-chan Answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, c := s.people[who], s.chats[in]
	if p == nil || c == nil {
		return nil, fmt.Errorf("press: no person %d or chat %d", who, in)
	}
	if len(s.recent) >= 2*keepCallbacks {
		for _, old := range s.recent[:keepCallbacks] {
			delete(s.callbacks, old)
		}
		s.recent = append(s.recent[:0:0], s.recent[keepCallbacks:]...)
	}
	id := strconv.FormatInt(who<<20+s.queue.next, 10)
	for s.callbacks[id] != nil {
		id += "1"
	}
	cb := &callback{person: who, chat: in, at: s.o.Now(), answer: make(chan Answer, 1)}
	s.callbacks[id] = cb
	s.recent = append(s.recent, id)
	q := &CallbackQuery{ID: id, From: p.user(), ChatInstance: strconv.FormatInt(in*7919, 10), Data: data}
	switch m := c.messages[messageID]; {
	case m == nil: // the platform shows the bot what it no longer has without a date
		q.Message = map[string]any{"chat": c.Chat, "message_id": messageID, "date": 0}
	default:
		q.Message = m
	}
	if c.Type == "private" {
		p.known = true
	}
	s.enqueue(&Update{CallbackQuery: q}, who)
	return cb.answer, nil
}

// Press presses a button and waits for the bot's answer, or for the end of
// ctx, which is ErrNoAnswer.
func (s *Server) Press(ctx context.Context, who, in int64, messageID int, data string) (Answer, error) {
	answered, err := s.Tap(who, in, messageID, data)
	if err != nil {
		return Answer{}, err
	}
	select {
	case a := <-answered:
		return a, nil
	case <-ctx.Done():
		return Answer{}, fmt.Errorf("%w: %w", ErrNoAnswer, ctx.Err())
	case <-s.ctx.Done():
		return Answer{}, ErrNoAnswer
	}
}

// answerCallbackQuery answers a pressed button once, and only while the
// client still waits.
func answerCallbackQuery(c *call) (any, *refusal) {
	cb := c.s.callbacks[c.text("callback_query_id")]
	if cb == nil || cb.answered || c.s.o.Now().Sub(cb.at) > c.s.o.AnswerWithin {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if runes(c.text("text")) > 200 {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	cb.answered = true
	a := Answer{c.text("text"), c.yes("show_alert"), c.text("url")}
	select {
	case cb.answer <- a:
	default: // there is room for the one answer a button gets
	}
	c.s.emit(Event{Kind: "answer", Chat: cb.chat, Person: cb.person, Text: a.Text, Alert: a.Alert, URL: a.URL})
	return true, nil
}
