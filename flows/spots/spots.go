// Package spots is what the place of a case is counted under, and who told of it
// there, as far as a count needs that. It knows no log, and what it says finds nobody.
package spots

import (
	"hash/fnv"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/district"
)

// Of is what the place of a case is counted under; "" where it is not known, and
// where it would tell of somebody's home.
func Of(d *district.District, c cases.Case) string {
	if kind, _ := d.Category(c.Category); kind.Private || c.Past != "" || c.Place.Point == nil {
		return ""
	}
	return d.Places.Spot(*c.Place.Point)
}

// Told is the spot of a case, and which voice of it, where it was just told or
// moved; nothing of everything else that happens to it.
func Told(d *district.District, before *cases.Case, after cases.Case) (spot string, voice int) {
	if before == nil || before.Place.Point != after.Place.Point {
		spot = Of(d, after)
		return spot, voiceOf(d, spot, after)
	}
	return "", 0
}

// voices is how many people can be told apart at one spot: so few that nobody can
// be found by it, and enough to know one who writes every day from ten neighbours.
const voices = 64

// voiceOf tells who told of a case from others who did at the same spot, and from
// nobody anywhere else: one of so many, from 1; 0 where they gave no name, and
// where nobody told of it.
func voiceOf(d *district.District, spot string, c cases.Case) int {
	if spot == "" || c.By.ID == 0 || c.By.Anonymous || c.Filed != nil {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(spot + "|" + strconv.FormatInt(c.By.ID, 10) + "|" + d.ID))
	sum := h.Sum64()
	return 1 + int((sum^sum>>29^sum>>47)%voices)
}

// In are the known places of a grid: each can be told of.
func In(d *district.District, grid string) []string {
	var ids []string
	for _, p := range d.Places.All() {
		if p.Grid == grid {
			ids = append(ids, p.ID)
		}
	}
	return ids
}
