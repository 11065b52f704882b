package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"sync"
	"testing"
)

func TestWhateverItIsGivenAWeekIsAPictureForAPhone(t *testing.T) {
	weeks := odd(t)
	for _, lang := range []string{"zh", "en"} {
		weeks[lang], weeks[lang+" one grid"] = demo(t, lang, ""), demo(t, lang, "yanchang")
	}
	for name, w := range weeks {
		b, err := DrawWeek(w)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		keep(t, "week "+name+".png", b)
		img := decoded(t, b)
		if size := img.Bounds(); size.Dx() != 1080 || size.Dy() < 400 || size.Dy() > 2000 || len(b) > 1<<20 {
			t.Errorf("%s: %v, %d bytes", name, size, len(b))
		}
		if o, ok := img.(interface{ Opaque() bool }); !ok || !o.Opaque() {
			t.Errorf("%s: a dark chat shows through", name)
		}
		for y := range img.Bounds().Dy() - 6 {
			for _, x := range []int{8, side - 6, 1080 - side + 5, 1080 - 9} {
				if img.At(x, y+3) != color.Color(paper) {
					t.Fatalf("%s: something runs off the card at %d, %d", name, x, y+3)
				}
			}
		}
	}
}

func decoded(t testing.TB, b []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// has counts the pixels of a colour in a part of a picture.
func has(img image.Image, in image.Rectangle, c color.RGBA) int {
	n := 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if img.At(x, y) == color.Color(c) {
				n++
			}
		}
	}
	return n
}

// Red says that something is overdue: nobody is frightened for nothing.
func TestRedIsSeenWhenSomethingIsOverdueAndOnlyThen(t *testing.T) {
	calm := func() Week {
		w := demo(t, "zh", "")
		w.Counts.Series[2].Values = make([]float64, 5)
		for i := range w.Map.Areas {
			w.Map.Areas[i].Late = 0
		}
		for i := range w.Map.Marks {
			w.Map.Marks[i].Late = false
		}
		return w
	}
	for name, c := range map[string]struct {
		change func(*Week)
		red    bool
	}{
		"nothing is":         {func(*Week) {}, false},
		"a case this week":   {func(w *Week) { w.Counts.Series[2].Values[4] = 1 }, true},
		"a case weeks ago":   {func(w *Week) { w.Counts.Series[2].Values[0] = 1 }, true},
		"a case on the map":  {func(w *Week) { w.Map.Marks[0].Late = true }, true},
		"one in a crowd":     {func(w *Week) { w.Map.Marks = crowd(200) }, true},
		"a case of the grid": {func(w *Week) { w.Map.Areas[0].Late = 1 }, true},
		"what came back":     {func(w *Week) { w.Map.Marks[0].Back = true }, false},
	} {
		w := calm()
		c.change(&w)
		b, err := DrawWeek(w)
		if err != nil {
			t.Fatal(err)
		}
		img := decoded(t, b)
		if red := has(img, img.Bounds(), late); (red > 0) != c.red {
			t.Errorf("%s: %d red pixels", name, red)
		}
	}
}

// The library draws the bars and the lines, we write around them: both must
// mean the same place.
func TestAValueStandsWhereItsNumberDoes(t *testing.T) {
	p, err := newPen(cardWidth, 400)
	if err != nil {
		t.Fatal(err)
	}
	area := image.Rect(side, 50, side+inside, 50+plotHigh)
	weeks := []string{"1", "2", "3", "4", "5"}
	c := Chart{Series: []Series{{"a", []float64{8, 2, 9, none, 6}}, {"b", []float64{1, 2, 3, 4, 10}}}}
	f, _ := plotted(c, weeks, bars)
	if err := p.bars(f, area); err != nil {
		t.Fatal(err)
	}
	for week, v := range map[int]float64{0: 8, 1: 2, 2: 9, 4: 6} {
		in, top := column(area, week), int(f.at(area, week, v).y)
		colour := pale(fresh)
		if week == thisWeek {
			colour = fresh
		}
		if n := has(p.img, image.Rect(in.Min.X, area.Min.Y, in.Max.X, top-2), colour); n > 0 {
			t.Errorf("the bar of %g stands too high", v)
		}
		if n := has(p.img, image.Rect(in.Min.X, top+2, in.Max.X, top+4), colour); n < 60 {
			t.Errorf("the bar of %g stands too low: %d", v, n)
		}
	}
	if n := has(p.img, image.Rect(side, 0, column(area, thisWeek).Min.X, 400), fresh); n > 0 {
		t.Errorf("%d pixels of the weeks before are as strong as this one", n)
	}
	if n := has(p.img, column(area, 3), pale(fresh)); n > 0 {
		t.Errorf("there is a bar where there was no value: %d", n)
	}
	p.box(p.img.Bounds(), paper)
	f, _ = plotted(c, weeks, lines)
	if err := p.lines(f, area); err != nil {
		t.Fatal(err)
	}
	above := image.Rect(0, 0, cardWidth, area.Min.Y)
	if n := has(p.img, above, paper); n != above.Dx()*above.Dy() {
		t.Error("a number stands above its chart")
	}
	for week, v := range []float64{1, 2, 3, 4, 10} {
		at := f.at(area, week, v).pixel()
		if p.img.RGBAAt(at.X, at.Y) != nine {
			t.Errorf("the line does not go through %g", v)
		}
	}
}

func TestEveryLetterThatIsWrittenIsInTheFont(t *testing.T) {
	p, err := newPen(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	weeks := odd(t)
	weeks["zh"], weeks["en"] = demo(t, "zh", ""), demo(t, "en", "yanchang")
	for name, w := range weeks {
		_, said, err := week(w)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range said {
			if words != p.known(words) {
				t.Errorf("%s: %q cannot be written", name, words)
			}
		}
	}
	if got := p.known("📊 大宁路"); got != "大宁路" {
		t.Errorf("what cannot be written leaves a hole: %q", got)
	}
	if got := p.known("𠮷野家🔥的\n一周\x00"); got != "〓野家的 一周" {
		t.Errorf("%q", got)
	}
}

func TestTheWeekSaysWhatItShould(t *testing.T) {
	for lang, want := range map[string][]string{
		"zh": {"大宁路街道（演示） · 11月16日—22日一周", "上报、结案与超期", "件", "小时", "本周", "10/19", "中位数", "在办", "回潮", "江场科创", "灵石活力", "平广文化", "延长暖心", "7", "2", "灵石路", "4.9", "12"},
		"en": {"Cases", "Overdue", "90th percentile", "hours", "Came back", "Jiangchang Innovation", "Lingshi Vitality", "Pingguang Culture", "Yanchang Warm Heart", "Lingshi Road"},
	} {
		_, said, err := week(demo(t, lang, ""))
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range want {
			if !slices.Contains(said, words) {
				t.Errorf("%s: it does not say %q: %q", lang, words, said)
			}
		}
	}
	_, said, err := week(odd(t)["no map"])
	if err != nil || !slices.Contains(said, "本周没有可标注的案件。") {
		t.Errorf("nobody says that there is nothing: %q, %v", said, err)
	}
	_, said, err = week(odd(t)["no values"])
	if err != nil || !slices.Contains(said, "五周内没有案件。") || !slices.Contains(said, "五周内没有响应。") {
		t.Errorf("nobody says that there was nothing: %q, %v", said, err)
	}
	calm := demo(t, "zh", "")
	calm.Map.Marks = calm.Map.Marks[:1]
	if _, said, _ = week(calm); slices.Contains(said, "回潮") {
		t.Errorf("it explains what is not there: %q", said)
	}
}

func TestNamesOnTheMapLeaveEachOtherRoom(t *testing.T) {
	for name, w := range odd(t) {
		s, ok := sketched(w.Map)
		if !ok {
			continue
		}
		p, err := newPen(cardWidth, 900)
		if err != nil {
			t.Fatal(err)
		}
		o := p.names(s, w.Map, s.shapes(w.Map.Areas), p.dots(s, w.Map.Marks))
		for i, r := range o.names {
			if !r.In(s.frame) {
				t.Errorf("%s: a name at %v is not on the map", name, r)
			}
			if overlaps(r, o.names[:i]) {
				t.Errorf("%s: a name at %v lies on another", name, r)
			}
		}
		if name == "a hundred grids" && (len(o.names) < 10 || len(o.names) > 100) {
			t.Errorf("of a hundred grids %d are named", len(o.names))
		}
	}
}

func TestANameGoesAsideForACaseOrIsLeftOut(t *testing.T) {
	w := wish{size: image.Pt(100, 30), around: spot{200, 200}, reach: 90}
	o := &room{frame: image.Rect(0, 0, 400, 400), dots: []image.Rectangle{image.Rect(180, 180, 220, 220)}}
	for range 2 {
		at, ok := o.place(w)
		if r := (image.Rectangle{Max: w.size}).Add(at); !ok || r.Overlaps(o.dots[0]) || !r.In(o.frame) {
			t.Errorf("it stands at %v, %t", r, ok)
		}
	}
	if overlaps(o.names[0], o.names[1:]) {
		t.Errorf("two names lie on each other: %v", o.names)
	}
	o.dots = append(o.dots, o.frame)
	if at, ok := o.place(w); ok {
		t.Errorf("there is no room, and it stands at %v", at)
	}
	o = &room{frame: image.Rect(0, 0, 400, 400)}
	left := w
	left.in, left.whole = func(s spot) bool { return s.x < 210 }, true
	if at, ok := o.place(left); !ok || at.X+w.size.X > 210 {
		t.Errorf("it crosses its border: %v, %t", at, ok)
	}
	left.in = func(s spot) bool { return s.x > 190 && s.x < 210 }
	if at, ok := o.place(left); ok {
		t.Errorf("its area is too small, and it stands at %v", at)
	}
}

func TestNoCaseIsMissingOnTheMap(t *testing.T) {
	for name, marks := range map[string][]Mark{
		"a crowd": crowd(200), "many": many().Marks,
		"far away": {{121.3, 31.28, true, false}, {-70, -33, false, true}, {121.44, 31.28, false, false}},
	} {
		m := demo(t, "zh", "").Map
		m.Marks = marks
		s, _ := sketched(m)
		p, err := newPen(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		n, overdue := 0, 0
		for _, d := range p.dots(s, marks) {
			n, overdue = n+d.n, overdue+d.late
			if !d.at.pixel().In(s.frame.Inset(int(p.radius(d)))) {
				t.Errorf("%s: a dot at %v is not wholly on the map", name, d.at)
			}
		}
		for _, k := range marks {
			if k.Late {
				overdue--
			}
		}
		if n != len(marks) || overdue != 0 {
			t.Errorf("%s: %d cases of %d, %d more overdue", name, n, len(marks), overdue)
		}
	}
}

func TestOneGridFillsTheMapAndItsNeighboursStayFaint(t *testing.T) {
	w := demo(t, "zh", "yanchang")
	s, _ := sketched(w.Map)
	low, high := spot{math.Inf(1), math.Inf(1)}, spot{math.Inf(-1), math.Inf(-1)}
	for _, a := range w.Map.Areas {
		for _, at := range a.Rings[0] {
			if q := s.at(at[0], at[1]); !a.Faint {
				low, high = spot{min(low.x, q.x), min(low.y, q.y)}, spot{max(high.x, q.x), max(high.y, q.y)}
			}
		}
	}
	if fills := max((high.x-low.x)/float64(s.frame.Dx()-2*nearMargin), (high.y-low.y)/float64(s.frame.Dy()-2*nearMargin)); fills < 0.99 || fills > 1.01 {
		t.Errorf("the grid takes %.2f of its room", fills)
	}
	_, said, err := week(w)
	if err != nil || !slices.Contains(said, "延长暖心") || !slices.Contains(said, "江场科创") || slices.Contains(said, "广延路") {
		t.Errorf("%q, %v", said, err)
	}
}

func TestWeeksAreDrawnAtTheSameTime(t *testing.T) {
	w := demo(t, "zh", "")
	want, err := DrawWeek(w)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got, err := DrawWeek(w); err != nil || !bytes.Equal(got, want) {
				t.Errorf("it is not the same picture: %v", err)
			}
		})
	}
	all.Wait()
}

func BenchmarkAWeekIsDrawn(b *testing.B) {
	w := demo(b, "zh", "")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DrawWeek(w); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAWeekOfAHundredGridsIsDrawn(b *testing.B) {
	w := demo(b, "zh", "")
	w.Map = many()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DrawWeek(w); err != nil {
			b.Fatal(err)
		}
	}
}
