// Package bot is the edge to Telegram: it takes updates in, has the flows
// decide and the store commit, and sends what is owed. It decides nothing
// itself.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/sheet"
	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Store is all the bot keeps.
type Store interface {
	Records
	Inbox
	Outbox
	Lease
	sheet.Archive
	Due(ctx context.Context, now time.Time, n int) ([]talk.Clock, error)
	Waiting(ctx context.Context) (inbox, outbox int64, err error)
	RoundTrips() int64
}

// Options is what a bot is made of. All fields but Inbound, Webhook, Pace, Takeover and Lease are needed.
type Options struct {
	Token    string
	API      string // address of the Bot API server, without a slash at the end
	District *district.District
	Store    Store
	Catalog  *text.Catalog
	Now      func() time.Time
	Log      *slog.Logger
	Inbound  Inbound       // what one person may say; the zero Inbound is no limit
	Webhook  Webhook       // how updates come; by polling when its URL is empty
	Owner    string        // names this process among those that could own the district
	Pace     Pace          // the zero Pace is TelegramPace
	Takeover bool          // take the district at the start from whoever has it
	Lease    time.Duration // how long the district stays ours without a sign of life; 0 is 10 s
}

// A Bot is one district's bot. Run makes it work.
type Bot struct {
	opts    Options
	http    *http.Client
	desk    *desk
	sender  *sender
	lanes   *lanes
	hands   *hands
	quit    chan struct{} // closed when Run ends, for idle hands
	owns    atomic.Bool
	owned   bool         // has owned the district before, and may have lost it
	answers atomic.Int64 // presses that are being answered now
	api     *api
	metrics *metrics
	outage  *outage
	menus   *menus
	Name    string // the bot's user name, once Connect has returned
	tg      *tg.Bot
}

// tokens have this form; anything else would fail late and in odd ways.
var tokens = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]{30,}$`)

// ErrToken: what was given is not a bot token.
var ErrToken = errors.New("the token is not of the form 123456:ABC… that BotFather gives")

// New makes a bot; it does not talk to anybody yet. Errors: ErrToken.
func New(o Options) (*Bot, error) {
	if !tokens.MatchString(o.Token) {
		return nil, ErrToken
	}
	if o.Pace == (Pace{}) {
		o.Pace = TelegramPace
	}
	if o.Lease == 0 {
		o.Lease = 10 * time.Second
	}
	o.API = strings.TrimRight(o.API, "/")
	// The default transport keeps two connections to a host; that alone costs
	// a third of the speed; fewer than are used at once are opened anew all the time.
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 512, 512
	b := &Bot{opts: o, http: &http.Client{Transport: transport, Timeout: 90 * time.Second}, quit: make(chan struct{}), metrics: newMetrics()}
	b.hands = newHands(256, b.quit)
	b.lanes = newLanes(64, b.hands)
	b.api = &api{http: b.http, base: o.API + "/bot" + o.Token + "/", token: o.Token}
	var err error
	b.tg, err = tg.New(o.Token, tg.WithSkipGetMe(), tg.WithServerURL(o.API), tg.WithHTTPClient(time.Minute, b.http),
		tg.WithDefaultHandler(ignore), tg.WithErrorsHandler(func(err error) { o.Log.Warn("telegram", "err", hush(err, o.Token)) }))
	if err != nil {
		return nil, fmt.Errorf("set up telegram: %w", hush(err, o.Token))
	}
	return b, nil
}

// Connect asks Telegram who we are and tells it our commands. It tries until
// it succeeds or ctx ends; a token that Telegram refuses ends it at once.
func (b *Bot) Connect(ctx context.Context) error {
	for try := 1; ; try++ {
		me, err := b.tg.GetMe(ctx)
		if err == nil {
			b.Name = me.Username
			break
		}
		err = hush(err, b.opts.Token)
		if errors.Is(err, tg.ErrorUnauthorized) || errors.Is(err, tg.ErrorNotFound) {
			return fmt.Errorf("telegram does not know this token: %w", err)
		}
		b.opts.Log.Warn("connect", "try", try, "err", err)
		if err := longer(ctx, try); err != nil {
			return err
		}
	}
	o := b.opts
	for try := 1; ; try++ {
		err := b.subscribe(ctx)
		if err == nil {
			break
		}
		if errors.Is(err, tg.ErrorBadRequest) {
			return err // an address Telegram will never call
		}
		o.Log.Warn("connect", "try", try, "err", err)
		if err := longer(ctx, try); err != nil {
			return err
		}
	}
	w := words{catalog: o.Catalog, bot: b.Name, missing: func(err error) { o.Log.Error("words", "err", err) }}
	if err := b.introduce(ctx, w); err != nil {
		o.Log.Warn("commands", "err", hush(err, o.Token)) // the menu is missing; the bot is not
	}
	b.sender = &sender{
		api: b.api, bot: b.tg, words: w, home: o.District, outbox: o.Store, queue: b.newQueue(), token: o.Token, log: o.Log,
		pause: longer, abreast: 128, metrics: b.metrics, hands: b.hands,
		archive: o.Store, district: o.District, now: o.Now, exports: make(chan struct{}, exportsAtOnce), largest: largestFile,
	}
	b.outage = newOutage(b.api, w, o.District, o.Now, o.Log, max(o.Pace.Overall, time.Millisecond))
	b.menus = newMenus(b.tg, w, o.Log, o.Token, o.Pace)
	b.desk = &desk{
		district: o.District, outage: b.outage, menus: b.menus, inbound: o.Inbound, records: o.Store, bot: b.Name, now: o.Now, log: o.Log, pause: longer,
		post: b.sender.queue.put, metrics: b.metrics,
	}
	b.metrics.watch(b)
	return nil
}

// Ask asks Telegram once what the bot is called.
func (b *Bot) Ask(ctx context.Context) (name string, err error) {
	me, err := b.tg.GetMe(ctx)
	if err != nil {
		return "", fmt.Errorf("ask telegram who we are: %w", hush(err, b.opts.Token))
	}
	return me.Username, nil
}

// Run owns the district and works until ctx ends; then it finishes what it has
// begun and returns nil. While another process owns the district, it stands
// by. A Bot runs once.
func (b *Bot) Run(ctx context.Context) error {
	defer close(b.quit)
	for ctx.Err() == nil {
		if err := b.own(ctx); err != nil && !errors.Is(err, flows.ErrFenced) {
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
	if err := takeLease(ctx, o, seize); err != nil {
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
			err = b.sender.load(ctx)
		}
		if err == nil {
			break
		}
		o.Log.Warn("load", "try", try, "err", err)
		if longer(ctx, try) != nil {
			return nil
		}
	}
	// What was begun is brought to its end after a stop, but not for ever: with
	// Redis away, nothing would end.
	work, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopWithin, giveUp) })()

	// The sender outlives the others, to say what they still decide.
	sending, stopSending := context.WithCancel(work)
	b.desk.answer = func(e talk.Event, t toast) {
		b.answers.Add(1)
		b.hands.do(func() {
			defer b.answers.Add(-1)
			b.sender.answer(sending, e, t)
		})
	}
	b.desk.recover = func() { go b.reload(ctx) }
	b.desk.heard = b.sender.back
	b.desk.looks = b.sender.looks
	b.sender.tell = func(e talk.Event) { b.lanes.put(e.Chat.ID, func() { b.learn(work, e) }) }
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
	working.Go(func() { keepLease(ctx, o, lost) })
	working.Go(func() { b.outage.run(ctx) })
	working.Go(func() { b.menus.run(ctx) })
	give := func(e flows.Entry, done func()) {
		u := b.desk.understand(e)
		b.lanes.put(u.lane(), func() {
			defer done()
			if ctx.Err() != nil {
				return // it stays in the inbox for the next start
			}
			if err := b.desk.handle(work, u); errors.Is(err, flows.ErrFenced) {
				lost(err)
			}
		})
	}
	if o.Webhook.URL == "" {
		working.Go(func() { b.poll(ctx, give) })
	} else { // another process may take updates in as well as this one
		working.Go(func() { b.read(ctx, give) })
	}
	working.Wait()
	b.lanes.wait()
	if !errors.Is(context.Cause(ctx), flows.ErrFenced) {
		b.menus.finish(work)
	}
	stopSending()
	sendingDone.Wait()
	if err := context.Cause(ctx); errors.Is(err, flows.ErrFenced) {
		o.Log.Warn("another process owns the district now", "district", o.District.ID)
		return err
	}
	o.Log.Info("stopped", "district", o.District.ID)
	return dropLease(o)
}

// poll asks Telegram for updates and hands them over in memory, once what was
// in the inbox before is on its way.
func (b *Bot) poll(ctx context.Context, give func(flows.Entry, func())) {
	o := b.opts
	h := newHall(o.Store, give)
	failed := 0
	again := func(err error) error {
		failed++
		o.Log.Warn("inbox", "failed", failed, "err", err)
		return longer(ctx, failed)
	}
	for err := h.look(ctx); err != nil; err = h.look(ctx) {
		if again(err) != nil {
			return
		}
	}
	failed = 0
	// The next poll is under way while these are read and handed over.
	type batch struct {
		entries []string
		updates []flows.Raw
	}
	batches := make(chan batch, 16)
	p := &poller{api: b.api, inbox: o.Store, now: time.Now, log: o.Log, pause: longer, count: b.metrics.polls, outage: b.outage,
		hand: func(entries []string, updates []flows.Raw) { batches <- batch{entries, updates} }}
	var all sync.WaitGroup
	all.Go(func() {
		for taken := range batches {
			h.hand(taken.entries, taken.updates)
		}
	})
	all.Go(func() {
		defer close(batches)
		p.run(ctx)
	})
	h.run(ctx, again)
	all.Wait()
}

// read hands what comes into the inbox to the lanes, in order.
func (b *Bot) read(ctx context.Context, give func(flows.Entry, func())) {
	after, failed := "0", 0
	for ctx.Err() == nil {
		entries, err := b.opts.Store.Inbox(ctx, after, 2*time.Second)
		if err != nil {
			if ctx.Err() != nil {
				return
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

// learn commits what the sender learnt of a chat.
func (b *Bot) learn(ctx context.Context, e talk.Event) {
	e.ID, e.At = "sender", b.opts.District.Here(b.opts.Now())
	if err := b.desk.decide(ctx, e, flows.Op{}); err != nil && ctx.Err() == nil {
		b.opts.Log.Warn("learn", "chat", e.Chat.ID, "err", err)
	}
}

// reload reads the outbox again, for letters whose IDs we did not learn.
func (b *Bot) reload(ctx context.Context) {
	for try := 1; ; try++ {
		err := b.sender.load(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		b.opts.Log.Warn("outbox", "try", try, "err", err)
		if longer(ctx, try) != nil {
			return
		}
	}
}

// Tick has everything decided that is due by now. Timers of different cases
// are independent; it returns when all are done. Nothing happens while another
// process owns the district.
func (b *Bot) Tick(ctx context.Context, now time.Time) error {
	if !b.owns.Load() {
		return nil
	}
	for {
		due, err := b.opts.Store.Due(ctx, now, 500)
		if err != nil || len(due) == 0 {
			return err
		}
		// What is to be told to people comes after what is due of cases: it is
		// gathered from them.
		if of := slices.DeleteFunc(slices.Clone(due), func(k talk.Clock) bool { return k.Case == 0 && k.Grid == "" }); len(of) > 0 {
			due = of
		}
		faults := make([]error, len(due))
		var wg sync.WaitGroup
		for i, k := range due {
			wg.Add(1)
			lane := -int64(k.Case)
			if k.Person != 0 {
				lane = k.Person // in order with what the person says
			}
			b.lanes.put(lane, func() {
				defer wg.Done()
				e := talk.Event{ID: fmt.Sprintf("clock:%d:%d:%s", k.Case, k.Person, k.Name), At: b.opts.District.Here(now), Clock: &k,
					From: talk.Sender{ID: k.Person}, Chat: talk.Chat{ID: k.Person}}
				faults[i] = b.desk.decide(ctx, e, flows.Op{Timer: &k})
				b.metrics.struck(k, now)
			})
		}
		wg.Wait()
		if err := errors.Join(faults...); err != nil {
			return fmt.Errorf("decide what is due: %w", err)
		}
	}
}

// newQueue is a queue that keeps Telegram's limits by the machine's clock, and
// the district's quiet hours by its own.
func (b *Bot) newQueue() *queue {
	q := newQueue(b.opts.Pace, time.Now())
	q.quiet = func() bool { return b.opts.District.Quiet.Holds(b.opts.District.Here(b.opts.Now())) }
	return q
}

// Hold holds back everything that is to be sent until release is called, as
// while a clock is moved: what comes of it is told as it is at the end.
func (b *Bot) Hold() (release func()) { return b.sender.queue.hold() }

// Idle reports whether nothing waits: no update, no letter, no pressed button,
// no menu that has changed.
func (b *Bot) Idle(ctx context.Context) (bool, error) {
	in, out, err := b.opts.Store.Waiting(ctx)
	// In this order: what was committed may still owe an answer to its press.
	return in == 0 && out == 0 && b.lanes.idle() && b.answers.Load() == 0 && b.menus.idle(), err
}

func ignore(context.Context, *tg.Bot, *models.Update) {}
