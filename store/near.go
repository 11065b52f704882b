package store

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
)

// cellSize is the side of a cell of the map, in degrees: about 150 m.
const cellSize = 0.0015

// cellOf names the cell a point lies in.
func cellOf(p grids.Point) string { return grids.Cell(p) }

func rowOf(degrees float64) int { return int(math.Floor(degrees / cellSize)) }

func cell(lat, lon int) string { return strconv.Itoa(lat) + ":" + strconv.Itoa(lon) }

// aroundOf reads what was reported around a point, the newest first of each cell.
func (s *Store) aroundOf(ctx context.Context, p grids.Point) ([]cases.Case, error) {
	pipe := s.rdb.Pipeline()
	var numbers []*redis.StringSliceCmd
	for _, cell := range cellsAround(p) {
		numbers = append(numbers, pipe.ZRevRange(ctx, s.keys.around(cell), 0, longestList-1))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("read what was reported around a place: %w", err)
	}
	return s.listed(ctx, numbers...)
}

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
