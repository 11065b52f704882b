package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/drawn"
	"gridbot/flows/rights"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Retention is what is kept of people, and for how long.
type Retention interface {
	KeepTraces(ctx context.Context) error
	KeepCares(ctx context.Context) error
	CaresOver(ctx context.Context, by time.Time, skip, n int) ([]int, error)
	Over(ctx context.Context, by time.Time, skip, n int) ([]world.Over, error)
	Idle(ctx context.Context, since time.Time, skip, n int) ([]int64, error)
	Expire(ctx context.Context, dead, looked time.Time) error
	Kept(ctx context.Context, who int64) (world.Kept, error)
}

// How much is looked at in one run: a run must not hold up what is due, and there are
// several each night.
const (
	retainAtOnce = 100
	retainMost   = 500
)

// Retain takes people out of what has been over for long enough, forgets who was not
// heard of, and what was put aside. Errors: world.ErrFenced while another process
// owns the district.
func (b *Bot) Retain(ctx context.Context, _ time.Time) error {
	if !b.owns.Load() {
		return fmt.Errorf("retain: %w", world.ErrFenced)
	}
	st, w := b.opts.Store, &world.World{District: b.opts.District, Now: b.opts.Now()}
	traced := b.desk.mended(ctx, func() error { return errors.Join(st.KeepTraces(ctx), st.KeepCares(ctx)) })
	least, most := w.Keeps(""), w.Keeps("")
	for _, c := range b.opts.District.Categories {
		least, most = min(least, w.Keeps(c.ID)), max(most, w.Keeps(c.ID))
	}
	return errors.Join(traced,
		b.desk.mended(ctx, func() error { return b.strip(ctx, w, least) }),
		b.desk.mended(ctx, func() error { return b.stripCares(ctx, w) }),
		b.desk.mended(ctx, func() error { return b.forgetIdle(ctx, w.Now.Add(-w.Keeps(""))) }),
		b.desk.mended(ctx, func() error { return st.Expire(ctx, w.Now.Add(-world.DeadLasts), w.Now.Add(-most)) }))
}

// strip looks at what was over long enough for the category that is kept the shortest.
func (b *Bot) strip(ctx context.Context, w *world.World, least time.Duration) error {
	by := w.Now.Add(-least)
	var failed error // one that cannot be read stops no other
	for skip, done := 0, 0; done < retainMost; {
		over, err := b.opts.Store.Over(ctx, by, skip, retainAtOnce)
		if err != nil || len(over) == 0 {
			return errors.Join(failed, err)
		}
		var clocks []talk.Clock
		for _, o := range over {
			if o.Since <= 1 || w.Now.Unix()-o.Since >= int64(w.Keeps(o.Category).Seconds()) { // else its category is kept longer
				clocks = append(clocks, talk.Clock{Case: o.Number, Name: world.ClockRetain, Due: w.Now})
			}
		}
		failed = errors.Join(failed, b.strikeAll(ctx, clocks))
		done += len(clocks)
		left, err := b.opts.Store.Over(ctx, by, skip, len(over))
		if err != nil {
			return errors.Join(failed, err)
		}
		skip += remain(over, left)
	}
	return failed
}

// stripCares looks at the care cases that were closed for long enough.
func (b *Bot) stripCares(ctx context.Context, w *world.World) error {
	over, err := b.opts.Store.CaresOver(ctx, w.Now.Add(-w.Keeps("")), 0, retainMost)
	if err != nil {
		return err
	}
	var clocks []talk.Clock
	for _, n := range over {
		clocks = append(clocks, talk.Clock{Care: n, Name: world.ClockRetain, Due: w.Now})
	}
	return b.strikeAll(ctx, clocks)
}

// remain is how many of those that were looked at are there still.
func remain(were, are []world.Over) (n int) {
	there := map[int]bool{}
	for _, o := range are {
		there[o.Number] = true
	}
	for _, o := range were {
		if there[o.Number] {
			n++
		}
	}
	return n
}

// forgetIdle looks at who was not heard of since a moment.
func (b *Bot) forgetIdle(ctx context.Context, since time.Time) error {
	skip := 0
	for range retainMost / retainAtOnce {
		idle, err := b.opts.Store.Idle(ctx, since, skip, retainAtOnce)
		if err != nil || len(idle) == 0 {
			return err
		}
		var clocks []talk.Clock
		for _, id := range idle {
			clocks = append(clocks, talk.Clock{Person: id, Name: world.ClockIdle, Due: since})
		}
		if err := b.strikeAll(ctx, clocks); err != nil {
			return err
		}
		left, err := b.opts.Store.Idle(ctx, since, skip, len(idle))
		if err != nil {
			return err
		}
		there := map[int64]bool{}
		for _, id := range left {
			there[id] = true
		}
		for _, id := range idle {
			if there[id] { // a case knows them still, or they work here
				skip++
			}
		}
	}
	return nil
}

// strikeAll lets clocks strike that are no timers, each in its lane.
func (b *Bot) strikeAll(ctx context.Context, clocks []talk.Clock) error {
	all := newBatch(len(clocks))
	for _, k := range clocks {
		lane := -int64(k.Case)
		if k.Person != 0 {
			lane = k.Person
		} else if k.Care != 0 {
			lane = -int64(k.Care) - caresLane
		}
		b.lanes.put(lane, func() {
			e := talk.Event{ID: fmt.Sprintf("%s:%d:%d:%d", k.Name, k.Case, k.Care, k.Person), At: b.opts.District.Here(b.opts.Now()), Clock: &k,
				From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}}
			all.does(func() error { return b.desk.decide(ctx, e, world.Op{}) })
		})
	}
	return all.wait(ctx, b.patience)
}

// sendMine writes all that is kept of a person into a file, and sends it.
func (s *sender) sendMine(ctx context.Context, l world.Letter, m drawn.Mine) (int, error) {
	l.Say.Draw = nil
	k, err := s.kept.Kept(ctx, m.Person)
	if err != nil {
		s.log.Error("mydata", "err", err)
		l.Say.Say = text.T("export.failed")
		return s.sendNew(ctx, l)
	}
	var b strings.Builder
	now := s.now()
	for _, line := range rights.Data(&world.World{District: s.district, Now: now}, k) {
		b.WriteString(s.words.say(l.Lang, line, longestCell) + "\n")
	}
	sent, err := s.bot.SendDocument(ctx, &tg.SendDocumentParams{
		ChatID: l.To.ID, Caption: s.words.say(l.Lang, l.Say.Say, longestCaption),
		Document: &models.InputFileUpload{Filename: "gridbot-mydata-" + s.district.Here(now).Format(time.DateOnly) + ".txt", Data: strings.NewReader(b.String())},
	})
	return number(sent), err
}
