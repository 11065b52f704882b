package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows"
	"gridbot/flows/cases"
)

// perPage is how many cases are read in one go: few enough that nobody who
// asks Redis for something else notices.
const perPage = 200

// EachCase reads the cases that were opened from one moment on and before
// another, by number. All that are kept are looked at: what was brought in is
// old with a new number, so that no number says when a case was opened.
func (s *Store) EachCase(ctx context.Context, from, to time.Time, each func(cases.Case) error) error {
	last, err := s.Number(ctx)
	if err != nil {
		return err
	}
	for first := 1; first <= last; first += perPage {
		names := make([]string, 0, perPage)
		for n := first; n < first+perPage && n <= last; n++ {
			names = append(names, s.keys.caseOf(n))
		}
		values, err := s.rdb.MGet(ctx, names...).Result()
		if err != nil {
			return fmt.Errorf("read %d cases: %w", len(names), err)
		}
		for i, v := range values {
			if v == nil || !openedIn(v.(string), from.Unix(), to.Unix()) {
				continue
			}
			c, err := caseFrom(v.(string))
			if err != nil {
				return fmt.Errorf("read %s: %w", names[i], damaged{err})
			}
			if err := each(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// openedKey stands once in the record of a case: in what people wrote, its
// quotes would be escaped.
const openedKey = `"opened":`

// openedIn reports whether the case of a record was opened in a span. It reads
// no more than that of the record: most that are looked at are of other spans.
func openedIn(record string, from, to int64) bool {
	_, rest, _ := strings.Cut(record, openedKey)
	digits := 0
	for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
		digits++
	}
	at, err := strconv.ParseInt(rest[:digits], 10, 64)
	return err != nil || at >= from && at < to
}

// aside is by how much the clocks of Redis and of the bot may differ.
const aside = time.Hour

// EachEvent reads the lines of the log that can tell of what happened since a
// moment: a line is never written before it happens.
func (s *Store) EachEvent(ctx context.Context, since time.Time, each func(flows.Logged) error) error {
	for after := strconv.FormatInt(max(0, since.Add(-aside).UnixMilli()), 10); ; {
		messages, err := s.rdb.XRangeN(ctx, s.keys.log(), after, "+", perPage).Result()
		if err != nil {
			return fmt.Errorf("read the event log: %w", err)
		}
		for _, m := range messages {
			var l flows.Logged
			body, _ := m.Values["e"].(string)
			if err := json.Unmarshal([]byte(body), &l); err != nil {
				return fmt.Errorf("read event %s: %w", m.ID, damaged{err})
			}
			if err := each(l); err != nil {
				return err
			}
		}
		if len(messages) < perPage {
			return nil
		}
		after = "(" + messages[len(messages)-1].ID
	}
}

// WriteDown adds a line to the log that is about no case and counts as
// nothing. It needs no lease: nothing else is written with it.
func (s *Store) WriteDown(ctx context.Context, l flows.Logged) error {
	b, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("write to the event log: %w", err)
	}
	if err := s.rdb.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.log(), Values: []any{"e", string(b)}}).Err(); err != nil {
		return fmt.Errorf("write to the event log: %w", err)
	}
	return nil
}
