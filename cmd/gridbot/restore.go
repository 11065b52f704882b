package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"gridbot/store"
)

// restore brings a backup back into Redis.
type restore struct {
	folder
	redisAddress
	knownFile
	From    string        `arg:"" help:"The backup." type:"existingfile"`
	Replace bool          `help:"Also when Redis has something: all of that is gone then, also what is of other districts."`
	Host    string        `help:"The address of this machine at which Redis can reach it; without it the one by which it reaches Redis." placeholder:"HOST"`
	Within  time.Duration `help:"How long it may take." default:"30m"`
}

// Run restores, and leaves the district stopped.
func (r *restore) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, r.Within)
	defer cancel()
	d, err := r.load(log)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, r.Redis, d.ID, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	r.recall(st, d.ID, log)
	f, err := os.Open(r.From)
	if err != nil {
		return err
	}
	defer f.Close()
	switch err := st.Restore(ctx, f, r.Host, r.Replace); {
	case errors.Is(err, store.ErrOwned):
		return errOwned
	case errors.Is(err, store.ErrFull):
		return fmt.Errorf("%w: --replace puts the backup in the place of all that it has", err)
	case err != nil:
		return err
	}
	fmt.Fprintln(out, "restored; the district is stopped. gridbot resume says what is missing since the backup, gridbot resume --as-it-is goes on from there.")
	return nil
}
