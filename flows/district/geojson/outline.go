package geojson

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"gridbot/flows/district/faults"
)

// Outlines reads the shapes of a map, and tells what is wrong with them.
type Outlines struct {
	Valid func(lat, lon float64) bool               // a place on earth
	Place func(lat, lon float64) orb.Point          // where it lies
	Fault func(line int, format string, say ...any) // what is wrong
	Later int                                       // shapes more in metres, which are not told one by one

	told bool // that one is in metres
}

// Shape is a Polygon or a MultiPolygon.
func (o *Outlines) Shape(shape *Node) orb.Geometry {
	coordinates := shape.Get("coordinates")
	switch kind := shape.Get("type").Text(); kind {
	case "Polygon":
		return o.polygon(coordinates)
	case "MultiPolygon":
		var many orb.MultiPolygon
		for _, polygon := range coordinates.Items {
			many = append(many, o.polygon(polygon))
		}
		if len(many) == 0 {
			o.Fault(coordinates.Line, "the MultiPolygon is empty")
		}
		return many
	default:
		o.Fault(shape.Line, "a grid must be a Polygon or a MultiPolygon, not %q", faults.Clip(kind))
	}
	return nil
}

// smallest is the area of a grid that could be one, in square degrees: about a
// square metre.
const smallest = 1e-10

func (o *Outlines) polygon(n *Node) orb.Polygon {
	var polygon orb.Polygon
	for i, item := range n.Items {
		ring := o.ring(item)
		polygon = append(polygon, ring)
		switch {
		case ring == nil: // told
		case math.Abs(planar.Area(ring)) < smallest:
			o.Fault(item.Line, "the outline has no area: all its points are on a line, or in one place")
		case i > 0 && polygon[0] != nil && outside(polygon[0], ring):
			o.Fault(item.Line, "the hole (outline %d of the polygon) lies outside of it: only the first outline is the border, the others are holes in it; what is a part of its own needs a MultiPolygon", i+1)
		}
	}
	if len(polygon) == 0 {
		o.Fault(n.Line, "the polygon has no outline: coordinates must be a list of rings of [lon, lat]")
	}
	return polygon
}

// onBorder is how far a hole may reach over the border, as arithmetic has it: about
// ten centimetres, in degrees.
const onBorder = 1e-6

// outside reports whether a point of a hole lies outside of a border.
func outside(border, hole orb.Ring) bool {
	for _, p := range hole {
		if !planar.RingContains(border, p) && !within(border, p, onBorder) {
			return true
		}
	}
	return false
}

// ring is one outline or hole, nil with a fault when it is none.
func (o *Outlines) ring(n *Node) orb.Ring {
	ring := make(orb.Ring, 0, len(n.Items))
	for _, item := range n.Items {
		lat, lon, wrong, metres := item.position(o.Valid)
		switch {
		case metres && o.told:
			o.Later++
			return nil
		case wrong != "":
			o.told = o.told || metres
			o.Fault(item.Line, "%s", wrong)
			return nil // one fault a ring: the others are of the same kind
		}
		ring = append(ring, o.Place(lat, lon))
		if last := len(ring) - 1; last > 0 && math.Abs(ring[last][0]-ring[last-1][0]) > 180 {
			o.Fault(item.Line, "the outline runs over the 180th meridian: cut it there, and write the parts as a MultiPolygon")
			return nil
		}
	}
	if len(ring) > 0 && ring[0] != ring[len(ring)-1] {
		o.Fault(n.Line, "the ring is not closed: repeat its first point at the end")
		return nil
	}
	if len(ring) < 4 {
		o.Fault(n.Line, "the ring has %d points; it needs four, the last the same as the first", len(ring))
		return nil
	}
	if i, j, crosses := Crossing(ring); crosses {
		o.Fault(n.Items[i].Line, "the border crosses itself: the line from point %d crosses the line from point %d (line %d)",
			i+1, j+1, n.Items[j].Line)
		return nil
	}
	return ring
}
