package store

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// together sends commands of many goroutines in one write to Redis and reads
// their answers in one go: while one batch is on its way, the next gathers.
// Nobody waits for others to come; who is alone goes alone.
type together struct {
	rdb  redis.UniversalClient
	in   chan asked
	quit chan struct{}
	done sync.WaitGroup
}

type asked struct {
	cmd   redis.Cmder
	ready chan struct{}
}

const (
	largestBatch = 128
	batchWithin  = 10 * time.Second // for Redis to answer a batch
	abreast      = 2                // batches on their way at the same time
)

func newTogether(rdb redis.UniversalClient) *together {
	t := &together{rdb: rdb, in: make(chan asked, 4*largestBatch), quit: make(chan struct{})}
	for range abreast {
		t.done.Go(t.run)
	}
	return t
}

func (t *together) run() {
	batch := make([]asked, 0, largestBatch)
	for {
		select {
		case <-t.quit:
			return
		case one := <-t.in:
			batch = append(batch[:0], one)
		}
		for more := true; more && len(batch) < largestBatch; {
			select {
			case one := <-t.in:
				batch = append(batch, one)
			default:
				more = false
			}
		}
		t.send(batch)
		for _, one := range batch {
			close(one.ready)
		}
	}
}

func (t *together) send(batch []asked) {
	// Nobody's own context: a batch belongs to many. Each answer, or the
	// fault of the whole, is kept in its command.
	ctx, cancel := context.WithTimeout(context.Background(), batchWithin)
	defer cancel()
	if len(batch) == 1 {
		_ = t.rdb.Process(ctx, batch[0].cmd)
		return
	}
	pipe := t.rdb.Pipeline()
	for _, one := range batch {
		_ = pipe.Process(ctx, one.cmd)
	}
	_, _ = pipe.Exec(ctx)
}

// do sends one command and waits for its answer, which is then in it. When ctx
// ends before, the command may still be carried out, and must not be touched.
func (t *together) do(ctx context.Context, cmd redis.Cmder) error {
	one := asked{cmd, make(chan struct{})}
	select {
	case t.in <- one:
	case <-ctx.Done():
		return ctx.Err()
	case <-t.quit:
		return redis.ErrClosed
	}
	select {
	case <-one.ready:
		return cmd.Err()
	case <-ctx.Done():
		return ctx.Err()
	case <-t.quit:
		return redis.ErrClosed
	}
}

// close ends the work; what was not sent yet is refused.
func (t *together) close() {
	close(t.quit)
	t.done.Wait()
}

// eval runs a script together with what others ask. A Redis that does not
// know the script, as after its restart, is told it.
func (s *Store) eval(ctx context.Context, script *redis.Script, keys []string, args []any) *redis.Cmd {
	all := make([]any, 0, 3+len(keys)+len(args))
	all = append(all, "evalsha", script.Hash(), len(keys))
	for _, k := range keys {
		all = append(all, k)
	}
	cmd := redis.NewCmd(ctx, append(all, args...)...)
	cmd.SetFirstKeyPos(3)
	err := s.together.do(ctx, cmd)
	if err != nil && strings.HasPrefix(err.Error(), "NOSCRIPT") {
		return script.Eval(ctx, s.rdb, keys, args...)
	}
	if err != nil {
		// Not in cmd itself: when we did not wait, it is still being written.
		failed := redis.NewCmd(ctx)
		failed.SetErr(err)
		return failed
	}
	return cmd
}
