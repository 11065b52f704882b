package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gridbot/bot"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/seal"
)

// doctor looks at everything serve needs and says what to set.
type doctor struct {
	folder
	telegram
	redisAddress
	keysFile
	keeping
}

// keeping is how Redis is to keep what it is given.
type keeping struct {
	Fsync    string `help:"How Redis is to write to disk: always, or everysec, where a power cut may lose what Telegram counts as taken for up to two seconds." env:"GRIDBOT_FSYNC" enum:"always,everysec" default:"always"`
	Replicas int    `help:"How many replicas must have what is taken in and committed before anybody hears of it." env:"GRIDBOT_REPLICAS" placeholder:"N"`
}

// keysSay is what is to be said of the keys of a district, and what to set; nothing
// of a file that could not be read: that is said already.
func keysSay(k *seal.Keys, fault error, file bool) (what, set string) {
	switch {
	case errors.Is(fault, world.ErrNoKeys):
		return "the district has sealed records, and nothing here can read them: the confidential lane is off", "GRIDBOT_KEYS, and chmod 600"
	case fault != nil:
		return errOthers.Error(), "GRIDBOT_KEYS"
	case k != nil:
		all := k.List()
		return fmt.Sprintf("✓ keys: %d, the newest is %s, %s", len(all), k.Newest(), age(all[len(all)-1].Made, time.Now())), ""
	case file:
		return "", ""
	}
	return "· no keys (GRIDBOT_KEYS): drafts and who reports anonymously lie open in Redis, and the confidential lane is off; gridbot keys new", ""
}

// copies looks at who else has what is written, at the disk, and at what we may do.
func (d *doctor) copies(ctx context.Context, st *store.Store, out io.Writer, bad func(string, ...any)) {
	found, notes, err := st.Copies(ctx, d.Fsync, d.Replicas)
	if err != nil {
		bad("%v", err)
	}
	lacks, more, err := st.Allowed(ctx)
	if err != nil {
		bad("%v", err)
	}
	for _, f := range append(found, lacks...) {
		bad("redis: %s\n  set: %s", f.What, f.Set)
	}
	for _, note := range notes {
		fmt.Fprintf(out, "· redis: %s\n", note)
	}
	for _, what := range more {
		fmt.Fprintf(out, "· redis: our user may %s, which the bot never does\n", what)
	}
	if len(more) > 0 {
		fmt.Fprintf(out, "  a user of its own: %s\n", st.Grant())
	}
	if s, err := st.Stopped(ctx); err == nil && s != nil {
		bad("the district is stopped: %s\n  set: gridbot resume", s.Why)
	}
}

// errUnwell: something must be set before the bot can be trusted.
var errUnwell = errors.New("not fit to serve yet")

// Run looks at the district, at Redis and at Telegram, and reports all that is
// wrong with them together. Errors: errUnwell.
func (d *doctor) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	well := true
	bad := func(what string, args ...any) {
		well = false
		fmt.Fprintf(out, "✗ "+what+"\n", args...)
	}
	district, err := d.load(log)
	if err != nil {
		bad("%v", err)
		return errUnwell
	}
	fmt.Fprintf(out, "✓ district %s\n", district.ID)
	k, err := d.loadKeys()
	if err != nil {
		bad("%v", err)
	}
	if st, err := store.Open(ctx, d.Redis, district.ID, store.WithKeys(k), store.Looking()); err != nil {
		bad("%v", err)
	} else {
		defer st.Close()
		found, err := st.Inspect(ctx)
		if err != nil {
			bad("%v", err)
		}
		for _, f := range found {
			bad("redis: %s\n  set: %s", f.What, f.Set)
		}
		if err == nil && len(found) == 0 {
			fmt.Fprintln(out, "✓ redis keeps what it is given")
		}
		d.copies(ctx, st, out, bad)
		if n, err := printAgainst(ctx, st, district, out); err != nil {
			bad("%v", err)
		} else if n > 0 {
			well = false
		}
		if what, set := keysSay(k, st.KeysFault(), d.Keys != ""); set != "" {
			bad("keys: %s\n  set: %s", what, set)
		} else if what != "" {
			fmt.Fprintln(out, what)
		}
	}
	b, err := bot.New(bot.Options{Token: d.Token, API: d.API, District: district, Log: log})
	if err != nil {
		bad("%v", err)
		return errUnwell
	}
	if name, err := b.Ask(ctx); err != nil {
		bad("%v", err)
	} else {
		fmt.Fprintf(out, "✓ telegram knows the bot as @%s\n", name)
	}
	if !well {
		return errUnwell
	}
	return nil
}
