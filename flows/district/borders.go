package district

import (
	"github.com/tidwall/rtree"

	"gridbot/flows/district/geojson"
	"gridbot/flows/grids"
)

// warnOfOverlaps tells of grids that overlap, as far as points of the borders
// and the middles of the grids show it. What lies in both always belongs to
// the same one, but perhaps not to the one the district has in mind.
func (p page) warnOfOverlaps(gs []grids.Grid, lines map[string]int) {
	var tree rtree.RTreeG[int]
	for i, g := range gs {
		b := g.Shape.Bound()
		tree.Insert(b.Min, b.Max, i)
	}
	told := map[[2]int]bool{}
	for i, g := range gs {
		samples := geojson.Samples(g.Polygons())
		b := g.Shape.Bound()
		tree.Search(b.Min, b.Max, func(_, _ [2]float64, j int) bool {
			pair := [2]int{min(i, j), max(i, j)}
			if i != j && !told[pair] && geojson.DeepIn(gs[j].Polygons(), samples) {
				told[pair] = true
				first, second := gs[pair[0]].ID, gs[pair[1]].ID
				p.warn(lines[second], "the grids %q and %q overlap; a point in both belongs to %q", first, second, min(first, second))
			}
			return true
		})
	}
}
