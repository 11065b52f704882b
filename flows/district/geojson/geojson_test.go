package geojson

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// What is JSON is read, and what is none is not, as the library has it.
func TestJSONIsReadAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"{", "}", "[", "]", ",", ":", `"a"`, `"\u0041"`, `"\`, `"`, "1", "-", "0", ".5", "e3", "12.5", "true", "null", "nul", "\n", " ", "灯"}), 1, 12).Draw(t, "parts")
		words := strings.Join(parts, "")
		if _, _, err := Read([]byte(words)); (err == nil) != json.Valid([]byte(words)) {
			t.Fatalf("%q: %v", words, err)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.IntRange(0, 5).Draw(t, "lines")
		said := rapid.String().Draw(t, "said")
		value := rapid.Float64().Draw(t, "value")
		b, err := json.Marshal(map[string]any{"list": []any{value, nil}, "said": said})
		if err != nil {
			t.Fatal(err)
		}
		var as map[string]any
		if err := json.Unmarshal(b, &as); err != nil {
			t.Fatal(err)
		}
		n, _, err := Read(append([]byte(strings.Repeat("\n", lines)), b...))
		if err != nil {
			t.Fatal(err)
		}
		if n.Get("said").Text() != strings.TrimSpace(as["said"].(string)) {
			t.Fatalf("%q is read as %q", said, n.Get("said").Text())
		}
		if got, ok := n.Get("list").Items[0].Number(); !ok || got != value || n.Line != lines+1 || n.Get("none") != nil {
			t.Fatalf("%s is read as %v in line %d", b, got, n.Line)
		}
	})
	if _, _, err := Read([]byte(strings.Repeat("[", 40) + strings.Repeat("]", 40))); err == nil {
		t.Error("forty brackets are open, and nothing is said")
	}
}

// A ring with few points is looked at another way than one with many.
func TestCrossingsAreFoundEitherWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 12).Draw(t, "points")
		var ring orb.Ring
		for range n {
			ring = append(ring, orb.Point{float64(rapid.IntRange(0, 9).Draw(t, "x")), float64(rapid.IntRange(0, 9).Draw(t, "y"))})
		}
		ring = append(ring, ring[0])
		_, _, one := crossing(ring)
		for len(ring) <= few { // the same border, with more points on it
			ring = append(ring, ring[0])
		}
		if _, _, other := Crossing(ring); one != other {
			t.Fatalf("%v crosses itself: %t, and %t", ring, one, other)
		}
	})
}

// shape says what is wrong with coordinates.
func shape(t *testing.T, kind, coordinates string) string {
	t.Helper()
	n, _, err := Read([]byte(`{"type": "` + kind + `", "coordinates": ` + coordinates + `}`))
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	o := &Outlines{
		Valid: func(lat, lon float64) bool { return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 },
		Place: func(lat, lon float64) orb.Point { return orb.Point{lon, lat} },
		Fault: func(_ int, format string, say ...any) { said += fmt.Sprintf(format, say...) + "\n" },
	}
	o.Shape(n)
	if o.Later > 0 {
		said += fmt.Sprintf("%d more", o.Later)
	}
	return said
}

func TestWhatIsWrongWithAnOutlineIsSaid(t *testing.T) {
	const border = `[[121,31],[122,31],[122,32],[121,32],[121,31]]`
	for _, tt := range []struct{ kind, coordinates, want string }{
		{"Polygon", "[" + border + "]", ""},
		{"Polygon", "[" + border + ",[[121.2,31.2],[121.4,31.2],[121.4,31.4],[121.2,31.2]]]", ""},
		{"Polygon", "[" + border + ",[[121,31.2],[121.4,31.2],[121.4,31.4],[121,31.2]]]", ""}, // touches the border
		{"Polygon", "[" + border + ",[[123,31.2],[123.4,31.2],[123.4,31.4],[123,31.2]]]", "outline 2 of the polygon) lies outside"},
		{"Polygon", "[" + border + ",[[121.5,31.2],[123.4,31.2],[123.4,31.4],[121.5,31.2]]]", "lies outside"},
		{"Polygon", "[[[121,31],[122,32],[123,33],[121,31]]]", "no area"},
		{"Polygon", "[[[121,31],[121,31],[121,31],[121,31]]]", "no area"},
		{"Polygon", "[[[179,31],[-179,31],[-179,32],[179,32],[179,31]]]", "180th meridian"},
		{"Polygon", "[[[13519000,3662000],[13519000,3662000]]]", "metres of a projected map"},
		{"MultiPolygon", "[[[[13519000,3662000]]],[[[13519000,3662000]]],[[[13519000,3662000]]]]", "2 more"},
		{"Point", "[121,31]", `not "Point"`},
	} {
		got := shape(t, tt.kind, tt.coordinates)
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, not %q", tt.coordinates, got, tt.want)
		}
	}
}
