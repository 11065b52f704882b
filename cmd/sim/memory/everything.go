package memory

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Everything is all that lies in some Redis: under each key its type and what it holds,
// so that two can be held against each other.
func Everything(ctx context.Context, c *redis.Client) (map[string]string, error) {
	names, err := c.Keys(ctx, "*").Result()
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, name := range names {
		is, err := c.Type(ctx, name).Result()
		if err != nil {
			return nil, err
		}
		held, err := holds(ctx, c, is, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[name] = is + " " + held
	}
	return all, nil
}

func holds(ctx context.Context, c *redis.Client, is, name string) (string, error) {
	switch is {
	case "string":
		return c.Get(ctx, name).Result()
	case "hash":
		all, err := c.HGetAll(ctx, name).Result()
		return fmt.Sprint(all), err // in the order of the names
	case "set":
		all, err := c.SMembers(ctx, name).Result()
		slices.Sort(all)
		return strings.Join(all, " "), err
	case "list":
		all, err := c.LRange(ctx, name, 0, -1).Result()
		return strings.Join(all, " "), err
	case "zset":
		all, err := c.ZRangeWithScores(ctx, name, 0, -1).Result()
		return fmt.Sprint(all), err
	case "stream":
		all, err := c.XRange(ctx, name, "-", "+").Result()
		return fmt.Sprint(all), err
	}
	return "", fmt.Errorf("is a %s", is)
}
