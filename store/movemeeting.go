package store

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/strays"
	"gridbot/flows/world"
)

// meetings moves the conferences, the last one of each grid and those before it.
func (w *moving) meetings(ctx context.Context) error {
	if w.Kind == strays.Category {
		return nil
	}
	staff, err := w.Store.Staff(ctx)
	if err = w.undamaged(err); err != nil {
		return err
	}
	grids, err := w.everGrids(ctx, staff, strays.Names{strays.Grid: {w.Old: true, w.New: true}})
	if err != nil {
		return err
	}
	for _, grid := range grids {
		if err := w.meeting(ctx, grid); err != nil {
			return err
		}
	}
	return nil
}

// meeting moves the conferences of one grid.
func (w *moving) meeting(ctx context.Context, grid string) error {
	v, err := w.rdb.Get(ctx, w.keys.conference(grid)).Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err != nil {
		return err
	}
	var was world.Conference
	if was.Rev, err = record(v, &was); err != nil {
		w.notice(damaged{error: err, key: w.keys.conference(grid), value: v})
		return nil
	}
	earlier, err := w.rdb.HGetAll(ctx, w.keys.conferences(grid)).Result()
	if err != nil {
		return err
	}
	is, changed := w.Conference(was)
	in := w.begin(world.Op{})
	if is.Grid != grid {
		there, err := w.rdb.Exists(ctx, w.keys.conference(is.Grid), w.keys.conferences(is.Grid)).Result()
		if err != nil {
			return err
		}
		if there > 0 {
			w.did.Left = append(w.did.Left, "the conferences of "+w.Old+" stay under its name: "+w.New+" has some, with the same numbers")
			return nil
		}
		in.do("rev", w.keys.conference(grid), was.Rev)
		in.do("del", w.keys.conference(grid))
		for n := range earlier {
			in.do("hdel", w.keys.conferences(grid), n)
		}
	}
	for _, t := range meetingTimers(was) {
		in.do("zrem", w.keys.timers(), t.member)
	}
	for _, t := range meetingTimers(is) {
		in.do("zadd", w.keys.timers(), t.at, t.member)
	}
	rev := was.Rev
	if is.Grid != grid {
		rev = 0
	}
	in.put(w.keys.conference(is.Grid), rev, is)
	for _, n := range slices.Sorted(maps.Keys(earlier)) {
		var e world.Conference
		if err := fastjson.Unmarshal([]byte(earlier[n]), &e); err != nil {
			w.notice(damaged{error: err, key: w.keys.conferences(grid), field: n, value: earlier[n]})
			in.do("hset", w.keys.conferences(is.Grid), n, earlier[n])
			continue
		}
		after, also := w.Conference(e)
		changed = changed || also
		in.do("hset", w.keys.conferences(is.Grid), n, in.json(after))
	}
	if !changed {
		return nil
	}
	w.did.Conferences++
	return w.commit(ctx, in)
}
