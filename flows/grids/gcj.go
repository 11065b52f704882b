package grids

import "math"

// Chinese maps show GCJ-02, a distortion of WGS-84 by some hundreds of metres
// that only applies to mainland China. The formula below is the widely known
// reconstruction on the Krasovsky ellipsoid; it agrees with the official one
// to about a metre.
const (
	krasovskyAxis  = 6378245.0
	krasovskyEcc2  = 0.00669342162296594323
	inverseIsClose = 1e-9 // degrees, 0.1 mm
)

// inChina is the box within which maps are distorted. It is larger than China.
func inChina(p Point) bool {
	return p.Lon >= 72.004 && p.Lon <= 137.8347 && p.Lat >= 0.8293 && p.Lat <= 55.8271
}

// ToGCJ02 is where Chinese maps show a WGS-84 point. Outside China it is the
// point itself.
func ToGCJ02(p Point) Point {
	if !inChina(p) { // NaN too
		return p
	}
	dLat, dLon := distortion(p)
	return Point{Lat: p.Lat + dLat, Lon: p.Lon + dLon}
}

// FromGCJ02 is the WGS-84 point that Chinese maps show at p: the inverse of
// ToGCJ02 to well below a metre.
func FromGCJ02(p Point) Point {
	if !inChina(p) {
		return p
	}
	guess := p
	for range 10 { // the distortion is nearly constant nearby: three rounds do
		dLat, dLon := distortion(guess)
		next := Point{Lat: p.Lat - dLat, Lon: p.Lon - dLon}
		moved := math.Abs(next.Lat-guess.Lat) + math.Abs(next.Lon-guess.Lon)
		guess = next
		if moved < inverseIsClose {
			break
		}
	}
	return guess
}

// distortion is what GCJ-02 adds at a point, in degrees.
func distortion(p Point) (dLat, dLon float64) {
	x, y := p.Lon-105, p.Lat-35
	root := math.Sqrt(math.Abs(x))
	waves := (20*math.Sin(6*x*math.Pi) + 20*math.Sin(2*x*math.Pi)) * 2 / 3
	dLat = -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root + waves +
		(20*math.Sin(y*math.Pi)+40*math.Sin(y/3*math.Pi))*2/3 +
		(160*math.Sin(y/12*math.Pi)+320*math.Sin(y*math.Pi/30))*2/3
	dLon = 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root + waves +
		(20*math.Sin(x*math.Pi)+40*math.Sin(x/3*math.Pi))*2/3 +
		(150*math.Sin(x/12*math.Pi)+300*math.Sin(x/30*math.Pi))*2/3

	lat := p.Lat * math.Pi / 180
	sin := math.Sin(lat)
	m := 1 - krasovskyEcc2*sin*sin
	dLat = dLat * 180 / (krasovskyAxis * (1 - krasovskyEcc2) / (m * math.Sqrt(m)) * math.Pi)
	dLon = dLon * 180 / (krasovskyAxis / math.Sqrt(m) * math.Cos(lat) * math.Pi)
	return dLat, dLon
}

// fromBD09 is the GCJ-02 point that the maps of Baidu, which are shifted once
// more, show at p.
func fromBD09(p Point) Point {
	if !inChina(p) {
		return p
	}
	const wave = math.Pi * 3000 / 180
	x, y := p.Lon-0.0065, p.Lat-0.006
	far := math.Hypot(x, y) - 0.00002*math.Sin(y*wave)
	turn := math.Atan2(y, x) - 0.000003*math.Cos(x*wave)
	return Point{Lat: far * math.Sin(turn), Lon: far * math.Cos(turn)}
}
