package picture

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// The names on a map must not lie on each other: the grids choose first, then
// the streets; one that finds no room is left out.

const (
	mostStreets   = 12  // shared among the grids, at least two each
	longestName   = 420 // pixels
	longestStreet = 300
	nameGap       = 10
)

// names writes the grids with their figures, and the streets.
func (p *pen) names(s sketch, m Map, shapes []shape, dots []dot) *room {
	o := &room{frame: s.frame.Inset(8)}
	for _, d := range dots {
		r := int(p.radius(d)) + 6
		if d.back {
			r += 8
		}
		o.dots = append(o.dots, image.Rect(-r, -r, r, r).Add(d.at.pixel()))
	}
	grids := 0
	for _, a := range shapes {
		if !a.Faint {
			p.grid(o, a)
			grids++
		}
	}
	for _, a := range shapes {
		if a.Faint {
			p.neighbour(o, a)
		}
	}
	written, most := map[*shape]int{}, max(2, mostStreets/max(1, grids))
	for _, l := range m.Streets {
		if !earthly(l.Lon, l.Lat) {
			continue
		}
		at := s.at(l.Lon, l.Lat)
		in := under(at, shapes)
		if written[in] < most && p.street(o, l.Name, at, in) {
			written[in]++
		}
	}
	return o
}

// grid writes the name of a grid, and under it how many cases it has and how
// many of them are overdue: rather smaller than across its border, and rather
// without figures than not at all.
func (p *pen) grid(o *room, a shape) {
	bare := a
	bare.Cases, bare.Late = 0, 0
	for _, try := range []struct {
		shape
		size  int
		whole bool
	}{{a, wordSize, true}, {a, smallSize, true}, {a, smallSize, false}, {bare, smallSize, false}} {
		if p.gridAt(o, try.shape, try.size, wish{reach: 198, in: a.contains, whole: try.whole}) {
			return
		}
	}
}

func (p *pen) gridAt(o *room, a shape, size int, w wish) bool {
	const pad, apart = 12, 8
	at, ok := a.middle()
	name := p.clip(a.Name, longestName, size)
	if !ok || name == "" {
		return false
	}
	under := -apart
	var figures []figure
	for _, f := range []figure{{a.Cases, soft}, {a.Late, late}} {
		if f.n > 0 {
			figures = append(figures, f)
			under += p.width(strconv.Itoa(f.n), smallSize) + 2*pad + apart
		}
	}
	long := p.width(name, size)
	wide, high := max(long, under), size+6
	rows := []image.Rectangle{image.Rect((wide-long)/2, 0, (wide+long)/2, high)}
	if len(figures) > 0 {
		high += smallSize + 10
		rows = append(rows, image.Rect((wide-under)/2, size+6, (wide+under)/2, high))
	}
	w.size, w.rows, w.around = image.Pt(wide, high), rows, at
	r, ok := o.place(w)
	if !ok {
		return false
	}
	p.words(name, r.X+rows[0].Min.X, r.Y, style{size: size, ink: ink, heavy: true, halo: white})
	x, y := r.X+(wide-under)/2, r.Y+size+10
	for _, f := range figures {
		words := strconv.Itoa(f.n)
		tag := image.Rect(x, y, x+p.width(words, smallSize)+2*pad, y+smallSize+6)
		p.tag(tag, f.colour)
		p.words(words, x+pad, y+2, style{size: smallSize, ink: white, heavy: true})
		x = tag.Max.X + apart
	}
	return true
}

// A figure is a number and the colour behind it.
type figure struct {
	n      int
	colour color.RGBA
}

// neighbour writes the name of a faint area where all of it can be seen.
func (p *pen) neighbour(o *room, a shape) {
	name := p.clip(a.Name, longestName, smallSize)
	at, ok := a.middle()
	if !ok || name == "" {
		return
	}
	size := image.Pt(p.width(name, smallSize), smallSize+6)
	if r, ok := o.place(wish{size: size, around: at, reach: 234, in: a.contains, whole: true}); ok {
		p.words(name, r.X, r.Y, style{size: smallSize, ink: soft, halo: plate})
	}
}

// street writes the name of a street where it is, if nothing is there yet.
func (p *pen) street(o *room, name string, at spot, in *shape) bool {
	name = p.clip(name, longestStreet, smallSize)
	if name == "" || !at.pixel().In(o.frame) {
		return false
	}
	w := wish{size: image.Pt(p.width(name, smallSize), smallSize+6), around: at, reach: 90, whole: true}
	halo := plate
	if in != nil {
		w.in = in.contains
		if !in.Faint {
			halo = white
		}
	}
	r, ok := o.place(w)
	if ok {
		p.words(name, r.X, r.Y, style{size: smallSize, ink: soft, halo: halo})
	}
	return ok
}

// middle is where the name of an area belongs, if it is seen at all.
func (a shape) middle() (spot, bool) {
	var best orb.Point
	most := -1.0
	for _, r := range a.rings {
		if c, size := planar.CentroidArea(r); math.Abs(size) > most {
			best, most = c, math.Abs(size)
		}
	}
	if most < 0 && len(a.spots) > 0 {
		best, most = a.spots[0], 0
	}
	return spot{best[0], best[1]}, most >= 0
}

// under is the area in which a spot lies, if any.
func under(at spot, shapes []shape) *shape {
	for i := range shapes {
		if len(shapes[i].rings) > 0 && shapes[i].contains(at) {
			return &shapes[i]
		}
	}
	return nil
}

// contains is whether a spot is in an area. One that has no surface does not mind.
func (a shape) contains(at spot) bool {
	in := len(a.rings) == 0
	for i, r := range a.rings {
		if q := (orb.Point{at.x, at.y}); a.bounds[i].Contains(q) && planar.RingContains(r, q) {
			in = !in // a hole is a ring too
		}
	}
	return in
}

// A wish is where a name would like to stand.
type wish struct {
	size   image.Point
	rows   []image.Rectangle // what of it is written on, if it is not one row
	around spot
	reach  float64         // how far from there it may go
	in     func(spot) bool // where its middle must be, and its edges should; nil: anywhere
	whole  bool            // its edges must
}

// room is what is taken on a map, by names and by cases.
type room struct {
	frame       image.Rectangle
	names, dots []image.Rectangle
}

// place finds the best room for a name, never on another name or on a case.
func (o *room) place(w wish) (image.Point, bool) {
	const step, turns = 12, 24
	var best image.Rectangle
	least := math.Inf(1)
	for far := 0.0; far <= min(w.reach, least); far += step {
		for i := range turns {
			sin, cos := math.Sincos(float64(i) * 2 * math.Pi / turns)
			at := spot{w.around.x + far*cos, w.around.y + far*sin}
			r := image.Rectangle{Max: w.size}.Add(at.pixel().Sub(w.size.Div(2)))
			if cost, ok := o.cost(w, at, r); ok && far+cost < least {
				best, least = r, far+cost
			}
			if far == 0 {
				break
			}
		}
	}
	if math.IsInf(least, 1) {
		return image.Point{}, false
	}
	o.names = append(o.names, best)
	return best.Min, true
}

// cost is what speaks against a box around a spot, in pixels that one would
// rather go; it is false where a name must not stand.
func (o *room) cost(w wish, at spot, r image.Rectangle) (float64, bool) {
	if !r.In(o.frame) || overlaps(r.Inset(-nameGap), o.names) {
		return 0, false
	}
	rows := w.rows
	if len(rows) == 0 {
		rows = []image.Rectangle{{Max: w.size}}
	}
	for _, row := range rows {
		if overlaps(row.Add(r.Min), o.dots) {
			return 0, false
		}
	}
	if w.in == nil {
		return 0, true
	}
	if !w.in(at) {
		return 0, false
	}
	out := outside(r.Inset(-5), w.in)
	return 100 * float64(out), out == 0 || !w.whole
}

func overlaps(r image.Rectangle, all []image.Rectangle) bool {
	return slices.ContainsFunc(all, r.Overlaps)
}

// outside is how many points around a box are not where they should be.
func outside(r image.Rectangle, in func(spot) bool) int {
	n := 0
	x, y := float64(r.Min.X), float64(r.Min.Y)
	w, h := float64(r.Dx()), float64(r.Dy())
	for _, part := range [][2]float64{{0, 0}, {0.25, 0}, {0.5, 0}, {0.75, 0}, {1, 0}, {0, 0.5}, {1, 0.5}, {0, 1}, {0.25, 1}, {0.5, 1}, {0.75, 1}, {1, 1}} {
		if !in(spot{x + part[0]*w, y + part[1]*h}) {
			n++
		}
	}
	return n
}
