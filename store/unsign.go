package store

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// unsignLog takes out of the log who told of something, as it was written before
// there were keys. Lines of a stream cannot be changed: they are copied under the
// same IDs, and the copy takes the place of the log when nothing was added since.
func (s *Store) unsignLog(ctx context.Context, done *Resealed) error {
	signed := 0
	err := s.eachMessage(ctx, s.keys.log(), func(m redis.XMessage) error {
		if line, _ := m.Values[fieldLine].(string); s.unsignedLine(line) != line {
			signed++
		}
		return nil
	})
	if err != nil || signed == 0 {
		return err
	}
	if err := s.rdb.Del(ctx, s.keys.logCopy()).Err(); err != nil {
		return err
	}
	for last := "-"; ; {
		if last, err = s.copyLog(ctx, last); err != nil {
			return err
		}
		err := s.rdb.Watch(ctx, func(tx *redis.Tx) error {
			newest, err := tx.XRevRangeN(ctx, s.keys.log(), "+", "-", 1).Result()
			if err != nil || len(newest) == 0 || "("+newest[0].ID != last {
				return errors.Join(err, redis.TxFailedErr)
			}
			_, err = tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
				p.Rename(ctx, s.keys.logCopy(), s.keys.log())
				return nil
			})
			return err
		}, s.keys.log(), s.keys.logCopy())
		if !errors.Is(err, redis.TxFailedErr) {
			done.First += signed
			return err
		}
	}
}

// copyLog copies the log from somewhere on, and says from where to go on.
func (s *Store) copyLog(ctx context.Context, from string) (string, error) {
	for {
		messages, err := s.rdb.XRangeN(ctx, s.keys.log(), from, "+", perPage).Result()
		if err != nil || len(messages) == 0 {
			return from, err
		}
		pipe := s.rdb.Pipeline()
		for _, m := range messages {
			line, _ := m.Values[fieldLine].(string)
			pipe.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.logCopy(), ID: m.ID, Values: []any{fieldLine, s.unsignedLine(line)}})
		}
		if _, err := pipe.Exec(ctx); err != nil {
			return from, err
		}
		from = "(" + messages[len(messages)-1].ID
	}
}

// unsignedLine is a line of the log without who told of it; one that needs no
// change, or cannot be read, stays as it is.
func (s *Store) unsignedLine(line string) string {
	var l world.Logged
	if fastjson.Unmarshal([]byte(line), &l) != nil {
		return line
	}
	unsigned := s.unsigned(l)
	if unsigned.By == l.By {
		return line
	}
	b, err := fastjson.Marshal(unsigned)
	if err != nil {
		return line
	}
	return string(b)
}
