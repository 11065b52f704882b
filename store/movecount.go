package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/figures"
	"gridbot/flows/strays"
	"gridbot/flows/world"
)

// Counters under an old name are added to those under the new one, in the commit that
// takes them away: so they are neither lost nor counted twice, whenever it breaks off.

// counters moves what was counted in every week.
func (w *moving) counters(ctx context.Context) error {
	kept, err := w.rdb.SMembers(ctx, w.keys.weeks()).Result()
	if err != nil {
		return fmt.Errorf("read the weeks: %w", err)
	}
	slices.Sort(kept)
	var weeks []string
	for _, name := range kept {
		week, grid, _ := strings.Cut(name, ":")
		weeks = append(weeks, week)
		switch {
		case w.Kind != strays.Grid:
			err = w.rename(ctx, w.keys.week(week, grid), w.field)
		case grid == w.Old:
			err = w.week(ctx, week)
		}
		if err != nil {
			return err
		}
	}
	if w.Kind == strays.Agency {
		for _, week := range slices.Compact(weeks) {
			if err := w.rename(ctx, w.keys.forces(week), func(f string) string { return w.first(f) }); err != nil {
				return err
			}
		}
	}
	if w.Kind == strays.Grid {
		return w.rename(ctx, w.keys.projects(), func(f string) string { return w.first(f) })
	}
	return nil
}

// field is the name now of a counter of a week: <category>|<what>, or |<what>@<agency>.
func (w *moving) field(f string) string {
	if w.Kind == strays.Category {
		return w.first(f)
	}
	what, agency, ok := strings.Cut(f, "@")
	if ok && agency == w.Old {
		return figures.OfAgency(what, w.New)
	}
	return f
}

// first is the name now of a counter that begins with what it is of.
func (w *moving) first(f string) string {
	if of, rest, ok := strings.Cut(f, "|"); ok && of == w.Old {
		return w.New + "|" + rest
	}
	return f
}

// rename gives the counters of a hash their new names.
func (w *moving) rename(ctx context.Context, key string, name func(string) string) error {
	fields, err := w.rdb.HGetAll(ctx, key).Result()
	if err != nil {
		return fmt.Errorf("read %s: %w", key, err)
	}
	counts := w.numbers(key, fields)
	in := w.begin(world.Op{})
	n := 0
	for _, f := range slices.Sorted(maps.Keys(counts)) {
		if now := name(f); now != f {
			in.do("hsame", key, f, fields[f])
			in.do("count", key, now, counts[f], 0)
			in.do("hdel", key, f)
			n++
		}
	}
	if n == 0 {
		return nil
	}
	w.did.Counters += n
	return w.commit(ctx, in)
}

// week moves what was counted in a week of a grid, and the cases behind it. Where the
// new grid has counted, too, the cases of both stand together, the old one's first.
func (w *moving) week(ctx context.Context, week string) error {
	old := w.keys.week(week, w.Old)
	fields, err := w.rdb.HGetAll(ctx, old).Result()
	if err != nil {
		return fmt.Errorf("read %s: %w", old, err)
	}
	counts := w.numbers(old, fields)
	in := w.begin(world.Op{})
	behind := map[string]bool{}
	for _, f := range slices.Sorted(maps.Keys(counts)) {
		in.do("count", w.keys.week(week, w.New), f, counts[f], 0)
		_, name, _ := strings.Cut(f, "|")
		behind[name] = true
	}
	pipe := w.rdb.Pipeline()
	type lists struct{ was, is *redis.StringSliceCmd }
	of := map[string]lists{}
	for name := range behind {
		of[name] = lists{pipe.LRange(ctx, w.keys.behind(week, w.Old, name), 0, -1), pipe.LRange(ctx, w.keys.behind(week, w.New, name), 0, -1)}
	}
	if len(of) > 0 {
		if _, err := pipe.Exec(ctx); err != nil {
			return fmt.Errorf("read what is behind the figures of %s: %w", week, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		was, is := of[name].was.Val(), of[name].is.Val()
		if len(was) == 0 {
			continue
		}
		in.do("del", w.keys.behind(week, w.Old, name))
		in.do("del", w.keys.behind(week, w.New, name))
		for _, n := range slices.Concat(was, is) {
			in.do("rpush", w.keys.behind(week, w.New, name), n)
		}
	}
	in.do("del", old)
	in.do("srem", w.keys.weeks(), joined(week, w.Old))
	in.do("sadd", w.keys.weeks(), joined(week, w.New))
	w.did.Counters += len(counts)
	return w.commit(ctx, in)
}
