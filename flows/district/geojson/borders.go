package geojson

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/tidwall/rtree"
)

// inside is how deep a point must be in another shape to be called an overlap:
// about ten metres, in degrees. Neighbours drawn apart never meet better.
const inside = 1e-4

// mostSamples is how many points of a shape are tried in each neighbour.
const mostSamples = 200

// Overlaps are the pairs of shapes that overlap, as far as points of the borders
// and the middles of the shapes show it.
func Overlaps(shapes []orb.MultiPolygon) [][2]int {
	var tree rtree.RTreeG[int]
	for i, s := range shapes {
		b := s.Bound()
		tree.Insert(b.Min, b.Max, i)
	}
	told := map[[2]int]bool{}
	var pairs [][2]int
	for i, s := range shapes {
		samples := samplesOf(s)
		b := s.Bound()
		tree.Search(b.Min, b.Max, func(_, _ [2]float64, j int) bool {
			pair := [2]int{min(i, j), max(i, j)}
			if i != j && !told[pair] && deepIn(shapes[j], samples) {
				told[pair] = true
				pairs = append(pairs, pair)
			}
			return true
		})
	}
	return pairs
}

// samplesOf is points spread over a shape: of its borders, and its middle.
func samplesOf(s orb.MultiPolygon) []orb.Point {
	var points []orb.Point
	for _, polygon := range s {
		for i := range polygon[0][1:] {
			a, b := polygon[0][i], polygon[0][i+1]
			points = append(points, a, orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2})
		}
	}
	if step := len(points)/mostSamples + 1; step > 1 {
		for i := range len(points) / step {
			points[i] = points[i*step]
		}
		points = points[:len(points)/step]
	}
	if middle, _ := planar.CentroidArea(s); planar.MultiPolygonContains(s, middle) {
		points = append(points, middle)
	}
	return points
}

func deepIn(s orb.MultiPolygon, points []orb.Point) bool {
	bound := s.Bound().Pad(-inside)
	for _, p := range points {
		if bound.Contains(p) && planar.MultiPolygonContains(s, p) && border(s, p) > inside {
			return true
		}
	}
	return false
}

// border is how far a point is from the nearest border of a shape, in degrees.
func border(s orb.MultiPolygon, p orb.Point) float64 {
	least := -1.0
	for _, polygon := range s {
		for _, ring := range polygon {
			if d := planar.DistanceFrom(orb.LineString(ring), p); least < 0 || d < least {
				least = d
			}
		}
	}
	return least
}
