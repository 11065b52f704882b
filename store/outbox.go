package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows"
)

// Outbox reads letters behind the one named after ("-" for all), oldest first.
// A letter that cannot be read is given with an empty body, to be removed.
func (s *Store) Outbox(ctx context.Context, after string, n int64) ([]flows.Post, error) {
	if after != "-" {
		after = "(" + after
	}
	messages, err := s.rdb.XRangeN(ctx, s.keys.outbox(), after, "+", n).Result()
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	posts := make([]flows.Post, len(messages))
	for i, m := range messages {
		posts[i].ID = m.ID
		posts[i].Letter = letterOf(m)
	}
	return posts, nil
}

// Letters reads letters of the outbox by their numbers. One that is not there
// or cannot be read is empty.
func (s *Store) Letters(ctx context.Context, ids []string) ([]flows.Letter, error) {
	pipe := s.rdb.Pipeline()
	found := make([]*redis.XMessageSliceCmd, len(ids))
	for i, id := range ids {
		found[i] = pipe.XRange(ctx, s.keys.outbox(), id, id)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("read letters of the outbox: %w", err)
	}
	letters := make([]flows.Letter, len(ids))
	for i, cmd := range found {
		for _, m := range cmd.Val() {
			letters[i] = letterOf(m)
		}
	}
	return letters, nil
}

// letterOf reads one letter; empty when it cannot be read.
func letterOf(m redis.XMessage) (l flows.Letter) {
	body, _ := m.Values["l"].(string)
	if json.Unmarshal([]byte(body), &l) != nil {
		return flows.Letter{}
	}
	return l
}

// Card is the message that shows a case in a chat, as Sent was told; 0 when
// there is none.
func (s *Store) Card(ctx context.Context, number int, chat int64) (int, error) {
	id, err := s.rdb.HGet(ctx, s.keys.cards(number), strconv.FormatInt(chat, 10)).Int()
	if errors.Is(err, redis.Nil) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read card of case %d: %w", number, err)
	}
	return id, nil
}

// Sent takes a letter out of the outbox; of a card it keeps which message it
// is, 0 when the chat shows it no more. Errors: flows.ErrFenced.
func (s *Store) Sent(ctx context.Context, p flows.Post, message int) error {
	cards, chat, id := s.keys.outbox(), "", ""
	if p.Letter.Card != 0 {
		cards, chat = s.keys.cards(p.Letter.Card), strconv.FormatInt(p.Letter.To.ID, 10)
		if message != 0 {
			id = strconv.Itoa(message)
		}
	}
	group, full := "", int64(0)
	if !p.Full.IsZero() {
		group, full = strconv.FormatInt(p.Letter.To.ID, 10), p.Full.UnixMilli()
	}
	got, err := s.eval(ctx, s.sent, []string{s.keys.lease(), s.keys.outbox(), cards, s.keys.quotas()},
		[]any{s.held, p.ID, chat, id, group, full}).Text()
	if err != nil {
		return fmt.Errorf("take a letter out of the outbox: %w", err)
	}
	if got == "fenced" {
		return fmt.Errorf("take a letter out of the outbox: %w", flows.ErrFenced)
	}
	return nil
}

// Quotas tells of each group until when its sending quota is used up.
func (s *Store) Quotas(ctx context.Context) (map[int64]time.Time, error) {
	kept, err := s.rdb.HGetAll(ctx, s.keys.quotas()).Result()
	if err != nil {
		return nil, fmt.Errorf("read quotas: %w", err)
	}
	quotas := map[int64]time.Time{}
	for chat, full := range kept {
		id, err := strconv.ParseInt(chat, 10, 64)
		ms, err2 := strconv.ParseInt(full, 10, 64)
		if err == nil && err2 == nil {
			quotas[id] = time.UnixMilli(ms)
		}
	}
	return quotas, nil
}
