package grids

import (
	"math"

	"github.com/paulmach/orb"
)

// cells is the map cut into squares, each with the boxes of the shapes that reach into
// it, by shape. Which shapes a point may be in is then looked up where it lies, without
// a way down a tree.
type cells struct {
	all        orb.Bound
	east, up   float64 // how many cells are in a degree
	cols, rows int
	from       []int32 // where the boxes of a cell begin; one more ends them
	boxes      []reach
}

// A reach is the bounds of a shape, with the touch around them.
type reach struct {
	bound orb.Bound
	shape int32
}

const (
	cellsPerShape = 4
	boxesPerShape = 16 // and no more of them: shapes that cover one another have larger cells
)

// newCells puts boxes, in the order of their shapes, into their cells.
func newCells(boxes []reach) cells {
	var c cells
	if len(boxes) == 0 {
		return c
	}
	c.all = boxes[0].bound
	for _, b := range boxes {
		c.all = c.all.Union(b.bound)
	}
	for side := math.Sqrt(float64(cellsPerShape * len(boxes))); ; side /= 2 {
		c.cols, c.rows = max(1, int(side)), max(1, int(side))
		c.east, c.up = float64(c.cols)/(c.all.Max[0]-c.all.Min[0]), float64(c.rows)/(c.all.Max[1]-c.all.Min[1])
		if c.count(boxes) <= boxesPerShape*len(boxes) || side < 2 {
			break
		}
	}
	c.from = make([]int32, c.cols*c.rows+1)
	for _, b := range boxes {
		c.reached(b, func(cell int) { c.from[cell+1]++ })
	}
	for i := range c.from[1:] {
		c.from[i+1] += c.from[i]
	}
	c.boxes = make([]reach, c.from[len(c.from)-1])
	next := append([]int32(nil), c.from...)
	for _, b := range boxes {
		c.reached(b, func(cell int) {
			c.boxes[next[cell]] = b
			next[cell]++
		})
	}
	return c
}

// count is how many boxes the cells would hold.
func (c *cells) count(boxes []reach) (n int) {
	for _, b := range boxes {
		n += (c.col(b.bound.Max[0]) - c.col(b.bound.Min[0]) + 1) * (c.row(b.bound.Max[1]) - c.row(b.bound.Min[1]) + 1)
	}
	return n
}

// reached calls of every cell a reach reaches into.
func (c *cells) reached(b reach, of func(cell int)) {
	for row := c.row(b.bound.Min[1]); row <= c.row(b.bound.Max[1]); row++ {
		for col := c.col(b.bound.Min[0]); col <= c.col(b.bound.Max[0]); col++ {
			of(row*c.cols + col)
		}
	}
}

func (c *cells) col(lon float64) int { return max(0, min(c.cols-1, int((lon-c.all.Min[0])*c.east))) }
func (c *cells) row(lat float64) int { return max(0, min(c.rows-1, int((lat-c.all.Min[1])*c.up))) }

// at is the boxes a point may be in, by shape.
func (c *cells) at(p orb.Point) []reach {
	if len(c.boxes) == 0 || !c.all.Contains(p) {
		return nil
	}
	cell := c.row(p[1])*c.cols + c.col(p[0])
	return c.boxes[c.from[cell]:c.from[cell+1]]
}
