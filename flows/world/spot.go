package world

import (
	"hash/fnv"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/hotspots"
)

// What is frequent, and what is worked on as one thing, are known by these names.
type (
	Board  = hotspots.Board
	Topics = hotspots.Topics
)

// ClockHot names the nightly look for what is frequent.
const ClockHot = "hot"

// Everywhere stands for all grids together.
const Everywhere = figures.Everywhere

// SpotOf is what the place of a case is counted under; "" where it is not known,
// and where it would tell of somebody's home.
func (w *World) SpotOf(c cases.Case) string {
	if kind, _ := w.District.Category(c.Category); kind.Private || c.Past != "" || c.Place.Point == nil {
		return ""
	}
	return w.District.Places.Spot(*c.Place.Point)
}

// SpotTold is the spot of a case, and which voice of it, where it was just told or
// moved; nothing of everything else that happens to it.
func (w *World) SpotTold(before *cases.Case, after cases.Case) (spot string, voice int) {
	if before == nil || before.Place.Point != after.Place.Point {
		return w.SpotOf(after), w.voiceOf(after)
	}
	return "", 0
}

// voices is how many people can be told apart at one spot: so few that nobody can
// be found by it, and enough to know one who writes every day from ten neighbours.
const voices = 64

// voiceOf tells who told of a case from others who did at the same spot, and from
// nobody anywhere else: one of so many, from 1; 0 where they gave no name, and
// where nobody told of it.
func (w *World) voiceOf(c cases.Case) int {
	spot := w.SpotOf(c)
	if spot == "" || c.By.ID == 0 || c.By.Anonymous || c.Filed != nil {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(spot + "|" + strconv.FormatInt(c.By.ID, 10) + "|" + w.District.ID))
	sum := h.Sum64()
	return 1 + int((sum^sum>>29^sum>>47)%voices)
}

// SpotsOf are the known places of a grid: each can be told of.
func (w *World) SpotsOf(grid string) []string {
	var ids []string
	for _, p := range w.District.Places.All() {
		if p.Grid == grid {
			ids = append(ids, p.ID)
		}
	}
	return ids
}
