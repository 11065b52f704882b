package store

import (
	"context"
	"fmt"
	"time"
)

// TakeLease makes this process the owner of the district, if it has none. The
// lease must be kept before it runs out.
func (s *Store) TakeLease(ctx context.Context, owner string, lasts time.Duration) (bool, error) {
	lease, err := s.takeLease.Run(ctx, s.rdb, []string{s.keys.lease(), s.keys.fence()}, owner, lasts.Milliseconds()).Text()
	if err != nil {
		return false, fmt.Errorf("take the lease: %w", err)
	}
	if lease != "" {
		s.lease = lease
	}
	return lease != "", nil
}

// SeizeLease makes this process the owner of the district, whoever had it: the
// former owner's commits are refused from then on.
func (s *Store) SeizeLease(ctx context.Context, owner string, lasts time.Duration) error {
	lease, err := s.seizeLease.Run(ctx, s.rdb, []string{s.keys.lease(), s.keys.fence()}, owner, lasts.Milliseconds()).Text()
	if err != nil {
		return fmt.Errorf("seize the lease: %w", err)
	}
	s.lease = lease
	return nil
}

// KeepLease prolongs the lease; false when it is ours no more.
func (s *Store) KeepLease(ctx context.Context, lasts time.Duration) (bool, error) {
	n, err := s.keepLease.Run(ctx, s.rdb, []string{s.keys.lease()}, s.lease, lasts.Milliseconds()).Int()
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
	if err := s.keepLease.Run(ctx, s.rdb, []string{s.keys.lease()}, s.lease, 0).Err(); err != nil {
		return fmt.Errorf("give up the lease: %w", err)
	}
	return nil
}
