package topics

import (
	"slices"
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/hotspots"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// What is told of a topic's spot is of it: not what is elsewhere, in another grid, of
// another kind, or about somebody; and what turns out to be elsewhere leaves it.
func TestWhatIsToldOfASpotIsOfItsTopic(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{ID: 7001}
	home, _ := w.District.Places.ByID("songhanting")
	var ts world.Topics
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: home.ID, Kind: "lamp"}}, w.Now)
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Kind: "rubbish"}}, w.Now)
	w.Topics = &ts
	lamp := func() cases.Case {
		return cases.Case{Number: 1001, Category: "lamp", Grid: "yanchang", By: cases.Reporter{ID: 7001}, Place: cases.Place{Point: &grids.Point{Lat: home.Point.Lat, Lon: home.Point.Lon}}}
	}
	for name, test := range map[string]struct {
		is   func(c *cases.Case)
		want int
	}{
		"there":                     {func(*cases.Case) {}, 1},
		"without a name":            {func(c *cases.Case) { c.By.Anonymous = true }, 1},
		"in another grid":           {func(c *cases.Case) { c.Grid = "lingshi" }, 0},
		"somewhere else":            {func(c *cases.Case) { c.Place.Point = &grids.Point{Lat: 31.2, Lon: 121.3} }, 0},
		"nobody knows where":        {func(c *cases.Case) { c.Place.Point = nil }, 0},
		"of a kind that is a topic": {func(c *cases.Case) { c.Category, c.Place.Point = "rubbish", nil }, 2},
		"about somebody":            {func(c *cases.Case) { c.Past = "yanchang" }, 0},
		"somebody in need":          {func(c *cases.Case) { c.Category = "care" }, 0},
		"it is of one":              {func(c *cases.Case) { c.KeyTopic = 9 }, 9},
	} {
		x := &acts.Turn{World: w}
		c := lamp()
		test.is(&c)
		if joins(x, nil, &c, nil, cases.Act{Do: cases.Report}); c.KeyTopic != test.want {
			t.Errorf("%s: topic %d, want %d", name, c.KeyTopic, test.want)
		}
		if in := x.Change.Topics != nil && slices.Contains(x.Change.Topics.Topic(test.want).Cases, 1001); in != (test.want == 1 || test.want == 2) {
			t.Errorf("%s: it is among the cases: %t", name, in)
		}
	}
	if len(ts.All[0].Cases) != 0 {
		t.Error("what was read was changed")
	}

	x := &acts.Turn{World: w}
	was := lamp()
	joins(x, nil, &was, nil, cases.Act{Do: cases.Report})
	after := was
	after.Category = "rubbish"
	if joins(x, &was, &after, nil, cases.Act{Do: cases.Correct}); after.KeyTopic != 2 || len(x.Change.Topics.Topic(1).Cases) != 0 || len(x.Change.Topics.Topic(2).Cases) != 1 {
		t.Errorf("put right: topic %d, %+v", after.KeyTopic, x.Change.Topics)
	}
	still := was
	if joins(x, &was, &still, nil, cases.Act{Do: cases.Claim}); still.KeyTopic != 1 {
		t.Errorf("somebody takes it: topic %d", still.KeyTopic)
	}
}
