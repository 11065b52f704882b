package picture

import (
	"image"
	"slices"
	"strconv"
	"testing"
)

// bar is a row of so many parts.
func bar(title string, ns ...int) Bars {
	b := Bars{Title: title}
	for i, n := range ns {
		b.Bars = append(b.Bars, Bar{strconv.Itoa(i*3) + "点", n})
	}
	return b
}

// Whatever a profile is of, it is a picture for a phone, with its numbers on it, and
// what stands out in colour.
func TestAProfileIsAPictureForAPhone(t *testing.T) {
	for name, f := range map[string]Profile{
		"profile": {"灵石路 · 占道堆物", []Bars{bar("时段", 0, 1, 2, 9, 1, 0, 7, 0), bar("星期", 1, 2, 9, 1, 8, 0, 0)}},
		"empty":   {"", []Bars{bar("时段"), bar("星期", 0, 0, 0)}},
		"long":    {"A place with a name that is far too long for any title of any picture, and goes on and on", []Bars{bar("Hours", 100000, 1, 1, 1, 1, 1, 1, 1)}},
	} {
		b, said, err := profile(f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		keep(t, name+".png", b)
		img := decoded(t, b)
		if size := img.Bounds(); size.Dx() != 1080 || size.Dy() < 200 || size.Dy() > 1200 {
			t.Errorf("%s: %v", name, size)
		}
		if name == "profile" && (!slices.Contains(said, "9") || has(img, img.Bounds(), fresh) == 0 || has(img, img.Bounds(), edge) == 0) {
			t.Errorf("%s says %q", name, said)
		}
	}
}

// A place of which many told stands on the map, and in its legend.
func TestAHotSpotStandsOnTheMap(t *testing.T) {
	w := demo(t, "zh", "")
	plain, _, err := week(w)
	if err != nil {
		t.Fatal(err)
	}
	w.Map.Hot = []Label{{"高频", 121.4430, 31.2760}, {"高频", 500, 500}}
	b, said, err := week(w)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "week hot.png", b)
	was, is := decoded(t, plain), decoded(t, b)
	below := image.Rect(0, is.Bounds().Dy()/2, 1080, is.Bounds().Dy())
	if !slices.Contains(said, "高频") || has(is, below, nine) <= has(was, below, nine) {
		t.Errorf("says %q", said)
	}
}
