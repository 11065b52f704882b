package memory

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A place is kept as Redis keeps it: 26 bits of each coordinate in turn, as a score.
const (
	geoStep   = 26
	geoLat    = 85.05112878
	geoLon    = 180.0
	geoRadius = 6372797.560856 // of the earth, in metres
)

func (r *Redis) geoadd(key, lon, lat, member string) (int64, error) {
	x, err := score(lon)
	if err != nil {
		return 0, err
	}
	y, err := score(lat)
	if err != nil {
		return 0, err
	}
	if math.Abs(x) > geoLon || math.Abs(y) > geoLat {
		return 0, refused("ERR invalid longitude,latitude pair " + lon + "," + lat)
	}
	return r.zadd(key, strconv.FormatFloat(placed(x, y), 'f', -1, 64), member, false)
}

// placed is a place as a score.
func placed(lon, lat float64) float64 {
	y := uint32((lat + geoLat) / (2 * geoLat) * (1 << geoStep))
	x := uint32((lon + geoLon) / (2 * geoLon) * (1 << geoStep))
	bits := uint64(0)
	for i := range geoStep {
		bits |= uint64(y>>i&1)<<(2*i) | uint64(x>>i&1)<<(2*i+1)
	}
	return float64(bits)
}

// place is the middle of what a score stands for.
func place(score float64) (lon, lat float64) {
	bits, x, y := uint64(score), uint64(0), uint64(0)
	for i := range geoStep {
		y |= bits >> (2 * i) & 1 << i
		x |= bits >> (2*i + 1) & 1 << i
	}
	middle := func(n uint64, most float64) float64 {
		low := -most + float64(n)/(1<<geoStep)*2*most
		high := -most + float64(n+1)/(1<<geoStep)*2*most
		return (low + high) / 2
	}
	return middle(x, geoLon), middle(y, geoLat)
}

// metres is how far two places are from each other.
func metres(lon1, lat1, lon2, lat2 float64) float64 {
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	u, v := math.Sin((rad(lat2)-rad(lat1))/2), math.Sin((rad(lon2)-rad(lon1))/2)
	return 2 * geoRadius * math.Asin(math.Sqrt(u*u+math.Cos(rad(lat1))*math.Cos(rad(lat2))*v*v))
}

// geosearch knows one way to be asked: fromlonlat, byradius in metres, asc, count.
func geosearch(r *Redis, a []string) (any, error) {
	if len(a) < 11 || a[2] != "fromlonlat" || a[5] != "byradius" || a[7] != "m" || !strings.EqualFold(a[8], "asc") || a[9] != "count" {
		return nil, refused("ERR syntax error")
	}
	v, err := r.look(a[1], zset)
	if v == nil || err != nil {
		return []string{}, err
	}
	lon, err := score(a[3])
	lat, err2 := score(a[4])
	most, err3 := score(a[6])
	n, err4 := whole(a[10])
	if err := cmp.Or(err, err2, err3, err4); err != nil {
		return nil, err
	}
	var near []Scored
	for _, one := range v.sorted.order {
		x, y := place(one.Score)
		if d := metres(lon, lat, x, y); d <= most {
			near = append(near, Scored{d, one.Member})
		}
	}
	slices.SortStableFunc(near, func(a, b Scored) int { return cmp.Compare(a.Score, b.Score) })
	return listed(near[:min(int(n), len(near))], false), nil
}
