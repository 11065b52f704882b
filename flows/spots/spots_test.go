package spots_test

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/spots"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// A report is counted where it is: at a place that is known, or in the square of
// the map; never where that is somebody's home. Who told of it is one of so many
// there, and nobody can be followed from one spot to another.
func TestAReportHasASpotAndAVoiceThere(t *testing.T) {
	w := worldtest.New(t)
	home := w.District.Places.All()[0]
	at := func(id int64, p grids.Point) cases.Case {
		return cases.Case{Category: "lamp", By: cases.Reporter{ID: id}, Place: cases.Place{Name: text.Said("x"), Point: &p}}
	}
	spot, voice := spots.Told(w.District, nil, at(7001, home.Point))
	if spot != home.ID || voice < 1 || voice > 64 {
		t.Errorf("%q %d", spot, voice)
	}
	if _, again := spots.Told(w.District, nil, at(7001, home.Point)); again != voice {
		t.Errorf("the same person is %d and %d", voice, again)
	}
	far := grids.Point{Lat: 31.2001, Lon: 121.3001}
	if spot, _ := spots.Told(w.District, nil, at(7001, far)); spot != "20800:80866" {
		t.Errorf("%q", spot)
	}
	if back, ok := grids.CellPoint("20800:80866"); !ok || grids.Cell(back) != "20800:80866" {
		t.Errorf("%v %t", back, ok)
	}
	told := at(7001, home.Point)
	if spot, voice := spots.Told(w.District, &told, told); spot != "" || voice != 0 {
		t.Errorf("of what happens later: %q %d", spot, voice)
	}
	for _, hidden := range []func(*cases.Case){
		func(c *cases.Case) { c.By.Anonymous = true }, func(c *cases.Case) { c.By.ID = 0 }, func(c *cases.Case) { c.Filed = &cases.Filing{} },
	} {
		c := at(7001, home.Point)
		if hidden(&c); spots.Of(w.District, c) == "" {
			t.Error("no spot")
		}
		if _, voice := spots.Told(w.District, nil, c); voice != 0 {
			t.Errorf("%+v has a voice", c.By)
		}
	}
	c := at(7001, home.Point)
	c.Past = "yanchang"
	if spot, voice := spots.Told(w.District, nil, c); spot != "" || voice != 0 {
		t.Errorf("what is about the staff: %q %d", spot, voice)
	}
	heard := map[int]bool{}
	for id := range int64(1000) {
		_, v := spots.Told(w.District, nil, at(7000+id, home.Point))
		heard[v] = true
	}
	if len(heard) < 60 {
		t.Errorf("a thousand people are %d voices", len(heard))
	}
}
