package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"strings"
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
	redisCA
}

// redisCA is whom to trust that Redis is Redis, where it speaks TLS.
type redisCA struct {
	CA string `name:"redis-ca" help:"A file with the certificates of the authority that signed Redis' own; without it the system's are trusted." env:"GRIDBOT_REDIS_CA" type:"existingfile" placeholder:"FILE"`
}

// trusts puts the file into an address that speaks TLS.
func (r redisCA) trusts(address string) string {
	if r.CA == "" || !strings.HasPrefix(address, "rediss") {
		return address
	}
	sign := "?"
	if strings.Contains(address, "?") {
		sign = "&"
	}
	return address + sign + "ca=" + url.QueryEscape(r.CA)
}

// settle is called once all settings are read.
func (r *redisAddress) settle() { r.Redis = r.trusts(r.Redis) }

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
