package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/talk"
)

// Due are the timers that have run out by now, the oldest first, at most n.
func (s *Store) Due(ctx context.Context, now time.Time, n int) ([]talk.Clock, error) {
	members, err := s.rdb.ZRangeByScoreWithScores(ctx, s.keys.timers(), &redis.ZRangeBy{
		Min: "-inf", Max: strconv.FormatInt(now.Unix(), 10), Count: int64(n),
	}).Result()
	if err != nil {
		return nil, fmt.Errorf("read timers: %w", err)
	}
	var due []talk.Clock
	for _, m := range members {
		number, name, _ := strings.Cut(m.Member.(string), ":")
		k := talk.Clock{Name: name, Due: time.Unix(int64(m.Score), 0)}
		if grid, ok := strings.CutPrefix(number, "g"); ok {
			k.Grid = grid
			due = append(due, k)
			continue
		}
		if care, ok := strings.CutPrefix(number, "k"); ok {
			if k.Care, _ = strconv.Atoi(care); k.Care != 0 {
				due = append(due, k)
			} else {
				s.notice(damaged{error: errNumber, key: s.keys.timers(), field: m.Member.(string), value: strconv.FormatInt(int64(m.Score), 10)})
			}
			continue
		}
		if service, ok := strings.CutPrefix(number, "s"); ok {
			if k.Service, _ = strconv.Atoi(service); k.Service != 0 {
				due = append(due, k)
			}
			continue
		}
		if topic, ok := strings.CutPrefix(number, "a"); ok {
			if k.Accord, _ = strconv.Atoi(topic); k.Accord != 0 {
				due = append(due, k)
			} else {
				s.notice(damaged{error: errNumber, key: s.keys.timers(), field: m.Member.(string), value: strconv.FormatInt(int64(m.Score), 10)})
			}
			continue
		}
		if topic, ok := strings.CutPrefix(number, "t"); ok {
			if k.Topic, _ = strconv.Atoi(topic); k.Topic != 0 {
				due = append(due, k)
			} else {
				s.notice(damaged{error: errNumber, key: s.keys.timers(), field: m.Member.(string), value: strconv.FormatInt(int64(m.Score), 10)})
			}
			continue
		}
		id, person := strings.CutPrefix(number, "p")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			// Not one of ours: it must not hold up the others.
			s.notice(damaged{error: errNumber, key: s.keys.timers(), field: m.Member.(string), value: strconv.FormatInt(int64(m.Score), 10)})
			continue
		}
		if k.Person = n; !person {
			k.Case, k.Person = int(n), 0
		}
		due = append(due, k)
	}
	return due, nil
}

// timer names a timer of a case in its set.
func timer(number int, name string) string { return strconv.Itoa(number) + ":" + name }

// timerOf names a timer in its set: of a case by its number, of a person by
// the ID behind a p.
func timerOf(k talk.Clock) string {
	if k.Grid != "" {
		return "g" + k.Grid + ":" + k.Name
	}
	if k.Care != 0 {
		return "k" + strconv.Itoa(k.Care) + ":" + k.Name
	}
	if k.Service != 0 {
		return "s" + strconv.Itoa(k.Service) + ":" + k.Name
	}
	if k.Accord != 0 {
		return "a" + strconv.Itoa(k.Accord) + ":" + k.Name
	}
	if k.Topic != 0 {
		return "t" + strconv.Itoa(k.Topic) + ":" + k.Name
	}
	if k.Person != 0 {
		return "p" + id10(k.Person) + ":" + k.Name
	}
	return timer(k.Case, k.Name)
}
