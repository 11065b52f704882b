package geojson

import "fmt"

// Position is a point of a shape, [lon, lat]; or what is wrong with it, for who drew
// it. valid tells what is a place on earth.
func (n *Node) Position(valid func(lat, lon float64) bool) (lat, lon float64, wrong string) {
	if n.Kind != '[' || len(n.Items) < 2 {
		return 0, 0, "this is no point; write [lon, lat]"
	}
	lon, lonok := n.Items[0].Number()
	lat, latok := n.Items[1].Number()
	switch {
	case !lonok || !latok:
		return 0, 0, "a point must be two numbers: [lon, lat]"
	case valid(lat, lon):
		return lat, lon, ""
	case valid(lon, lat):
		return 0, 0, fmt.Sprintf("lat and lon look swapped in [%v, %v]; GeoJSON wants [lon, lat]", lon, lat)
	}
	return 0, 0, fmt.Sprintf("there is no point [%v, %v] on earth", lon, lat)
}
