package bot

import (
	"context"
	"log/slog"
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

	mu    sync.Mutex
	told  map[int64]bool
	queue chan telling
}

type telling struct {
	chat int64
	lang text.Lang
}

func newOutage(a *api, w words, d *district.District, now func() time.Time, log *slog.Logger, every time.Duration) *outage {
	return &outage{api: a, words: w, district: d, now: now, log: log, every: every,
		told: map[int64]bool{}, queue: make(chan telling, 1000)}
}

// raw tells the sender of an update that could not be taken in.
func (o *outage) raw(body []byte) {
	if e, ok, err := decode(body, o.words.bot, o.now()); err == nil && ok {
		o.person(e)
	}
}

// person tells whoever an event comes from, once in an outage.
func (o *outage) person(e talk.Event) {
	if e.From.ID == 0 || e.Chat.Group || e.Blocked {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.told[e.From.ID] {
		return
	}
	lang := text.Match(e.Language)
	if lang == "" {
		lang = o.district.Langs[0]
	}
	select {
	case o.queue <- telling{e.From.ID, lang}:
		o.told[e.From.ID] = true
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
			_, err := o.api.sendMessage(ctx, &tg.SendMessageParams{ChatID: t.chat, Text: o.words.say(t.lang, o.say(), longestSay)})
			if err != nil {
				o.log.Warn("outage", "err", err)
			}
			if pause(ctx, o.every) != nil {
				return
			}
		}
	}
}

// say is what people read.
func (o *outage) say() text.Text { return withNumbers(o.district, text.T("outage")) }

// withNumbers says, too, where to turn when it cannot wait.
func withNumbers(d *district.District, say text.Text) text.Text {
	lines := []text.Text{say}
	for _, n := range d.Emergency[:min(3, len(d.Emergency))] {
		lines = append(lines, text.T("report.danger.number", "phone", n.Phone, "who", text.Named(n.Names)))
	}
	return text.Lines(lines...)
}
