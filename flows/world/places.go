package world

import (
	"strconv"
	"strings"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// PlaceRadius is how far around a place its file reaches, in metres.
const PlaceRadius = 150

// PlaceOf is the place of the folder that somebody means.
func (w *World) PlaceOf(words string) (text.Text, grids.Point, bool) {
	if at, ok := coordinates(words); ok {
		name := text.T("place.here")
		if p, ok := w.District.Places.Nearest(at, PlaceRadius); ok {
			name = text.Named(p.Names)
		}
		return name, at, true
	}
	exact, near := w.District.Places.Find(words, 1)
	for _, p := range append(exact, near...) {
		return text.Named(p.Names), p.Point, true
	}
	return text.Text{}, grids.Point{}, false
}

// coordinates reads "31.28500,121.45200", as buttons name a place.
func coordinates(words string) (grids.Point, bool) {
	lat, lon, ok := strings.Cut(words, ",")
	p := grids.Point{}
	var err, err2 error
	p.Lat, err = strconv.ParseFloat(strings.TrimSpace(lat), 64)
	p.Lon, err2 = strconv.ParseFloat(strings.TrimSpace(lon), 64)
	return p, ok && err == nil && err2 == nil && p.Valid()
}
