package store

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// together does what many goroutines ask for in one go: while one batch is on
// its way, the next fills. Nobody waits for others to come; who is alone
// goes alone.
type together[T any] struct {
	carry func([]T) // does a batch; each of it keeps its own outcome
	in    chan asked[T]
	quit  chan struct{}
	done  sync.WaitGroup
	alone bool // each goes by itself, in the goroutine of who asks
}

type asked[T any] struct {
	what  T
	ready chan struct{}
}

const (
	largestBatch = 128
	batchWithin  = 10 * time.Second // for Redis to answer a batch
	abreast      = 2                // batches on their way at the same time
)

func newTogether[T any](carry func([]T)) *together[T] {
	t := &together[T]{carry: carry, in: make(chan asked[T], 4*largestBatch), quit: make(chan struct{})}
	for range abreast {
		t.done.Go(t.run)
	}
	return t
}

func (t *together[T]) run() {
	batch, whats := make([]asked[T], 0, largestBatch), make([]T, 0, largestBatch)
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
		whats = whats[:0]
		for _, one := range batch {
			whats = append(whats, one.what)
		}
		t.carry(whats)
		for _, one := range batch {
			close(one.ready)
		}
	}
}

// do has one thing done with others and waits until it is. When ctx ends
// before, it may still be done, and must not be touched.
func (t *together[T]) do(ctx context.Context, what T) error {
	if t.alone {
		t.carry([]T{what})
		return nil
	}
	one := asked[T]{what, make(chan struct{})}
	select {
	case t.in <- one:
	case <-ctx.Done():
		return ctx.Err()
	case <-t.quit:
		return redis.ErrClosed
	}
	select {
	case <-one.ready:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-t.quit:
		return redis.ErrClosed
	}
}

// close ends the work; what was not begun yet is refused.
func (t *together[T]) close() {
	close(t.quit)
	t.done.Wait()
}

// sendAll sends commands in one write and reads their answers in one go.
func (s *Store) sendAll(batch []redis.Cmder) {
	// Nobody's own context: a batch belongs to many. Each answer, or the
	// fault of the whole, is kept in its command.
	ctx, cancel := context.WithTimeout(context.Background(), batchWithin)
	defer cancel()
	if s.replicas > 0 && slices.ContainsFunc(batch, s.promises) {
		s.sendCopied(ctx, batch)
		return
	}
	if len(batch) == 1 {
		_ = s.rdb.Process(ctx, batch[0])
		return
	}
	pipe := s.rdb.Pipeline()
	for _, cmd := range batch {
		_ = pipe.Process(ctx, cmd)
	}
	_, _ = pipe.Exec(ctx)
}

// ask sends one command together with what others ask. Its answer is then in
// it; when an error comes of our own context it must not be touched any more.
func (s *Store) ask(ctx context.Context, cmd redis.Cmder) error {
	if err := s.commands.do(ctx, cmd); err != nil {
		return err
	}
	return cmd.Err()
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
	err := s.ask(ctx, cmd)
	if err != nil && strings.HasPrefix(err.Error(), "NOSCRIPT") {
		if s.replicas == 0 {
			return script.Eval(ctx, s.rdb, keys, args...)
		}
		if err = script.Load(ctx, s.rdb).Err(); err == nil {
			cmd = redis.NewCmd(ctx, cmd.Args()...)
			cmd.SetFirstKeyPos(3)
			err = s.ask(ctx, cmd)
		}
	}
	if err != nil {
		return failed(ctx, err)
	}
	return cmd
}

// failed is a command that failed. It is another one than was asked: when we did not
// wait for that, it is still being written.
func failed(ctx context.Context, err error) *redis.Cmd {
	cmd := redis.NewCmd(ctx)
	cmd.SetErr(err)
	return cmd
}
