package bot

import (
	"maps"
	"sync"
	"time"

	"gridbot/flows/world"
)

// tally is how many messages of today the staff did not ask for, by person, as far as
// this process knows: what was kept when it took the district over, and what it has
// told since. A message more or less, where a commit's outcome was not known, only
// lets one reminder more or less be left out.
type tally struct {
	mu   sync.Mutex
	day  string
	told map[int64]int
}

// begin is how much was told on a day before.
func (t *tally) begin(day string, told map[int64]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.day, t.told = day, maps.Clone(told)
}

// add counts what was just told.
func (t *tally) add(ch world.Change) {
	if len(ch.Told) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.day != ch.Day || t.told == nil {
		t.day, t.told = ch.Day, map[int64]int{}
	}
	for _, id := range ch.Told {
		t.told[id]++
	}
}

// of is how much a person was told on the day of a moment.
func (t *tally) of(at time.Time, id int64) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.day != at.Format(time.DateOnly) {
		return 0
	}
	return t.told[id]
}
