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

	mu    sync.Mutex
	told  map[int64]heardOf
	queue chan telling
}

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
		told: map[int64]heardOf{}, queue: make(chan telling, 1000)}
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
	select {
	case o.queue <- one:
		o.told[e.From.ID] = what
	default: // more than can be told; they may write again
	}
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
		select {
		case <-ctx.Done():
			return
		case t := <-o.queue:
			o.tell(ctx, t)
			if pause(ctx, o.every) != nil {
				return
			}
		}
	}
}

// tell sends one message. Who has not got it is told when they are heard of again,
// unless they do not want to read us.
func (o *outage) tell(ctx context.Context, t telling) {
	_, err := o.api.sendMessage(ctx, &tg.SendMessageParams{ChatID: t.chat, Text: o.words.say(t.lang, o.say(t.danger), longestSay)})
	if err == nil {
		return
	}
	o.log.Warn("outage", "err", err)
	if errors.Is(err, tg.ErrorForbidden) || errors.Is(err, tg.ErrorBadRequest) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.told, t.chat)
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
