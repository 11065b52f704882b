// Command sim plays histories of a district from seeds, with faults at every step, and
// looks after every step at what must always hold. Of a seed that fails it prints the
// shortest history it finds.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"gridbot/cmd/sim/history"
)

func main() {
	seed := flag.Uint64("seed", 1, "the first seed")
	seeds := flag.Int("seeds", 1, "how many seeds are played")
	days := flag.Int("days", 30, "how many days a history lasts")
	years := flag.Float64("years", 0, "play seeds until so many years were lived; instead of -seeds")
	show := flag.Bool("log", false, "print each history as it is played, one after the other")
	tries := flag.Int("shorten", 60, "how many histories are played to find a shorter one of a seed that fails")
	beside := flag.Int("beside", runtime.NumCPU(), "how many histories are played at the same time")
	flag.Parse()
	debug.SetGCPercent(400) // a history is soon over, and what it leaves is small
	if *years > 0 {
		*seeds = int(*years*365/float64(*days)) + 1
	}
	if *show {
		*beside = 1
	}
	s := &session{days: *days, seeds: *seeds, tries: *tries, show: *show, began: time.Now(), next: *seed, last: *seed + uint64(*seeds)}
	if err := s.play(max(1, *beside)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if s.bad > 0 {
		os.Exit(1)
	}
}

// session is all that is played in one go.
type session struct {
	days, seeds, tries int
	show               bool
	began              time.Time

	mu         sync.Mutex
	next, last uint64 // seeds
	done, bad  int
	failed     error
}

// play plays all seeds, some beside each other.
func (s *session) play(beside int) error {
	stage, err := history.NewStage()
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	for range beside {
		all.Go(func() {
			for seed, ok := s.takes(); ok; seed, ok = s.takes() {
				if err := s.one(stage, seed); err != nil {
					s.mu.Lock()
					s.failed = err
					s.mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	return s.failed
}

// takes is the next seed nobody plays yet.
func (s *session) takes() (seed uint64, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == s.last || s.failed != nil {
		return 0, false
	}
	s.next++
	return s.next - 1, true
}

// one plays one seed, and says what became of it.
func (s *session) one(stage *history.Stage, seed uint64) error {
	o := history.Options{Seed: seed, Days: s.days}
	if s.show {
		o.Log = os.Stdout
	}
	began := time.Now()
	told, err := history.Play(stage, o)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("seed %d: %.1fs %+v", seed, time.Since(began).Seconds(), told.Stats)
	if told.Wrong != "" {
		o.Log = nil
		short, found, err := history.Shorten(stage, o, told, s.tries)
		if err != nil {
			return err
		}
		words += fmt.Sprintf("\n%s\nseed %d fails: %s: %s\nthe shortest: without the faults %v, the people %v, and the first %d acts of everybody",
			found.Log, seed, told.Oracle, told.Wrong, short.Calm, short.Absent, short.From)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done++; told.Wrong != "" {
		s.bad++
	}
	fmt.Println(words)
	fmt.Println(s.progress())
	return nil
}

// progress is how far it is, and when it will be over.
func (s *session) progress() string {
	lived, passed := float64(s.done*s.days)/365, time.Since(s.began)
	left := time.Duration(float64(passed) / float64(s.done) * float64(s.seeds-s.done))
	return fmt.Sprintf("   %d of %d, %.1f years lived, %d failed, %s more", s.done, s.seeds, lived, s.bad, left.Round(time.Second))
}
