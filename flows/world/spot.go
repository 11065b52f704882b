package world

import (
	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/spots"
)

// What is frequent, what is worked on as one thing, and what helped once, are known
// by these names.
type (
	Board  = hotspots.Board
	Topics = hotspots.Topics
	Book   = playbooks.Book
)

// ClockHot names the nightly look for what is frequent.
const ClockHot = "hot"

// ClockTopic names the clock of a key topic.
const ClockTopic = "due"

// Everywhere stands for all grids together.
const Everywhere = figures.Everywhere

// SpotOf is what the place of a case is counted under.
func (w *World) SpotOf(c cases.Case) string { return spots.Of(w.District, c) }

// SpotTold is that where it was just told or moved, and which voice there told of it.
func (w *World) SpotTold(before *cases.Case, after cases.Case) (spot string, voice int) {
	return spots.Told(w.District, before, after)
}

// SpotsOf are the known places of a grid.
func (w *World) SpotsOf(grid string) []string { return spots.In(w.District, grid) }
