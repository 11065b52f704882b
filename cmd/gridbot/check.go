package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"gridbot/flows/district"
)

// check reads a district folder and says all that is wrong with it.
type check struct {
	Dir string `arg:"" help:"The district folder." type:"existingdir"`
}

// Run prints the warnings and a summary; faults are its error.
func (c *check) Run(out io.Writer, _ *slog.Logger) error {
	d, err := district.Load(os.DirFS(c.Dir))
	if err != nil {
		return err
	}
	for _, w := range append(d.Warnings, d.CheckYear(time.Now())...) {
		fmt.Fprintln(out, "warning:", w)
	}
	fmt.Fprintf(out, "%s: %d grids, %d categories, %d places, %d agencies, %d services: fine\n",
		d.ID, len(d.Map.All()), len(d.Categories), len(d.Places.All()), len(d.Agencies), len(d.Services))
	return nil
}
