package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gridbot/flows/district"
)

// train learns what residents mean from what stands in a district folder.
type train struct {
	folder
	Cases string `help:"A Redis: what its cases turned out to be is added to examples.csv first, words and category alone." placeholder:"URL"`
	Out   string `short:"o" help:"Where the model goes; beside the district when empty." type:"path" placeholder:"FILE"`
}

// Run writes the model and prints its name. Nothing is left of one that could
// not be written whole.
func (t *train) Run(ctx context.Context, out io.Writer, log *slog.Logger) (err error) {
	if t.District == "" && t.Out == "" {
		return errors.New("--district must say which folder, or -o where the model of the demo district goes")
	}
	if t.Cases != "" {
		if err := t.addCases(ctx, out, log); err != nil {
			return err
		}
	}
	began := time.Now()
	d, err := district.Train(t.files())
	if err != nil {
		return fmt.Errorf("the district folder has faults:\n%w", err)
	}
	name := cmp.Or(t.Out, filepath.Join(t.District, district.ModelFile))
	f, err := os.CreateTemp(filepath.Dir(name), ".model-*")
	if err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	err = errors.Join(d.WriteModel(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("write the model: %w", err)
	}
	fmt.Fprintf(out, "%s: learned from %d examples in %s\n", name, d.Examples(), time.Since(began).Round(100*time.Millisecond))
	return nil
}
