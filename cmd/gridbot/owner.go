package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"gridbot/bot"
	"gridbot/store"
)

// errOwned: somebody else may write just now.
var errOwned = errors.New("another process owns the district: stop serve first (after a crash it lets go within 10 seconds)")

// leaseLasts is how long the district stays ours without a sign of life.
const leaseLasts = 10 * time.Second

// asOwner makes this process the owner of a district while work runs. It waits
// for nobody. Errors: errOwned, and flows.ErrFenced when the district was lost.
func asOwner(ctx context.Context, st *store.Store, log *slog.Logger, work func(context.Context) error) error {
	ours, err := st.TakeLease(ctx, owner(), leaseLasts)
	if err != nil {
		return err
	}
	if !ours {
		return errOwned
	}
	ctx, lost := context.WithCancelCause(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		bot.KeepLease(ctx, st, leaseLasts, log, lost)
	}()
	err = work(ctx)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	lost(nil)
	<-kept
	return errors.Join(err, bot.DropLease(st))
}

// owner names this process among those that could own the district.
func owner() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unnamed"
	}
	return fmt.Sprintf("%s/%d", host, os.Getpid())
}
