package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"

	"gridbot/store"
)

// recount counts the event log anew and holds it against the counters.
type recount struct {
	folder
	redisAddress
}

// errDiffers: the counters do not say what the log says.
var errDiffers = errors.New("the counters and the log differ")

// Run prints every figure in which counters and log differ, or that none does.
// While the bot works they may differ by what happens just then. Errors:
// errDiffers.
func (r *recount) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := r.load(log)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, r.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	kept, err := st.Counts(ctx)
	if err != nil {
		return err
	}
	again, err := st.Recount(ctx)
	if err != nil {
		return err
	}
	all, differ := 0, 0
	for _, week := range slices.Sorted(maps.Keys(merged(kept, again))) {
		for _, grid := range slices.Sorted(maps.Keys(merged(kept[week], again[week]))) {
			for _, as := range slices.Sorted(maps.Keys(merged(kept[week][grid], again[week][grid]))) {
				all++
				if a, b := kept[week][grid][as], again[week][grid][as]; a != b {
					differ++
					fmt.Fprintf(out, "%s %s %s: the counter says %d, the log says %d\n", week, grid, as, a, b)
				}
			}
		}
	}
	fmt.Fprintf(out, "%d figures of %d weeks, %d differ\n", all, len(merged(kept, again)), differ)
	if differ > 0 {
		return errDiffers
	}
	return nil
}

// merged has the keys of both.
func merged[V any](a, b map[string]V) map[string]V {
	all := map[string]V{}
	maps.Copy(all, a)
	maps.Copy(all, b)
	return all
}
