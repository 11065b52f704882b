package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
)

// listed reads the cases of lists of numbers, in their order.
func (s *Store) listed(ctx context.Context, lists ...*redis.StringSliceCmd) ([]cases.Case, error) {
	var numbers []string
	for _, cmd := range lists {
		numbers = append(numbers, cmd.Val()...)
	}
	return s.cases(ctx, numbers)
}

// cases reads cases by their numbers, in that order; one that is not there is
// left out. What it gives is shared, and never changed.
func (s *Store) cases(ctx context.Context, numbers []string) ([]cases.Case, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	names := make([]string, len(numbers))
	for i, n := range numbers {
		names[i] = s.keys.of("case:" + n)
	}
	values, err := s.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return nil, fmt.Errorf("read listed cases: %w", err)
	}
	if all, ok := s.seen.list(numbers, values); ok {
		return all, nil
	}
	if err := s.formed(ctx, names, values); err != nil {
		return nil, err
	}
	all, shared := make([]cases.Case, 0, len(names)), true
	err = eachValue(names, values, func(i int, v string) error {
		c, is, err := s.sharedFrom(names[i], v)
		all, shared = append(all, c), shared && is
		return err
	})
	if len(all) == 0 {
		return nil, err
	}
	if err != nil || !shared {
		return all, err
	}
	return s.seen.keepList(numbers, values, all), nil
}
