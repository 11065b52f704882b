package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// TakeLease makes this process the owner of the district, if it has none. The
// lease must be kept before it runs out. Who stands by sees by this, too, how far
// the district is. Errors: world.ErrLost.
func (s *Store) TakeLease(ctx context.Context, owner string, lasts time.Duration) (bool, error) {
	return s.lay(ctx, s.takeLease, owner, lasts, "take")
}

// SeizeLease makes this process the owner of the district, whoever had it: the
// former owner's commits are refused from then on. Errors: world.ErrLost.
func (s *Store) SeizeLease(ctx context.Context, owner string, lasts time.Duration) error {
	_, err := s.lay(ctx, s.seizeLease, owner, lasts, "seize")
	return err
}

// lay takes the lease by a script, if Redis is as far as we know it to be.
func (s *Store) lay(ctx context.Context, script *redis.Script, owner string, lasts time.Duration, how string) (bool, error) {
	if err := s.compare(ctx); err != nil {
		return false, fmt.Errorf("%s the lease: %w", how, err)
	}
	keys := []string{s.keys.lease(), s.keys.fence(), s.keys.reached(), s.keys.stopped()}
	lease, err := script.Run(ctx, s.rdb, keys, owner, lasts.Milliseconds(), s.known.now().Steps).Text()
	if err == nil && lease == answerLost {
		err = s.stopIt(ctx, s.known.now(), nil)
	}
	if err != nil {
		return false, fmt.Errorf("%s the lease: %w", how, err)
	}
	if lease != "" {
		s.lease = lease
		s.known.leased(lease)
	}
	return lease != "", nil
}

// KeepLease prolongs the lease; false when it is ours no more. Errors: world.ErrLost.
func (s *Store) KeepLease(ctx context.Context, lasts time.Duration) (bool, error) {
	n, err := s.keepLease.Run(ctx, s.rdb, []string{s.keys.lease(), s.keys.reached()}, s.lease, lasts.Milliseconds(), s.known.now().Steps).Int()
	switch {
	case err == nil && n < 0:
		err = s.stopIt(ctx, s.known.now(), nil)
	case err == nil && n == 1:
		err = s.compare(ctx)
	}
	if err != nil {
		return false, fmt.Errorf("keep the lease: %w", err)
	}
	return n == 1, nil
}

// DropLease gives the lease up, so that another process need not wait.
func (s *Store) DropLease(ctx context.Context) error {
	if s.lease == "" {
		return nil
	}
	if err := s.keepLease.Run(ctx, s.rdb, []string{s.keys.lease(), s.keys.reached()}, s.lease, 0, 0).Err(); err != nil {
		return fmt.Errorf("give up the lease: %w", err)
	}
	return nil
}
