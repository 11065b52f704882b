package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"gridbot/bot"
	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/figures"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
	"gridbot/store"
)

// digest writes the digest of a week to files, as it is sent, and sends nothing.
type digest struct {
	Grid string `help:"The grid; the whole district when empty."`
	Week string `help:"The ISO week such as 2026-W47, this or last." default:"last"`
	Out  string `help:"The folder the files go to." default:"." type:"existingdir"`
	Lang string `help:"zh-CN or en; the district's first language when empty."`
	folder
	redisAddress
}

// spoken is the folder, and the language something of a grid is written in: the
// district's first when none is named. Errors: the folder's, and an unknown grid or language.
func (f folder) spoken(log *slog.Logger, grid, lang string) (*district.District, text.Lang, error) {
	d, err := f.load(log)
	if err != nil {
		return nil, "", err
	}
	if _, known := d.Map.Grid(grid); grid != "" && !known {
		return nil, "", fmt.Errorf("there is no grid %q", grid)
	}
	spoken := text.Lang(cmp.Or(lang, string(d.Langs[0])))
	if !slices.Contains(text.Langs, spoken) {
		return nil, "", fmt.Errorf("there are no words in %q; the languages are zh-CN and en", lang)
	}
	return d, spoken, nil
}

// Run writes digest-<grid>-<week>.txt and .png and prints their names.
func (c *digest) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, lang, err := c.spoken(log, c.Grid, c.Lang)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, c.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	staff, err := st.Staff(ctx)
	if err != nil {
		return err
	}
	w := &world.World{District: d, Now: time.Now(), Staff: staff}
	board, err := st.Board(ctx)
	if err != nil {
		return err
	}
	w.Hot = &board
	picture, words, err := week.DigestOf(w, c.Week, cmp.Or(c.Grid, figures.Everywhere), func(s world.Span) (*world.Weekly, error) { return st.Weekly(ctx, s) })
	if err != nil {
		return fmt.Errorf("digest of %s: %w", c.Week, err)
	}
	catalog, err := flows.Catalog()
	if err != nil {
		return err
	}
	said, drawn, err := bot.RenderDigest(d, catalog, lang, picture, words)
	if err != nil {
		return err
	}
	name := filepath.Join(c.Out, "digest-"+cmp.Or(c.Grid, d.ID)+"-"+week.WeekOf(w, c.Week))
	for ending, b := range map[string][]byte{".txt": []byte(said + "\n"), ".png": drawn} {
		if err := os.WriteFile(name+ending, b, 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%s.txt\n%s.png\n", name, name)
	return nil
}
