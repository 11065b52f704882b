// Package grids is the grid map: which grid a point belongs to, and which
// place somebody means. It does not know where maps come from, nor who asks.
package grids

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"gridbot/flows/text"
)

// Point is a place on earth in WGS-84, in degrees.
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Valid reports whether the point is on earth at all.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180 // false for NaN
}

func (p Point) orb() orb.Point { return orb.Point{p.Lon, p.Lat} }

// earth is the mean radius in metres.
const earth = 6371008.8

// Meters is the distance between two points along the ground.
func (p Point) Meters(q Point) float64 {
	rad := math.Pi / 180
	sinLat := math.Sin((q.Lat - p.Lat) * rad / 2)
	sinLon := math.Sin((q.Lon - p.Lon) * rad / 2)
	h := sinLat*sinLat + math.Cos(p.Lat*rad)*math.Cos(q.Lat*rad)*sinLon*sinLon
	return 2 * earth * math.Asin(min(1, math.Sqrt(h)))
}

// A Grid is one comprehensive grid (综合网格). Its shape is an orb.Polygon or
// an orb.MultiPolygon in WGS-84, longitude first, which does not cross the
// 180th meridian.
type Grid struct {
	ID    string
	Names text.Names
	Shape orb.Geometry
}

// Polygons is the shape as a list, whichever of the two it is.
func (g Grid) Polygons() orb.MultiPolygon {
	switch s := g.Shape.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{s}
	case orb.MultiPolygon:
		return s
	}
	return nil
}

// Center is a point in the middle of the grid, to put its name at. It may lie
// outside a bent shape.
func (g Grid) Center() Point {
	c, _ := planar.CentroidArea(g.Shape)
	return Point{Lat: c.Lat(), Lon: c.Lon()}
}

// Bound is the box around the grid.
func (g Grid) Bound() (southWest, northEast Point) {
	b := g.Shape.Bound()
	return Point{Lat: b.Min.Lat(), Lon: b.Min.Lon()}, Point{Lat: b.Max.Lat(), Lon: b.Max.Lon()}
}

// A Map finds the grid of a point among thousands. It does not change once it
// is made, and is safe for use by several goroutines.
type Map struct {
	grids  []Grid // by ID
	shapes []shape
	cells  cells
}

// NewMap makes a map of grids with distinct IDs. The error names every grid
// that cannot be used, and why.
func NewMap(gs []Grid) (*Map, error) {
	m := &Map{grids: slices.Clone(gs), shapes: make([]shape, len(gs))}
	slices.SortStableFunc(m.grids, func(a, b Grid) int { return cmp.Compare(a.ID, b.ID) })
	var faults []error
	var boxes []reach
	for i, g := range m.grids {
		if i > 0 && m.grids[i-1].ID == g.ID {
			faults = append(faults, fmt.Errorf("grid %q: there are two of this ID", g.ID))
		}
		if err := check(g.Shape); err != nil {
			faults = append(faults, fmt.Errorf("grid %q: %w", g.ID, err))
			continue
		}
		m.shapes[i] = newShape(g.Polygons())
		boxes = append(boxes, reach{bound: g.Shape.Bound().Pad(touch), shape: int32(i)})
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	m.cells = newCells(boxes)
	return m, nil
}

// check refuses shapes that a point cannot be compared with.
func check(g orb.Geometry) error {
	polygons := Grid{Shape: g}.Polygons()
	if len(polygons) == 0 {
		return errors.New("the shape is no polygon")
	}
	for _, polygon := range polygons {
		if len(polygon) == 0 {
			return errors.New("a polygon has no outline")
		}
		for _, ring := range polygon {
			if len(ring) < 4 || !ring.Closed() {
				return errors.New("a ring needs four points, the last the same as the first")
			}
			for _, p := range ring {
				if !(Point{Lat: p.Lat(), Lon: p.Lon()}).Valid() {
					return fmt.Errorf("there is no point %v on earth", p)
				}
			}
		}
	}
	return nil
}

// touch is how near to a border a point counts as being on it: about ten
// centimetres, in degrees. It closes the slivers that arithmetic leaves
// between neighbours, and is far below what a phone can tell.
const touch = 1e-6

// At is the grid a point belongs to: of the grids that contain it, or on whose
// border (of the outside or of a hole) it lies, the first by ID. So a point on
// a shared border or in an overlap always goes to the same grid. False when
// there is none, or when the point is not on earth.
func (m *Map) At(p Point) (Grid, bool) {
	if !p.Valid() {
		return Grid{}, false
	}
	at := p.orb()
	boxes := m.cells.at(at)
	for i := range boxes {
		if b := &boxes[i]; b.bound.Contains(at) && m.shapes[b.shape].holds(at) {
			return m.grids[b.shape], true
		}
	}
	return Grid{}, false
}

// Grid is the grid of an ID.
func (m *Map) Grid(id string) (Grid, bool) {
	i, found := slices.BinarySearchFunc(m.grids, id, func(g Grid, id string) int { return cmp.Compare(g.ID, id) })
	if !found {
		return Grid{}, false
	}
	return m.grids[i], true
}

// All is every grid, by ID.
func (m *Map) All() []Grid { return slices.Clone(m.grids) }
