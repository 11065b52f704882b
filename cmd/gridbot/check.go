package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"gridbot/flows/district"
	"gridbot/store"
)

// check reads a district folder and says all that is wrong with it.
type check struct {
	Dir   string `arg:"" help:"The district folder." type:"existingdir"`
	Redis string `help:"Hold the folder against what this Redis has, too." placeholder:"URL"`
	redisCA
}

// settle is called once all settings are read.
func (c *check) settle() { c.Redis = c.trusts(c.Redis) }

// errStrays: something that is stored names what the folder knows no more.
var errStrays = errors.New("the folder lacks what is stored")

// Run prints the warnings and a summary; faults are its error. Errors: errStrays.
func (c *check) Run(ctx context.Context, out io.Writer, _ *slog.Logger) error {
	d, err := district.Load(os.DirFS(c.Dir))
	if err != nil {
		return err
	}
	for _, w := range append(d.Warnings, d.CheckYear(time.Now())...) {
		fmt.Fprintln(out, "warning:", w)
	}
	fmt.Fprintf(out, "%s: %d grids, %d categories, %d places, %d agencies, %d services: fine\n",
		d.ID, len(d.Map.All()), len(d.Categories), len(d.Places.All()), len(d.Agencies), len(d.Services))
	if c.Redis == "" {
		return nil
	}
	st, err := store.Open(ctx, c.Redis, d.ID, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	n, err := printAgainst(ctx, st, d, out)
	switch {
	case err != nil:
		return err
	case n > 0:
		return errStrays
	}
	fmt.Fprintln(out, "everything that is stored names what the folder knows")
	return nil
}
