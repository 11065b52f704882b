package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// A batch are works in lanes that are waited for, but not for ever: who stands behind
// something that does not end is left there.
type batch struct {
	mu     sync.Mutex
	left   int
	faults []error
	ended  chan struct{} // closed when none is left
}

func newBatch(n int) *batch {
	b := &batch{left: n, ended: make(chan struct{})}
	if n == 0 {
		close(b.ended)
	}
	return b
}

// done ends one of the works.
func (b *batch) done(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil {
		b.faults = append(b.faults, err)
	}
	if b.left--; b.left == 0 {
		close(b.ended)
	}
}

// does does one of the works, and ends it also when it breaks off.
func (b *batch) does(work func() error) {
	err := errBrokenOff
	defer func() { b.done(err) }()
	err = work()
}

var errBrokenOff = errors.New("broken off")

// wait waits until all have ended, or for so long; what has not ended is a fault.
func (b *batch) wait(ctx context.Context, patience time.Duration) error {
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case <-b.ended:
	case <-t.C:
	case <-ctx.Done():
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left > 0 {
		return errors.Join(append(slices.Clone(b.faults), fmt.Errorf("%d still wait in their lanes", b.left))...)
	}
	return errors.Join(b.faults...)
}
