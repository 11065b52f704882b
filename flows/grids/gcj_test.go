package grids

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestChineseMapsAreShiftedAsPublished(t *testing.T) {
	// Pairs that the published implementations of the formula agree on.
	for _, tt := range []struct{ wgs, gcj Point }{
		{Point{31.1774276, 121.5272106}, Point{31.17530398364597, 121.531541859215}}, // Shanghai
		{Point{22.543847, 113.912316}, Point{22.540796131694766, 113.9171764808363}}, // Shenzhen
		{Point{39.911954, 116.377817}, Point{39.91334545536069, 116.38404722455657}}, // Beijing
	} {
		if d := ToGCJ02(tt.wgs).Meters(tt.gcj); d > 0.5 {
			t.Errorf("%v is shown at %v, %.2f m from %v", tt.wgs, ToGCJ02(tt.wgs), d, tt.gcj)
		}
		if d := FromGCJ02(tt.gcj).Meters(tt.wgs); d > 0.5 {
			t.Errorf("%v is really at %v, %.2f m from %v", tt.gcj, FromGCJ02(tt.gcj), d, tt.wgs)
		}
	}
	if d := (Point{31.28, 121.45}).Meters(ToGCJ02(Point{31.28, 121.45})); d < 300 || d > 700 {
		t.Errorf("in Shanghai maps are off by %.0f m", d)
	}
}

func TestThereAndBackIsTheSamePlace(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := Point{Lat: rapid.Float64Range(18, 54).Draw(rt, "lat"), Lon: rapid.Float64Range(74, 135).Draw(rt, "lon")}
		if d := FromGCJ02(ToGCJ02(p)).Meters(p); d > 0.01 {
			rt.Fatalf("%v came back %.3f m away", p, d)
		}
	})
}

func TestOutsideChinaNothingIsShifted(t *testing.T) {
	for _, p := range []Point{{52.52, 13.405}, {-33.87, 151.21}, {0, 0}, {91, 181}} {
		if ToGCJ02(p) != p || FromGCJ02(p) != p {
			t.Errorf("%v was shifted", p)
		}
	}
	if p := FromGCJ02(Point{math.NaN(), 121}); p.Valid() {
		t.Errorf("nowhere became %v", p)
	}
}
