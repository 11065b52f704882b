package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"

	"gridbot/bot"
	"gridbot/bot/jobs"
	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows/district"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/seal"
)

// demo is everything in one process: a Redis in memory, a Telegram in a box
// with a chat page, the built-in district, and the bot, which talks to them
// over the network exactly as it would to the real ones.
type demo struct {
	Listen string        `help:"Where the chat page is." default:"127.0.0.1:8080"`
	Pace   time.Duration `help:"The pause before each line of the story." default:"1.8s"`
}

// Run plays until it is told to stop.
func (d *demo) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	silent := slog.New(slog.NewTextHandler(io.Discard, nil))
	if log.Enabled(ctx, slog.LevelDebug) {
		silent = log
	}
	p, err := newPlay(ctx, d.Listen, d.Pace, silent)
	if err != nil {
		return err
	}
	defer p.close()
	p.announce = func() {
		fmt.Fprintf(out, "邻格 Gridbot 演示 / demo:  http://%s\n按 Ctrl+C 结束；内容不会保存。 Ctrl+C ends it; nothing is kept.\n", p.listener.Addr())
	}
	return p.run(ctx)
}

// play is a demo: the stage and everything behind it.
type play struct {
	district *district.District
	listener net.Listener
	redis    *miniredis.Miniredis
	store    *store.Store
	sandbox  *sandbox.Server
	clock    *travel
	log      *slog.Logger
	announce func()
	pace     bot.Pace // of what the bot sends; zero is Telegram's

	mu   sync.Mutex
	bot  *bot.Bot // nil until it is connected
	jobs *jobs.Schedule
}

// travel is a clock that can be moved; it begins where the story does, so that
// the same happens on whatever day and at whatever hour somebody looks at it.
type travel struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (t *travel) now() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Now().Add(t.ahead)
}

func (t *travel) move(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ahead += d
}

func newPlay(ctx context.Context, listen string, pace time.Duration, log *slog.Logger) (*play, error) {
	d, err := district.Load(district.Demo())
	if err != nil {
		return nil, fmt.Errorf("the built-in district has faults:\n%w", err)
	}
	p := &play{district: d, clock: &travel{}, log: log, announce: func() {}}
	begins, err := time.ParseInLocation("2006-01-02 15:04", stories.Begins, d.Zone)
	if err != nil {
		return nil, fmt.Errorf("when the story begins: %w", err)
	}
	p.clock.move(time.Until(begins))
	if p.listener, err = net.Listen("tcp", listen); err != nil {
		return nil, fmt.Errorf("listen (another address: --listen 127.0.0.1:8081): %w", err)
	}
	if p.redis, err = miniredis.Run(); err != nil {
		p.close()
		return nil, fmt.Errorf("start the embedded redis: %w", err)
	}
	k, err := seal.New(p.clock.now()) // as everything here, they end with the process
	if err != nil {
		p.close()
		return nil, err
	}
	if p.store, err = store.Open(ctx, "redis://"+p.redis.Addr(), d.ID, store.WithKeys(k)); err != nil {
		p.close()
		return nil, err
	}
	stage, err := p.stage()
	if err != nil {
		p.close()
		return nil, err
	}
	stage.Pace = pace
	p.sandbox = sandbox.New(sandbox.Options{
		Username: "gridbot_demo_bot", Name: "邻格 Gridbot", Now: p.clock.now, Stage: stage, Log: log,
	})
	return p, nil
}

func (p *play) close() {
	if p.sandbox != nil {
		p.sandbox.Close()
	}
	if p.store != nil {
		p.store.Close()
	}
	if p.redis != nil {
		p.redis.Close()
	}
	p.listener.Close()
}

// run serves the page and the bot until ctx ends.
func (p *play) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	web := &http.Server{Handler: p.sandbox.Handler(), ReadHeaderTimeout: 10 * time.Second}
	var wg sync.WaitGroup
	defer wg.Wait()
	failed := make(chan error, 3)
	wg.Go(func() {
		if err := web.Serve(p.listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- fmt.Errorf("serve the page: %w", err)
		}
		cancel()
	})
	wg.Go(func() { p.age(ctx) })
	wg.Go(func() {
		<-ctx.Done()
		web.Close()
	})
	err := work(ctx, bot.Options{
		Token: p.sandbox.Token(), API: "http://" + p.listener.Addr().String(), District: p.district, Store: p.store,
		Now: p.clock.now, Log: p.log, Owner: "demo", Pace: p.pace,
	}, func(b *bot.Bot, s *jobs.Schedule) {
		p.mu.Lock()
		p.bot, p.jobs = b, s
		p.mu.Unlock()
		wg.Go(func() {
			if err := p.open(ctx); err != nil && ctx.Err() == nil {
				failed <- fmt.Errorf("set the stage: %w", err)
				cancel()
				return
			}
			p.announce()
		})
	})
	cancel()
	select {
	case late := <-failed:
		err = errors.Join(err, late)
	default:
	}
	return err
}

// age lets keys of the embedded Redis expire: it does not do so by itself.
func (p *play) age(ctx context.Context) {
	for t := time.NewTicker(time.Second); ; {
		select {
		case <-ctx.Done():
			t.Stop()
			return
		case <-t.C:
			p.redis.FastForward(time.Second)
		}
	}
}

// open lets the staff join by invitation, and binds the work group, as a real
// district would.
func (p *play) open(ctx context.Context) error {
	for _, seat := range slices.Concat(stories.Seats, stories.Carers) {
		in := newInvite(world.Role(seat.Role), seat.Grid, p.clock.now())
		in.Agency, in.Head = seat.Agency, seat.Head
		if err := p.store.PutInvite(ctx, in, p.clock.now()); err != nil {
			return err
		}
		if _, err := p.sandbox.Start(seat.Person, "i"+in.Token); err != nil {
			return err
		}
		if err := p.settle(ctx); err != nil {
			return err
		}
	}
	if _, err := p.sandbox.StartGroup(stories.Zhou, stories.Group, "b"+stories.Grid); err != nil {
		return err
	}
	for _, resident := range []int64{stories.Chen, stories.Anna} {
		if _, err := p.sandbox.Start(resident, ""); err != nil {
			return err
		}
	}
	if err := p.settle(ctx); err != nil {
		return err
	}
	return p.jobs.Run(ctx, p.clock.now()) // what ran this morning has run before anybody reports
}

// settle waits until the bot has nothing left to handle or to send.
func (p *play) settle(ctx context.Context) error {
	for {
		if err := p.sandbox.Drained(ctx); err != nil {
			return err
		}
		idle, err := p.bot.Idle(ctx)
		if err != nil {
			return err
		}
		if idle && p.sandbox.Backlog() == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// move moves the clock and lets everything happen that is due by then.
func (p *play) move(ctx context.Context, id string) error {
	now := p.district.Here(p.clock.now())
	to := now
	switch id {
	case "10m":
		to = now.Add(10 * time.Minute)
	case "1d":
		to = now.AddDate(0, 0, 1)
	case "7d":
		to = now.AddDate(0, 0, 7)
	case "30d":
		to = now.AddDate(0, 0, 30)
	case "monday":
		to = time.Date(now.Year(), now.Month(), now.Day()+(8-int(now.Weekday()))%7, 9, 0, 0, 0, now.Location())
		if !to.After(now) {
			to = to.AddDate(0, 0, 7)
		}
	default:
		return fmt.Errorf("the clock cannot be moved by %q", id)
	}
	p.mu.Lock()
	s := p.jobs
	p.mu.Unlock()
	if s == nil {
		return errors.New("the bot is not connected yet")
	}
	p.clock.move(to.Sub(now))
	release := p.bot.Hold() // what comes of a week is told as it is at its end
	defer release()
	if err := s.Run(ctx, p.clock.now()); err != nil {
		return err
	}
	release()
	return p.settle(ctx)
}

// direct carries out a stage direction of a story: time passes.
func (p *play) direct(ctx context.Context, words string) error {
	if id, ok := moves[words]; ok {
		return p.move(ctx, id)
	}
	return fmt.Errorf("nobody knows how to do %q", words)
}

// begin moves the clock to a Monday at nine, unless it stands there: that is when
// stories begin, so that no weekend comes in between where none is meant.
func (p *play) begin(ctx context.Context) error {
	if now := p.district.Here(p.clock.now()); now.Weekday() == time.Monday && now.Hour() == 9 && now.Minute() < 30 {
		return nil
	}
	return p.move(ctx, "monday")
}

// moves are the stage directions and the buttons that do the same.
var moves = map[string]string{"10 minutes later": "10m", "1 day later": "1d", "7 days later": "7d", "30 days later": "30d"}

// stage is what the page shows.
func (p *play) stage() (sandbox.Stage, error) {
	st, err := scene(p.district)
	if err != nil {
		return sandbox.Stage{}, err
	}
	st.Title = map[string]string{"zh-CN": "邻格 · " + p.district.Names["zh-CN"], "en": "Gridbot · " + p.district.Names["en"]}
	st.Notice = map[string]string{
		"zh-CN": "演示：所有内容只在内存里，程序一停就没了。人物是虚构的，边界是示意。",
		"en":    "Demo: everything is in memory and gone when the program stops. People are invented, borders are a sketch.",
	}
	st.Moves = []sandbox.Move{
		{ID: "10m", Name: map[string]string{"zh-CN": "+10 分钟", "en": "+10 min"}},
		{ID: "1d", Name: map[string]string{"zh-CN": "+1 天", "en": "+1 day"}},
		{ID: "7d", Name: map[string]string{"zh-CN": "+7 天", "en": "+7 days"}},
		{ID: "30d", Name: map[string]string{"zh-CN": "+30 天", "en": "+30 days"}},
		{ID: "monday", Name: map[string]string{"zh-CN": "下周一 9:00", "en": "Next Monday 9:00"}},
	}
	st.Move, st.Stories, st.Cast, st.Settle, st.Direct = p.move, stories.All(), stories.Cast, p.settle, p.direct
	st.Begin = p.begin
	return st, nil
}
