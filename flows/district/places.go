package district

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gridbot/flows/district/rows"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// placeColumns is the first line of places.csv, in any order. Aliases are
// separated by "|"; "en" may be left out, or empty where nobody has a name.
var placeColumns = []string{"id", "zh", "en", "aliases", "lat", "lon"}

// longestAliases is in runes, all of one place together.
const longestAliases = 400

// readPlaces reads places.csv, after the grids.
func (d *District) readPlaces(p page, b []byte, gcj02 bool) {
	table := rows.Table{Columns: placeColumns, Optional: []string{"en"}, Comments: true, Alike: didYouMean, Fault: p.fault}
	var places []grids.Place
	seen := map[string]int{}
	table.Read(b, func(line int, field func(string) string) {
		if place, ok := d.place(p, line, field, seen, gcj02); ok {
			places = append(places, place)
		}
	})
	d.Places = grids.NewPlaces(places)
}

// place is one row; false, with faults, when it cannot be used.
func (d *District) place(p page, line int, field func(string) string, seen map[string]int, gcj02 bool) (grids.Place, bool) {
	before := len(p.faults)
	place := grids.Place{ID: p.freshID(field("id"), line, seen), Names: text.Names{}}
	for _, l := range langKeys {
		name := field(l.key)
		switch {
		case name != "":
			p.checkName(line, "the name", name, longestName)
			place.Names[l.lang] = name
		case l.lang == text.Chinese: // where there is no other, everybody is shown this one
			p.fault(line, "the place has no name in column %q", l.key)
		}
	}
	if n := utf8.RuneCountInString(field("aliases")); n > longestAliases {
		p.fault(line, "the aliases have %d characters; %d are the most", n, longestAliases)
	}
	for _, alias := range strings.Split(field("aliases"), "|") {
		if alias = strings.TrimSpace(alias); alias != "" {
			place.Aliases = append(place.Aliases, alias)
		}
	}
	lat, laterr := strconv.ParseFloat(field("lat"), 64)
	lon, lonerr := strconv.ParseFloat(field("lon"), 64)
	at := grids.Point{Lat: lat, Lon: lon}
	swapped := grids.Point{Lat: lon, Lon: lat}
	switch {
	case laterr != nil || lonerr != nil:
		p.fault(line, "lat and lon must be numbers such as 31.2800 and 121.4500")
	case !at.Valid() && swapped.Valid():
		p.fault(line, "lat and lon look swapped: lat is %v", lat)
	case !at.Valid():
		p.fault(line, "there is no point %v, %v on earth", lat, lon)
	case d.Map == nil: // told already; whether it is in a grid cannot be said
		return place, false
	default:
		place.Point = fromFolder(at, gcj02)
		g, inside := d.Map.At(place.Point)
		place.Grid = g.ID
		if inside {
			break
		}
		if _, other := d.Map.At(fromFolder(swapped, gcj02)); other {
			p.fault(line, "lat and lon look swapped")
			break
		}
		p.fault(line, "the place is outside every grid; check the coordinates, or leave it out")
	}
	return place, len(p.faults) == before
}

// fromFolder is a point of the folder in WGS-84.
func fromFolder(p grids.Point, gcj02 bool) grids.Point {
	if gcj02 {
		return grids.FromGCJ02(p)
	}
	return p
}
