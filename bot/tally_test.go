package bot

import (
	"testing"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What was told before this process came counts; the next day begins with nothing.
func TestWhatTheStaffWereToldTodayIsCounted(t *testing.T) {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	var n tally
	kept := map[int64]int{7011: 3}
	n.begin("2026-11-23", kept)
	n.add(world.Change{Told: []int64{7011, 7021, 7011}, Day: "2026-11-23"})
	if got := n.of(noon, 7011); got != 5 || n.of(noon, 7021) != 1 || kept[7011] != 3 {
		t.Errorf("told %d and %d times, kept %v", got, n.of(noon, 7021), kept)
	}
	if got := n.of(noon.Add(24*time.Hour), 7011); got != 0 {
		t.Errorf("%d on a day on which nobody was told anything", got)
	}
	n.add(world.Change{Told: []int64{7011}, Day: "2026-11-24"})
	if got := n.of(noon.Add(24*time.Hour), 7011); got != 1 || n.of(noon, 7011) != 0 {
		t.Errorf("%d on the next day", got)
	}
}

// Whoever takes the district over knows what the one before told today.
func TestATakeoverKnowsWhatWasToldToday(t *testing.T) {
	c := newCounter(t)
	here := c.district.Here(noon)
	if c.told != here.Format(time.DateOnly) || c.tally.of(here, 7011) != 3 {
		t.Errorf("asked of %q, told %d", c.told, c.tally.of(here, 7011))
	}
	w, _, err := c.world(t.Context(), talk.Event{At: noon})
	if err != nil || w.Had(7011) != 3 {
		t.Errorf("%v", err)
	}
}
