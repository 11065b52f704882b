// Command sim plays histories of a district from seeds, with faults at every step, and
// looks after every step at what must always hold. Of a seed that fails it prints the
// shortest history it finds.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"gridbot/cmd/sim/history"
)

func main() {
	seed := flag.Uint64("seed", 1, "the first seed")
	seeds := flag.Int("seeds", 1, "how many seeds are played, one after the other")
	days := flag.Int("days", 30, "how many days a history lasts")
	years := flag.Float64("years", 0, "play seeds until so many years were lived; instead of -seeds")
	show := flag.Bool("log", false, "print each history as it is played")
	tries := flag.Int("shorten", 60, "how many histories are played to find a shorter one of a seed that fails")
	flag.Parse()
	if *years > 0 {
		*seeds = int(*years*365/float64(*days)) + 1
	}
	bad, err := play(*seed, *seeds, *days, *tries, *show)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if bad > 0 || err != nil {
		os.Exit(1)
	}
}

// play plays seeds one after the other, and counts those in which something did not hold.
func play(first uint64, seeds, days, tries int, show bool) (bad int, err error) {
	stage, err := history.NewStage()
	if err != nil {
		return 0, err
	}
	for s := first; s < first+uint64(seeds); s++ {
		o := history.Options{Seed: s, Days: days}
		if show {
			o.Log = os.Stdout
		}
		began := time.Now()
		told, err := history.Play(stage, o)
		if err != nil {
			return bad, err
		}
		fmt.Printf("seed %d: %.1fs %+v\n", s, time.Since(began).Seconds(), told.Stats)
		if told.Wrong == "" {
			continue
		}
		bad++
		o.Log = nil
		short, found, err := history.Shorten(stage, o, told, tries)
		if err != nil {
			return bad, err
		}
		fmt.Printf("%s\nseed %d fails: %s: %s\nwithout the faults %v, the people %v, and the first %d acts of everybody\n",
			found.Log, s, told.Oracle, told.Wrong, short.Calm, short.Absent, short.From)
	}
	return bad, nil
}
