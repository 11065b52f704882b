package bot

import (
	"context"
	"fmt"
	"time"

	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Frequents is where what is frequent is kept.
type Frequents interface {
	Found(ctx context.Context, at, now time.Time, found []hotspots.Hot) error
}

// An EventLog is the log of a district.
type EventLog interface {
	EachEvent(ctx context.Context, since time.Time, each func(world.Logged) error) error
}

// LookFor finds what is frequent in each grid, by the log up to a moment. It writes
// nothing.
func LookFor(ctx context.Context, w *world.World, log EventLog) ([]hotspots.Hot, error) {
	g := hotspots.Gather(w.District.Zone)
	err := log.EachEvent(ctx, w.Now.Add(-hotspots.Back), func(l world.Logged) error {
		g.Add(l)
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("look for what is frequent: %w", err)
	}
	return g.Find(w.Now, w.SpotsOf), nil
}

// Frequent looks for what is frequent, and keeps it; what leads decided stays. Errors:
// world.ErrFenced while another process owns the district.
func (b *Bot) Frequent(ctx context.Context, at time.Time) error {
	if !b.owns.Load() {
		return fmt.Errorf("frequent: %w", world.ErrFenced)
	}
	now := b.opts.Now()
	var found []hotspots.Hot
	if err := b.desk.mended(ctx, func() (err error) {
		found, err = LookFor(ctx, &world.World{District: b.opts.District, Now: now}, b.opts.Store)
		return err
	}); err != nil {
		return err
	}
	return b.desk.mended(ctx, func() error { return b.opts.Store.Found(ctx, at, now, found) })
}

// ahead does what must be done before a clock is decided: whoever asked for what is
// frequent now reads what is found now. Where that fails they read what was found last.
func (b *Bot) ahead(ctx context.Context, k talk.Clock) {
	if k.Name != world.ClockHot {
		return
	}
	if err := b.Frequent(ctx, k.Due); err != nil && ctx.Err() == nil {
		b.opts.Log.Warn("hot", "err", err)
	}
}
