// Package jobs is what runs unasked: one table says what and when, one file
// holds each job. It decides nothing: what is due goes through the desk.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// Desk is who decides what is due.
type Desk interface {
	Tick(ctx context.Context, now time.Time) error
}

// A Job is something that runs at certain times.
type Job struct {
	Name string
	Cron string // five fields, in the district's time zone
	Run  func(ctx context.Context, now time.Time) error
}

// Table is the schedule of a district.
func Table(d Desk) []Job {
	return []Job{
		// name, cron, run
		{"clocks", "* * * * *", d.Tick}, // deadlines of cases that have run out
	}
}

// Start runs the table until ctx ends; stop waits for what is running. Runs of
// a job never overlap, and a panic ends one run, not the process.
func Start(ctx context.Context, table []Job, zone *time.Location, now func() time.Time, log *slog.Logger) (stop func(), err error) {
	// Recover stands inside Skip: outside, a panic would keep Skip's token and
	// the job would never run again.
	c := cron.New(cron.WithLocation(zone), cron.WithChain(
		cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(cron.DiscardLogger)))
	for _, j := range table {
		_, err := c.AddFunc(j.Cron, func() {
			began := time.Now()
			defer func() {
				if p := recover(); p != nil {
					log.Error("job", "job", j.Name, "panic", fmt.Sprint(p))
				}
			}()
			if err := j.Run(ctx, now()); err != nil && ctx.Err() == nil {
				log.Error("job", "job", j.Name, "err", err)
				return
			}
			log.Debug("job", "job", j.Name, "took", time.Since(began))
		})
		if err != nil {
			return nil, fmt.Errorf("schedule %s: %w", j.Name, err)
		}
	}
	c.Start()
	return func() { <-c.Stop().Done() }, nil
}
