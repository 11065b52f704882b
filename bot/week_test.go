package bot

import (
	"math"
	"testing"

	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/drawn"
	"gridbot/flows/text"
)

// Whoever reads 1 minute below the picture does not see 0 on it.
func TestThePictureAndTheWordsOfAWeekSayTheSame(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	w := words{catalog: catalog, missing: func(err error) { t.Error(err) }}
	for _, c := range []struct{ seconds, want []float64 }{
		{[]float64{-1, 0, 20, 90, 7000}, []float64{math.NaN(), 1, 1, 2, 117}},           // minutes
		{[]float64{-1, 0, 1800, 9000, 360000}, []float64{math.NaN(), 0, 0.5, 2.5, 100}}, // hours
	} {
		week := drawn.Week{Grid: "*", Weeks: []string{"1", "2", "3", "4", "5"}}
		for _, s := range c.seconds {
			week.Times[0] = append(week.Times[0], int(s))
		}
		for i, v := range w.week(text.Chinese, week, d).Times.Series[0].Values {
			if v != c.want[i] && !(math.IsNaN(v) && math.IsNaN(c.want[i])) {
				t.Errorf("%v seconds are %v, want %v", c.seconds[i], v, c.want[i])
			}
		}
	}
}
