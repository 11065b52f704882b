package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// Where a card stands is known from when it is decided that it goes there: so what
// still waits in the outbox is found, too. Boards stand as the case they are of.

// stands keeps in which chats cards stand now.
func (s *Store) stands(in *instructions, letters []world.Letter) {
	for _, l := range letters {
		number := max(l.Card, -l.Card)
		switch {
		case number == 0:
		case l.Empty:
			for _, key := range s.standingKeys(l.To.ID) {
				in.do("zrem", key, number)
			}
		default:
			all := s.standingKeys(l.To.ID)
			in.do("zadd", all[len(all)-1], number, number)
		}
	}
}

// standingKeys are where it is kept what stands in a chat, the one that is written
// last. A private chat is a person.
func (s *Store) standingKeys(chat int64) []string {
	return s.sealing.places("standing", chat, s.keys.standing(chat), s.keys.standingOf)
}

// readStanding reads the newest cases of which a card stands in a chat.
func (s *Store) readStanding(ctx context.Context, in world.Standing) ([]cases.Case, error) {
	below := "+inf"
	if in.Below != 0 {
		below = "(" + strconv.Itoa(in.Below)
	}
	var numbers []int
	for _, key := range s.standingKeys(in.Chat) {
		some, err := s.rdb.ZRevRangeByScore(ctx, key, &redis.ZRangeBy{Min: "-inf", Max: below, Count: world.MostStanding}).Result()
		if err != nil {
			return nil, fmt.Errorf("read what stands in a chat: %w", err)
		}
		for _, member := range some {
			if n, err := strconv.Atoi(member); err == nil {
				numbers = append(numbers, n)
			}
		}
	}
	slices.SortFunc(numbers, func(a, b int) int { return b - a })
	numbers = slices.Compact(numbers)
	var names []string
	for _, n := range numbers[:min(len(numbers), world.MostStanding)] {
		names = append(names, strconv.Itoa(n))
	}
	return s.cases(ctx, names)
}

// standingKept stands among what has run, once it is known of the cards of an older
// release where they stand.
const standingKept = "standing"

// keepStanding finds out where the cards stand that an older release has sent.
func (s *Store) keepStanding(ctx context.Context, last int) error {
	kept, err := s.rdb.HExists(ctx, s.keys.ran(), standingKept).Result()
	if err != nil || kept {
		return err
	}
	for first := 1; first <= last; first += perPage {
		pipe := s.rdb.Pipeline()
		found := map[int][]*redis.StringSliceCmd{}
		for n := first; n < first+perPage && n <= last; n++ {
			found[n] = []*redis.StringSliceCmd{pipe.HKeys(ctx, s.keys.cards(n)), pipe.HKeys(ctx, s.keys.cards(-n))}
		}
		if _, err := pipe.Exec(ctx); err != nil {
			return fmt.Errorf("find where cards stand: %w", err)
		}
		pipe = s.rdb.Pipeline()
		for n, cmds := range found {
			for _, cmd := range cmds {
				for _, chat := range cmd.Val() {
					if id, err := strconv.ParseInt(chat, 10, 64); err == nil {
						all := s.standingKeys(id)
						pipe.ZAdd(ctx, all[len(all)-1], redis.Z{Score: float64(n), Member: n})
					}
				}
			}
		}
		if pipe.Len() == 0 {
			continue
		}
		if _, err := pipe.Exec(ctx); err != nil {
			return fmt.Errorf("keep where cards stand: %w", err)
		}
	}
	return s.rdb.HSet(ctx, s.keys.ran(), standingKept, last).Err()
}
