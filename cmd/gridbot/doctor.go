package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gridbot/bot"
	"gridbot/store"
)

// doctor looks at everything serve needs and says what to set.
type doctor struct {
	folder
	telegram
	redisAddress
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
	if st, err := store.Open(ctx, d.Redis, district.ID); err != nil {
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
