package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gridbot/bot/sheet"
	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/kept"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
	"gridbot/store"
)

// export writes cases and events of a span into files.
type export struct {
	From     string `help:"The first day, such as 2026-01-01." required:""`
	To       string `help:"The last day." required:""`
	Grid     string `help:"Of one grid; the whole district when empty."`
	Format   string `help:"xlsx, one workbook; csv, a file of cases and one of events." enum:"xlsx,csv" default:"xlsx"`
	Out      string `help:"Where to: a directory, or with xlsx a file." required:"" type:"path" placeholder:"DIR|FILE"`
	Lang     string `help:"In which language." enum:"zh-CN,en" default:"zh-CN"`
	Identity bool   `help:"With the names of the reporters who gave one; that this was done is written into the event log, and the leads read it in /looked."`
	folder
	redisAddress
}

// Run writes the files, and prints their names.
func (e *export) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := e.load(log)
	if err != nil {
		return err
	}
	from, wrong := time.ParseInLocation(time.DateOnly, e.From, d.Zone)
	to, wrong2 := time.ParseInLocation(time.DateOnly, e.To, d.Zone)
	if err := errors.Join(wrong, wrong2); err != nil || to.Before(from) {
		return errors.New("--from and --to must be days such as 2026-01-01, the first one first")
	}
	if _, ok := d.Map.Grid(e.Grid); !ok && e.Grid != "" {
		return fmt.Errorf("--grid %q: it must be one of %s", e.Grid, gridIDs(d.Map.All()))
	}
	catalog, err := flows.Catalog()
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, e.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	now := time.Now()
	if e.Identity { // before there is anything to be read
		if err := st.WriteDown(ctx, world.Logged{At: now.Unix(), Do: week.TookIdentity, Part: cases.PartRouter}); err != nil {
			return err
		}
		if err := st.WriteLook(ctx, world.Look{At: now.Unix(), Grid: e.Grid, What: kept.SeenExport}); err != nil {
			return err
		}
	}
	say := func(t text.Text) string {
		s, err := catalog.Say(text.Lang(e.Lang), t)
		if err != nil {
			log.Error("words", "err", err)
		}
		return s
	}
	world := &world.World{District: d, Now: now}
	ex := drawn.Export{Grid: e.Grid, From: from.Unix(), To: to.AddDate(0, 0, 1).Unix(), Format: e.Format, Identity: e.Identity}
	for _, part := range map[string][]string{week.ExportXLSX: {""}, week.ExportCSV: {week.ExportCases, week.ExportEvents}}[e.Format] {
		ex.Part = part
		name := e.name(part)
		if err := written(name, func(w io.Writer) error { return sheet.Export(ctx, w, st, world, ex, say) }); err != nil {
			return err
		}
		fmt.Fprintln(out, name)
	}
	return nil
}

// name is where a part is written to.
func (e *export) name(part string) string {
	name := "gridbot"
	if part != "" {
		name += "-" + part
	}
	if info, err := os.Stat(e.Out); err == nil && info.IsDir() || part != "" {
		return filepath.Join(e.Out, fmt.Sprintf("%s-%s-%s.%s", name, e.From, e.To, e.Format))
	}
	return e.Out
}

// written writes a file only its owner reads; one that is not whole is not left.
func written(name string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	w := bufio.NewWriter(f)
	err = errors.Join(write(w), w.Flush(), f.Close())
	if err != nil {
		os.Remove(name)
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
