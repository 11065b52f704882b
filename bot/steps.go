package bot

import (
	"context"
	"errors"
	"time"

	"gridbot/flows/world"
)

// Steps is a bot that works one step at a time, in the goroutine of whoever asks for
// the step. Run does the same beside each other; here the order is somebody's choice,
// so a whole history can be told again. Tick and the other clocks are asked of the Bot.
type Steps struct {
	bot     *Bot
	held    bool // the lease is ours
	reader  *reader
	poller  *poller
	offset  int64
	waiting []step
}

// step is an update that waits for its turn.
type step struct {
	what understood
	done func()
}

// InSteps makes a bot work in steps; it must not Run then. It comes before Connect.
func (b *Bot) InSteps() *Steps {
	b.hands.here = true
	return &Steps{bot: b}
}

// Own tries once to become the owner of the district, or seizes it, and reads what the
// owner keeps at hand.
func (s *Steps) Own(ctx context.Context, seize bool) (bool, error) {
	b, o := s.bot, s.bot.opts
	if b.owns.Load() {
		return true, nil
	}
	if !s.held {
		ours, err := true, error(nil)
		if seize {
			err = o.Store.SeizeLease(ctx, o.Owner, o.Lease)
		} else {
			ours, err = o.Store.TakeLease(ctx, o.Owner, o.Lease)
		}
		if err != nil || !ours {
			return false, err
		}
		s.held = true
	}
	b.sender.queue = b.newQueue()
	b.desk.post = b.sender.queue.put
	if err := errors.Join(b.desk.load(ctx), b.sender.load(ctx)); err != nil {
		return false, err
	}
	b.join(ctx, ctx, ctx)
	b.pulse.begin(ticking(o.Real).now())
	b.owns.Store(true)
	s.offset, s.waiting = 0, nil
	s.reader = newReader(o.Store, func(e world.Entry, done func()) {
		s.waiting = append(s.waiting, step{b.desk.understand(e), done})
	})
	s.poller = &poller{api: b.api, inbox: o.Store, now: ticking(o.Real).now, log: o.Log, pause: b.longer, count: b.metrics.polls,
		outage: b.outage, pass: s.reader.pass}
	b.keepLines(ctx)
	return true, s.Read(ctx)
}

// Owns tells whether the district is this process's, as far as it knows.
func (s *Steps) Owns() bool { return s.bot.owns.Load() }

// Lose makes it stand by: another process owns the district.
func (s *Steps) Lose() {
	s.held = false
	s.bot.owns.Store(false)
}

// Keep prolongs the lease once, and stands by when it is somebody else's.
func (s *Steps) Keep(ctx context.Context) error {
	ours, err := s.bot.opts.Store.KeepLease(ctx, s.bot.opts.Lease)
	if err == nil && !ours {
		s.Lose()
	}
	return err
}

// Stop gives the district up, as at the end of Run.
func (s *Steps) Stop() error {
	s.Lose()
	return DropLease(s.bot.opts.Store)
}

// Poll asks Telegram once for updates, and passes on what came.
func (s *Steps) Poll(ctx context.Context) error {
	next, err := s.poller.poll(ctx, s.offset)
	if err == nil {
		s.offset = next
	}
	return err
}

// Unsure tells whether the inbox is to be read before anything more is passed on.
func (s *Steps) Unsure() bool { return s.reader.unsure }

// Read reads through the inbox.
func (s *Steps) Read(ctx context.Context) error { return s.reader.read(ctx) }

// Lanes are those in which an update waits, in the order in which the first of each came.
func (s *Steps) Lanes() (lanes []int64) {
	seen := map[int64]bool{}
	for _, w := range s.waiting {
		if lane := w.what.lane(); !seen[lane] {
			seen[lane] = true
			lanes = append(lanes, lane)
		}
	}
	return lanes
}

// Handle takes the first update of a lane to its end. Errors: world.ErrFenced.
func (s *Steps) Handle(ctx context.Context, lane int64) (err error) {
	for i, w := range s.waiting {
		if w.what.lane() != lane {
			continue
		}
		s.waiting = append(s.waiting[:i:i], s.waiting[i+1:]...)
		s.bot.lanes.put(lane, func() {
			defer w.done()
			err = s.bot.desk.handle(ctx, w.what)
		})
		return err
	}
	return nil
}

// Send sends one letter, if one may go; or says how long to wait for one, 0 when there is none.
func (s *Steps) Send(ctx context.Context) (sent bool, wait time.Duration, err error) {
	p, wait := s.bot.sender.queue.take(s.bot.sender.realNow())
	if p == nil {
		return false, wait, nil
	}
	return true, 0, s.bot.sender.deliver(ctx, ctx, p)
}

// Menu tells Telegram one menu that has changed, if there is one.
func (s *Steps) Menu(ctx context.Context) bool {
	_, told := s.bot.menus.turn(ctx)
	return told
}
