package picture

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// demo is the week of the built-in district; in is its one grid that fills the
// map, or "" for all of them.
func demo(t testing.TB, lang, in string) Week {
	t.Helper()
	zh := lang == "zh"
	say := func(z, e string) string {
		if zh {
			return z
		}
		return e
	}
	w := Week{
		Title: say("大宁路街道（演示） · 11月16日—22日一周", "Daning (demo) · the week of 16–22 November"),
		Weeks: []string{"10/19", "10/26", "11/2", "11/9", say("本周", "This week")},
		Counts: Chart{Title: say("上报、结案与超期", "Cases"), Unit: say("件", ""), Empty: say("五周内没有案件。", "No cases in five weeks."), Series: []Series{
			{say("上报", "Reported"), []float64{18, 24, 21, 31, 27}},
			{say("结案", "Closed"), []float64{16, 20, 22, 25, 29}},
			{say("超期", "Overdue"), []float64{2, 4, 3, 5, 2}},
		}},
		Times: Chart{Title: say("响应时间", "Response time"), Unit: say("小时", "hours"), Empty: say("五周内没有响应。", "Nobody responded in five weeks."), Series: []Series{
			{say("中位数", "Median"), []float64{3.2, 2.8, 2.9, 1.6, 1.1}},
			{say("九成以内", "90th percentile"), []float64{9.5, 12.3, 8.8, 6.4, 4.9}},
		}},
		Map: Map{Title: say("本周案件", "Cases of this week"), Empty: say("本周没有可标注的案件。", "Nothing to show on the map this week."),
			Legend: [4]string{say("在办", "Open"), say("新上报", "New"), say("超期", "Overdue"), say("回潮", "Came back")}},
	}
	w.Map.Areas, w.Map.Streets = daning(t, lang, in)
	for i, at := range [][2]float64{{121.4430, 31.2760}, {121.4470, 31.2712}, {121.4471, 31.2713}, {121.4402, 31.2732},
		{121.4442, 31.2724}, {121.4580, 31.2842}, {121.4581, 31.2842}, {121.4582, 31.2843}, {121.4612, 31.2846}, {121.4555, 31.2865},
		{121.4630, 31.2871}, {121.4390, 31.2873}, {121.4430, 31.2856}, {121.4612, 31.2760}, {121.4640, 31.2748}, {121.4590, 31.2733}, {121.4376, 31.2788}, {121.4460, 31.2745}} {
		m := Mark{Lon: at[0], Lat: at[1], Late: i%7 == 3, Back: i%6 == 5}
		if in != "" && !(at[1] < 31.281 && at[0] < 121.451) {
			continue
		}
		w.Map.Marks = append(w.Map.Marks, m)
		for i := range w.Map.Areas {
			if a := &w.Map.Areas[i]; !a.Faint && planar.RingContains(ring(a.Rings[0]), orb.Point{m.Lon, m.Lat}) {
				if a.Cases++; m.Late {
					a.Late++
				}
			}
		}
	}
	return w
}

// daning is the grids and streets of the built-in district.
func daning(t testing.TB, lang, in string) ([]Area, []Label) {
	t.Helper()
	const folder = "../../flows/district/daning/"
	raw, err := os.ReadFile(folder + "grids.geojson")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Features []struct {
			Properties struct {
				ID   string
				Name map[string]string
			}
			Geometry struct{ Coordinates [][][2]float64 }
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	var areas []Area
	for _, f := range file.Features {
		a := Area{Name: f.Properties.Name[lang], Rings: f.Geometry.Coordinates, Faint: in != "" && f.Properties.ID != in}
		areas = append(areas, a)
	}
	raw, err = os.ReadFile(folder + "places.csv")
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(raw)))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var streets []Label
	for _, row := range rows[1:] {
		lat, _ := strconv.ParseFloat(row[4], 64)
		lon, _ := strconv.ParseFloat(row[5], 64)
		if strings.HasSuffix(row[0], "-rd") {
			streets = append(streets, Label{map[string]string{"zh": row[1], "en": row[2]}[lang], lon, lat})
		}
	}
	return areas, streets
}

func ring(points [][2]float64) orb.Ring {
	var r orb.Ring
	for _, at := range points {
		r = append(r, at)
	}
	return r
}

var none = math.NaN()

// many is a district of 100 grids, with 1000 cases in them.
func many() Map {
	m := Map{Title: "一百个网格", Legend: [4]string{"在办", "新上报", "超期", "回潮"}}
	for i := range 100 {
		x, y := 121.40+float64(i%10)*0.01, 31.20+float64(i/10)*0.008
		var r [][2]float64
		for k := range 500 { // a border with many corners
			sin, cos := math.Sincos(float64(k) * 2 * math.Pi / 500)
			wave := 1 + 0.05*math.Sin(float64(k))
			r = append(r, [2]float64{x + 0.005*cos*wave, y + 0.004*sin*wave})
		}
		m.Areas = append(m.Areas, Area{Name: fmt.Sprintf("网格%d", i), Rings: [][][2]float64{r}, Cases: i, Late: i % 4})
		m.Streets = append(m.Streets, Label{fmt.Sprintf("第%d路", i), x, y})
	}
	for i := range 1000 {
		m.Marks = append(m.Marks, Mark{121.395 + float64(i%37)*0.0027, 31.196 + float64(i%41)*0.0019, i%9 == 0, i%11 == 0})
	}
	return m
}

// crowd is many cases at one place.
func crowd(n int) []Mark {
	var all []Mark
	for i := range n {
		all = append(all, Mark{121.4430, 31.2760, i%4 == 0, i%50 == 0})
	}
	return all
}

// odd is what nobody should send, and somebody will.
func odd(t testing.TB) map[string]Week {
	all := map[string]Week{"nothing": {}}
	with := func(name string, change func(*Week)) {
		w := demo(t, "zh", "")
		change(&w)
		all[name] = w
	}
	with("no values", func(w *Week) {
		w.Counts.Series, w.Times.Series = nil, []Series{{"中位数", []float64{none, none, none, none, none}}}
	})
	with("zero", func(w *Week) {
		for i := range w.Counts.Series {
			w.Counts.Series[i].Values = make([]float64, 5)
		}
		w.Times.Series[0].Values, w.Times.Series[1].Values = make([]float64, 5), make([]float64, 5)
	})
	with("one week", func(w *Week) {
		w.Weeks = w.Weeks[4:]
		for _, s := range [][]Series{w.Counts.Series, w.Times.Series} {
			for i := range s {
				s[i].Values = s[i].Values[4:]
			}
		}
	})
	with("holes", func(w *Week) {
		w.Counts.Series[1].Values = []float64{none, 3, none, 1, none}
		w.Times.Series[0].Values, w.Times.Series[1].Values = []float64{none, 3, none, 1, 2}, []float64{1, none, none, 1, 2}
	})
	with("no numbers", func(w *Week) {
		w.Counts.Series[0].Values = []float64{-3, math.Inf(1), math.Inf(-1), 1e300, math.MaxFloat64}
		w.Times.Series[0].Values = []float64{1e-300, 0.04, 9.96, 1234567, none}
	})
	with("too many", func(w *Week) {
		w.Weeks = append([]string{"a", "b", "c"}, w.Weeks...)
		w.Counts.Series = append(w.Counts.Series, w.Counts.Series...)
		w.Times.Series[0].Values = append([]float64{7, 8, 9}, w.Times.Series[0].Values...)
	})
	with("large", func(w *Week) {
		for i := range w.Counts.Series {
			w.Counts.Series[i].Values = []float64{9999, 123456, 999, 1000, 98765}
		}
	})
	with("no areas", func(w *Week) { w.Map.Areas = nil })
	with("no map", func(w *Week) { w.Map.Areas, w.Map.Marks = nil, nil })
	with("one mark", func(w *Week) { w.Map.Areas, w.Map.Marks = nil, w.Map.Marks[:1] })
	with("a point", func(w *Week) {
		w.Map.Areas = []Area{{Name: "一点", Rings: [][][2]float64{{{121.44, 31.28}}}, Cases: 3}}
	})
	with("a line", func(w *Week) {
		w.Map.Areas = []Area{{Name: "一线", Rings: [][][2]float64{{{121.44, 31.28}, {121.46, 31.28}, {121.44, 31.28}}}}}
	})
	with("all faint", func(w *Week) {
		for i := range w.Map.Areas {
			w.Map.Areas[i].Faint = true
		}
	})
	with("outside", func(w *Week) {
		w.Map.Marks = append(w.Map.Marks, Mark{121.3, 31.28, true, false}, Mark{-70, -33, false, true}, Mark{none, 31, false, false}, Mark{1e300, math.Inf(1), true, true})
	})
	with("no place", func(w *Week) {
		w.Map.Areas[0].Rings = [][][2]float64{{{none, none}, {math.Inf(1), 2}, {1e300, -1e300}}, {}, nil}
		w.Map.Areas[1].Rings = nil
		w.Map.Streets = append(w.Map.Streets, Label{"无处路", none, math.Inf(-1)}, Label{"", 121.45, 31.28})
	})
	with("the whole earth", func(w *Week) {
		w.Map.Areas[0].Rings = [][][2]float64{{{-180, -85}, {180, -85}, {180, 85}, {-180, 85}, {-180, -85}}}
	})
	with("a giant near by", func(w *Week) {
		w.Map.Areas[0].Faint = true
		w.Map.Areas[0].Rings = [][][2]float64{{{-180, -85}, {180, -85}, {180, 85}, {-180, 85}, {-180, -85}}}
	})
	with("a crowd", func(w *Week) { w.Map.Marks = append(w.Map.Marks, crowd(200)...) })
	with("a hundred grids", func(w *Week) { w.Map = many() })
	with("long names", func(w *Week) {
		long := strings.Repeat("很长的名字", 300)
		w.Title, w.Counts.Title, w.Counts.Unit, w.Map.Title, w.Times.Empty = long, long, long, long, long
		for i := range 5 {
			w.Weeks[i] = long
		}
		w.Counts.Series[0].Name, w.Counts.Series[1].Name, w.Times.Series[0].Name, w.Map.Legend = long, long, long, [4]string{long, long, long, long}
		w.Map.Areas[0].Name, w.Map.Areas[1].Name, w.Map.Streets[0].Name = long, strings.Repeat("Wwwww", 99), long
	})
	with("rare letters", func(w *Week) {
		w.Title, w.Map.Areas[0].Name, w.Map.Streets[0].Name = "𠮷野家🔥的 \u200d一周\n\x00", "㐀👨👩", "🔥"
	})
	return all
}
