package grids

import (
	"math"
	"strconv"
	"strings"
)

// cellSize is the side of a cell of the map, in degrees: about 150 m.
const cellSize = 0.0015

// atPlace is how far from a known place, in metres, something is still there.
const atPlace = 50

// Cell names the square of the map a point lies in.
func Cell(p Point) string {
	return strconv.Itoa(int(math.Floor(p.Lat/cellSize))) + ":" + strconv.Itoa(int(math.Floor(p.Lon/cellSize)))
}

// CellPoint is the middle of such a square.
func CellPoint(cell string) (Point, bool) {
	row, column, _ := strings.Cut(cell, ":")
	lat, err := strconv.Atoi(row)
	lon, wrong := strconv.Atoi(column)
	if err != nil || wrong != nil {
		return Point{}, false
	}
	p := Point{Lat: (float64(lat) + 0.5) * cellSize, Lon: (float64(lon) + 0.5) * cellSize}
	return p, p.Valid()
}

// Spot is what a point is counted under: the ID of the known place it is at, or
// else the square of the map it lies in.
func (p *Places) Spot(at Point) string {
	if place, near := p.Nearest(at, atPlace); near {
		return place.ID
	}
	return Cell(at)
}

// SpotPoint is where a spot is.
func (p *Places) SpotPoint(spot string) (Point, bool) {
	if place, known := p.ByID(spot); known {
		return place.Point, true
	}
	return CellPoint(spot)
}
