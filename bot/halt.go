package bot

import (
	"context"
	"sync"

	tg "github.com/go-telegram/bot"

	"gridbot/flows/text"
	"gridbot/flows/world"
)

// halt is at work from when Redis is found to have lost data until somebody has
// said what to do, or this process ends. Nothing is decided and nothing taken in
// meanwhile: what people send stays with Telegram. Whoever writes is told so, with
// the numbers to call; the coordinators and the log are told what is wrong.
func (b *Bot) halt(ctx context.Context, why error) (end func()) {
	o := b.opts
	o.Log.Error("THE DISTRICT IS STOPPED: redis has lost data; gridbot resume says what is missing, and goes on", "district", o.District.ID, "because", why)
	b.stopped.Store(true)
	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup
	working.Go(func() { b.alarm(ctx) })
	if o.Webhook.URL == "" {
		working.Go(func() { b.outage.overlook(ctx) })
	}
	return func() {
		cancel()
		working.Wait()
		b.outage.over()
		b.stopped.Store(false)
		if context.Cause(ctx) != nil {
			o.Log.Info("the district is stopped no more", "district", o.District.ID)
		}
	}
}

// alarm tells the coordinators, as far as they are known here or still in Redis.
func (b *Bot) alarm(ctx context.Context) {
	staff := b.desk.staff.Load()
	if staff == nil {
		read, err := b.opts.Store.Staff(ctx)
		if err != nil {
			b.opts.Log.Warn("alarm", "err", err)
			return
		}
		staff = &read
	}
	for _, p := range staff.People {
		if p.Role != world.Coordinator || p.Left != 0 {
			continue
		}
		say := b.outage.words.say(p.Lang, text.T("lost.alarm"), longestSay)
		if _, err := b.api.sendMessage(ctx, &tg.SendMessageParams{ChatID: p.ID, Text: say}); err != nil {
			b.opts.Log.Warn("alarm", "err", err)
		}
	}
}
