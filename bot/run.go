package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"gridbot/flows/aside"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Run owns the district and works until ctx ends; then it finishes what it has
// begun and returns nil. While another process owns the district, it stands
// by. A Bot runs once.
func (b *Bot) Run(ctx context.Context) error {
	defer close(b.quit)
	var telling sync.WaitGroup
	defer telling.Wait()
	telling.Go(func() { b.outage.run(ctx) }) // whoever owns the district, and when nobody can
	for ctx.Err() == nil {
		if err := b.own(ctx); err != nil && !errors.Is(err, world.ErrFenced) {
			return err
		}
	}
	return nil
}

// stopWithin is how long what was begun may take to end.
const stopWithin = 10 * time.Second

// own waits for the lease and works as long as it is ours.
func (b *Bot) own(ctx context.Context) error {
	o := b.opts
	seize := o.Takeover && !b.owned
	if err := takeLease(ctx, o, seize, b.overlook, b.halt); err != nil {
		return nil // we stop
	}
	b.owned = true
	ctx, lost := context.WithCancelCause(ctx)
	defer lost(nil)
	for try := 1; ; try++ {
		// The queue is new each time: while the district was somebody else's,
		// they sent what we had queued.
		b.sender.queue = b.newQueue()
		b.desk.post = b.sender.queue.put
		err := b.desk.load(ctx)
		if err == nil {
			err = b.desk.mended(ctx, func() error { return b.sender.load(ctx) })
		}
		if err == nil {
			break
		}
		o.Log.Warn("load", "try", try, "err", err)
		if longer(ctx, try) != nil {
			return nil
		}
	}
	b.desk.attend(ctx) // what could not be read of it is put aside
	// What was begun is brought to its end after a stop, but not for ever: with
	// Redis away, nothing would end.
	work, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopWithin, giveUp) })()

	// The sender outlives the others, to say what they still decide.
	sending, stopSending := context.WithCancel(work)
	b.join(ctx, work, sending)
	b.pulse.begin(ticking(o.Real).now())
	// Only now: the clock decides as soon as it reads this.
	b.owns.Store(true)
	defer b.owns.Store(false)
	o.Log.Info("this process owns the district now", "district", o.District.ID)
	var working, sendingDone sync.WaitGroup
	sendingDone.Go(func() {
		if err := b.sender.run(sending); err != nil {
			lost(err)
		}
	})
	working.Go(func() { KeepLease(ctx, o.Store, o.Lease, o.Log, lost) })
	working.Go(func() { b.keepLines(ctx) })
	working.Go(func() { b.unroute(ctx) })
	redo := make(chan aside.Item, 1000) // lists that were put aside are made anew beside all work
	working.Go(func() { b.remake(ctx, redo) })
	b.desk.beside(redo)
	working.Go(func() { b.menus.run(ctx) })
	give := func(e world.Entry, done func()) {
		u := b.desk.understand(e)
		b.lanes.put(u.lane(), func() {
			defer done()
			if ctx.Err() != nil {
				return // it stays in the inbox for the next start
			}
			if err := b.desk.handle(work, u); errors.Is(err, world.ErrFenced) {
				lost(err)
			}
		})
		b.hurry(u)
	}
	if o.Webhook.URL == "" {
		working.Go(func() { b.poll(ctx, give) })
	} else { // another process may take updates in as well as this one
		working.Go(func() { b.read(ctx, give) })
	}
	working.Wait()
	b.lanes.wait()
	if !errors.Is(context.Cause(ctx), world.ErrFenced) {
		b.pressed.Wait() // what could not be shown is a letter, which the sender still has
		b.menus.finish(work)
	}
	stopSending()
	sendingDone.Wait()
	if err := context.Cause(ctx); errors.Is(err, world.ErrFenced) {
		o.Log.Warn("another process owns the district now", "district", o.District.ID)
		return err
	}
	o.Log.Info("stopped", "district", o.District.ID)
	return DropLease(o.Store)
}

// overlook tells people that nothing can be written down, until it is ended. Where
// several processes stand by, it is the business of the one that had the district:
// Telegram lets only one of them ask, and nobody is to be told twice.
func (b *Bot) overlook(ctx context.Context) (end func()) {
	if b.opts.Webhook.URL != "" || !b.owned && !b.opts.Takeover {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var looking sync.WaitGroup
	looking.Go(func() { b.outage.overlook(ctx) })
	return func() {
		cancel()
		looking.Wait()
		b.outage.over()
	}
}

// join lets desk and sender ask each other for things, for as long as the district is ours.
func (b *Bot) join(ctx, work, sending context.Context) {
	b.desk.answer = func(e talk.Event, t toast) {
		b.answer.Add(1)
		b.answers.Add(1)
		b.pressed.Add(1)
		b.hands.do(func() {
			defer b.pressed.Done()
			defer b.answers.Add(-1)
			if !b.sender.answer(sending, e, t) {
				b.desk.unshown(sending, e, t)
			}
		})
	}
	b.desk.reload = func() { b.hands.do(func() { b.reload(ctx) }) }
	b.desk.heard = b.sender.back
	b.desk.strike = func(k talk.Clock) { b.lanes.put(k.Person, func() { b.strike(work, k) }) }
	b.desk.members = b.sender.members
	b.desk.addLooks = b.sender.addLooks
	b.sender.mend = func(ctx context.Context, err error) bool { return b.desk.mend(ctx, talk.Event{}, err) }
	b.sender.tell = func(e talk.Event) { b.lanes.put(e.Chat.ID, func() { b.learn(work, e) }) }
}

// poll asks Telegram for updates and passes them on from memory, once what was
// in the inbox before is on its way.
func (b *Bot) poll(ctx context.Context, give func(world.Entry, func())) {
	o := b.opts
	r := newReader(o.Store, give)
	failed := 0
	again := func(err error) error {
		if b.desk.mend(ctx, talk.Event{}, err) {
			return ctx.Err()
		}
		failed++
		o.Log.Warn("inbox", "failed", failed, "err", err)
		return longer(ctx, failed)
	}
	for err := r.read(ctx); err != nil; err = r.read(ctx) {
		if again(err) != nil {
			return
		}
	}
	failed = 0
	// The next poll is under way while these are read and passed on.
	type batch struct {
		entries []string
		updates []world.Raw
	}
	batches := make(chan batch, 16)
	p := &poller{api: b.api, inbox: o.Store, now: ticking(o.Real).now, log: o.Log, pause: b.longer, count: b.metrics.polls, outage: b.outage,
		mend:  func(err error) bool { return b.desk.mend(ctx, talk.Event{}, err) },
		pass:  func(entries []string, updates []world.Raw) { batches <- batch{entries, updates} },
		pulse: &b.pulse.intake}
	var all sync.WaitGroup
	all.Go(func() {
		for taken := range batches {
			r.pass(taken.entries, taken.updates)
		}
	})
	all.Go(func() {
		defer close(batches)
		p.run(ctx)
	})
	r.run(ctx, again)
	all.Wait()
}

// read hands what comes into the inbox to the lanes, in order.
func (b *Bot) read(ctx context.Context, give func(world.Entry, func())) {
	after, failed := "0", 0
	for ctx.Err() == nil {
		entries, err := b.opts.Store.Inbox(ctx, after, 2*time.Second)
		if err != nil {
			if ctx.Err() != nil {
				return
			}
			if b.desk.mend(ctx, talk.Event{}, err) {
				continue
			}
			failed++
			b.opts.Log.Warn("inbox", "failed", failed, "err", err)
			if longer(ctx, failed) != nil {
				return
			}
			continue
		}
		failed = 0
		for _, e := range entries {
			after = e.ID
			give(e, func() {})
		}
	}
}

// keepLines makes the lines of cases that an older release has written, once the
// district is ours. Until then they are found as well, only slower.
func (b *Bot) keepLines(ctx context.Context) {
	made := 0
	switch err := b.desk.mended(ctx, func() (err error) { made, err = b.opts.Store.KeepLines(ctx); return err }); {
	case err != nil && ctx.Err() == nil:
		b.opts.Log.Warn("keep lines", "made", made, "err", err)
	case made > 0:
		b.opts.Log.Info("keep lines", "made", made)
	}
}

// learn commits what the sender learnt of a chat.
func (b *Bot) learn(ctx context.Context, e talk.Event) {
	e.ID, e.At = "sender", b.opts.District.Here(b.opts.Now())
	if err := b.desk.decide(ctx, e, world.Op{}); err != nil && ctx.Err() == nil {
		b.opts.Log.Warn("learn", "err", err)
	}
}

// strike decides what is due of a chat. When that fails, its timer is still there.
func (b *Bot) strike(ctx context.Context, k talk.Clock) {
	b.ahead(ctx, k)
	e := talk.Event{ID: "strike", At: b.opts.District.Here(b.opts.Now()), Clock: &k, From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}}
	if err := b.desk.decide(ctx, e, world.Op{Timer: &k}); err != nil && ctx.Err() == nil {
		b.opts.Log.Warn("strike", "err", err)
	}
}

// reload reads the outbox again, for letters whose IDs we did not learn.
func (b *Bot) reload(ctx context.Context) {
	for try := 1; ; try++ {
		err := b.desk.mended(ctx, func() error { return b.sender.load(ctx) })
		if err == nil || ctx.Err() != nil {
			return
		}
		b.opts.Log.Warn("outbox", "try", try, "err", err)
		if b.longer(ctx, try) != nil {
			return
		}
	}
}
