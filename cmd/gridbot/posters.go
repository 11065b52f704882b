package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gridbot/bot"
	"gridbot/flows"
	"gridbot/flows/district"
	codes "gridbot/flows/district/posters"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// posters writes the posters of places as a PDF, to be printed and hung there. What
// is on their codes is added to the district folder first.
type posters struct {
	Place string `help:"The place, by a name or by its ID." xor:"which" required:"" placeholder:"NAME"`
	All   bool   `help:"Every place of the folder." xor:"which" required:""`
	Out   string `help:"The file the posters go to." short:"o" default:"posters.pdf" type:"path"`
	Bot   string `help:"The bot's user name; Telegram is asked when empty." env:"GRIDBOT_NAME" placeholder:"NAME"`
	Token string `help:"The bot's token, where its name is not given." env:"TELEGRAM_BOT_TOKEN" placeholder:"TOKEN"`
	API   string `help:"The Bot API server." env:"TELEGRAM_API_URL" default:"https://api.telegram.org"`
	folder
}

// botName is what Telegram lets a bot be called.
var botName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{4,31}$`)

// Run writes the file, and says what else it has changed.
func (c *posters) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := c.load(log)
	if err != nil {
		return err
	}
	places, err := c.places(d)
	if err != nil {
		return err
	}
	name, err := c.name(ctx, d, log)
	if err != nil {
		return err
	}
	added, err := c.addTokens(d, places)
	if err != nil {
		return err
	}
	if added > 0 {
		if d, err = c.load(log); err != nil {
			return err
		}
	}
	catalog, err := flows.Catalog()
	if err != nil {
		return err
	}
	b, err := bot.RenderPosters(d, catalog, name, places)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, b, 0o644); err != nil {
		return fmt.Errorf("write the posters: %w", err)
	}
	fmt.Fprintf(out, "%s: %d posters for @%s\n", c.Out, len(places), name)
	if added > 0 {
		fmt.Fprintf(out, "%s has %d codes more: restart serve, so that it knows them\n", filepath.Join(c.District, district.PostersFile), added)
	}
	return nil
}

// places are those the posters are for.
func (c *posters) places(d *district.District) ([]grids.Place, error) {
	if c.All {
		return d.Places.All(), nil
	}
	if p, ok := d.Places.ByID(c.Place); ok {
		return []grids.Place{p}, nil
	}
	exact, near := d.Places.Find(c.Place, 3)
	if len(exact) == 1 {
		return exact, nil
	}
	var names []string
	for _, p := range append(exact, near...) {
		names = append(names, p.Names[text.Chinese]+" ("+p.ID+")")
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("--place %q: there is no such place in places.csv", c.Place)
	}
	return nil, fmt.Errorf("--place %q: which one is meant? %s", c.Place, strings.Join(names, ", "))
}

// name is the bot's user name.
func (c *posters) name(ctx context.Context, d *district.District, log *slog.Logger) (string, error) {
	name := strings.TrimPrefix(c.Bot, "@")
	switch {
	case name == "" && c.Token == "":
		return "", fmt.Errorf("--bot: say what the bot is called, or give --token so that Telegram says it")
	case name == "":
		b, err := bot.New(bot.Options{Token: c.Token, API: c.API, District: d, Log: log})
		if err != nil {
			return "", err
		}
		return b.Ask(ctx)
	case !botName.MatchString(name):
		return "", fmt.Errorf("--bot %q: a bot's user name has 5 to 32 of A-Z a-z 0-9 _", c.Bot)
	}
	return name, nil
}

// addTokens adds to the folder what is on the codes of places that had no poster
// yet. What is there stays: it hangs somewhere.
func (c *posters) addTokens(d *district.District, places []grids.Place) (int, error) {
	var lines bytes.Buffer
	added := 0
	for _, p := range places {
		if d.PosterToken(p.ID) == "" {
			token := make([]byte, 12)
			rand.Read(token) // never fails
			fmt.Fprintf(&lines, "%s,%s\n", p.ID, base64.RawURLEncoding.EncodeToString(token))
			added++
		}
	}
	if added == 0 {
		return 0, nil
	}
	if c.District == "" {
		return 0, fmt.Errorf("the demo's places have no more codes")
	}
	name := filepath.Join(c.District, district.PostersFile)
	was, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		was, err = []byte(strings.Join(codes.Columns, ",")+"\n"), nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the codes: %w", err)
	}
	if len(was) > 0 && was[len(was)-1] != '\n' {
		was = append(was, '\n')
	}
	if err := os.WriteFile(name+".new", append(was, lines.Bytes()...), 0o644); err != nil {
		return 0, fmt.Errorf("write the codes: %w", err)
	}
	if err := os.Rename(name+".new", name); err != nil { // never half a file: what hangs somewhere is in it
		return 0, fmt.Errorf("write the codes: %w", err)
	}
	return added, nil
}
