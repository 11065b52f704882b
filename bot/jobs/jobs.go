// Package jobs is what runs unasked: one table says what and when. It decides
// nothing: what is due goes through the desk. It knows no Telegram, no Redis and
// nothing of what is told; the hour is all it goes by.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// Desk is who decides what is due. Each of them may be asked twice for the same
// moment: what was done for it is not done again.
type Desk interface {
	Tick(ctx context.Context, now time.Time) error
	Morning(ctx context.Context, at time.Time) error
	Digest(ctx context.Context, at time.Time) error
	Year(ctx context.Context, at time.Time) error
	Quiet(now time.Time) bool // nobody is disturbed now
	Convene(ctx context.Context, at time.Time) error
	Gaps(ctx context.Context, at time.Time) error
	Retain(ctx context.Context, at time.Time) error
	Members(ctx context.Context, at time.Time) error
	Frequent(ctx context.Context, at time.Time) error
}

// A Name is what a job is called, in the table and in the log.
type Name string

// The jobs of a district.
const (
	Clocks  Name = "clocks"
	Hot     Name = "hot"
	Morning Name = "morning"
	Convene Name = "convene"
	Digest  Name = "digest"
	Year    Name = "year"
	Gaps    Name = "gaps"
	Retain  Name = "retain"
	Members Name = "members"
)

// A Job is something that runs at certain times.
//
// What is told unasked waits while people are not to be disturbed, as long as it
// is worth it.
type Job struct {
	Name Name
	Cron string                                            // five fields, in the district's time zone
	Late time.Duration                                     // how late it is still worth running
	What map[string]string                                 // what it does, by language
	Run  func(ctx context.Context, moment time.Time) error // moment: when it should have run
	Wait func(now time.Time) bool                          // not now, but later; nil: never
}

// Table is the schedule of a district; digest is when it wants the week's.
func Table(d Desk, digest string) []Job {
	return []Job{
		// name, cron, late, what, run, wait
		{Clocks, "* * * * *", time.Minute, what("到期、催办、回头看", "deadlines, reminders, looks after closing"), d.Tick, nil},
		{Morning, "30 8 * * *", 4 * time.Hour, what("工作日早上的当日清单", "the list of the day, on working days"), d.Morning, d.Quiet},
		{Convene, "15 9 * * *", 24 * time.Hour, what("临近的联席会议自动发邀请", "invites to the joint conferences that are near"), d.Convene, d.Quiet},
		{Digest, digest, longAway, what("每周周报，发给网格长和统筹员", "the digest of the week, to leads and coordinators"), d.Digest, d.Quiet},
		{Year, "0 10 1-31/7 * *", 24 * time.Hour, what("缺少工作日历时提醒，12月起看下一年", "that a year's calendar is missing; from December, the next one's"), d.Year, d.Quiet},
		{Gaps, "5 * * * *", time.Hour, what("排班有空档时，提前24小时告诉网格长", "hours nobody is on duty, told 24 hours ahead"), d.Gaps, d.Quiet},
		{Retain, "*/10 3-5 * * *", 24 * time.Hour, what("夜里清理到期的个人信息", "at night, takes people out of what is long over"), d.Retain, nil},
		{Members, "45 8 * * *", 12 * time.Hour, what("每天清点工作群人数，外人多了告诉网格长", "counts who is in the work groups, and tells the leads of too many"), d.Members, d.Quiet},
		{Hot, "20 2 * * *", 20 * time.Hour, what("夜里统计高频事项", "at night, looks for what is frequent"), d.Frequent, nil},
	}
}

// longAway is how late the digest still comes: after any absence the last one does,
// and no other, as there is one a week.
const longAway = 32 * 24 * time.Hour

func what(zh, en string) map[string]string { return map[string]string{"zh-CN": zh, "en": en} }

// Schedule is a table at work: it knows for which moment each job ran last. It
// is asked every minute, and whenever the clock was moved: a job that was
// missed is made up for, once, as long as it is worth it.
type Schedule struct {
	table []Job
	crons []cron.Schedule
	zone  *time.Location
	log   *slog.Logger

	mu  sync.Mutex
	ran []time.Time
}

// New reads the table.
func New(table []Job, zone *time.Location, log *slog.Logger) (*Schedule, error) {
	s := &Schedule{table: table, zone: zone, log: log, ran: make([]time.Time, len(table))}
	for _, j := range table {
		c, err := cron.ParseStandard(j.Cron)
		if err != nil {
			return nil, fmt.Errorf("schedule %s: %w", j.Name, err)
		}
		s.crons = append(s.crons, c)
	}
	return s, nil
}

// Run runs, in the order of the table, every job whose moment has come since it
// ran last. One that fails is tried again the next time. Runs never overlap.
func (s *Schedule) Run(ctx context.Context, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var faults []error
	for i, j := range s.table {
		moment := s.last(i, now)
		if moment.IsZero() || !moment.After(s.ran[i]) || j.Wait != nil && j.Wait(now) {
			continue
		}
		if j.Name == Clocks {
			moment = now // what is due is due by the second
		}
		if err := s.one(ctx, j, moment); err != nil {
			faults = append(faults, fmt.Errorf("job %s: %w", j.Name, err))
			continue
		}
		if j.Name != Clocks {
			s.ran[i] = moment
		}
	}
	return errors.Join(faults...)
}

// last is the last moment of a job that is not too long ago; zero for none.
func (s *Schedule) last(i int, now time.Time) time.Time {
	var last time.Time
	for t := s.crons[i].Next(now.In(s.zone).Add(-s.table[i].Late)); !t.After(now); t = s.crons[i].Next(t) {
		last = t
	}
	return last
}

// one runs a job; a panic there ends one run, not the process.
func (s *Schedule) one(ctx context.Context, j Job, moment time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	began := time.Now()
	err = j.Run(ctx, moment)
	s.log.Debug("job", "job", j.Name, "took", time.Since(began))
	return err
}

// Next are the next n moments of a job after now.
func (s *Schedule) Next(job Name, now time.Time, n int) []time.Time {
	var next []time.Time
	for i, j := range s.table {
		if j.Name != job {
			continue
		}
		for t := s.crons[i].Next(now.In(s.zone)); len(next) < n && !t.IsZero(); t = s.crons[i].Next(t) {
			next = append(next, t)
		}
	}
	return next
}

// Start asks the schedule every minute until ctx ends; stop waits for what is
// running. It goes by now alone: a clock on the wall that jumps ahead and back
// would have the next minute be in a month.
func (s *Schedule) Start(ctx context.Context, now func() time.Time) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		for {
			minute := time.NewTimer(untilMinute(now()))
			select {
			case <-ctx.Done():
				minute.Stop()
				return
			case <-minute.C:
			}
			if err := s.Run(ctx, now()); err != nil && ctx.Err() == nil {
				s.log.Error("jobs", "err", err)
			}
		}
	})
	return func() {
		cancel()
		work.Wait()
	}
}

// untilMinute is how long the minute still lasts; never nothing.
func untilMinute(now time.Time) time.Duration {
	return time.Minute - now.Sub(now.Truncate(time.Minute))
}
