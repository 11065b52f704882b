package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"gridbot/flows/world"
)

// Lease says which process owns the district. Every commit checks it, so a
// process that slept through its end can do no harm.
type Lease interface {
	TakeLease(ctx context.Context, owner string, lasts time.Duration) (bool, error)
	KeepLease(ctx context.Context, lasts time.Duration) (bool, error)
	SeizeLease(ctx context.Context, owner string, lasts time.Duration) error
	DropLease(ctx context.Context) error
}

// takeLease waits until the district is ours, or ctx ends; or, to seize it,
// takes it from whoever has it. While Redis does not let anybody have it, it is
// overlooked what people write; while the district is stopped, because Redis has
// lost data, halt is at work.
func takeLease(ctx context.Context, o Options, seize bool, overlook func(context.Context) (end func()), halt func(context.Context, error) (end func())) error {
	var end func() // of what is at work meanwhile; nil: nothing is
	over := func() {
		if end != nil {
			end()
			end = nil
		}
	}
	defer over()
	for waiting, stopped := false, false; ; {
		var ours bool
		var err error
		if seize {
			err = o.Store.SeizeLease(ctx, o.Owner, o.Lease)
			ours = err == nil
		} else {
			ours, err = o.Store.TakeLease(ctx, o.Owner, o.Lease)
		}
		switch lost := errors.Is(err, world.ErrLost); {
		case ctx.Err() != nil:
			return ctx.Err()
		case ours:
			return nil
		case lost && !stopped:
			over()
			end, stopped = halt(ctx, err), true
		case lost:
		case err != nil:
			o.Log.Warn("lease", "err", err)
			if end == nil {
				end = overlook(ctx)
			}
		case !waiting:
			waiting = true
			o.Log.Info("standing by: another process owns the district", "district", o.District.ID)
		}
		if err == nil {
			over()
			stopped = false
		}
		if err := pause(ctx, o.Lease/5); err != nil {
			return err
		}
	}
}

// KeepLease prolongs the lease until ctx ends, and tells when it is lost: when
// somebody else has it, or when we could not say that we live for so long that
// somebody else may have it. What is lost with is world.ErrFenced.
func KeepLease(ctx context.Context, lease Lease, lasts time.Duration, log *slog.Logger, lost context.CancelCauseFunc) {
	last := time.Now()
	for pause(ctx, lasts/5) == nil {
		asked := time.Now()
		ours, err := lease.KeepLease(ctx, lasts)
		switch {
		case err == nil && ours:
			last = asked
		case err == nil:
			lost(fmt.Errorf("keep the lease: %w", world.ErrFenced))
			return
		case errors.Is(err, world.ErrLost):
			lost(err)
			return
		default:
			log.Warn("lease", "err", err)
			if time.Since(last) >= lasts {
				lost(fmt.Errorf("lease not kept for %s: %w", lasts, world.ErrFenced))
				return
			}
		}
	}
}

// DropLease lets the next process begin at once. It does not wait long for a
// Redis that is away.
func DropLease(lease Lease) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	return lease.DropLease(ctx)
}
