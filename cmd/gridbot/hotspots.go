package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gridbot/bot"
	"gridbot/flows"
	"gridbot/flows/frequent"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store"
)

// hotNow looks for what is frequent now, and keeps nothing.
type hotNow struct {
	Grid string `help:"The grid; all grids when empty."`
	Lang string `help:"zh-CN or en; the district's first language when empty."`
	folder
	redisAddress
}

// Run prints a line for each spot: grid, spot, what is unusual, how likely that is
// by chance, and the cases.
func (c *hotNow) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, lang, err := c.spoken(log, c.Grid, c.Lang)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, c.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	w := &world.World{District: d, Now: time.Now()}
	found, err := bot.LookFor(ctx, w, st)
	if err != nil {
		return err
	}
	catalog, err := flows.Catalog()
	if err != nil {
		return err
	}
	n := 0
	for _, h := range found {
		if c.Grid != "" && h.Grid != c.Grid {
			continue
		}
		var said []string
		for _, t := range []text.Text{show.GridName(w, h.Grid), frequent.Name(w, h.Spot), frequent.Sentence(h)} {
			words, wrong := catalog.Say(lang, t)
			said, err = append(said, words), errors.Join(err, wrong)
		}
		n++
		fmt.Fprintf(out, "%s\t%s\t%s\t%.2g\t%v\n", said[0], said[1], said[2], h.Level, h.Cases)
	}
	fmt.Fprintf(out, "%d\n", n)
	return err
}
