package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// Outbox reads letters behind the one named after ("-" for all), oldest first.
// A letter that cannot be read is given as shut, until it is put aside; one that is
// sealed with other keys, too: it waits for them.
func (s *Store) Outbox(ctx context.Context, after string, n int64) ([]world.Post, error) {
	if after != "-" {
		after = "(" + after
	}
	messages, err := s.rdb.XRangeN(ctx, s.keys.outbox(), after, "+", n).Result()
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	posts := make([]world.Post, len(messages))
	for i, m := range messages {
		posts[i].ID = m.ID
		posts[i].Letter, posts[i].Shut = s.letterOf(m)
	}
	return posts, nil
}

// Letters reads letters of the outbox by their IDs. One that is not there or
// cannot be read is empty.
func (s *Store) Letters(ctx context.Context, ids []string) ([]world.Letter, error) {
	pipe := s.rdb.Pipeline()
	found := make([]*redis.XMessageSliceCmd, len(ids))
	for i, id := range ids {
		found[i] = pipe.XRange(ctx, s.keys.outbox(), id, id)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("read letters of the outbox: %w", err)
	}
	letters := make([]world.Letter, len(ids))
	for i, cmd := range found {
		for _, m := range cmd.Val() {
			letters[i], _ = s.letterOf(m)
		}
	}
	return letters, nil
}

// letterOf reads one letter; empty when it cannot be read, and whether that is for
// want of the keys.
func (s *Store) letterOf(m redis.XMessage) (l world.Letter, shut bool) {
	body, _ := m.Values[fieldLetter].(string)
	plain, err := s.sealing.open(s.keys.outbox(), body)
	if err != nil {
		return world.Letter{}, true
	}
	if err := fastjson.Unmarshal([]byte(plain), &l); err != nil {
		s.notice(damaged{error: err, key: s.keys.outbox(), field: m.ID, value: body})
		return world.Letter{}, true
	}
	return l, false
}

// Card is the message that shows a case in a chat, as Sent was told; 0 when
// there is none.
func (s *Store) Card(ctx context.Context, number int, chat int64) (int, error) {
	fields := s.cardFields(number, chat)
	values, err := s.rdb.HMGet(ctx, s.keys.cards(number), fields...).Result()
	id := 0
	if err == nil {
		_ = eachValue(fields, values, func(_ int, v string) error { // the one that is written last counts
			if n, err := strconv.Atoi(v); err == nil {
				id = n // else it is as if no card stood there: it is sent anew
			}
			return nil
		})
	}
	if err != nil {
		return 0, fmt.Errorf("read card of case %d: %w", number, err)
	}
	return id, nil
}

// Sent takes a letter out of the outbox, together with others that were sent
// at the same time; of a card it keeps which message it is, 0 when the chat
// shows it no more, and of every letter about a case that its message is about
// it. Errors: world.ErrFenced.
func (s *Store) Sent(ctx context.Context, p world.Post, message int) error {
	one := &leaving{post: p, message: message, lease: s.lease}
	err := s.letters.do(ctx, one)
	if err == nil {
		err = one.err
	}
	if err != nil {
		return fmt.Errorf("take a letter out of the outbox: %w", err)
	}
	return nil
}

// leaving is a letter that leaves the outbox.
type leaving struct {
	post    world.Post
	message int
	lease   string // as its sender has it
	err     error
}

// sentAll takes letters out of the outbox in one script.
func (s *Store) sentAll(letters []*leaving) {
	ctx, cancel := context.WithTimeout(context.Background(), batchWithin)
	defer cancel()
	keys := []string{s.keys.lease(), s.keys.outbox(), s.keys.quotas()}
	args := make([]any, 0, 2+9*len(letters))
	args = append(args, mostSaid, saidLasts.Milliseconds())
	for _, l := range letters {
		p, cards, message, full, said, member := l.post, "", "", "", "", ""
		chat, former := id10(p.Letter.To.ID), ""
		if p.Letter.Card != 0 {
			keys = append(keys, s.keys.cards(p.Letter.Card))
			cards = strconv.Itoa(len(keys))
			if fields := s.cardFields(p.Letter.Card, p.Letter.To.ID); len(fields) > 1 {
				former, chat = fields[0], fields[1]
			}
		}
		if l.message != 0 {
			message = strconv.Itoa(l.message)
		}
		if number := p.Letter.Of(); number != 0 && l.message > 0 {
			all := s.saidKeys(p.Letter.To.ID)
			keys = append(keys, all[len(all)-1])
			said, member = strconv.Itoa(len(keys)), saidMember(l.message, world.Replied{Case: number, Asks: p.Letter.Asks})
		}
		if !p.Full.IsZero() {
			full = strconv.FormatInt(p.Full.UnixMilli(), 10)
		}
		args = append(args, l.lease, p.ID, cards, chat, message, full, said, member, former)
	}
	results, err := s.eval(ctx, s.sent, keys, args).StringSlice()
	if err == nil && len(results) != len(letters) {
		err = fmt.Errorf("%d results for %d letters", len(results), len(letters))
	}
	for i, l := range letters {
		switch l.err = err; {
		case err != nil:
		case results[i] == answerFenced:
			l.err = world.ErrFenced
		case results[i] == answerDamaged:
			l.err = damaged{error: errForm, among: keys[1:]}
		}
	}
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
