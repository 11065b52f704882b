package grids

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestAPointIsFoundInWhicheverCellItLies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(what string, most int) float64 { return float64(rapid.IntRange(0, most).Draw(t, what)) }
		var gs []Grid
		for i := range rapid.IntRange(1, 30).Draw(t, "grids") {
			far := 100 * number("far", 1) // a part of the district that lies elsewhere
			west, south := far+number("west", 20), number("south", 20)
			g := grid(fmt.Sprintf("g-%02d", i), orb.Polygon{box(west, south, west+1+number("wide", 20), south+1+number("high", 20))})
			gs = append(gs, g)
		}
		m, err := NewMap(gs)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(m.cells.boxes); n > boxesPerShape*len(gs) {
			t.Fatalf("%d boxes are held for %d grids", n, len(gs))
		}
		for range 40 {
			p := Point{Lat: number("lat", 45) - 1, Lon: 100*number("elsewhere", 1) + number("lon", 45) - 1}
			want := ""
			for _, g := range gs {
				if want == "" && holds(g, p.orb()) {
					want = g.ID
				}
			}
			if got, _ := m.At(p); got.ID != want {
				t.Fatalf("%v is in %q, not in %q", p, got.ID, want)
			}
		}
	})
}
