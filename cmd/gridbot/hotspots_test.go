package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// What is frequent is printed a line each, of one grid or of all, and nothing is kept.
func TestWhatIsFrequentIsPrinted(t *testing.T) {
	address := redistest.Embedded(t)
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), address, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for n := range 6 {
		line := world.Logged{At: time.Now().AddDate(0, 0, -n-1).Unix(), Case: 1001 + n, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter,
			Grid: "yanchang", Category: "lamp", Spot: "songhanting", Voice: n + 1}
		if err := st.WriteDown(t.Context(), line); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		says string
		code int
	}{
		{nil, "延长暖心\t崧涵庭 · 路灯不亮\t近30天有6人次反映", 0},
		{[]string{"--grid", "yanchang", "--lang", "en"}, "Songhan Court · Street lamp out\ttold of 6 times in 30 days", 0},
		{[]string{"--grid", "lingshi"}, "0\n", 0},
		{[]string{"--grid", "nowhere"}, "", 1},
		{[]string{"--lang", "fr"}, "", 1},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), append([]string{"hotspots", "--redis", address}, c.args...), &out, &errs); code != c.code || !strings.Contains(out.String(), c.says) {
			t.Errorf("%v: exit code %d: %s%s", c.args, code, out.String(), errs.String())
		}
	}
	if b, err := st.Board(t.Context()); err != nil || b.At != 0 {
		t.Errorf("%+v %v", b, err)
	}
}
