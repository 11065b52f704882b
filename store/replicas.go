package store

import (
	"context"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"
)

// WithReplicas has the store wait until so many replicas have what is taken in or
// committed, before anybody hears of it.
func WithReplicas(n int) Option { return func(s *Store) { s.replicas = n } }

// errAlone: it is written, and the replicas do not have it yet. It is tried again, and
// recognised.
var errAlone = errors.New("the replicas do not have it yet")

// copiedWithin is how long replicas are waited for.
const copiedWithin = time.Second

// promises reports whether somebody is told something for this command: that it is
// taken in, or done.
func (s *Store) promises(cmd redis.Cmder) bool {
	args := cmd.Args()
	return len(args) > 1 && (args[1] == s.commit.Hash() || args[1] == s.putInbox.Hash())
}

// sendCopied sends commands over one connection and waits there for the replicas. What
// is tried again may write nothing any more: then the step makes it wait all the same.
func (s *Store) sendCopied(ctx context.Context, batch []redis.Cmder) {
	fail := func(err error) {
		for _, cmd := range batch {
			if cmd.Err() == nil && s.promises(cmd) {
				cmd.SetErr(err)
			}
		}
	}
	c, err := s.server(ctx)
	if err != nil {
		fail(err)
		return
	}
	pipe := c.Pipeline()
	for _, cmd := range batch {
		_ = pipe.Process(ctx, cmd)
	}
	pipe.HIncrBy(ctx, s.keys.reached(), "steps", 1)
	have := redis.NewIntCmd(ctx, "wait", s.replicas, copiedWithin.Milliseconds())
	_ = pipe.Process(ctx, have)
	_, _ = pipe.Exec(ctx)
	if have.Err() != nil || have.Val() < int64(s.replicas) {
		fail(errAlone)
	}
}
