package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/world"
)

// Figures cost by the weeks, grids and categories they are of, and by a page
// of cases; never by how many cases there are.

const (
	longestPage = 10  // cases behind a figure, at a time
	mostNew     = 200 // new cases on a map
	mostLate    = 200 // late ones, of all grids together
)

// Weekly reads figures and what belongs to them. Errors: those of Redis, and of
// cases that cannot be read.
func (s *Store) Weekly(ctx context.Context, span world.Span) (*world.Weekly, error) {
	w := &world.Weekly{Counts: world.Counts{}}
	pipe := s.rdb.Pipeline()
	var weeks []string
	var counts []*redis.MapStringStringCmd
	for week := range strings.SplitSeq(span.Weeks, ",") {
		weeks, counts = append(weeks, week), append(counts, pipe.HGetAll(ctx, s.keys.week(week, span.Grid)))
	}
	lists, loads := s.lately(ctx, pipe, span)
	legs := s.lateLegs(ctx, pipe, span)
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	for i, cmd := range counts {
		s.addCounts(w.Counts, weeks[i], span.Grid, cmd.Val())
	}
	if span.Care != "" {
		if err := s.careFigures(ctx, span, &w.Care); err != nil {
			return nil, err
		}
	}
	if span.Now == 0 {
		return w, nil
	}
	w.Loads, w.Grids = map[int64]world.Load{}, map[string]world.Load{}
	for _, l := range loads {
		load := world.Load{Open: int(l.open.Val()), Late: int(l.late.Val())}
		if l.holder != 0 {
			w.Loads[l.holder] = load
		} else {
			w.Grids[l.grid] = load
		}
	}
	var err error
	if w.New, err = s.listed(ctx, lists[:1]...); err != nil {
		return nil, err
	}
	if w.Late, err = s.listed(ctx, lists[1:]...); err != nil {
		return nil, err
	}
	if w.Legs, err = s.listed(ctx, legs...); err != nil {
		return nil, err
	}
	w.Late = slices.Clone(w.Late) // what was read is shared
	slices.SortStableFunc(w.Late, func(a, b cases.Case) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) })
	return w, nil
}

// loaded is how much a worker or a grid has, once it is read.
type loaded struct {
	holder     int64
	grid       string
	open, late *redis.IntCmd
}

// lately asks for the new cases, the late ones of each grid, and who has how
// much.
func (s *Store) lately(ctx context.Context, pipe redis.Pipeliner, span world.Span) (lists []*redis.StringSliceCmd, loads []loaded) {
	if span.Now == 0 {
		return nil, nil
	}
	now := strconv.FormatInt(span.Now, 10)
	lists = append(lists, pipe.LRange(ctx, s.keys.behind(span.Last, span.Grid, figures.Reported), -mostNew, -1))
	grids := strings.Split(span.Grids, ",")
	for _, grid := range grids {
		key := s.keys.grid(grid)
		lists = append(lists, pipe.ZRangeByScore(ctx, key, &redis.ZRangeBy{Min: "-inf", Max: now, Count: int64(max(3, mostLate/len(grids)))}))
		loads = append(loads, loaded{grid: grid, open: pipe.ZCard(ctx, key), late: pipe.ZCount(ctx, key, "-inf", now)})
	}
	for id := range strings.SplitSeq(span.Holders, ",") {
		holder, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			continue // nobody works there
		}
		key := s.keys.held(holder)
		loads = append(loads, loaded{holder: holder, open: pipe.ZCard(ctx, key), late: pipe.ZCount(ctx, key, "-inf", now)})
	}
	return lists, loads
}

// lateLegs asks for the cases in which an agency is late, the latest of each first.
func (s *Store) lateLegs(ctx context.Context, pipe redis.Pipeliner, span world.Span) (lists []*redis.StringSliceCmd) {
	if span.Now == 0 || span.Forces == "" {
		return nil
	}
	for agency := range strings.SplitSeq(span.Forces, ",") {
		lists = append(lists, pipe.ZRangeByScore(ctx, s.keys.legs(agency), &redis.ZRangeBy{Min: "1", Max: strconv.FormatInt(span.Now, 10), Count: longestList}))
	}
	return lists
}

// behind reads a page of the cases behind a figure, the newest first, and how
// many there are.
func (s *Store) behind(ctx context.Context, b world.Behind) (page []cases.Case, all int, err error) {
	var names []string
	weeks := strings.Split(b.Weeks, ",")
	for i := range weeks { // the newest week first
		for name := range strings.SplitSeq(b.Names, ",") {
			names = append(names, s.keys.behind(weeks[len(weeks)-1-i], b.Grid, name))
		}
	}
	pipe := s.rdb.Pipeline()
	var lengths []*redis.IntCmd
	for _, name := range names {
		lengths = append(lengths, pipe.LLen(ctx, name))
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return nil, 0, fmt.Errorf("read what is behind a figure: %w", err)
	}
	pipe = s.rdb.Pipeline()
	var parts []*redis.StringSliceCmd
	skip, left := b.From, longestPage
	for i, name := range names {
		n := int(lengths[i].Val())
		all += n
		if take := min(n-skip, left); take > 0 {
			// The list grows at its end: the newest are the last.
			parts = append(parts, pipe.LRange(ctx, name, int64(n-skip-take), int64(n-skip-1)))
			left -= take
		}
		skip = max(0, skip-n)
	}
	if len(parts) == 0 {
		return nil, all, nil
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, 0, fmt.Errorf("read what is behind a figure: %w", err)
	}
	for _, p := range parts {
		slices.Reverse(p.Val())
	}
	page, err = s.listed(ctx, parts...)
	return page, all, err
}
