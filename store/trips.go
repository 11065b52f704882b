package store

import (
	"context"
	"net"
	"strings"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// trips counts the times we wait for an answer of Redis: a command or a whole
// pipeline is one. Where Redis says that something is of another type than we take
// it for, they say what may be meant.
type trips struct {
	n    atomic.Int64
	ours string // how all keys of the district begin
}

// formed marks that one of the keys of a command is of another type than it should.
func (t *trips) formed(cmd redis.Cmder, err error) error {
	if err == nil || !strings.Contains(err.Error(), "WRONGTYPE") {
		return err
	}
	d := damaged{error: err}
	for _, arg := range cmd.Args() {
		if key, ok := arg.(string); ok && strings.HasPrefix(key, t.ours) {
			d.among = append(d.among, key)
		}
	}
	cmd.SetErr(d)
	return d
}

// RoundTrips is how often this store has waited for Redis.
func (s *Store) RoundTrips() int64 { return s.trips.n.Load() }

func (t *trips) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) { return next(ctx, network, addr) }
}

func (t *trips) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		t.n.Add(1)
		return t.formed(cmd, next(ctx, cmd))
	}
}

func (t *trips) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		t.n.Add(1)
		err := next(ctx, cmds)
		if err == nil {
			return nil
		}
		for _, cmd := range cmds {
			if wrong, ok := t.formed(cmd, cmd.Err()).(damaged); ok {
				err = wrong
			}
		}
		return err
	}
}
