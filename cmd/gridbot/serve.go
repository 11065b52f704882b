package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"gridbot/bot"
	"gridbot/bot/jobs"
	"gridbot/flows/district"
	"gridbot/flows/text"
	"gridbot/store"
)

// serve runs a district's bot.
type serve struct {
	District string        `help:"The district folder; the built-in demo district when empty." env:"GRIDBOT_DISTRICT" type:"path"`
	Token    string        `help:"The bot's token, from BotFather." env:"TELEGRAM_BOT_TOKEN" required:"" placeholder:"TOKEN"`
	API      string        `help:"The Bot API server." env:"TELEGRAM_API_URL" default:"https://api.telegram.org"`
	Redis    string        `help:"Redis: redis://host:6379/0, several hosts for a cluster, redis+sentinel://hosts/master." env:"REDIS_URL" required:"" placeholder:"URL"`
	Lease    time.Duration `help:"How long a silent process keeps the district before another may take over." env:"GRIDBOT_LEASE" default:"10s"`
}

// Run serves until it is told to stop.
func (s *serve) Run(ctx context.Context, log *slog.Logger) error {
	d, err := loadDistrict(s.District, log)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, s.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	return work(ctx, bot.Options{
		Token: s.Token, API: s.API, District: d, Store: st, Now: time.Now, Log: log, Owner: owner(), Lease: s.Lease,
	}, nil)
}

// loadDistrict reads a district folder, or the demo's.
func loadDistrict(dir string, log *slog.Logger) (*district.District, error) {
	folder := district.Demo()
	if dir != "" {
		folder = os.DirFS(dir)
	}
	d, err := district.Load(folder)
	if err != nil {
		return nil, fmt.Errorf("the district folder has faults:\n%w", err)
	}
	for _, w := range append(d.Warnings, d.CheckYear(time.Now())...) {
		log.Warn("district", "warning", w.String())
	}
	return d, nil
}

// work is a bot at work with its jobs, until ctx ends. ready is called once it
// is connected.
func work(ctx context.Context, o bot.Options, ready func(*bot.Bot)) error {
	var err error
	if o.Catalog, err = text.Load(); err != nil {
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
	stop, err := jobs.Start(ctx, jobs.Table(b), o.District.Zone, o.Now, o.Log)
	if err != nil {
		return err
	}
	defer stop()
	if ready != nil {
		ready(b)
	}
	o.Log.Info("at work", "district", o.District.ID, "bot", b.Name)
	return b.Run(ctx)
}

// owner names this process among those that could own the district.
func owner() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unnamed"
	}
	return fmt.Sprintf("%s/%d", host, os.Getpid())
}
