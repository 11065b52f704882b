// Package worldtest makes a world of the demo district for tests: a Monday at
// ten, and nobody in it. Only tests import it.
package worldtest

import (
	"testing"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/district"
	"gridbot/flows/world"
)

// New is a world in which lamps are looked at again after some days; never,
// where none are named.
func New(t testing.TB, looks ...calendar.Span) *world.World {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Categories {
		if d.Categories[i].ID == "lamp" {
			d.Categories[i].Watch = looks
		}
	}
	return &world.World{District: d, Now: time.Date(2026, 11, 23, 10, 0, 0, 0, d.Zone)}
}
