package grids

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gridbot/flows/text"
)

func place(id, zh, en string, aliases ...string) Place {
	return Place{ID: id, Names: text.Names{text.Chinese: zh, text.English: en}, Aliases: aliases}
}

func somePlaces() *Places {
	ps := []Place{
		place("court", "崧涵庭", "Songhan Court", "Songhan Ting", "崧涵庭小区"),
		place("lingshi", "灵石路", "Lingshi Road", "Lingshi Lu"),
		place("market", "灵石路菜市场", "Lingshi Road Market", "灵石菜场"),
		place("yuexiu", "粤秀路", "Yuexiu Road"),
		place("yanchang", "延长中路", "Yanchang Middle Road"),
		place("park", "大宁公园", "Daning Park"),
		place("lane55", "55弄", "Lane 55"),
		place("north", "新村", "New Village", "一号新村"),
		place("south", "二号新村", "New Village", "x"),
	}
	for i := range ps {
		ps[i].Point = Point{Lat: 31.27 + float64(i)/1000, Lon: 121.45}
	}
	return NewPlaces(ps)
}

func ids(ps []Place) string {
	var all []string
	for _, p := range ps {
		all = append(all, p.ID)
	}
	return strings.Join(all, " ")
}

func TestAPlaceIsFoundInWhatPeopleWrite(t *testing.T) {
	for _, tt := range []struct{ said, exact string }{
		{"崧涵庭", "court"},
		{"崧涵庭3号楼", "court"},
		{" 崧 涵 庭 ", "court"},
		{"我在崧涵庭，楼道有煤气味", "court"},
		{"in front of Songhan Court, building 3", "court"},
		{"SONGHAN COURT", "court"},
		{"songhancourt", "court"},
		{"Ｓｏｎｇｈａｎ　Ｃｏｕｒｔ", "court"},
		{"Songhan-Court!", "court"},
		{"songhan ting 3", "court"},
		{"灵石路", "lingshi"},
		{"灵石路菜市场门口", "market"},
		{"灵石路菜市场旁边的灵石路上", "market lingshi"},
		{"Lingshi Road Market", "market"},
		{"Lingshi Road near the market", "lingshi"},
		{"灵石路粤秀路口", "lingshi yuexiu"},
		{"粤秀路灵石路口", "yuexiu lingshi"},
		{"延长中路和灵石路", "yanchang lingshi"},
		{"二号新村", "south"}, // and not the 新村 in it
		{"Lane 55", "lane55"},
		{"Lane 558", ""},
		{"Daning Parking", ""},
		{"the undaning park", ""},
		{"New Village", "north south"},
		{"x", ""}, // one letter is in every sentence
		{"路", ""},
		{"", ""},
		{"😀😀😀", ""},
	} {
		exact, _ := somePlaces().Find(tt.said, 5)
		if got := ids(exact); got != tt.exact {
			t.Errorf("%q: exactly %q, want %q", tt.said, got, tt.exact)
		}
	}
}

func TestASlipOfThePenIsOffered(t *testing.T) {
	for _, tt := range []struct{ said, first string }{
		{"松涵庭", "court"},
		{"松涵庭3号楼", "court"},
		{"崧涵", "court"},
		{"songhan ct", "court"},
		{"Songhan Cuort", "court"},
		{"sonhan court building 3", "court"},
		{"songh", "court"},
		{"延长路", "yanchang"},
		{"yanchang midle road", "yanchang"},
		{"大宁公园林", ""}, // exact, not near
		{"大宁", "park"},
		{"Daning Prak", "park"},
		{"at Songhan, building 3", "court"},
		{"大宁那边", "park"},
	} {
		exact, near := somePlaces().Find(tt.said, 5)
		if len(near) == 0 && tt.first != "" || len(near) > 0 && near[0].ID != tt.first {
			t.Errorf("%q: near %q, want %q first", tt.said, ids(near), tt.first)
		}
		for _, p := range near {
			if slices.ContainsFunc(exact, func(e Place) bool { return e.ID == p.ID }) {
				t.Errorf("%q: %s is exact and near", tt.said, p.ID)
			}
		}
	}
}

func TestWhatIsNothingLikeAPlaceIsNotOffered(t *testing.T) {
	for _, said := range []string{"", " ", "?!", "楼上太吵了", "hello", "the light is broken", "12345", "路", "road", "abcdefgh", "😀"} {
		if exact, near := somePlaces().Find(said, 5); len(exact)+len(near) > 0 {
			t.Errorf("%q: exactly %q, nearly %q", said, ids(exact), ids(near))
		}
	}
}

func TestNoMoreAreFoundThanAskedFor(t *testing.T) {
	exact, near := somePlaces().Find("灵石路粤秀路延长中路大宁公园 Lingshi Rod Market", 2)
	if len(exact) != 2 || len(near) > 2 {
		t.Errorf("exactly %q, nearly %q", ids(exact), ids(near))
	}
	if exact, near := somePlaces().Find("灵石路", 0); exact != nil || near != nil {
		t.Error("none were asked for")
	}
}

func TestPlacesByIDAndByDistance(t *testing.T) {
	p := somePlaces()
	if got, found := p.ByID("park"); !found || got.ID != "park" {
		t.Error("the park is not found by its ID")
	}
	if _, found := p.ByID("moon"); found {
		t.Error("the moon was found")
	}
	at := Point{Lat: 31.2723, Lon: 121.45} // 33 m from the market, 78 m from Yuexiu Road
	for within, want := range map[float64]string{100: "market", 40: "market", 30: ""} {
		if got, found := p.Nearest(at, within); got.ID != want || found != (want != "") {
			t.Errorf("within %v m: %q, want %q", within, got.ID, want)
		}
	}
	if _, found := p.Nearest(Point{Lat: 99}, 1e9); found {
		t.Error("something is near to nowhere")
	}
	if len(p.All()) != 9 {
		t.Error("places are missing")
	}
}

func TestHearFoldsAndKeepsWordsApart(t *testing.T) {
	for said, want := range map[string]string{
		"The Neighbour's e-bike, No.12": "the|neighbours|e|bike|no|12",
		"崧涵庭3号楼A座":                      "崧|涵|庭|3|号|楼|a|座",
		"ＡＢ１２　ｃ":                        "ab|12|c",
		"café":                          "café",
		"\xff\xfe":                      "",
		"👍🏽":                            "",
	} {
		if got := strings.Join(Hear(said).Split(), "|"); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "崧涵庭3号楼", "in front of Songhan Court, building 3", "松涵庭", "songhan ct", "\xff", "İstanbul", "ß",
		strings.Repeat("灵石路", 1400), strings.Repeat("😀", 4096), strings.Repeat("ling shi ", 500), "路\u0301路",
	} {
		f.Add(s)
	}
	places := somePlaces()
	f.Fuzz(func(t *testing.T, said string) {
		exact, near := places.Find(said, 4)
		if len(exact) > 4 || len(near) > 4 {
			t.Fatalf("%q: %d exact, %d near", said, len(exact), len(near))
		}
		seen := map[string]bool{}
		for _, p := range append(exact, near...) {
			if seen[p.ID] {
				t.Fatalf("%q: %s twice", said, p.ID)
			}
			seen[p.ID] = true
		}
		if w := Hear(said); w.Len() > longestWords || !utf8.ValidString(w.String()) || strings.Join(w.Split(), "") != w.String() {
			t.Fatalf("%q was heard as %q", said, w)
		}
	})
}

func BenchmarkFindInALongMessage(b *testing.B) {
	var ps []Place
	for i := range 5000 {
		ps = append(ps, place(string(rune('a'+i%26))+strings.Repeat("0", i%9), "灵石"+string(rune(0x4e00+i))+"路", "Ling Shi "+string(rune('a'+i%26))+" Road"))
	}
	p := NewPlaces(ps)
	said := strings.Repeat("灵石路 ling shi ", 400)
	for b.Loop() {
		p.Find(said, 4)
	}
}
