package main

import (
	"fmt"
	"io/fs"
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

// files is the district folder, or the demo's.
func (f folder) files() fs.FS {
	if f.District == "" {
		return district.Demo()
	}
	return os.DirFS(f.District)
}

// load reads the district folder, or the demo's.
func (f folder) load(log *slog.Logger) (*district.District, error) {
	d, err := district.Load(f.files())
	if err != nil {
		return nil, fmt.Errorf("the district folder has faults:\n%w", err)
	}
	for _, w := range append(d.Warnings, d.CheckYear(time.Now())...) {
		log.Warn("district", "warning", w.String())
	}
	return d, nil
}
