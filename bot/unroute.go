package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gridbot/flows/strays"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Folders is where it is known which grids something is open in.
type Folders interface {
	LostGrids(ctx context.Context, names strays.Names) (map[string]int, error)
}

// unroute takes what is open out of grids that the folder knows no more, a page at a
// time, beside all other work: the coordinator finds it another one. Whoever looks at
// such a case meanwhile sees it as it is.
func (b *Bot) unroute(ctx context.Context) {
	names := strays.Of(b.opts.District)
	told, before := 0, -1
	for ctx.Err() == nil {
		var lost map[string]int
		err := b.desk.mended(ctx, func() (err error) { lost, err = b.opts.Store.LostGrids(ctx, names); return err })
		left := 0
		for _, n := range lost {
			left += n
		}
		if err != nil || left == 0 || left == before { // those that are damaged are told of elsewhere
			b.unrouted(ctx, told, left, err)
			return
		}
		before = left
		of, many := strings.Join(slices.Sorted(maps.Keys(lost)), ","), 0
		if told == 0 {
			told, many = left, left
			b.opts.Log.Error("the folder does not know grids in which something is open: it goes to the coordinator", "grids", of, "cases", left, "set", "gridbot move grid OLD NEW")
		}
		k := talk.Clock{Name: fmt.Sprintf("%s%d:%s", world.ClockUnroute, many, of), Due: b.opts.Now()}
		e := talk.Event{ID: "unroute", At: b.opts.District.Here(b.opts.Now()), Clock: &k}
		if err := b.desk.decide(ctx, e, world.Op{}); err != nil {
			b.unrouted(ctx, told, left, err)
			return
		}
	}
}

// unrouted says how it ended, where there was anything.
func (b *Bot) unrouted(ctx context.Context, told, left int, err error) {
	switch {
	case ctx.Err() != nil || errors.Is(err, world.ErrFenced):
	case err != nil || left > 0:
		b.opts.Log.Warn("cases of grids that are no more", "left", left, "err", err)
	case told > 0:
		b.opts.Log.Info("cases of grids that are no more are with the coordinator", "cases", told)
	}
}
