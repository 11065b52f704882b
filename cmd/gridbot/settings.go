package main

import (
	"fmt"
	"log/slog"
	"os"
	"time"

	"gridbot/flows/district"
)

// These are the settings that several commands have.

type folder struct {
	District string `help:"The district folder; the built-in demo district when empty." env:"GRIDBOT_DISTRICT" type:"path"`
}

type telegram struct {
	Token string `help:"The bot's token, from BotFather." env:"TELEGRAM_BOT_TOKEN" required:"" placeholder:"TOKEN"`
	API   string `help:"The Bot API server." env:"TELEGRAM_API_URL" default:"https://api.telegram.org"`
}

type redisAddress struct {
	Redis string `help:"Redis, as for serve." env:"REDIS_URL" required:"" placeholder:"URL"`
}

// load reads the district folder, or the demo's.
func (f folder) load(log *slog.Logger) (*district.District, error) {
	files := district.Demo()
	if f.District != "" {
		files = os.DirFS(f.District)
	}
	d, err := district.Load(files)
	if err != nil {
		return nil, fmt.Errorf("the district folder has faults:\n%w", err)
	}
	for _, w := range append(d.Warnings, d.CheckYear(time.Now())...) {
		log.Warn("district", "warning", w.String())
	}
	return d, nil
}
