package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/fastjson"
	"gridbot/flows/figures"
	"gridbot/flows/strays"
	"gridbot/flows/world"
)

// What is kept names grids, categories and agencies of a folder, which may have
// changed. They are looked for in the lists of what is open, which are short, and
// never among all cases.

// everGrids are the grids that anything ever counted in, or that anybody belongs to.
func (s *Store) everGrids(ctx context.Context, staff world.Staff, names strays.Names) ([]string, error) {
	weeks, err := s.rdb.SMembers(ctx, s.keys.weeks()).Result()
	if err != nil {
		return nil, fmt.Errorf("read the weeks: %w", err)
	}
	var all []string
	for grid := range names[strays.Grid] {
		all = append(all, grid)
	}
	for _, name := range weeks {
		if _, grid, ok := strings.Cut(name, ":"); ok && grid != figures.Everywhere && grid != figures.Unrouted {
			all = append(all, grid)
		}
	}
	for _, p := range staff.People {
		all = append(append(all, p.Grid), p.Grids...)
	}
	for _, g := range staff.Groups {
		all = append(all, g.Grid)
	}
	for key := range staff.Rota.Plans {
		if !strings.HasPrefix(key, "@") {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(g string) bool { return g == "" }), nil
}

// LostGrids are the grids that the folder does not know and in which something is open,
// or is to be looked at again, with how many cases that are.
func (s *Store) LostGrids(ctx context.Context, names strays.Names) (map[string]int, error) {
	grids, err := s.everGrids(ctx, world.Staff{}, names)
	if err != nil {
		return nil, err
	}
	grids = slices.DeleteFunc(grids, func(g string) bool { return names.Knows(strays.Grid, g) })
	pipe := s.rdb.Pipeline()
	n := make([]*redis.IntCmd, len(grids))
	for i, grid := range grids {
		n[i] = pipe.ZCard(ctx, s.keys.grid(grid))
	}
	if len(grids) > 0 {
		if _, err := pipe.Exec(ctx); err != nil {
			return nil, fmt.Errorf("read the lists of grids: %w", err)
		}
	}
	lost := map[string]int{}
	for i, grid := range grids {
		if many := int(n[i].Val()); many > 0 {
			lost[grid] = many
		}
	}
	return lost, nil
}

// Strays holds what is kept against the names of a folder: what is open, who works here,
// groups, plans, invitations, conferences, care cases.
func (s *Store) Strays(ctx context.Context, names strays.Names) ([]strays.Stray, error) {
	found := strays.Against(names)
	staff, err := s.Staff(ctx)
	if err = s.undamaged(err); err != nil {
		return nil, err
	}
	found.Staff(staff)
	grids, err := s.everGrids(ctx, staff, names)
	if err != nil {
		return nil, err
	}
	if err := s.openStrays(ctx, grids, found); err != nil {
		return nil, err
	}
	if err := s.gridStrays(ctx, grids, found); err != nil {
		return nil, err
	}
	invites, err := s.readInvites(ctx)
	if err = s.undamaged(err); err != nil {
		return nil, err
	}
	for _, in := range invites {
		found.Invite(in)
	}
	offers, err := s.rdb.HGetAll(ctx, s.keys.projects()).Result()
	if err != nil {
		return nil, fmt.Errorf("read how often projects were offered: %w", err)
	}
	for field, n := range s.numbers(s.keys.projects(), offers) {
		if parts := strings.Split(field, "|"); len(parts) == 3 && parts[2] == "offered" {
			found.Offers(parts[1], n)
		}
	}
	return found.All(), nil
}

// openStrays looks at the lines of what is open or watched.
func (s *Store) openStrays(ctx context.Context, grids []string, found *strays.Found) error {
	for _, grid := range append([]string{""}, grids...) {
		numbers, err := s.rdb.ZRange(ctx, s.keys.grid(grid), 0, -1).Result()
		if err != nil {
			return fmt.Errorf("read what is open in %q: %w", grid, err)
		}
		var failed error
		s.lines(ctx, numbers, nil, &failed, func(l cases.Line) bool {
			found.Line(l)
			return true
		})
		if err := s.undamaged(failed); err != nil {
			return err
		}
	}
	return nil
}

// undamaged is an error without what is damaged in it: that is noticed, and keeps nobody
// from the others.
func (s *Store) undamaged(err error) error {
	all := damages(err)
	for _, d := range all {
		s.notice(d)
	}
	if len(all) > 0 {
		return nil
	}
	return err
}

// gridStrays looks at the conferences and the open care cases of grids.
func (s *Store) gridStrays(ctx context.Context, grids []string, found *strays.Found) error {
	pipe := s.rdb.Pipeline()
	meets, cares := make([]*redis.IntCmd, len(grids)), make([]*redis.IntCmd, len(grids))
	for i, grid := range grids {
		meets[i], cares[i] = pipe.Exists(ctx, s.keys.conference(grid)), pipe.ZCard(ctx, s.keys.cares(grid))
	}
	if len(grids) == 0 {
		return nil
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("read conferences and care cases: %w", err)
	}
	for i, grid := range grids {
		if meets[i].Val() > 0 {
			found.Conference(grid)
		}
		found.Cares(grid, int(cares[i].Val()))
	}
	return nil
}

// Moves are the moves of names so far, the first one first.
func (s *Store) Moves(ctx context.Context) (strays.Moves, error) {
	fields, err := s.rdb.HGetAll(ctx, s.keys.moved()).Result()
	if err != nil {
		if wrongType(err) {
			err = damaged{error: errForm, among: []string{s.keys.moved()}}
		}
		return nil, fmt.Errorf("read what was moved: %w", err)
	}
	all := make(strays.Moves, len(fields))
	for field, v := range fields {
		n, err := strconv.Atoi(field)
		if err == nil && (n < 1 || n > len(fields)) {
			err = errNumber
		}
		if err == nil {
			err = fastjson.Unmarshal([]byte(v), &all[n-1])
		}
		if err != nil {
			return nil, fmt.Errorf("read move %s: %w", field, damaged{error: err, key: s.keys.moved(), field: field, value: v})
		}
	}
	return all, nil
}
