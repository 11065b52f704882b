// Package bot is the edge to Telegram: it takes updates in, has the flows
// decide and the store commit, and sends what is owed. It decides nothing
// itself, and knows nothing of Redis: what is kept, it keeps by the interfaces
// it declares.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/sheet"
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
	KeepLines(ctx context.Context) (made int, err error)
	Retention
	Frequents
	Folders
}

// Options is what a bot is made of. All fields but Clock, Inbound, Webhook, Pace, Takeover, Lease
// and what a test hands in are needed.
type Options struct {
	Token    string
	API      string // address of the Bot API server, without a slash at the end
	District *district.District
	Store    Store
	Catalog  *text.Catalog
	Now      func() time.Time
	Clock    *Clock // whose Now it is; hears the Bot API server's time
	Log      *slog.Logger
	Inbound  Inbound       // what one person may say; the zero Inbound is no limit
	Webhook  Webhook       // how updates come; by polling when its URL is empty
	Owner    string        // names this process among those that could own the district
	Pace     Pace          // the zero Pace is TelegramPace
	Takeover bool          // take the district at the start from whoever has it
	Lease    time.Duration // how long the district stays ours without a sign of life; 0 is 10 s

	// What a test hands in, so that a whole history comes out of one seed; nil is the real thing.
	Real      func() time.Time                           // the machine's clock, which Telegram's limits go by
	Wait      func(context.Context, time.Duration) error // lets time pass
	Guess     func() string                              // makes what nobody can guess: Unguessable
	Transport http.RoundTripper                          // the way to Telegram
	Blank     bool                                       // pictures and papers are blank, as nobody looks at them
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
	stopped atomic.Bool  // nobody works: Redis has lost data
	answers atomic.Int64 // presses that are being answered now
	answer  atomic.Int64 // presses that were ever begun to be answered
	api     *api
	metrics *metrics
	outage  *outage
	menus   *menus
	Name    string // the bot's user name, once Connect has returned
	tg      *tg.Bot

	pressed  sync.WaitGroup // presses that are being answered, for the end
	pulse    *pulse
	striking striking
	patience time.Duration // how long what runs unasked waits for a lane
}

// lanePatience is less than a minute: the next one's work is not to be late for one lane.
const lanePatience = 20 * time.Second

// tokenForm is what a bot's token looks like; anything else would fail late and
// in odd ways.
var tokenForm = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]{30,}$`)

// ErrToken: what was given is not a bot token.
var ErrToken = errors.New("the token is not of the form 123456:ABC… that BotFather gives")

// CheckToken holds a token against its form. Errors: ErrToken.
func CheckToken(token string) error {
	if !tokenForm.MatchString(token) {
		return ErrToken
	}
	return nil
}

// New makes a bot; it does not talk to anybody yet. Errors: ErrToken.
func New(o Options) (*Bot, error) {
	if err := CheckToken(o.Token); err != nil {
		return nil, err
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
	b := &Bot{opts: o, http: &http.Client{Transport: tolled{o.heard(transport)}, Timeout: 90 * time.Second}, quit: make(chan struct{}), metrics: newMetrics(), patience: lanePatience, pulse: newPulse(o.Webhook.URL == "")}
	if o.Transport != nil {
		b.http = &http.Client{Transport: tolled{o.Transport}}
	}
	b.hands = newHands(256, b.quit)
	b.lanes = newLanes(64, b.hands)
	var way *direct
	if o.Transport == nil {
		way = directTo(o.API, o.Clock)
	}
	b.api = &api{direct: way, http: b.http, base: o.API + "/bot" + o.Token + "/", token: o.Token}
	var err error
	b.tg, err = tg.New(o.Token, tg.WithSkipGetMe(), tg.WithServerURL(o.API), tg.WithHTTPClient(time.Minute, b.http),
		tg.WithDefaultHandler(ignore), tg.WithErrorsHandler(func(err error) { o.Log.Warn("telegram", "err", redact(err, o.Token)) }))
	if err != nil {
		return nil, fmt.Errorf("set up telegram: %w", redact(err, o.Token))
	}
	return b, nil
}

// heard is the transport, with the clock listening.
func (o Options) heard(t http.RoundTripper) http.RoundTripper {
	if o.Clock == nil {
		return t
	}
	return dated{t, o.Clock}
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
		err = redact(err, b.opts.Token)
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
		o.Log.Warn("commands", "err", redact(err, o.Token)) // the menu is missing; the bot is not
	}
	b.sender = &sender{
		api: b.api, bot: b.tg, words: w, outbox: o.Store, queue: b.newQueue(), token: o.Token, log: o.Log,
		pause: b.longer, wait: b.wait, real: o.Real, abreast: 128, metrics: b.metrics, hands: b.hands,
		archive: o.Store, kept: o.Store, district: o.District, now: o.Now, exports: make(chan struct{}, exportsAtOnce), largest: largestFile, blank: o.Blank, pulse: &b.pulse.send,
	}
	b.outage = newOutage(b.api, w, o.District, o.Now, o.Log, max(o.Pace.Overall, time.Millisecond))
	b.menus = newMenus(b.tg, w, o.Log, o.Token, o.Pace)
	b.desk = &desk{
		district: o.District, outage: b.outage, menus: b.menus, inbound: o.Inbound, records: o.Store, catalog: o.Catalog, bot: b.Name, now: o.Now, log: o.Log, pause: b.longer,
		real: o.Real, token: o.Guess, post: b.sender.queue.put, metrics: b.metrics, pulse: &b.pulse.commit,
	}
	b.metrics.watch(b)
	return nil
}

// Ask asks Telegram once what the bot is called.
func (b *Bot) Ask(ctx context.Context) (name string, err error) {
	me, err := b.tg.GetMe(ctx)
	if err != nil {
		return "", fmt.Errorf("ask telegram who we are: %w", redact(err, b.opts.Token))
	}
	return me.Username, nil
}

// newQueue is a queue that keeps Telegram's limits by the machine's clock, and
// the district's quiet hours by its own.
func (b *Bot) newQueue() *queue {
	q := newQueue(b.opts.Pace, ticking(b.opts.Real).now())
	q.real = b.opts.Real
	q.quiet = func() bool { return b.Quiet(b.opts.Now()) }
	return q
}

// Hold holds back everything that is to be sent until release is called, as
// while a clock is moved: what comes of it is told as it is at the end.
func (b *Bot) Hold() (release func()) { return b.sender.queue.hold() }

// Idle reports whether nothing waits: no update, no letter, no pressed button,
// no menu that has changed.
func (b *Bot) Idle(ctx context.Context) (bool, error) {
	var in, out int64
	// An answer that is not taken becomes a letter; so does what a lane decides after
	// letters were counted.
	begun, calm := b.answer.Load(), b.answers.Load() == 0 && b.lanes.idle()
	err := b.desk.mended(ctx, func() (err error) { in, out, err = b.opts.Store.Waiting(ctx); return err })
	// In this order: what was committed may still owe an answer to its press.
	return in == 0 && out == 0 && b.lanes.idle() && b.answers.Load() == 0 && calm && b.answer.Load() == begun && b.menus.idle(), err
}

func ignore(context.Context, *tg.Bot, *models.Update) {}
