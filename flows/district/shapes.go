package district

import (
	"github.com/paulmach/orb"

	"gridbot/flows/district/geojson"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// readGrids reads grids.geojson: a FeatureCollection of Polygon and
// MultiPolygon. Members nobody asks for are left alone, as programs that draw
// maps add their own.
func (d *District) readGrids(p page, b []byte, gcj02 bool) {
	root, line, err := geojson.Read(b)
	if err != nil {
		p.fault(line, "this is not JSON: %v", err)
		return
	}
	features := root.Get("features")
	if root.Get("type").Text() != "FeatureCollection" || features == nil || features.Kind != '[' {
		p.fault(root.Line, "the file must be a GeoJSON FeatureCollection with a list of features")
		return
	}
	if len(features.Items) == 0 {
		p.fault(features.Line, "there are no grids; a district needs at least one")
		return
	}
	before := len(p.faults)
	seen := map[string]int{}
	var gs []grids.Grid
	for _, f := range features.Items {
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
	var shapes []orb.MultiPolygon
	for _, g := range gs {
		shapes = append(shapes, g.Polygons())
	}
	for _, pair := range geojson.Overlaps(shapes) { // what lies in both always belongs to the same one, but perhaps not to the one that is meant
		first, second := gs[pair[0]].ID, gs[pair[1]].ID
		p.warn(seen[second], "the grids %q and %q overlap; a point in both belongs to %q", first, second, min(first, second))
	}
}

// grid is one feature.
func (p page) grid(f *geojson.Node, seen map[string]int, gcj02 bool) grids.Grid {
	g := grids.Grid{Names: text.Names{}}
	props := f.Get("properties")
	if id := props.Get("id"); id.Text() == "" {
		p.fault(f.Line, "the grid has no property \"id\"")
	} else {
		g.ID = p.freshID(id.Text(), id.Line, seen)
	}
	name := props.Get("name")
	for _, l := range langKeys {
		n := name.Get(l.key)
		if n.Text() == "" {
			p.fault(f.Line, "the grid has no property \"name\" with %q: write \"name\": {\"zh\": \"…\", \"en\": \"…\"}", l.key)
			continue
		}
		p.checkName(n.Line, "the name of the grid", n.Text(), longestName)
		g.Names[l.lang] = n.Text()
	}
	shape := f.Get("geometry")
	coordinates := shape.Get("coordinates")
	if shape == nil || coordinates == nil {
		p.fault(f.Line, "the grid has no geometry with coordinates")
		return g
	}
	switch kind := shape.Get("type").Text(); kind {
	case "Polygon":
		g.Shape = p.polygon(coordinates, gcj02)
	case "MultiPolygon":
		var many orb.MultiPolygon
		for _, polygon := range coordinates.Items {
			many = append(many, p.polygon(polygon, gcj02))
		}
		if len(many) == 0 {
			p.fault(coordinates.Line, "the MultiPolygon is empty")
		}
		g.Shape = many
	default:
		p.fault(shape.Line, "a grid must be a Polygon or a MultiPolygon, not %q", clip(kind))
	}
	return g
}

func (p page) polygon(n *geojson.Node, gcj02 bool) orb.Polygon {
	var polygon orb.Polygon
	for _, ring := range n.Items {
		polygon = append(polygon, p.ring(ring, gcj02))
	}
	if len(polygon) == 0 {
		p.fault(n.Line, "the polygon has no outline: coordinates must be a list of rings of [lon, lat]")
	}
	return polygon
}

// ring is one outline or hole, nil with a fault when it is none.
func (p page) ring(n *geojson.Node, gcj02 bool) orb.Ring {
	var ring orb.Ring
	for _, item := range n.Items {
		lat, lon, wrong := item.Position(func(lat, lon float64) bool { return grids.Point{Lat: lat, Lon: lon}.Valid() })
		if wrong != "" {
			p.fault(item.Line, "%s", wrong)
			return nil // one fault a ring: the others are of the same kind
		}
		at := fromFolder(grids.Point{Lat: lat, Lon: lon}, gcj02)
		ring = append(ring, orb.Point{at.Lon, at.Lat})
	}
	if len(ring) > 0 && ring[0] != ring[len(ring)-1] {
		p.fault(n.Line, "the ring is not closed: repeat its first point at the end")
		return nil
	}
	if len(ring) < 4 {
		p.fault(n.Line, "the ring has %d points; it needs four, the last the same as the first", len(ring))
		return nil
	}
	if i, j, crosses := geojson.Crossing(ring); crosses {
		p.fault(n.Items[i].Line, "the border crosses itself: the line from point %d crosses the line from point %d (line %d)",
			i+1, j+1, n.Items[j].Line)
		return nil
	}
	return ring
}
