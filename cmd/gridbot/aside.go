package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"gridbot/store"
)

// aside is what was put aside so that everything else goes on: updates that could not
// be handled, and records that could not be read.
type aside struct {
	List    listAside    `cmd:"" default:"1" help:"List what was put aside, and why."`
	Show    showAside    `cmd:"" help:"Show one item; its words only with --words, on a terminal."`
	Replay  replayAside  `cmd:"" help:"Bring one item back: an update is handled again, a record lies where it lay."`
	Discard discardAside `cmd:"" help:"Throw one item away, with all it holds."`
}

// look opens the district without making anything its own.
func (s sealed) look(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	k, err := s.loadKeys()
	if err != nil {
		return nil, err
	}
	d, err := s.load(log)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, s.Redis, d.ID, store.WithKeys(k), store.Looking())
}

type listAside struct{ sealed }

// Run lists everything, a line each, without a word of what it holds.
func (l *listAside) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, err := l.look(ctx, log)
	if err != nil {
		return err
	}
	defer st.Close()
	updates, err := st.AsideUpdates(ctx)
	if err != nil {
		return err
	}
	items, err := st.Aside(ctx)
	if err != nil {
		return err
	}
	for _, i := range append(updates, items...) {
		fmt.Fprintf(out, "%s  %s  %s\n", i.Name, time.Unix(i.At, 0).UTC().Format(time.DateTime), i.Why)
	}
	fmt.Fprintf(out, "%d aside\n", len(updates)+len(items))
	return nil
}

// one is an item by its name.
type one struct {
	Name string `arg:"" help:"The item, as gridbot aside lists it."`
	sealed
}

type showAside struct {
	Words bool `help:"Print what it holds, which may tell of people: only on a terminal."`
	one
}

var errNoTerminal = errors.New("--words prints on a terminal only: what it holds may tell of people, and stays in no file")

// Run shows an item. Errors: errNoTerminal.
func (s *showAside) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, err := s.look(ctx, log)
	if err != nil {
		return err
	}
	defer st.Close()
	i, err := st.AsideItem(ctx, s.Name)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\nput aside %s\nwhy: %s\nit holds %d bytes\n", i.Name, time.Unix(i.At, 0).UTC().Format(time.DateTime), i.Why, len(i.Was))
	if i.Form != "" {
		fmt.Fprintf(out, "it is a %s, and lies under its name behind \"damaged:\"\n", i.Form)
	}
	if !s.Words {
		return nil
	}
	if !terminal(out) {
		return errNoTerminal
	}
	fmt.Fprintln(out, strings.ToValidUTF8(i.Was, "\ufffd"))
	return nil
}

// terminal tells whether somebody sits where this is printed.
func terminal(out io.Writer) bool {
	if t, ok := out.(interface{ Terminal() bool }); ok {
		return t.Terminal()
	}
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	is, err := f.Stat()
	return err == nil && is.Mode()&os.ModeCharDevice != 0
}

type replayAside struct{ one }

// Run brings an item back. Errors: store.ErrStill, store.ErrNewer.
func (r *replayAside) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, err := r.look(ctx, log)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := st.BringBack(ctx, r.Name); err != nil {
		return fmt.Errorf("%s: %w", r.Name, err)
	}
	fmt.Fprintf(out, "%s is back; serve takes notice within a minute\n", r.Name)
	return nil
}

type discardAside struct{ one }

// Run throws an item away.
func (d *discardAside) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, err := d.look(ctx, log)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := st.Discard(ctx, d.Name); err != nil {
		return fmt.Errorf("%s: %w", d.Name, err)
	}
	fmt.Fprintf(out, "%s is gone\n", d.Name)
	return nil
}
