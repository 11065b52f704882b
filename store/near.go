package store

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
)

// cellSize is the side of a cell of the map, in degrees: about 150 m.
const cellSize = 0.0015

// cellOf names the cell a point lies in.
func cellOf(p grids.Point) string { return cell(rowOf(p.Lat), rowOf(p.Lon)) }

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

// mostGathered is how many of the reminders that wait for a person are read.
const mostGathered = 50

// gathered reads the person, and the reminders that wait for them with their
// cases.
func (s *Store) gathered(ctx context.Context, who int64, names []string, take []func(string) error, found *flows.Found) error {
	pipe := s.rdb.Pipeline()
	got := pipe.MGet(ctx, names...)
	first := pipe.ZRange(ctx, s.keys.remind(who), 0, mostGathered-1)
	all := pipe.ZCard(ctx, s.keys.remind(who))
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("read reminders: %w", err)
	}
	if err := fill(names, got.Val(), take); err != nil {
		return err
	}
	found.Gathered.All = int(all.Val())
	var numbers []string
	for _, member := range first.Val() {
		parts := strings.Split(member, ":")
		if len(parts) != 3 {
			continue // not one of ours
		}
		number, err := strconv.Atoi(parts[0])
		step, err2 := strconv.Atoi(parts[2])
		if err != nil || err2 != nil {
			continue
		}
		found.Gathered.First = append(found.Gathered.First, flows.Reminder{To: who, Case: number, Clock: cases.ClockName(parts[1]), Step: step})
		numbers = append(numbers, parts[0])
	}
	var err error
	found.List, err = s.list(ctx, []*redis.StringSliceCmd{redis.NewStringSliceResult(numbers, nil)})
	return err
}
