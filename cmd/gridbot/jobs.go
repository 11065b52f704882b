package main

import (
	"fmt"
	"io"
	"log/slog"
	"text/tabwriter"
	"time"

	"gridbot/bot"
	"gridbot/bot/jobs"
)

// plan prints the schedule of a district.
type plan struct {
	folder
}

// Run prints each job with its next three runs, in the district's time zone.
func (p *plan) Run(out io.Writer, log *slog.Logger) error {
	d, err := p.load(log)
	if err != nil {
		return err
	}
	table := jobs.Table(&bot.Bot{}, d.Digest) // nothing is run
	s, err := jobs.New(table, d.Zone, log)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, j := range table {
		fmt.Fprintf(w, "%s\t%s\t%s / %s\t\n", j.Name, j.Cron, j.What["zh-CN"], j.What["en"])
		for _, t := range s.Next(j.Name, time.Now(), 3) {
			fmt.Fprintf(w, "\t\t%s\t\n", t.Format("Mon 2006-01-02 15:04 MST"))
		}
	}
	return w.Flush()
}
