package district

import (
	"github.com/paulmach/orb"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// readGrids reads grids.geojson: a FeatureCollection of Polygon and
// MultiPolygon. Members nobody asks for are left alone, as programs that draw
// maps add their own.
func (d *District) readGrids(p page, b []byte, gcj02 bool) {
	root, line, err := readJSON(b)
	if err != nil {
		p.fault(line, "this is not JSON: %v", err)
		return
	}
	features := root.get("features")
	if root.get("type").text() != "FeatureCollection" || features == nil || features.kind != '[' {
		p.fault(root.line, "the file must be a GeoJSON FeatureCollection with a list of features")
		return
	}
	if len(features.items) == 0 {
		p.fault(features.line, "there are no grids; a district needs at least one")
		return
	}
	before := len(p.faults)
	seen := map[string]int{}
	var gs []grids.Grid
	for _, f := range features.items {
		gs = append(gs, p.grid(f, seen, gcj02))
	}
	if len(p.faults) > before {
		return
	}
	m, err := grids.NewMap(gs)
	if err != nil {
		p.fault(0, "%v", err)
		return
	}
	d.Map = m
	p.warnOfOverlaps(gs, seen)
}

// grid is one feature.
func (p page) grid(f *jsonNode, seen map[string]int, gcj02 bool) grids.Grid {
	g := grids.Grid{Names: text.Names{}}
	props := f.get("properties")
	if id := props.get("id"); id.text() == "" {
		p.fault(f.line, "the grid has no property \"id\"")
	} else {
		g.ID = p.freshID(id.text(), id.line, seen)
	}
	name := props.get("name")
	for _, l := range langKeys {
		n := name.get(l.key)
		if n.text() == "" {
			p.fault(f.line, "the grid has no property \"name\" with %q: write \"name\": {\"zh\": \"…\", \"en\": \"…\"}", l.key)
			continue
		}
		p.checkName(n.line, "the name of the grid", n.text(), longestName)
		g.Names[l.lang] = n.text()
	}
	shape := f.get("geometry")
	coordinates := shape.get("coordinates")
	if shape == nil || coordinates == nil {
		p.fault(f.line, "the grid has no geometry with coordinates")
		return g
	}
	switch kind := shape.get("type").text(); kind {
	case "Polygon":
		g.Shape = p.polygon(coordinates, gcj02)
	case "MultiPolygon":
		var many orb.MultiPolygon
		for _, polygon := range coordinates.items {
			many = append(many, p.polygon(polygon, gcj02))
		}
		if len(many) == 0 {
			p.fault(coordinates.line, "the MultiPolygon is empty")
		}
		g.Shape = many
	default:
		p.fault(shape.line, "a grid must be a Polygon or a MultiPolygon, not %q", clip(kind))
	}
	return g
}

func (p page) polygon(n *jsonNode, gcj02 bool) orb.Polygon {
	var polygon orb.Polygon
	for _, ring := range n.items {
		polygon = append(polygon, p.ring(ring, gcj02))
	}
	if len(polygon) == 0 {
		p.fault(n.line, "the polygon has no outline: coordinates must be a list of rings of [lon, lat]")
	}
	return polygon
}

// ring is one outline or hole, nil with a fault when it is none.
func (p page) ring(n *jsonNode, gcj02 bool) orb.Ring {
	var ring orb.Ring
	for _, item := range n.items {
		at, ok := p.point(item)
		if !ok {
			return nil // one fault a ring: the others are of the same kind
		}
		at = fromFolder(at, gcj02)
		ring = append(ring, orb.Point{at.Lon, at.Lat})
	}
	if len(ring) > 0 && ring[0] != ring[len(ring)-1] {
		p.fault(n.line, "the ring is not closed: repeat its first point at the end")
		return nil
	}
	if len(ring) < 4 {
		p.fault(n.line, "the ring has %d points; it needs four, the last the same as the first", len(ring))
		return nil
	}
	if i, j, crosses := crossing(ring); crosses {
		p.fault(n.items[i].line, "the border crosses itself: the line from point %d crosses the line from point %d (line %d)",
			i+1, j+1, n.items[j].line)
		return nil
	}
	return ring
}

func (p page) point(n *jsonNode) (grids.Point, bool) {
	if n.kind != '[' || len(n.items) < 2 {
		p.fault(n.line, "this is no point; write [lon, lat]")
		return grids.Point{}, false
	}
	lon, lonok := n.items[0].number()
	lat, latok := n.items[1].number()
	at := grids.Point{Lat: lat, Lon: lon}
	swapped := grids.Point{Lat: lon, Lon: lat}
	switch {
	case !lonok || !latok:
		p.fault(n.line, "a point must be two numbers: [lon, lat]")
	case at.Valid():
		return at, true
	case swapped.Valid():
		p.fault(n.line, "lat and lon look swapped in [%v, %v]; GeoJSON wants [lon, lat]", lon, lat)
	default:
		p.fault(n.line, "there is no point [%v, %v] on earth", lon, lat)
	}
	return at, false
}
