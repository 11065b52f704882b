package grids

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"

	"gridbot/flows/text"
)

// box is a ring from the south-west corner round.
func box(west, south, east, north float64) orb.Ring {
	return orb.Ring{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}
}

func mustMap(t testing.TB, gs ...Grid) *Map {
	t.Helper()
	m, err := NewMap(gs)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func grid(id string, shape orb.Geometry) Grid {
	return Grid{ID: id, Names: text.Names{text.Chinese: id, text.English: id}, Shape: shape}
}

// town is two neighbours sharing a border, one with a hole that a third
// fills in part, and a fourth in two pieces that overlaps the second.
func town(t testing.TB) *Map {
	return mustMap(t,
		grid("b-east", orb.Polygon{box(121.45, 31.27, 121.47, 31.29)}),
		grid("a-west", orb.Polygon{box(121.43, 31.27, 121.45, 31.29), box(121.435, 31.275, 121.445, 31.285)}),
		grid("c-yard", orb.Polygon{box(121.435, 31.275, 121.440, 31.285)}),
		grid("d-parts", orb.MultiPolygon{{box(121.46, 31.26, 121.48, 31.28)}, {box(121.50, 31.30, 121.51, 31.31)}}),
	)
}

func TestAPointBelongsToItsGrid(t *testing.T) {
	m := town(t)
	for _, tt := range []struct {
		why      string
		lat, lon float64
		want     string // "" for nowhere
	}{
		{"inside", 31.28, 121.46 - 0.001, "b-east"},
		{"beside the hole", 31.272, 121.44, "a-west"},
		{"in the hole, where another grid is", 31.28, 121.437, "c-yard"},
		{"in the hole, where none is", 31.28, 121.443, ""},
		{"on the shared border", 31.28, 121.45, "a-west"},
		{"on a shared corner", 31.27, 121.45, "a-west"},
		{"on the border of the hole", 31.28, 121.445, "a-west"},
		{"on the border of the hole that another grid shares", 31.28, 121.435, "a-west"},
		{"in an overlap", 31.275, 121.465, "b-east"},
		{"in the first part", 31.265, 121.475, "d-parts"},
		{"in the second part", 31.305, 121.505, "d-parts"},
		{"between the parts", 31.295, 121.495, ""},
		{"five centimetres outside", 31.2900005, 121.46, "b-east"},
		{"a metre outside", 31.29001, 121.46, ""},
		{"far away", -31.28, -121.46, ""},
		{"swapped", 121.46, 31.28, ""},
		{"no number", math.NaN(), 121.46, ""},
		{"no end", 31.28, math.Inf(1), ""},
	} {
		g, found := m.At(Point{Lat: tt.lat, Lon: tt.lon})
		if g.ID != tt.want || found != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.why, g.ID, found, tt.want)
		}
	}
}

func TestTheOrderOfTheGridsDoesNotMatter(t *testing.T) {
	shapes := town(t).All()
	rapid.Check(t, func(rt *rapid.T) {
		other := mustMap(t, rapid.Permutation(shapes).Draw(rt, "order")...)
		// Steps of the corners' own spacing, so that borders and corners are met.
		p := Point{Lat: 31.26 + 0.0025*float64(rapid.IntRange(0, 22).Draw(rt, "lat")), Lon: 121.43 + 0.0025*float64(rapid.IntRange(0, 34).Draw(rt, "lon"))}
		first, _ := town(t).At(p)
		second, _ := other.At(p)
		if first.ID != second.ID {
			rt.Fatalf("%v is in %q, and in %q", p, first.ID, second.ID)
		}
	})
}

func TestNeighboursLeaveNoGapBetweenThem(t *testing.T) {
	// A slanted border with corners only one of the two knows.
	a, b := orb.Point{121.4512, 31.2695}, orb.Point{121.4498, 31.2812}
	on := func(f float64) orb.Point { return orb.Point{a[0] + f*(b[0]-a[0]), a[1] + f*(b[1]-a[1])} }
	m := mustMap(t,
		grid("west", orb.Polygon{{a, on(1. / 3), on(0.7), b, {121.43, 31.28}, {121.43, 31.27}, a}}),
		grid("east", orb.Polygon{{a, {121.47, 31.27}, {121.47, 31.28}, b, a}}),
	)
	rapid.Check(t, func(rt *rapid.T) {
		p := on(rapid.Float64Range(0, 1).Draw(rt, "f"))
		if g, found := m.At(Point{Lat: p[1], Lon: p[0]}); !found {
			rt.Fatalf("%v fell between the grids, into %q", p, g.ID)
		}
	})
}

func TestThousandsOfGridsAreToldApart(t *testing.T) {
	var gs []Grid
	const side, step = 70, 0.001
	for y := range side {
		for x := range side {
			west, south := 121+step*float64(x), 31+step*float64(y)
			gs = append(gs, grid(fmt.Sprintf("g-%02d-%02d", y, x), orb.Polygon{box(west, south, west+step, south+step)}))
		}
	}
	m := mustMap(t, gs...)
	for y := range side {
		for x := range side {
			p := Point{Lat: 31 + step*(float64(y)+0.5), Lon: 121 + step*(float64(x)+0.5)}
			if g, _ := m.At(p); g.ID != fmt.Sprintf("g-%02d-%02d", y, x) {
				t.Fatalf("%v is in %q", p, g.ID)
			}
		}
	}
	if g, found := m.Grid("g-69-69"); !found || g.ID != "g-69-69" {
		t.Error("a grid is not found by its ID")
	}
	if _, found := m.Grid("g-70-70"); found {
		t.Error("a grid nobody has drawn was found")
	}
}

func TestShapesThatAreNoneAreRefusedAllAtOnce(t *testing.T) {
	_, err := NewMap([]Grid{
		grid("point", orb.Point{121, 31}),
		grid("none", nil),
		grid("empty", orb.MultiPolygon{}),
		grid("no-outline", orb.MultiPolygon{{}}),
		grid("open", orb.Polygon{{{1, 1}, {2, 1}, {2, 2}, {1, 2}}}),
		grid("short", orb.Polygon{{{1, 1}, {2, 1}, {1, 1}}}),
		grid("nan", orb.Polygon{{{1, 1}, {math.NaN(), 1}, {2, 2}, {1, 1}}}),
		grid("twice", orb.Polygon{box(1, 1, 2, 2)}),
		grid("twice", orb.Polygon{box(1, 1, 2, 2)}),
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, id := range []string{"point", "none", "empty", "no-outline", "open", "short", "nan", "twice"} {
		if !strings.Contains(err.Error(), fmt.Sprintf("%q", id)) {
			t.Errorf("nothing is said of %s in:\n%v", id, err)
		}
	}
}

func TestTheMapIsDrawnAsGeoJSON(t *testing.T) {
	b, err := town(t).GeoJSON()
	if err != nil {
		t.Fatal(err)
	}
	var drawn struct {
		Type     string
		Features []struct {
			Properties struct {
				ID   string
				Name map[string]string
			}
			Geometry struct {
				Type        string
				Coordinates any
			}
		}
	}
	if err := json.Unmarshal(b, &drawn); err != nil {
		t.Fatal(err)
	}
	if drawn.Type != "FeatureCollection" || len(drawn.Features) != 4 {
		t.Fatalf("drawn: %s", b)
	}
	if f := drawn.Features[3]; f.Properties.ID != "d-parts" || f.Properties.Name["zh-CN"] != "d-parts" || f.Geometry.Type != "MultiPolygon" {
		t.Errorf("the last grid: %+v", f)
	}
}

func BenchmarkAt(b *testing.B) {
	var gs []Grid
	for i := range 5000 {
		west, south := 121+0.001*float64(i%70), 31+0.001*float64(i/70)
		gs = append(gs, grid(fmt.Sprintf("g-%d", i), orb.Polygon{box(west, south, west+0.001, south+0.001)}))
	}
	m := mustMap(b, gs...)
	for b.Loop() {
		m.At(Point{Lat: 31.0305, Lon: 121.0305})
	}
}

// holds is whether a shape holds a point, the plain way: against all of its lines.
func holds(g Grid, p orb.Point) bool {
	for _, polygon := range g.Polygons() {
		if planar.PolygonContains(polygon, p) {
			return true
		}
		for _, ring := range polygon {
			for i := range ring[1:] {
				if planar.DistanceFromSegmentSquared(ring[i], ring[i+1], p) <= touch*touch {
					return true
				}
			}
		}
	}
	return false
}

func TestShapesThatAreMadeReadyHoldWhatTheyHeld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		corner := func(what string) float64 { return float64(rapid.IntRange(0, 12).Draw(t, what)) }
		var many orb.MultiPolygon
		for range rapid.IntRange(1, 2).Draw(t, "polygons") {
			var polygon orb.Polygon
			for range rapid.IntRange(1, 2).Draw(t, "rings") {
				var ring orb.Ring
				for range rapid.IntRange(3, 40).Draw(t, "corners") {
					ring = append(ring, orb.Point{corner("x"), corner("y")})
				}
				polygon = append(polygon, append(ring, ring[0]))
			}
			many = append(many, polygon)
		}
		g, ready := grid("g", many), newShape(many)
		for range 20 {
			p := orb.Point{corner("lon") / 2, corner("lat") / 2}
			p[0] += touch * float64(rapid.IntRange(-2, 2).Draw(t, "east")) * 0.9
			if got, want := ready.holds(p), holds(g, p); got != want {
				t.Fatalf("%v holds %v: %t, not %t", many, p, got, want)
			}
		}
	})
}

// borders is many neighbours with forty points each, as a city draws them.
func borders(side int) []Grid {
	const step, points = 0.001, 10
	at := func(i, j int, along float64, upright bool) orb.Point {
		bend := math.Sin(along*math.Pi*3) * 0.1 * step // the same for both neighbours
		if upright {
			return orb.Point{121 + float64(i)*step + bend, 31 + (float64(j)+along)*step}
		}
		return orb.Point{121 + (float64(i)+along)*step, 31 + float64(j)*step + bend}
	}
	var gs []Grid
	for j := range side {
		for i := range side {
			var ring orb.Ring
			for n := range 4 * points {
				along := float64(n%points) / points
				switch n / points {
				case 0:
					ring = append(ring, at(i, j, along, false))
				case 1:
					ring = append(ring, at(i+1, j, along, true))
				case 2:
					ring = append(ring, at(i, j+1, 1-along, false))
				default:
					ring = append(ring, at(i, j, 1-along, true))
				}
			}
			gs = append(gs, grid(fmt.Sprintf("g-%d-%d", i, j), orb.Polygon{append(ring, ring[0])}))
		}
	}
	return gs
}

func BenchmarkAtAmongTenThousand(b *testing.B) {
	m := mustMap(b, borders(100)...)
	for i := 0; b.Loop(); i++ {
		m.At(Point{Lat: 31 + 0.1*float64(i*7919%10007)/10007, Lon: 121 + 0.1*float64(i*104729%10009)/10009})
	}
}
