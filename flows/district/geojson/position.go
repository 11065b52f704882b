package geojson

import (
	"fmt"
	"math"
)

// projected is from where on two numbers are metres of a map, and no degrees.
const projected = 1000

// position is a point of a shape, [lon, lat]; or what is wrong with it, for who drew
// it, and whether it is in metres, as all others will be. valid tells what is a place
// on earth.
func (n *Node) position(valid func(lat, lon float64) bool) (lat, lon float64, wrong string, metres bool) {
	if n.Kind != '[' || len(n.Items) < 2 {
		return 0, 0, "this is no point; write [lon, lat]", false
	}
	lon, lonok := n.Items[0].Number()
	lat, latok := n.Items[1].Number()
	switch {
	case !lonok || !latok:
		return 0, 0, "a point must be two numbers: [lon, lat]", false
	case valid(lat, lon):
		return lat, lon, "", false
	case valid(lon, lat):
		return 0, 0, fmt.Sprintf("lat and lon look swapped in [%v, %v]; GeoJSON wants [lon, lat]", lon, lat), false
	case math.Abs(lon) > projected && math.Abs(lat) > projected:
		return 0, 0, fmt.Sprintf("[%v, %v] are metres of a projected map, not degrees; export it in WGS 84 (EPSG:4326)", lon, lat), true
	}
	return 0, 0, fmt.Sprintf("there is no point [%v, %v] on earth", lon, lat), false
}
