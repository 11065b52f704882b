package bot

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// outage tells people once that nothing can be written down right now. What
// they sent is not lost: Telegram or the inbox keeps it until it can be. It is
// the one message that does not go by the outbox, which cannot be written.
type outage struct {
	api      *api
	words    words
	district *district.District
	now      func() time.Time
	log      *slog.Logger
	every    time.Duration // between two of these messages: nobody may be flooded
	again    time.Duration // between two looks at what nobody takes

	mu     sync.Mutex
	told   map[int64]heardOf
	queue  []telling // as they came …
	urgent []telling // … of danger, who go before
	wake   chan struct{}
}

// mostTold is how many may wait to be told. Whoever writes of danger always may.
const mostTold = 20_000

// heardOf is what somebody was told of an outage.
type heardOf int

const (
	ofOutage heardOf = iota + 1 // that nothing can be written down
	ofDanger                    // and whom to call first, as they wrote of danger
)

type telling struct {
	chat   int64
	lang   text.Lang
	danger *district.Danger // nil: they wrote of none
}

func newOutage(a *api, w words, d *district.District, now func() time.Time, log *slog.Logger, every time.Duration) *outage {
	return &outage{api: a, words: w, district: d, now: now, log: log, every: every, again: 2 * time.Second,
		told: map[int64]heardOf{}, wake: make(chan struct{}, 1)}
}

// raw tells the sender of an update that could not be taken in.
func (o *outage) raw(body []byte) {
	if e, ok, err := decode(body, o.words.bot, o.now()); err == nil && ok {
		o.person(e)
	}
}

// person tells whoever an event comes from, once in an outage; once more when they
// write of danger.
func (o *outage) person(e talk.Event) {
	if e.From.ID == 0 || e.Chat.Group || e.Blocked {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.told[e.From.ID] == ofDanger {
		return
	}
	what, one := ofOutage, telling{chat: e.From.ID, lang: text.Match(e.Language)}
	if d, heard := o.district.Danger(e.Text); heard {
		what, one.danger = ofDanger, &d
	}
	if one.lang == "" {
		one.lang = o.district.Langs[0]
	}
	if o.told[e.From.ID] >= what {
		return
	}
	switch {
	case what == ofDanger:
		o.queue = slices.DeleteFunc(o.queue, func(t telling) bool { return t.chat == one.chat }) // they read more than that
		o.urgent = append(o.urgent, one)
	case len(o.queue) < mostTold:
		o.queue = append(o.queue, one)
	default:
		return // more than can be told; they may write again
	}
	o.told[e.From.ID] = what
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// next is who is to be told: of danger first, then as they came.
func (o *outage) next() (t telling, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, line := range []*[]telling{&o.urgent, &o.queue} {
		if len(*line) > 0 {
			t, *line = (*line)[0], (*line)[1:]
			return t, true
		}
	}
	return t, false
}

// over ends an outage: in the next one people are told again.
func (o *outage) over() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.told) > 0 {
		clear(o.told)
	}
}

// run sends until ctx ends.
func (o *outage) run(ctx context.Context) {
	for {
		t, ok := o.next()
		if !ok {
			select {
			case <-ctx.Done():
				return
			case <-o.wake:
			}
			continue
		}
		if pause(ctx, max(o.every, o.tell(ctx, t))) != nil {
			return
		}
	}
}

// tell sends one message. Who has not got it is told when they are heard of again,
// unless they do not want to read us. It returns how long Telegram wants us to wait.
func (o *outage) tell(ctx context.Context, t telling) (rest time.Duration) {
	_, err := o.api.sendMessage(ctx, &tg.SendMessageParams{ChatID: t.chat, Text: o.words.say(t.lang, o.say(t.danger), longestSay)})
	if err == nil {
		return 0
	}
	o.log.Warn("outage", "err", err)
	if errors.Is(err, tg.ErrorForbidden) || errors.Is(err, tg.ErrorBadRequest) {
		return 0
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	var slow *tg.TooManyRequestsError
	if errors.As(err, &slow) { // nobody of those who wait is left out for it
		o.queue = append([]telling{t}, o.queue...)
		return pauseOf(slow.RetryAfter)
	}
	delete(o.told, t.chat)
	return 0
}

// overlook looks at what Telegram has for us, takes none of it, and tells whoever
// wrote, until ctx ends: while nothing can be written down nobody owns the district,
// and nobody polls. Telegram shows the oldest hundred updates and no others.
func (o *outage) overlook(ctx context.Context) {
	for pause(ctx, o.again) == nil { // what nobody takes is there again at once
		raws, err := o.api.getUpdates(ctx, 0)
		if err != nil {
			if ctx.Err() == nil {
				o.log.Warn("outage", "err", err)
			}
			continue
		}
		for _, raw := range raws {
			o.raw(raw)
		}
	}
}

// say is what people read: also where to turn when it cannot wait, and before all
// else whom to call when they wrote of danger.
func (o *outage) say(danger *district.Danger) text.Text {
	numbers := o.numbers(danger)
	say := called(text.T("outage"), numbers)
	if danger != nil && len(numbers) > 0 {
		say = text.Lines(text.T("report.danger", "phone", numbers[0].Phone, "who", text.Named(numbers[0].Names)), say)
	}
	return say
}

// numbers are up to three to call: the district's first ones, or those that help
// in a danger.
func (o *outage) numbers(danger *district.Danger) []district.Number {
	all := o.district.Emergency
	if danger != nil {
		all = slices.Clone(all)
		rank := func(n district.Number) int {
			if i := slices.Index(danger.Call, n.Phone); i >= 0 {
				return i
			}
			return len(danger.Call)
		}
		slices.SortStableFunc(all, func(a, b district.Number) int { return rank(a) - rank(b) })
	}
	return all[:min(3, len(all))]
}

// withNumbers says, too, where to turn when it cannot wait.
func withNumbers(d *district.District, say text.Text) text.Text {
	return called(say, d.Emergency[:min(3, len(d.Emergency))])
}

// called is something with numbers to call below it.
func called(say text.Text, numbers []district.Number) text.Text {
	lines := []text.Text{say}
	for _, n := range numbers {
		lines = append(lines, text.T("report.danger.number", "phone", n.Phone, "who", text.Named(n.Names)))
	}
	return text.Lines(lines...)
}
