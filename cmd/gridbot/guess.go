package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"gridbot/flows/district"
	"gridbot/flows/text"
)

// guess says what sentences mean, for whoever wants to know what the bot hears.
type guess struct {
	folder
	File string `arg:"" optional:"" help:"One sentence a line; standard input when left out." type:"existingfile"`
}

// guessed is one sentence understood; its fields are a published format.
type guessed struct {
	Text       string   `json:"text"`
	Lang       string   `json:"lang"`
	Categories []scored `json:"categories"`
	Danger     bool     `json:"danger"`
	Kind       string   `json:"kind"`
	Numbers    []string `json:"numbers"`
	Why        []string `json:"why"`
}

type scored struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// Run writes a line of JSON for each line that is not empty.
func (g *guess) Run(out io.Writer, log *slog.Logger) error {
	d, err := g.load(log)
	if err != nil {
		return err
	}
	in := io.Reader(os.Stdin)
	if g.File != "" {
		f, err := os.Open(g.File)
		if err != nil {
			return fmt.Errorf("guess: %w", err)
		}
		defer f.Close()
		in = f
	}
	return guessAll(d, in, out)
}

func guessAll(d *district.District, in io.Reader, out io.Writer) error {
	r, w := bufio.NewReader(in), bufio.NewWriter(out)
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for {
		line, err := r.ReadString('\n')
		if words := strings.TrimSpace(strings.ToValidUTF8(strings.TrimPrefix(line, "\ufeff"), "\ufffd")); words != "" {
			if err := lines.Encode(understood(d, words)); err != nil {
				return fmt.Errorf("guess: %w", err)
			}
		}
		if errors.Is(err, io.EOF) {
			return w.Flush()
		}
		if err != nil {
			return errors.Join(fmt.Errorf("guess: %w", err), w.Flush())
		}
	}
}

func understood(d *district.District, words string) guessed {
	danger, inDanger, heard := d.Hear(words)
	g := guessed{Text: words, Lang: "en", Categories: []scored{}, Numbers: []string{}, Why: heard.Why}
	if heard.Lang == text.Chinese {
		g.Lang = "zh"
	}
	for _, s := range offered(heard) {
		g.Categories = append(g.Categories, scored{s.ID, s.Score})
	}
	if inDanger {
		g.Danger, g.Kind, g.Numbers = true, danger.Kind, danger.Call
		g.Why = append(danger.Why, g.Why...)
	}
	if g.Why == nil {
		g.Why = []string{}
	}
	return g
}

// offered is what is worth a button: nothing, where it is about no hazard.
func offered(heard district.Guess) []district.Scored {
	if heard.None {
		return nil
	}
	return heard.Likely
}
