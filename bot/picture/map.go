package picture

import (
	"image"
	"image/color"
	"math"
	"slices"

	"github.com/paulmach/orb"
	orbclip "github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/simplify"
)

// A sketch is a map with its frame: where on earth is where on the picture.
type sketch struct {
	frame image.Rectangle
	west  float64
	north float64
	wide  float64 // pixels in a degree of longitude
	high  float64 // and of latitude
}

// A shape is an area as it lies on the picture.
type shape struct {
	Area
	rings  []orb.Ring  // as far as they can be seen
	bounds []orb.Bound // of each: asking whether a spot is in a ring is dear
	spots  []orb.Point
}

const (
	mapLowest, mapHighest = 460, 760
	mapMargin             = 34
	nearMargin            = 84    // where neighbours are to be seen, with their names
	smallest              = 0.002 // degrees: whatever is less is a point
)

// drawMap draws the map under its title; it gives where it ends.
func (p *pen) drawMap(m Map, y int) int {
	s, ok := sketched(m)
	if !ok {
		return p.nothing(m.Empty, p.head(m.Title, "", nil, y)) - partGap
	}
	y = p.head(m.Title, "", legend(m), y)
	s.frame = s.frame.Add(image.Pt(side, y))
	p.inside = s.frame
	defer func() { p.inside = p.img.Bounds() }()
	p.box(s.frame, plate)
	shapes := s.shapes(m.Areas)
	for _, a := range shapes {
		if !a.Faint {
			p.fill(white, spotsOf(a.rings)...)
		}
	}
	for _, faint := range []bool{true, false} {
		for _, a := range shapes {
			if a.Faint == faint {
				p.borders(a)
			}
		}
	}
	dots := p.dots(s, m.Marks)
	p.names(s, m, shapes, dots)
	for _, d := range dots {
		p.dot(d)
	}
	for _, h := range m.Hot {
		if earthly(h.Lon, h.Lat) {
			p.hot(s.inside(s.at(h.Lon, h.Lat), 24))
		}
	}
	p.frame(s.frame, edge, 2)
	return s.frame.Max.Y
}

// legend explains what is on the map, and nothing that is not.
func legend(m Map) []key {
	signs := [4]func(*pen, spot){
		func(p *pen, at spot) { p.tag(image.Rect(-15, -13, 15, 13).Add(at.pixel()), soft) },
		func(p *pen, at spot) { p.dot(dot{at: at, n: 1}) },
		func(p *pen, at spot) { p.dot(dot{at: at, n: 1, late: 1}) },
		func(p *pen, at spot) { p.ring(at, 13, 5, back) },
	}
	var there [4]bool
	for _, k := range m.Marks {
		there[1] = there[1] || !k.Late
		there[2] = there[2] || k.Late
		there[3] = there[3] || k.Back
	}
	for _, a := range m.Areas {
		there[0] = there[0] || a.Cases > 0
		there[2] = there[2] || a.Late > 0
	}
	var keys []key
	for i, name := range m.Legend {
		if there[i] && name != "" {
			keys = append(keys, key{name, signs[i]})
		}
	}
	if len(m.Hot) > 0 {
		keys = append(keys, key{m.Hot[0].Name, (*pen).hot})
	}
	return keys
}

// hot is the sign of a place of which many told.
func (p *pen) hot(at spot) {
	for _, part := range []struct {
		radius float64
		colour color.RGBA
	}{{17, white}, {13, nine}} {
		p.fill(part.colour, []spot{{at.x, at.y - part.radius}, {at.x + part.radius, at.y}, {at.x, at.y + part.radius}, {at.x - part.radius, at.y}})
	}
}

// sketched fits a map into a frame: what is not faint, or what there is.
func sketched(m Map) (sketch, bool) {
	bound := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	take := func(lon, lat float64) {
		if earthly(lon, lat) {
			bound = bound.Extend(orb.Point{lon, lat})
		}
	}
	for _, faint := range []bool{false, true} {
		for _, a := range m.Areas {
			for _, r := range a.Rings {
				for _, at := range r {
					if a.Faint == faint {
						take(at[0], at[1])
					}
				}
			}
		}
		if bound.Min[0] <= bound.Max[0] {
			break
		}
	}
	if !(bound.Min[0] <= bound.Max[0]) {
		for _, k := range m.Marks {
			take(k.Lon, k.Lat)
		}
	}
	if !(bound.Min[0] <= bound.Max[0]) {
		return sketch{}, false
	}
	centre := bound.Center()
	narrow := math.Max(0.01, math.Cos(centre[1]*math.Pi/180)) // a degree of longitude is shorter up north
	w := math.Max(smallest, bound.Max[0]-bound.Min[0]) * narrow
	h := math.Max(smallest, bound.Max[1]-bound.Min[1])
	margin := mapMargin
	if slices.ContainsFunc(m.Areas, func(a Area) bool { return a.Faint }) {
		margin = nearMargin
	}
	room := float64(inside - 2*margin)
	tall := min(mapHighest, max(mapLowest, int(room*h/w)+2*margin))
	scale := math.Min(room/w, float64(tall-2*margin)/h)
	s := sketch{frame: image.Rect(0, 0, inside, tall), wide: scale * narrow, high: scale}
	s.west = centre[0] - float64(inside)/2/s.wide
	s.north = centre[1] + float64(tall)/2/s.high
	return s, true
}

// earthly is false of what is no place.
func earthly(lon, lat float64) bool {
	return math.Abs(lon) <= 180 && math.Abs(lat) <= 85
}

func (s sketch) at(lon, lat float64) spot {
	return spot{float64(s.frame.Min.X) + (lon-s.west)*s.wide, float64(s.frame.Min.Y) + (s.north-lat)*s.high}
}

// bound is the frame and what is just outside it.
func (s sketch) bound(more float64) orb.Bound {
	return orb.Bound{
		Min: orb.Point{float64(s.frame.Min.X) - more, float64(s.frame.Min.Y) - more},
		Max: orb.Point{float64(s.frame.Max.X) + more, float64(s.frame.Max.Y) + more},
	}
}

// shapes lays the areas on the picture. What is too small to be seen is left
// out, and so is what lies outside the frame.
func (s sketch) shapes(areas []Area) []shape {
	var all []shape
	for _, a := range areas {
		sh := shape{Area: a}
		for _, r := range a.Rings {
			var ring orb.Ring
			for _, at := range r {
				if earthly(at[0], at[1]) {
					q := s.at(at[0], at[1])
					ring = append(ring, orb.Point{q.x, q.y})
				}
			}
			if len(ring) > 0 {
				sh.spots = append(sh.spots, ring[0])
			}
			if len(ring) < 3 {
				continue
			}
			ring = orbclip.Ring(s.bound(20), append(ring, ring[0]))
			if ring = simplify.DouglasPeucker(0.8).Ring(ring); len(ring) > 3 {
				sh.rings, sh.bounds = append(sh.rings, ring), append(sh.bounds, ring.Bound())
			}
		}
		all = append(all, sh)
	}
	return all
}

func spotsOf(rings []orb.Ring) [][]spot {
	var all [][]spot
	for _, r := range rings {
		all = append(all, spotsIn(r))
	}
	return all
}

func spotsIn(r orb.Ring) []spot {
	var all []spot
	for _, q := range r {
		all = append(all, spot{q[0], q[1]})
	}
	return all
}

func (p *pen) borders(a shape) {
	c, wide := border, 4.0
	if a.Faint {
		c, wide = edge, 3
	}
	for _, r := range a.rings {
		p.line(c, wide, spotsIn(r)...)
	}
}
