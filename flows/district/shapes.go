package district

import (
	"cmp"
	"fmt"

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
	o := &geojson.Outlines{Valid: func(lat, lon float64) bool { return grids.Point{Lat: lat, Lon: lon}.Valid() }}
	o.Place = func(lat, lon float64) orb.Point {
		at := fromFolder(grids.Point{Lat: lat, Lon: lon}, gcj02)
		return orb.Point{at.Lon, at.Lat}
	}
	for i, f := range features.Items {
		gs = append(gs, p.grid(f, i+1, seen, o))
	}
	if o.Later > 0 {
		p.fault(features.Line, "%d outlines more are in metres", o.Later)
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

// grid is one feature, the n-th of them. Its faults name it.
func (p page) grid(f *geojson.Node, n int, seen map[string]int, o *geojson.Outlines) grids.Grid {
	g := grids.Grid{Names: text.Names{}}
	props := f.Get("properties")
	id := props.Get("id")
	if id.Text() == "" {
		id = f.Get("id") // where GeoJSON itself has it
	}
	name := props.Get("name")
	called := cmp.Or(id.Text(), name.Text(), name.Get("zh").Text(), props.Get("name_zh").Text(), "without a name")
	o.Fault = func(line int, format string, say ...any) {
		p.fault(line, "grid %d (%s): %s", n, clip(called), fmt.Sprintf(format, say...))
	}
	if id.Text() == "" {
		o.Fault(f.Line, "the grid has no property \"id\"")
	} else {
		g.ID = p.freshID(id.Text(), id.Line, seen)
	}
	for _, l := range langKeys {
		n := name.Get(l.key)
		for _, other := range []*geojson.Node{props.Get("name_" + l.key), props.Get("name:" + l.key), name} { // as others write it; a plain name is for all
			if n.Text() == "" {
				n = other
			}
		}
		if n.Text() == "" {
			o.Fault(f.Line, "the grid has no property \"name\" with %q: write \"name\": {\"zh\": \"…\", \"en\": \"…\"}, or \"name_zh\" and \"name_en\"", l.key)
			continue
		}
		p.checkName(n.Line, "the name of the grid", n.Text(), longestName)
		g.Names[l.lang] = n.Text()
	}
	shape := f.Get("geometry")
	if shape.Get("coordinates") == nil {
		o.Fault(f.Line, "the grid has no geometry with coordinates")
		return g
	}
	g.Shape = o.Shape(shape)
	return g
}
