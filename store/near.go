package store

import (
	"math"
	"strconv"

	"gridbot/flows/grids"
)

// cellSize is the side of a cell of the map, in degrees: about 150 m.
const cellSize = 0.0015

// cellOf names the cell a point lies in.
func cellOf(p grids.Point) string { return grids.Cell(p) }

func rowOf(degrees float64) int { return int(math.Floor(degrees / cellSize)) }

func cell(lat, lon int) string { return strconv.Itoa(lat) + ":" + strconv.Itoa(lon) }

// cellsAround are the cell of a point and its neighbours.
func cellsAround(p grids.Point) []string {
	var cells []string
	for lat := rowOf(p.Lat) - 1; lat <= rowOf(p.Lat)+1; lat++ {
		for lon := rowOf(p.Lon) - 1; lon <= rowOf(p.Lon)+1; lon++ {
			cells = append(cells, cell(lat, lon))
		}
	}
	return cells
}
