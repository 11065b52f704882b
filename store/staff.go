package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// Staff reads everybody with a role and who had one, the work groups and the plans
// of duty.
func (s *Store) Staff(ctx context.Context) (world.Staff, error) {
	staff := world.Staff{People: map[int64]world.Person{}, Left: map[int64]world.Person{}, Groups: map[string]world.Group{}}
	pipe := s.rdb.Pipeline()
	members := pipe.SMembers(ctx, s.keys.staff())
	groups := pipe.HGetAll(ctx, s.keys.groups())
	rota := pipe.Get(ctx, s.keys.rota())
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return staff, fmt.Errorf("read staff: %w", err)
	}
	var faults []error // all of them at once: each is put aside
	for key, v := range groups.Val() {
		var g world.Group
		if err := fastjson.Unmarshal([]byte(v), &g); err != nil {
			faults = append(faults, fmt.Errorf("read group %s: %w", key, damaged{error: err, key: s.keys.groups(), field: key, value: v}))
			continue
		}
		staff.Groups[key] = g
	}
	if v := rota.Val(); v != "" {
		rev, err := record(v, &staff.Rota)
		if err != nil {
			faults = append(faults, fmt.Errorf("read %s: %w", s.keys.rota(), damaged{error: err, key: s.keys.rota(), value: v}))
		}
		staff.Rota.Rev = rev
	}
	var names []string
	for _, id := range members.Val() {
		names = append(names, s.keys.of("person:"+id))
	}
	if len(names) == 0 {
		return staff, errors.Join(faults...)
	}
	values, err := s.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return staff, fmt.Errorf("read staff: %w", err)
	}
	faults = append(faults, s.formed(ctx, names, values))
	err = eachValue(names, values, func(i int, v string) error {
		p, err := s.personFrom(names[i], v)
		if err != nil {
			return err
		}
		if p.Role == world.Resident {
			staff.Left[p.ID] = *p
		} else {
			staff.People[p.ID] = *p
		}
		return nil
	})
	return staff, errors.Join(append(faults, err)...)
}
