package store

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// renameCards names the private chats among those that show a case anew.
func (s *Store) renameCards(ctx context.Context, key, number string, done *Resealed) error {
	n, err := strconv.Atoi(number)
	if err != nil {
		return nil // not one of ours
	}
	fields, err := s.rdb.HGetAll(ctx, key).Result()
	if err != nil {
		return err
	}
	for field, message := range fields {
		chat, err := strconv.ParseInt(field, 10, 64)
		if err != nil || chat <= 0 {
			continue
		}
		if _, err := s.rdb.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.HSetNX(ctx, key, s.cardFields(n, chat)[1], message)
			p.HDel(ctx, key, field)
			return nil
		}); err != nil {
			return err
		}
		done.First++
	}
	return nil
}

// rename names anew where it is kept what belongs to one person: of which cases are
// their messages, their cards, they themselves.
func (s *Store) rename(ctx context.Context, key, of string, names func(id int64) []string, done *Resealed) error {
	id, err := strconv.ParseInt(of, 10, 64)
	if err != nil || id <= 0 {
		return nil
	}
	all := names(id)
	left, err := s.rdb.PTTL(ctx, key).Result()
	if err != nil {
		return err
	}
	_, err = s.rdb.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.ZUnionStore(ctx, all[1], &redis.ZStore{Keys: all, Aggregate: "MAX"})
		if left > 0 {
			p.PExpire(ctx, all[1], left)
		}
		p.Del(ctx, all[0])
		return nil
	})
	done.First++
	return err
}
