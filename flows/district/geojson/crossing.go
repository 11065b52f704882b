package geojson

import (
	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Crossing is the first two lines of a ring that cross, by the points they
// begin at. A ring may touch itself.
func Crossing(ring orb.Ring) (i, j int, crosses bool) {
	if len(ring) <= few {
		return crossing(ring)
	}
	var lines rtree.RTreeG[int]
	bound := func(i int) (low, high [2]float64) {
		b := orb.MultiPoint{ring[i], ring[i+1]}.Bound()
		return b.Min, b.Max
	}
	for i := range ring[1:] {
		low, high := bound(i)
		lines.Insert(low, high, i)
	}
	for i := range ring[1:] {
		j := -1
		low, high := bound(i)
		lines.Search(low, high, func(_, _ [2]float64, other int) bool {
			if other > i && (j < 0 || other < j) && cross(ring[i], ring[i+1], ring[other], ring[other+1]) {
				j = other
			}
			return true
		})
		if j >= 0 {
			return i, j, true
		}
	}
	return 0, 0, false
}

// few is how many points are faster compared with each other than kept in a tree.
const few = 100

func crossing(ring orb.Ring) (i, j int, crosses bool) {
	for i := range ring[1:] {
		a, b := ring[i], ring[i+1]
		west, east, south, north := min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
		for j := i + 2; j < len(ring)-1; j++ { // the next line begins where this one ends
			c, d := ring[j], ring[j+1]
			if c[0] < west && d[0] < west || c[0] > east && d[0] > east || c[1] < south && d[1] < south || c[1] > north && d[1] > north {
				continue
			}
			if cross(a, b, c, d) {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// cross reports whether the line a-b and the line c-d cross, ends aside.
func cross(a, b, c, d orb.Point) bool {
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}

// side is on which side of the line a-b the point c is: 1, -1, or 0 if on it.
func side(a, b, c orb.Point) int {
	switch v := (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0]); {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
