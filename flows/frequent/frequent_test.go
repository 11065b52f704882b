package frequent

import (
	"slices"
	"testing"

	"gridbot/flows/hotspots"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// said are the IDs of what is said, in order.
func said(t text.Text) (ids []string) {
	if t.ID != "" {
		ids = append(ids, t.ID)
	}
	for _, l := range t.List {
		ids = append(ids, said(l)...)
	}
	return ids
}

// On whom a spot rests is said, and never who that is.
func TestOnWhomASpotRestsIsSaid(t *testing.T) {
	for name, test := range map[string]struct {
		h    hotspots.Found
		want []string
	}{
		"on many":                    {hotspots.Found{Voices: 8, Reports: 8}, nil},
		"on one":                     {hotspots.Found{Voices: 5, Reports: 15, ByOne: 11}, []string{"frequent.reports", "frequent.one"}},
		"on people without a name":   {hotspots.Found{Voices: 5, Reports: 5, Nameless: 3}, []string{"frequent.nameless"}},
		"on few people with no name": {hotspots.Found{Voices: 6, Reports: 6, Nameless: 3}, nil},
	} {
		if got := said(Resting(hotspots.Hot{Found: test.h})); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// A spot is called by what people know: the place, one that is near, or where it
// lies on the map.
func TestASpotHasAName(t *testing.T) {
	w := worldtest.New(t)
	home := w.District.Places.All()[0]
	for _, test := range []struct {
		spot hotspots.Spot
		want []string
	}{
		{hotspots.Spot{Kind: "lamp"}, []string{"frequent.kind"}},
		{hotspots.Spot{Place: home.ID, Kind: "lamp"}, []string{"frequent.both"}},
		{hotspots.Spot{Place: "20800:80866"}, []string{"frequent.square"}},
		{hotspots.Spot{Place: "nowhere"}, []string{"frequent.somewhere"}},
	} {
		if got := said(Name(w, test.spot)); !slices.Equal(got, test.want) {
			t.Errorf("%+v: %v, want %v", test.spot, got, test.want)
		}
	}
	if name := Name(w, hotspots.Spot{Place: home.ID}); len(name.Names) == 0 {
		t.Errorf("%+v", name)
	}
	near := home.Point
	near.Lat += 0.0015
	if at := w.District.Places.Spot(near); at != home.ID {
		if got := PlaceName(w, at); got.ID != "frequent.near" && len(got.Names) == 0 {
			t.Errorf("%s: %+v", at, got)
		}
	}
}

// Three at most stand in a digest, those of the area, with what opens them and where
// they are; what was decided stands there no more.
func TestADigestNamesThree(t *testing.T) {
	w := worldtest.New(t)
	places := w.District.Places.All()
	var b world.Board
	for _, p := range places[:5] {
		b.Found = append(b.Found, hotspots.Hot{Grid: "yanchang", Found: hotspots.Found{Spot: hotspots.Spot{Place: p.ID, Kind: "lamp"}, Why: hotspots.Rising, Voices: 5}})
	}
	b.Found = append(b.Found, hotspots.Hot{Grid: "lingshi", Found: hotspots.Found{Spot: hotspots.Spot{Kind: "lamp"}, Voices: 5}})
	w.Hot = &b
	say, buttons, marks := Weekly(w, "yanchang")
	if len(buttons) != 3 || len(marks) != 3 || !marks[0].Hot || say.List[0].Blank["n"] != 5 {
		t.Errorf("%d buttons, %d marks, %+v", len(buttons), len(marks), say.List[0])
	}
	for _, b := range buttons {
		if len(b.Data) > 64 {
			t.Errorf("%q does not fit on a button", b.Data)
		}
	}
	if _, buttons, marks := Weekly(w, "lingshi"); len(buttons) != 1 || len(marks) != 0 {
		t.Errorf("a kind: %d buttons, %d marks", len(buttons), len(marks))
	}
	if say, _, _ := Weekly(w, "pingguang"); !say.Empty() {
		t.Errorf("%+v", say)
	}
	decided := b.Decide(hotspots.Decision{Grid: "lingshi", Spot: hotspots.Spot{Kind: "lamp"}, Do: hotspots.Watch, At: w.Now.Unix(), Voices: 5})
	w.Hot = &decided
	if say, _, _ := Weekly(w, "lingshi"); !say.Empty() {
		t.Errorf("%+v", say)
	}
}
