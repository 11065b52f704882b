package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/world"
)

// careFigures reads the counters of care cases of some weeks, and how many are open
// in the grids that are asked for.
func (s *Store) careFigures(ctx context.Context, span world.Span, care *world.Care) error {
	pipe := s.rdb.Pipeline()
	counts := pipe.HGetAll(ctx, s.keys.careFigures())
	var open []*redis.IntCmd
	for grid := range strings.SplitSeq(span.Care, ",") {
		open = append(open, pipe.ZCard(ctx, s.caresOf(grid)))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("read figures of care cases: %w", err)
	}
	care.Counts = map[string]int{}
	weeks := strings.Split(span.Weeks, ",")
	for field, of := range counts.Val() {
		if week, _, _ := strings.Cut(field, "|"); slices.Contains(weeks, week) {
			care.Counts[field], _ = strconv.Atoi(of) // what is no number counts as none
		}
	}
	for _, cmd := range open {
		care.Open += int(cmd.Val())
	}
	return nil
}
