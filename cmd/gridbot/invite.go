package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gridbot/bot"
	"gridbot/flows"
	"gridbot/store"
)

// invite makes the first way in: staff join by one-time links.
type invite struct {
	Role     string `help:"coordinator, lead or worker." enum:"coordinator,lead,worker" required:""`
	Grid     string `help:"The grid of a lead or worker."`
	District string `help:"The district folder; the built-in demo district when empty." env:"GRIDBOT_DISTRICT" type:"path"`
	Token    string `help:"The bot's token, from BotFather." env:"TELEGRAM_BOT_TOKEN" required:"" placeholder:"TOKEN"`
	API      string `help:"The Bot API server." env:"TELEGRAM_API_URL" default:"https://api.telegram.org"`
	Redis    string `help:"Redis, as for serve." env:"REDIS_URL" required:"" placeholder:"URL"`
}

// Run prints the link.
func (i *invite) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := loadDistrict(i.District, log)
	if err != nil {
		return err
	}
	if _, ok := d.Map.Grid(i.Grid); !ok && i.Role != string(flows.Coordinator) {
		return fmt.Errorf("--grid %q: it must say of which grid the %s is: %s", i.Grid, i.Role, gridIDs(d.Map.All()))
	}
	if i.Role == string(flows.Coordinator) {
		i.Grid = ""
	}
	st, err := store.Open(ctx, i.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := bot.New(bot.Options{Token: i.Token, API: i.API, District: d, Log: log})
	if err != nil {
		return err
	}
	name, err := b.Ask(ctx)
	if err != nil {
		return err
	}
	in := newInvite(flows.Role(i.Role), i.Grid, time.Now())
	if err := st.PutInvite(ctx, in, time.Now()); err != nil {
		return err
	}
	fmt.Fprintln(out, flows.InviteLink(name, in.Token))
	return nil
}

// newInvite is an invitation nobody can guess.
func newInvite(role flows.Role, grid string, now time.Time) flows.Invite {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return flows.Invite{
		Token: base64.RawURLEncoding.EncodeToString(b), Role: role, Grid: grid,
		Expires: now.Add(flows.InviteLasts).Unix(),
	}
}
