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
	bounds := make([]orb.Bound, len(shapes))
	for i, s := range shapes {
		bounds[i] = s.Bound()
		tree.Insert(bounds[i].Min, bounds[i].Max, i)
	}
	told := map[[2]int]bool{}
	var pairs [][2]int
	for i, s := range shapes {
		samples := samplesOf(s)
		tree.Search(bounds[i].Min, bounds[i].Max, func(_, _ [2]float64, j int) bool {
			pair := [2]int{min(i, j), max(i, j)}
			if i != j && !told[pair] && deepIn(shapes[j], bounds[j], samples) {
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

func deepIn(s orb.MultiPolygon, b orb.Bound, points []orb.Point) bool {
	bound := b.Pad(-inside)
	for _, p := range points {
		if bound.Contains(p) && contains(s, p) && !nearBorder(s, p) {
			return true
		}
	}
	return false
}

// contains reports whether a point is in a shape; what is right on a border may be
// either. The library's own looks for the bounds of every ring each time.
func contains(s orb.MultiPolygon, p orb.Point) bool {
	for _, polygon := range s {
		in := around(polygon[0], p)
		for _, hole := range polygon[1:] {
			in = in && !around(hole, p)
		}
		if in {
			return true
		}
	}
	return false
}

// around reports whether a ring goes round a point.
func around(ring orb.Ring, p orb.Point) bool {
	in := false
	a := ring[0]
	for _, b := range ring[1:] {
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
		a = b
	}
	return in
}

// nearBorder reports whether a point is not deep in a shape.
func nearBorder(s orb.MultiPolygon, p orb.Point) bool {
	for _, polygon := range s {
		for _, ring := range polygon {
			if within(ring, p, inside) {
				return true
			}
		}
	}
	return false
}

// within reports whether a ring comes as near to a point, in degrees.
func within(ring orb.Ring, p orb.Point, near float64) bool {
	for i := range ring[1:] {
		a, b := ring[i], ring[i+1]
		if max(a[0], b[0]) < p[0]-near || min(a[0], b[0]) > p[0]+near || max(a[1], b[1]) < p[1]-near || min(a[1], b[1]) > p[1]+near {
			continue
		}
		if planar.DistanceFromSegmentSquared(a, b, p) <= near*near {
			return true
		}
	}
	return false
}
