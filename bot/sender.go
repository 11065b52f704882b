package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/bot/sheet"
	"gridbot/flows/boards"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Outbox is where letters wait until Telegram has them.
type Outbox interface {
	Outbox(ctx context.Context, after string, n int64) ([]world.Post, error)
	Letters(ctx context.Context, ids []string) ([]world.Letter, error)
	Card(ctx context.Context, number int, chat int64) (message int, err error)
	Sent(ctx context.Context, p world.Post, message int) error
	Quotas(ctx context.Context) (map[int64]time.Time, error)
	CareShown(ctx context.Context, number int, chat int64, messages []int) error
	CareShows(ctx context.Context, number int, chat int64) ([]int, error)
	CareHidden(ctx context.Context, number int, chat int64, messages []int) error
}

// sender empties the outbox. It is the only one who sends.
type sender struct {
	api     *api    // for what runs thousands of times
	bot     *tg.Bot // for everything else
	words   words
	outbox  Outbox
	queue   *queue
	token   string
	log     *slog.Logger
	pause   func(context.Context, int) error
	wait    func(context.Context, time.Duration) error
	real    ticking                           // the machine's clock
	tell    func(talk.Event)                  // what we learn of a chat: blocked, moved
	mend    func(context.Context, error) bool // puts aside what stands in the way
	metrics *metrics
	pulse   *beat // of what Telegram takes or refuses
	hands   *hands
	gone    sync.Map // chats that refuse us, until they write again
	abreast int

	archive  sheet.Archive // what exports are written from
	kept     Retention     // what is kept of people
	district *district.District
	now      func() time.Time
	exports  chan struct{} // a place for each that is written now
	largest  int           // bytes of an export
	blank    bool          // nothing is drawn
}

// load queues what waits in the outbox, as after a crash.
func (s *sender) load(ctx context.Context) error {
	quotas, err := s.outbox.Quotas(ctx)
	if err != nil {
		return err
	}
	s.queue.remember(quotas)
	for after := "-"; ; {
		posts, err := s.outbox.Outbox(ctx, after, 1000)
		if err != nil {
			return err
		}
		if len(posts) == 0 {
			return nil
		}
		after = posts[len(posts)-1].ID
		s.queue.put(slices.DeleteFunc(posts, func(p world.Post) bool { return p.Shut }))
	}
}

// run sends until ctx ends, and then waits for what is on its way. It returns
// an error when the district is not ours any more.
func (s *sender) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	defer wg.Wait()
	slots := make(chan struct{}, s.abreast)
	for {
		if err := context.Cause(ctx); errors.Is(err, world.ErrFenced) {
			return err // the new owner sends them: not one more from here
		}
		p, wait := s.queue.take(s.realNow())
		if p == nil {
			var alarm <-chan time.Time
			if wait > 0 {
				alarm = time.After(wait)
			}
			select {
			case <-ctx.Done():
				if !errors.Is(context.Cause(ctx), world.ErrFenced) {
					return nil
				}
			case <-s.queue.wake:
			case <-alarm:
			}
			continue
		}
		slots <- struct{}{}
		wg.Add(1)
		s.hands.do(func() {
			defer wg.Done()
			defer func() { <-slots }()
			// What is on its way is brought to its end, also while stopping.
			if err := s.deliver(context.WithoutCancel(ctx), ctx, p); err != nil {
				cancel(err)
			}
		})
	}
}

// deliver sends one parcel and takes it out of the outbox; or puts it back.
func (s *sender) deliver(ctx, running context.Context, p *parcel) error {
	l := p.post.Letter
	message := 0
	if _, gone := s.gone.Load(l.To.ID); !gone {
		if l.Say.Draw == nil { // what is drawn may take minutes
			s.pulse.tries(s.realNow())
		}
		err := s.reread(ctx, p)
		if err == nil {
			message, err = s.trySend(ctx, p)
			if s.metrics.sent(p.class, err) {
				s.pulse.does(s.realNow())
			}
		}
		if err != nil && s.mend != nil && s.mend(ctx, err) {
			s.queue.later(p, func(int) time.Time { return s.realNow() })
			return nil
		}
		if err != nil && !s.settled(p, redact(err, s.token)) {
			return nil
		}
	}
	for _, post := range p.all() {
		for try := 1; ; try++ {
			err := s.takeOut(ctx, post, message)
			if err == nil {
				break
			}
			if errors.Is(err, world.ErrFenced) {
				return err
			}
			if s.mend != nil && s.mend(ctx, err) {
				continue
			}
			s.log.Warn("sent", "letter", post.ID, "try", try, "err", err)
			if s.pause(running, try) != nil {
				return nil // we stop: it will be sent again, and that is allowed
			}
		}
	}
	s.queue.sent(p)
	return nil
}

// reread gets what a parcel says, where that was left in the outbox.
func (s *sender) reread(ctx context.Context, p *parcel) error {
	var light []*parcel
	var ids []string
	for _, one := range append([]*parcel{p}, p.list...) {
		if one.light {
			light, ids = append(light, one), append(ids, one.post.ID)
		}
	}
	if len(light) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	letters, err := s.outbox.Letters(ctx, ids)
	if err != nil {
		return err
	}
	for i, one := range light {
		one.fill(letters[i])
	}
	return nil
}

// trySend sends one parcel, within a time. A panic is a fault of this one
// letter: it would be the same the next time, so it counts as refused.
func (s *sender) trySend(ctx context.Context, p *parcel) (message int, err error) {
	within := 90 * time.Second
	if d := p.post.Letter.Say.Draw; d != nil && d.Export != nil {
		within = deliveredIn
	}
	ctx, cancel := context.WithTimeout(s.fares(ctx, p), within)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("panic", "letter", p.post.ID, "stack", string(debug.Stack()))
			message, err = 0, fmt.Errorf("panic while sending: %w", tg.ErrorBadRequest)
		}
	}()
	if len(p.list) > 0 {
		return listed, s.sendList(ctx, p)
	}
	return s.send(ctx, p.letter())
}

// listed is kept in place of the message of a card that is a line of a list.
const listed = -1

// sendList sends many tasks to a work group as one message. None of them has
// a card of its own there: what becomes of them is not shown in the group.
func (s *sender) sendList(ctx context.Context, p *parcel) error {
	l := p.post.Letter
	cards, hushed := []world.Letter{l}, l.Hush
	for _, other := range p.list {
		cards, hushed = append(cards, other.post.Letter), hushed && other.post.Letter.Hush
	}
	_, err := s.sendNew(ctx, world.Letter{To: l.To, Lang: l.Lang, Say: boards.Offers(cards), Protect: l.Protect, Hush: hushed})
	return err
}

// takeOut takes a letter out of the outbox. Each try has a time of its own: a
// Redis that was away for long must not find ours used up.
func (s *sender) takeOut(ctx context.Context, p world.Post, message int) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	return s.outbox.Sent(ctx, p, message)
}

// settled decides what a refusal means: true ends the letter, false put it
// back to be tried again.
func (s *sender) settled(p *parcel, err error) bool {
	l := p.post.Letter
	var slow *tg.TooManyRequestsError // errors.Is does not see these two: they wrap nothing
	var moved *tg.MigrateError
	switch {
	case errors.As(err, &slow):
		now := s.realNow()
		until := now.Add(pauseOf(slow.RetryAfter))
		s.log.Error("telegram limits us", "letter", p.post.ID, "after", slow.RetryAfter)
		s.queue.limited(l.To.ID, now, until)
		s.queue.later(p, func(int) time.Time { return until })
		return false
	case errors.As(err, &moved): // the group became a supergroup: remember, send again
		s.tell(talk.Event{Chat: talk.Chat{ID: l.To.ID, Group: true}, MovedTo: int64(moved.MigrateToChatID)})
		s.queue.moved(p, int64(moved.MigrateToChatID))
		return false
	case errors.Is(err, tg.ErrorForbidden): // blocked us, or threw us out
		s.gone.Store(l.To.ID, true)
		e := talk.Event{Chat: talk.Chat{ID: l.To.ID, Group: l.To.ID < 0}, Left: l.To.ID < 0, Blocked: l.To.ID > 0}
		if l.To.ID > 0 {
			e.From.ID = l.To.ID
		}
		s.log.Info("letter refused for good", "letter", p.post.ID)
		s.tell(e)
		return true
	case l.To.ID < 0 && !l.Empty && shutOut(err) != "":
		s.log.Warn("a group takes nothing", "letter", p.post.ID, "err", err)
		s.tell(talk.Event{Chat: talk.Chat{ID: l.To.ID, Group: true}, Refused: shutOut(err), About: max(l.Card, 0)})
		return true
	case errors.Is(err, tg.ErrorBadRequest): // a message that can never be sent
		s.log.Error("letter dropped", "letter", p.post.ID, "err", err)
		return true
	}
	s.log.Warn("send", "letter", p.post.ID, "err", err)
	s.queue.later(p, func(failed int) time.Time {
		return s.realNow().Add(min(time.Minute, 500*time.Millisecond<<min(failed-1, 7)))
	})
	return false
}

// refusals are the words with which a group takes nothing from us, and what that is.
var refusals = []struct{ words, why string }{
	{"not enough rights", "rights"}, {"have no rights to send", "rights"}, {"chat_write_forbidden", "rights"}, {"chat_send_plain_forbidden", "rights"},
	{"message thread not found", "topic"}, {"topic_closed", "topic"}, {"topic_deleted", "topic"}, {"topic_id_invalid", "topic"},
}

// shutOut tells why a group takes nothing from us; empty, where it is something else.
func shutOut(err error) string {
	said := strings.ToLower(err.Error())
	for _, r := range refusals {
		if errors.Is(err, tg.ErrorBadRequest) && strings.Contains(said, r.words) {
			return r.why
		}
	}
	return ""
}

// realNow is the machine's clock: Telegram's limits do not follow a demo's.
func (s *sender) realNow() time.Time { return s.real.now() }

// back lets a chat that had refused us be written to again.
func (s *sender) back(chat int64) { s.gone.Delete(chat) }
