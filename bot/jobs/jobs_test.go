package jobs

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/robfig/cron/v3"
)

type desk struct{ ticks []time.Time }

func (d *desk) Tick(_ context.Context, now time.Time) error {
	d.ticks = append(d.ticks, now)
	return nil
}

var silent = slog.New(slog.NewTextHandler(io.Discard, nil))

func TestTheTableCanBeKept(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, j := range Table(&desk{}) {
		s, err := cron.ParseStandard(j.Cron)
		if err != nil {
			t.Fatalf("%s: %v", j.Name, err)
		}
		if names[j.Name] {
			t.Errorf("%s stands twice", j.Name)
		}
		names[j.Name] = true
		at := time.Date(2026, 11, 23, 8, 59, 30, 0, shanghai)
		if j.Name == "clocks" && !s.Next(at).Equal(time.Date(2026, 11, 23, 9, 0, 0, 0, shanghai)) {
			t.Errorf("the clocks are looked at next at %s", s.Next(at))
		}
	}
}

func TestAJobIsToldTheHour(t *testing.T) {
	d := &desk{}
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	if err := Table(d)[0].Run(t.Context(), at); err != nil || len(d.ticks) != 1 || !d.ticks[0].Equal(at) {
		t.Errorf("told %v, %v", d.ticks, err)
	}
}

// A job that panics, or fails, runs again the next time.
func TestAJobThatPanicsRunsAgain(t *testing.T) {
	ran := make(chan int, 10)
	n := 0
	stop, err := Start(t.Context(), []Job{{"stumbles", "@every 1s", func(context.Context, time.Time) error {
		n++
		ran <- n
		if n == 1 {
			panic("once")
		}
		return errors.New("and a fault")
	}}}, time.UTC, time.Now, silent)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		<-ran
	}
	stop()
}

func TestAScheduleThatCannotBeReadIsRefused(t *testing.T) {
	if _, err := Start(t.Context(), []Job{{"odd", "every day", nil}}, time.UTC, time.Now, silent); err == nil {
		t.Error("nobody complained")
	}
}
