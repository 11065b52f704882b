package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gridbot/flows/world"
)

// Staff reads everybody with a role and the work groups.
func (s *Store) Staff(ctx context.Context) (world.Staff, error) {
	staff := world.Staff{People: map[int64]world.Person{}, Groups: map[string]world.Group{}}
	pipe := s.rdb.Pipeline()
	members := pipe.SMembers(ctx, s.keys.staff())
	groups := pipe.HGetAll(ctx, s.keys.groups())
	if _, err := pipe.Exec(ctx); err != nil {
		return staff, fmt.Errorf("read staff: %w", err)
	}
	for key, v := range groups.Val() {
		var g world.Group
		if err := json.Unmarshal([]byte(v), &g); err != nil {
			return staff, fmt.Errorf("read group %s: %w", key, err)
		}
		staff.Groups[key] = g
	}
	var names []string
	for _, id := range members.Val() {
		names = append(names, s.keys.of("person:"+id))
	}
	if len(names) == 0 {
		return staff, nil
	}
	values, err := s.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return staff, fmt.Errorf("read staff: %w", err)
	}
	err = eachValue(names, values, func(_ int, v string) error {
		p, err := person(v)
		staff.People[p.ID] = *p
		return err
	})
	return staff, err
}
