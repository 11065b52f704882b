package history

import (
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"

	"gridbot/bot"
	"gridbot/bot/jobs"
	"gridbot/flows/world"
	"gridbot/store"
)

// process is one of the two that could own the district.
type process struct {
	h      *history
	name   string
	bot    *bot.Bot
	steps  *bot.Steps
	jobs   *jobs.Schedule
	shelf  *shelf
	ctx    context.Context
	cancel context.CancelFunc
	sendAt time.Time // when it looks again whether a letter may go
	polled int64     // the last update it was handed
	clock  *bot.Clock
	now    func() time.Time
	right  time.Time     // when a clock that jumped is right again
	skew   time.Duration // by which its clock is wrong
	dead   bool
	back   time.Time // when it is started again
	busy   bool
}

// start starts a process, as after a crash.
func (h *history) start(p *process) error {
	p.dead, p.skew, p.right = false, 0, time.Time{}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	st, err := store.OpenIn(p.ctx, h.redis.Hook(), h.stage.District.ID)
	if err != nil {
		return err
	}
	p.shelf = &shelf{Store: st, h: h, p: p}
	calm := h.calm
	h.calm = true // it is not the start that is tried here
	defer func() { h.calm = calm }()
	log := slog.New(slog.NewTextHandler(logging{h, p}, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "stack" {
			return slog.Attr{}
		}
		return a
	}}))
	d, pace := h.sheltered()
	began := h.now
	p.clock = bot.NewClock(p.shelf.Time, log).By(func() time.Time { return h.now.Add(p.skew) }, func() time.Duration { return h.now.Sub(began) })
	p.now = p.clock.Now
	if h.o.Plant == plantTrusting {
		p.now = func() time.Time { return h.now.Add(p.skew) }
	}
	p.bot, err = bot.New(bot.Options{
		Token: token, API: "http://telegram", District: d, Pace: pace, Store: p.shelf, Catalog: h.stage.Catalog,
		Now: p.now, Clock: p.clock, Log: log, Inbound: bot.HumanInbound, Owner: p.name,
		Real: func() time.Time { return h.now }, Transport: wire{h.peer, p}, Blank: true,
		Wait: func(ctx context.Context, d time.Duration) error { h.advance(h.now.Add(d)); return ctx.Err() },
		Guess: func() string {
			b := make([]byte, 16)
			for i := range b {
				b[i] = byte(h.tokens.IntN(256))
			}
			return base64.RawURLEncoding.EncodeToString(b)
		},
	})
	if err != nil {
		return err
	}
	p.clock.Look(p.ctx)
	p.steps = p.bot.InSteps()
	if err := p.bot.Connect(p.ctx); err != nil {
		return err
	}
	p.jobs, err = jobs.New(jobs.Table(p.bot, h.stage.District.Digest), h.stage.District.Zone, log)
	return err
}

// logging takes what a process writes down: an error there is looked at.
type logging struct {
	h *history
	p *process
}

func (l logging) Write(b []byte) (int, error) {
	line := strings.TrimSpace(string(b))
	l.h.note("   %s %s", l.p.name, line)
	l.h.logged(line)
	return len(b), nil
}

// bury takes a process away that has ended.
func (h *history) bury(p *process) {
	if p.shelf == nil {
		return
	}
	p.cancel()
	p.shelf.Close()
	p.shelf, p.dead = nil, true
}

// in does something in a process, in a goroutine of its own, as a crash ends it; it
// waits until that is done.
func (h *history) in(p *process, does func()) {
	h.told.Stats.Steps++
	done := make(chan struct{})
	p.busy = true
	go func() {
		defer close(done)
		does()
	}()
	<-done
	p.busy = false
	if p.dead && p.shelf != nil {
		h.crashed(p)
	}
}

// crashed takes a process away that crashed, and lets its lease run out.
func (h *history) crashed(p *process) {
	h.told.Stats.Crashes++
	h.bury(p)
	if h.owner == p {
		h.owner = nil
		h.leaseLasts(10 * time.Second)
	}
	p.back = h.now.Add(time.Duration(5+h.faults.IntN(60)) * time.Second)
	if h.chance(h.faults, .1) {
		p.back = h.now.Add(time.Duration(1+h.faults.IntN(40)) * time.Hour)
	}
}

// begin starts the processes and lets the staff join.
func (h *history) begin() error {
	h.calm = true
	for _, name := range []string{"A", "B"} {
		p := &process{h: h, name: name}
		h.procs = append(h.procs, p)
		if err := h.start(p); err != nil {
			return err
		}
	}
	for i := range residents {
		h.people = append(h.people, &actor{id: int64(firstResident + i), name: fmt.Sprintf("Xenia%d", i), lang: []string{"zh-hans", "zh-hans", "en"}[i%3]})
	}
	for i, s := range seats {
		a := &actor{id: int64(firstStaff + i), name: s.name, lang: s.lang, role: s.role}
		if s.role == "worker" || s.role == "lead" {
			a.group = groupID
		}
		h.people = append(h.people, a)
		in := world.Invite{Token: fmt.Sprintf("a-token-nobody-guesses%d", i), Role: world.Role(s.role), Agency: s.agency, Head: s.head, Expires: h.now.Add(time.Hour).Unix()}
		if s.role == "worker" || s.role == "lead" {
			in.Grid = grid
		}
		if err := h.raw.PutInvite(context.Background(), in, h.now); err != nil {
			return err
		}
		h.say(a, a.id, "/start i"+in.Token)
		h.settle()
	}
	lead := h.people[6]
	h.peer.room(groupID).open = true
	h.peer.says(lead, groupID, map[string]any{"text": "/start@" + botName + " b" + grid,
		"entities": []any{map[string]any{"type": "bot_command", "offset": 0, "length": len("/start@" + botName)}}})
	h.settle()
	for _, a := range h.people {
		a.rand = rand.New(rand.NewPCG(h.o.Seed, uint64(a.id)))
		a.next = h.now.Add(h.delay(a, false) / 3)
	}
	h.calm = false
	return nil
}
