package district

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/tidwall/rtree"

	"gridbot/flows/grids"
)

// inside is how deep a point must be in another grid to be called an overlap:
// about ten metres, in degrees. Neighbours drawn apart never meet better.
const inside = 1e-4

// mostSamples is how many points of a grid are tried in each neighbour.
const mostSamples = 200

// warnOfOverlaps tells of grids that overlap, as far as points of the borders
// and the middles of the grids show it. What lies in both always belongs to
// the same one, but perhaps not to the one the district has in mind.
func (p page) warnOfOverlaps(gs []grids.Grid, lines map[string]int) {
	var tree rtree.RTreeG[int]
	for i, g := range gs {
		b := g.Shape.Bound()
		tree.Insert(b.Min, b.Max, i)
	}
	told := map[[2]int]bool{}
	for i, g := range gs {
		samples := samplesOf(g)
		b := g.Shape.Bound()
		tree.Search(b.Min, b.Max, func(_, _ [2]float64, j int) bool {
			pair := [2]int{min(i, j), max(i, j)}
			if i != j && !told[pair] && deepIn(gs[j], samples) {
				told[pair] = true
				first, second := gs[pair[0]].ID, gs[pair[1]].ID
				p.warn(lines[second], "the grids %q and %q overlap; a point in both belongs to %q", first, second, min(first, second))
			}
			return true
		})
	}
}

// samplesOf is points spread over a grid: of its borders, and its middle.
func samplesOf(g grids.Grid) []orb.Point {
	var points []orb.Point
	for _, polygon := range g.Polygons() {
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
	if middle, _ := planar.CentroidArea(g.Shape); contains(g, middle) {
		points = append(points, middle)
	}
	return points
}

func deepIn(g grids.Grid, points []orb.Point) bool {
	bound := g.Shape.Bound().Pad(-inside)
	for _, p := range points {
		if bound.Contains(p) && contains(g, p) && border(g, p) > inside {
			return true
		}
	}
	return false
}

func contains(g grids.Grid, p orb.Point) bool {
	return planar.MultiPolygonContains(g.Polygons(), p)
}

// border is how far a point is from the nearest border of a grid, in degrees.
func border(g grids.Grid, p orb.Point) float64 {
	least := -1.0
	for _, polygon := range g.Polygons() {
		for _, ring := range polygon {
			if d := planar.DistanceFrom(orb.LineString(ring), p); least < 0 || d < least {
				least = d
			}
		}
	}
	return least
}
