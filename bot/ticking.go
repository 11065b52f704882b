package bot

import (
	"context"
	"time"
)

// ticking is the machine's clock, as whoever has it handed in; nil is the real one.
// The district's own clock, which a demo moves, is another: Options.Now.
type ticking func() time.Time

func (t ticking) now() time.Time {
	if t == nil {
		return time.Now()
	}
	return t()
}

// longer waits as long as is fit after so many failures.
func (b *Bot) longer(ctx context.Context, failed int) error {
	return b.wait(ctx, patience(failed))
}

// wait lets time pass.
func (b *Bot) wait(ctx context.Context, d time.Duration) error {
	if b.opts.Wait == nil {
		return pause(ctx, d)
	}
	return b.opts.Wait(ctx, d)
}

// patience is how long to wait after so many failures: 100 ms, doubling to 5 s.
func patience(failed int) time.Duration {
	return min(5*time.Second, 100*time.Millisecond<<min(failed-1, 10))
}
