package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gridbot/flows"
	"gridbot/store"
)

// errOwned: somebody else may write just now.
var errOwned = errors.New("another process owns the district: stop serve first (after a crash it lets go within 10 seconds)")

// held is how long the district stays ours without a sign of life.
const held = 10 * time.Second

// hold makes this process the owner of a district while work runs. It waits
// for nobody. Errors: errOwned.
func hold(ctx context.Context, st *store.Store, work func(context.Context) error) error {
	ours, err := st.TakeLease(ctx, owner(), held)
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
		keep(ctx, st, lost)
	}()
	err = work(ctx)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	lost(nil)
	<-kept
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	return errors.Join(err, st.DropLease(ctx))
}

// keep prolongs the lease until ctx ends; who has lost it may write no more.
func keep(ctx context.Context, st *store.Store, lost context.CancelCauseFunc) {
	last := time.Now()
	for tick := time.Tick(held / 5); ; {
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
		asked := time.Now()
		ours, err := st.KeepLease(ctx, held)
		switch {
		case err == nil && ours:
			last = asked
		case err == nil || time.Since(last) >= held:
			lost(fmt.Errorf("the district was taken by another process: %w", flows.ErrFenced))
			return
		}
	}
}
