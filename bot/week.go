package bot

import (
	"math"
	"slices"
	"strings"

	"gridbot/bot/picture"
	"gridbot/flows/district"
	"gridbot/flows/drawn"
	"gridbot/flows/text"
)

// week is the picture of a digest in a language, on the map of the district.
func (w words) week(l text.Lang, d drawn.Week, home *district.District) picture.Week {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	p := picture.Week{Title: say(d.Title), Weeks: d.Weeks}
	p.Counts = picture.Chart{Title: say(text.T("picture.counts")), Empty: say(text.T("picture.empty"))}
	for i, name := range []text.Text{text.T("figure.reported"), text.T("figure.closed"), text.T("figure.overdue")} {
		p.Counts.Series = append(p.Counts.Series, picture.Series{Name: say(name), Values: numbers(d.Counts[i], 1)})
	}
	unit, per := text.T("picture.hours"), 3600.0
	if slices.Max(append(slices.Concat(d.Times[0], d.Times[1]), 0)) < 2*3600 {
		unit, per = text.T("picture.minutes"), 60
	}
	p.Times = picture.Chart{Title: say(text.T("picture.response")), Unit: say(unit), Empty: say(text.T("picture.empty"))}
	for i, name := range []text.Text{text.T("picture.median"), text.T("picture.nine")} {
		values := numbers(d.Times[i], per)
		for j, v := range values {
			if per == 60 && v >= 0 { // as the words say it: in whole minutes, and at once is one
				values[j] = max(1, math.Round(v))
			}
		}
		p.Times.Series = append(p.Times.Series, picture.Series{Name: say(name), Values: values})
	}
	p.Map = picture.Map{
		Title: say(text.T("picture.map")), Empty: say(text.T("picture.empty")), Marks: marks(d.Marks),
		Legend: [4]string{say(text.T("picture.open")), say(text.T("picture.new")), say(text.T("figure.overdue")), say(text.T("picture.back"))},
	}
	for _, m := range d.Marks {
		if m.Hot {
			p.Map.Hot = append(p.Map.Hot, picture.Label{Name: say(text.T("picture.hot")), Lon: m.Point.Lon, Lat: m.Point.Lat})
		}
	}
	onMap(&p.Map, home, l, d.Grid, d.Load)
	return p
}

// listed is the map of a list in a language.
func (w words) listed(l text.Lang, d drawn.Map, home *district.District) picture.Map {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	m := picture.Map{
		Title: say(d.Title), Empty: say(text.T("picture.empty")), Marks: marks(d.Marks),
		Legend: [4]string{"", say(text.T("picture.listed")), say(text.T("figure.overdue")), say(text.T("picture.back"))},
	}
	onMap(&m, home, l, d.Grid, nil)
	return m
}

// onMap draws the grids and the streets of the district; those that are not meant
// are faint.
func onMap(m *picture.Map, home *district.District, l text.Lang, grid string, load map[string][2]int) {
	for _, g := range home.Map.All() {
		a := picture.Area{Name: g.Names.In(l), Cases: load[g.ID][0], Late: load[g.ID][1], Faint: grid != "*" && grid != g.ID}
		for _, polygon := range g.Polygons() {
			for _, ring := range polygon {
				var points [][2]float64
				for _, at := range ring {
					points = append(points, [2]float64{at.Lon(), at.Lat()})
				}
				a.Rings = append(a.Rings, points)
			}
		}
		m.Areas = append(m.Areas, a)
	}
	for _, at := range home.Places.All() {
		if street(at.Names) && len(m.Streets) < mostStreets {
			m.Streets = append(m.Streets, picture.Label{Name: at.Names.In(l), Lon: at.Point.Lon, Lat: at.Point.Lat})
		}
	}
}

func marks(ms []drawn.Mark) []picture.Mark {
	var all []picture.Mark
	for _, m := range ms {
		if m.Hot {
			continue
		}
		all = append(all, picture.Mark{Lon: m.Point.Lon, Lat: m.Point.Lat, Late: m.Late, Back: m.Back})
	}
	return all
}

// mostStreets is how many names are tried on a map.
const mostStreets = 200

// street reports whether a place of the folder is one by its name.
func street(n text.Names) bool {
	zh := n[text.Chinese]
	return slices.ContainsFunc([]string{"路", "街", "弄", "道"}, func(end string) bool { return strings.HasSuffix(zh, end) })
}

// numbers are values per something; NaN for one that is not there.
func numbers(ns []int, per float64) []float64 {
	var all []float64
	for _, n := range ns {
		v := float64(n) / per
		if n < 0 {
			v = math.NaN()
		}
		all = append(all, v)
	}
	return all
}
