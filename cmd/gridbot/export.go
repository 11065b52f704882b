package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
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
	Identity bool   `help:"With the names of the reporters who gave one. It needs a second person: without --agreed it says what a lead or the coordinator has to send the bot. That this was done is written into the event log, and the leads read it in /looked."`
	Agreed   string `help:"The code to which somebody has said yes in chat, within a day; it counts once." placeholder:"CODE"`
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
		if err := e.seconded(ctx, st, world.Look{At: now.Unix(), Grid: e.Grid, From: from.Unix(), To: to.AddDate(0, 0, 1).Unix()}); err != nil {
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

// seconded writes down that names leave the house, when somebody else has said yes to
// it; or else that they were asked for. Errors: what the second person has to do.
func (e *export) seconded(ctx context.Context, st *store.Store, wish world.Look) error {
	r, err := st.Read(ctx, 0, world.Need{Looks: true})
	if err != nil {
		return err
	}
	who, asked := kept.Agreed(r.Looks, e.Agreed, wish.At)
	switch {
	case e.Agreed == "":
		wish.Code, wish.What = strings.ToLower(rand.Text()[:10]), kept.SeenAsked
		if err := st.WriteLook(ctx, wish); err != nil {
			return err
		}
		return fmt.Errorf("names leave the house only when two people want it: within a day a lead or the coordinator sends the bot\n  /second cli-%s\nand says yes; then call this again with --agreed %s", wish.Code, wish.Code)
	case who == 0:
		return fmt.Errorf("--agreed %s: nobody has said yes to it within a day, or it was used already", e.Agreed)
	case asked.Grid != wish.Grid || asked.From != wish.From || asked.To != wish.To:
		return fmt.Errorf("--agreed %s: what was agreed to is of other days, or of another grid", e.Agreed)
	}
	if err := st.WriteDown(ctx, world.Logged{At: wish.At, Do: week.TookIdentity, Part: cases.PartRouter}); err != nil {
		return err
	}
	return st.WriteLook(ctx, world.Look{At: wish.At, Grid: wish.Grid, What: kept.SeenExport, With: who, Code: e.Agreed})
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
