package grids

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// A shape is the rings of a grid made ready, so that a point need not be held against
// all of their lines: each border is followed by its holes.
type shape []outline

// An outline is a ring, its lines by the height at which they run. What is looked at
// for a point lies together: to fetch it from memory is most of what it costs.
type outline struct {
	border bool
	bound  orb.Bound // with the touch around it
	part   float64   // how many bands are in a degree
	bands  []band    // from the south, and one that ends them
	lines  []edge
}

// A band is a stripe of a ring from west to east.
type band struct {
	low, high float64 // between them every point is in the ring: most are, and need no more
	from      int32   // where its lines begin
}

// An edge is one line of a ring.
type edge struct{ a, b orb.Point }

const (
	perBand   = 4   // lines, about
	mostBands = 512 // of a ring
)

// newShape makes polygons ready.
func newShape(polygons orb.MultiPolygon) shape {
	var s shape
	for _, polygon := range polygons {
		for i, ring := range polygon {
			s = append(s, newOutline(ring))
			s[len(s)-1].border = i == 0
		}
	}
	return s
}

func newOutline(ring orb.Ring) outline {
	o := outline{bound: ring.Bound().Pad(touch)}
	n := min(len(ring)/perBand+1, mostBands)
	o.part = float64(n) / (o.bound.Max[1] - o.bound.Min[1])
	o.bands = make([]band, n+1)
	runs := func(i int) (first, last int) {
		return o.band(min(ring[i][1], ring[i+1][1]) - touch), o.band(max(ring[i][1], ring[i+1][1]) + touch)
	}
	for i := range ring[1:] { // how many there are, before they are put in
		first, last := runs(i)
		for band := first; band <= last; band++ {
			o.bands[band].from++
		}
	}
	all := int32(0)
	next := make([]int32, n+1)
	for i := range o.bands {
		next[i] = all
		o.bands[i].from, all = all, all+o.bands[i].from
	}
	o.lines = make([]edge, all)
	for i := range ring[1:] {
		first, last := runs(i)
		for band := first; band <= last; band++ {
			o.lines[next[band]] = edge{ring[i], ring[i+1]}
			next[band]++
		}
	}
	for i := range n {
		o.bands[i].low, o.bands[i].high = o.free(i)
	}
	return o
}

// free is the longest way from west to east in a band that meets no line and is in
// the ring; none where low is not less than high.
func (o *outline) free(i int) (low, high float64) {
	lines := o.lines[o.bands[i].from:o.bands[i+1].from]
	spans := make([][2]float64, len(lines))
	for j, l := range lines {
		spans[j] = [2]float64{min(l.a[0], l.b[0]) - touch, max(l.a[0], l.b[0]) + touch}
	}
	slices.SortFunc(spans, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	lat, east := o.bound.Min[1]+(float64(i)+0.5)/o.part, math.Inf(-1)
	for _, s := range spans {
		if s[0]-east > high-low && !math.IsInf(east, -1) {
			if in, _ := across(lines, orb.Point{(east + s[0]) / 2, lat}); in {
				low, high = east, s[0]
			}
		}
		east = max(east, s[1])
	}
	return low, high
}

// band is in which band a latitude within the bounds is.
func (o *outline) band(lat float64) int {
	return max(0, min(len(o.bands)-2, int((lat-o.bound.Min[1])*o.part)))
}

// around reports whether the ring goes round a point, and whether the point is on it.
func (o *outline) around(p orb.Point) (in, on bool) {
	if p[0] < o.bound.Min[0] || p[0] > o.bound.Max[0] || p[1] < o.bound.Min[1] || p[1] > o.bound.Max[1] {
		return false, false
	}
	i := o.band(p[1])
	if b := &o.bands[i]; p[0] > b.low && p[0] < b.high {
		return true, false
	}
	return across(o.lines[o.bands[i].from:o.bands[i+1].from], p)
}

// across counts how many lines are east of a point: an odd number goes round it. It
// ends where the point is on one.
func across(lines []edge, p orb.Point) (in, on bool) {
	for i := range lines {
		a, b := &lines[i].a, &lines[i].b
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
		if near(a, b, p) && planar.DistanceFromSegmentSquared(*a, *b, p) <= touch*touch {
			return in, true
		}
	}
	return in, false
}

// near reports whether a point is in the box around a line.
func near(a, b *orb.Point, p orb.Point) bool {
	west, east, south, north := a[0] < p[0]-touch, a[0] > p[0]+touch, a[1] < p[1]-touch, a[1] > p[1]+touch
	return !(west && b[0] < p[0]-touch || east && b[0] > p[0]+touch || south && b[1] < p[1]-touch || north && b[1] > p[1]+touch)
}

// holds reports whether a point is in the shape, or on one of its borders.
func (s shape) holds(p orb.Point) bool {
	held := false // by the polygon looked at
	for i := range s {
		if s[i].border && held {
			return true
		}
		in, on := s[i].around(p)
		switch {
		case on:
			return true
		case s[i].border:
			held = in
		case in:
			held = false
		}
	}
	return held
}
