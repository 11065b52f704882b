package bot

import (
	"cmp"
	"context"
	"errors"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// answerFor is how long Telegram takes the answer to a press. It says nowhere how long
// exactly; when it is over, it says so.
const answerFor = 15 * time.Second

// answer answers a press, and reports whether Telegram took it. It is neither stored nor
// limited: it is tried as long as somebody still waits for it.
func (s *sender) answer(ctx context.Context, e talk.Event, t toast) (shown bool) {
	p := &tg.AnswerCallbackQueryParams{
		CallbackQueryID: e.Query, Text: s.words.say(t.lang, t.say, longestToast), ShowAlert: t.alert,
	}
	if t.open != "" {
		p.URL = "https://t.me/" + s.words.bot + "?start=" + t.open
	}
	ctx, cancel := context.WithTimeout(ctx, answerFor)
	defer cancel()
	began, waited := s.realNow(), time.Duration(0)
	for try := 1; ; try++ {
		err := s.api.answerCallbackQuery(ctx, p)
		if err == nil {
			return true
		}
		s.log.Info("answer", "entry", e.ID, "try", try, "err", redact(err, s.token))
		if over(err) {
			return false
		}
		rest := patience(try)
		var slow *tg.TooManyRequestsError
		if errors.As(err, &slow) {
			rest = max(rest, pauseOf(slow.RetryAfter))
			s.queue.stop(s.realNow().Add(rest)) // it is of no chat: it is of all we send
		}
		waited += rest
		if max(waited, s.realNow().Add(rest).Sub(began)) > answerFor || s.wait(ctx, rest) != nil {
			return false
		}
	}
}

// over tells a no that stays one: "query is too old", or that Telegram does not know us.
func over(err error) bool {
	return errors.Is(err, tg.ErrorBadRequest) || errors.Is(err, tg.ErrorForbidden) ||
		errors.Is(err, tg.ErrorUnauthorized) || errors.Is(err, tg.ErrorNotFound)
}

// unshown writes what could not be shown over a button, when it was to be read: why a
// press did not count. Whoever pressed reads it in their private chat, as only they
// would have seen it.
func (d *desk) unshown(ctx context.Context, e talk.Event, t toast) {
	if !t.alert || t.say.Empty() || e.From.ID == 0 {
		return // what was done shows itself on the card
	}
	l := world.Letter{Class: world.ClassReply, To: talk.Chat{ID: e.From.ID}, Lang: cmp.Or(t.lang, d.langOf(e, e.From.ID)), Say: talk.Prompt{Say: t.say}}
	if err := d.write(ctx, l); err != nil {
		d.log.Warn("answer in words", "entry", e.ID, "err", err)
	}
}

// write puts a letter into the outbox that no event has brought with it.
func (d *desk) write(ctx context.Context, l world.Letter) error {
	written, err := d.records.TellAside(ctx, nil, []world.Letter{l})
	if err == nil && len(written.Letters) > 0 {
		d.post([]world.Post{{ID: written.Letters[0], Letter: l}})
	}
	return err
}
