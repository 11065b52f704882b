package geojson

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// inside is how deep a point must be in another area to be called an overlap:
// about ten metres, in degrees. Neighbours drawn apart never meet better.
const inside = 1e-4

// mostSamples is how many points of an area are tried in each neighbour.
const mostSamples = 200

// Samples is points spread over an area: of its borders, and its middle.
func Samples(area orb.MultiPolygon) []orb.Point {
	var points []orb.Point
	for _, polygon := range area {
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
	if middle, _ := planar.CentroidArea(area); contains(area, middle) {
		points = append(points, middle)
	}
	return points
}

// DeepIn tells whether one of the points is so deep in an area that it is no
// neighbour's.
func DeepIn(area orb.MultiPolygon, points []orb.Point) bool {
	bound := area.Bound().Pad(-inside)
	for _, p := range points {
		if bound.Contains(p) && contains(area, p) && border(area, p) > inside {
			return true
		}
	}
	return false
}

func contains(area orb.MultiPolygon, p orb.Point) bool {
	return planar.MultiPolygonContains(area, p)
}

// border is how far a point is from the nearest border of an area, in degrees.
func border(area orb.MultiPolygon, p orb.Point) float64 {
	least := -1.0
	for _, polygon := range area {
		for _, ring := range polygon {
			if d := planar.DistanceFrom(orb.LineString(ring), p); least < 0 || d < least {
				least = d
			}
		}
	}
	return least
}
