package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"net/url"
	"regexp"
	"runtime/debug"
	"sync"
	"time"

	"gridbot/bot"
	"gridbot/bot/jobs"
	"gridbot/flows"
	"gridbot/store"
)

// serve runs a district's bot.
type serve struct {
	folder
	telegram
	keysFile
	redisCA
	knownFile
	keeping
	Redis     string        `help:"Redis: redis://host:6379/0, several hosts for a cluster, redis+sentinel://hosts/master; rediss:// and rediss+sentinel:// speak TLS." env:"REDIS_URL" required:"" placeholder:"URL"`
	Webhook   string        `help:"Let Telegram bring updates to this https address; without it the bot polls." env:"GRIDBOT_WEBHOOK_URL" placeholder:"URL"`
	Secret    string        `help:"What Telegram must say with every webhook call: 1 to 256 of A-Za-z0-9_-." env:"GRIDBOT_WEBHOOK_SECRET"`
	Listen    string        `help:"Where the webhook is received, and nothing else served." env:"GRIDBOT_LISTEN" placeholder:"HOST:PORT"`
	Admin     string        `help:"Where to serve health, metrics and profiles; \"off\" for nowhere." env:"GRIDBOT_ADMIN_LISTEN" default:"127.0.0.1:9464" placeholder:"HOST:PORT"`
	Unlimited bool          `help:"Limit neither what is sent nor what one person says: only for tests against a Bot API server without limits." env:"GRIDBOT_UNLIMITED"`
	Profile   bool          `help:"Serve profiles under /debug/pprof/ too." env:"GRIDBOT_PROFILE"`
	Takeover  bool          `help:"Take the district at once from a process that had it, as after a crash: where a supervisor runs only one." env:"GRIDBOT_TAKEOVER"`
	Lease     time.Duration `help:"How long a silent process keeps the district before another may take over." env:"GRIDBOT_LEASE" default:"10s"`
}

// secrets have this form; Telegram takes no other.
var secrets = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// faults are all that is wrong with the settings, at once.
func (s *serve) faults() error {
	var all []error
	if s.Webhook != "" {
		u, err := url.Parse(s.Webhook)
		if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
			all = append(all, errors.New("GRIDBOT_WEBHOOK_URL is not an address such as https://bot.example.org/telegram"))
		}
		if !secrets.MatchString(s.Secret) {
			all = append(all, errors.New("GRIDBOT_WEBHOOK_SECRET must be 1 to 256 of A-Za-z0-9_-, so that nobody else can bring updates"))
		}
		if s.Listen == "" {
			all = append(all, errors.New("GRIDBOT_LISTEN must say where the webhook is received"))
		}
	}
	if err := bot.CheckToken(s.Token); err != nil {
		all = append(all, fmt.Errorf("TELEGRAM_BOT_TOKEN: %w", err))
	}
	if s.Lease < 500*time.Millisecond {
		all = append(all, errors.New("GRIDBOT_LEASE must be at least 500ms"))
	}
	return errors.Join(all...)
}

// settle is called once all settings are read.
func (s *serve) settle() { s.Redis = s.trusts(s.Redis) }

// await opens the district. A Redis that is away is waited for, as long as
// everything else is in order: nothing is lost meanwhile, as Telegram keeps it.
func (s *serve) await(ctx context.Context, id string, others error, log *slog.Logger) (*store.Store, error) {
	for {
		st, err := s.district(ctx, id, log)
		if others != nil || !errors.Is(err, store.ErrAway) {
			return st, err
		}
		log.Error("waiting for redis: nothing is taken in until it answers", "err", err)
		select {
		case <-ctx.Done():
			return nil, errStopped
		case <-time.After(awaitEvery):
		}
	}
}

const awaitEvery = 2 * time.Second

// errStopped: it was told to stop before it began.
var errStopped = errors.New("stopped")

// Run serves until it is told to stop.
func (s *serve) Run(ctx context.Context, log *slog.Logger) error {
	d, err := s.load(log)
	id := ""
	if err == nil {
		id = d.ID
	}
	wrong := errors.Join(s.faults(), err)
	st, noStore := s.await(ctx, id, wrong, log)
	if noStore == nil {
		defer st.Close()
	}
	if errors.Is(noStore, errStopped) {
		return nil
	}
	if err := errors.Join(wrong, noStore); err != nil {
		return err
	}
	distrust(ctx, st, s.keeping, log)
	s.recall(st, id, log)
	defer s.keep(st, id, log)()
	s.ready(log)
	debug.FreeOSMemory() // reading a folder and getting ready take several times what is kept of it
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var web sync.WaitGroup
	defer web.Wait()
	defer cancel(nil)
	web.Go(func() { holdAgainst(ctx, st, d, log) })
	clock := bot.NewClock(st.Time, log)
	err = work(ctx, bot.Options{
		Token: s.Token, API: s.API, District: d, Store: st, Now: clock.Now, Clock: clock, Log: log, Owner: owner(), Lease: s.Lease,
		Webhook: bot.Webhook{URL: s.Webhook, Secret: s.Secret}, Pace: s.pace(), Inbound: s.inbound(), Takeover: s.Takeover,
	}, func(b *bot.Bot, _ *jobs.Schedule) {
		if s.Webhook != "" {
			web.Go(func() { cancel(s.receive(ctx, b)) })
		} else if s.Listen != "" {
			log.Warn("nothing is served at GRIDBOT_LISTEN: there is no webhook, and health is at GRIDBOT_ADMIN_LISTEN")
		}
		if s.Admin != "off" {
			web.Go(func() { s.admit(ctx, b, log) })
		}
	})
	if cause := context.Cause(ctx); err == nil && cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// ready gets ready for the first updates, before anybody waits for their answers. What
// could not be made ready now is when it is needed.
func (s *serve) ready(log *slog.Logger) {
	if err := errors.Join(store.Ready(), bot.Ready(), flows.Ready()); err != nil {
		log.Warn("get ready", "err", err)
	}
}

func (s *serve) pace() bot.Pace {
	if s.Unlimited {
		return bot.NoPace
	}
	return bot.TelegramPace
}

func (s *serve) inbound() bot.Inbound {
	if s.Unlimited {
		return bot.Inbound{}
	}
	return bot.HumanInbound
}

// receive takes the webhook's calls until ctx ends. Whoever else finds its address
// finds nothing there.
func (s *serve) receive(ctx context.Context, b *bot.Bot) error {
	u, err := url.Parse(s.Webhook)
	if err != nil {
		return fmt.Errorf("read the webhook's address: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("POST "+cmp.Or(u.Path, "/"), b.Receive(ctx))
	if err := listen(ctx, s.Listen, mux); err != nil {
		return fmt.Errorf("listen for the webhook: %w", err)
	}
	return nil
}

// admit serves health, figures and profiles to whoever runs the bot until ctx
// ends. Where that cannot be, reports are taken all the same.
func (s *serve) admit(ctx context.Context, b *bot.Bot, log *slog.Logger) {
	mux := http.NewServeMux()
	mux.Handle("/", b.Watch())
	if s.Profile {
		mux.HandleFunc("/debug/pprof/", pprof.Index)
		mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	}
	if err := listen(ctx, s.Admin, mux); err != nil {
		log.Error("health and metrics are served nowhere; GRIDBOT_ADMIN_LISTEN says where", "err", err)
	}
}

// listen serves at an address until ctx ends.
func listen(ctx context.Context, address string, what http.Handler) error {
	server := &http.Server{
		Addr: address, Handler: what,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
	}
	stopped := context.AfterFunc(ctx, func() {
		grace, done := context.WithTimeout(context.Background(), 5*time.Second)
		defer done()
		server.Shutdown(grace)
	})
	defer stopped()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// distrust says at the start, loudly, what would make Redis lose what the bot
// promised to keep.
func distrust(ctx context.Context, st *store.Store, k keeping, log *slog.Logger) {
	found, err := st.Inspect(ctx)
	if copies, _, err := st.Copies(ctx, k.Fsync, k.Replicas); err == nil {
		found = append(found, copies...)
	}
	if err != nil {
		log.Warn("redis does not tell whether it keeps what it is given", "err", err)
	}
	for _, f := range found {
		log.Error("redis may lose reports", "because", f.What, "set", f.Set)
	}
}

// work is a bot at work with its jobs, until ctx ends. ready is called once it
// is connected.
func work(ctx context.Context, o bot.Options, ready func(*bot.Bot, *jobs.Schedule)) error {
	var err error
	if o.Catalog, err = flows.Catalog(); err != nil {
		return err
	}
	b, err := bot.New(o)
	if err != nil {
		return err
	}
	if err := b.Connect(ctx); err != nil {
		if errors.Is(err, context.Canceled) {
			return nil
		}
		return err
	}
	if o.Clock != nil { // only now, as Telegram has said what time it is
		o.Clock.Look(ctx)
		keeping, stop := context.WithCancel(ctx)
		defer stop()
		go o.Clock.Keep(keeping)
	}
	schedule, err := jobs.New(jobs.Table(b, o.District.Digest), o.District.Zone, o.Log)
	if err != nil {
		return err
	}
	stop := schedule.Start(ctx, o.Now)
	defer stop()
	if ready != nil {
		ready(b, schedule)
	}
	o.Log.Info("at work", "district", o.District.ID, "bot", b.Name)
	return b.Run(ctx)
}
