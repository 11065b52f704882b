package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSpansAsPeopleWriteThem(t *testing.T) {
	for s, want := range map[string]Span{
		"30m": {Plain: 30 * time.Minute}, "2h": {Plain: 2 * time.Hour}, "20s": {Plain: 20 * time.Second},
		"1.5h": {Plain: 90 * time.Minute}, "1h30m": {Plain: 90 * time.Minute}, "90d": {Plain: 90 * day},
		"0.5d": {Plain: 12 * time.Hour}, "3wd": {Work: 3},
		"5wh": {Hours: 5 * time.Hour}, "0.5wh": {Hours: 30 * time.Minute}, "at once": {Once: true}, " at  once": {Once: true},
	} {
		if got, err := ParseSpan(s); err != nil || got != want {
			t.Errorf("%q: %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "0m", "0wd", "-3wd", "-2h", "1.5wd", "3", "wd", "d", "NaNd", "Infd", "NaNwh", "Infwh", "0wh", "-1wh", "wh", "8001wh", "1h5wh", "once", "1e300d",
		"3 wd", "2 weeks", "1001wd", "5000d", "99999999999999999999wd", "三天"} {
		if got, err := ParseSpan(s); err == nil {
			t.Errorf("%q was taken for %s", s, got)
		}
	}
}

func TestASpanSurvivesJSON(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := Span{Work: rapid.IntRange(0, longestWork).Draw(rt, "work")}
		if s.Work == 0 {
			s.Plain = time.Duration(rapid.Int64Range(0, int64(longestPlain/time.Millisecond)).Draw(rt, "plain")) * time.Millisecond
		}
		if s.IsZero() {
			s.Hours = time.Duration(rapid.IntRange(0, int(longestHours/time.Second)).Draw(rt, "hours")) * time.Second
		}
		b, err := json.Marshal(map[string]Span{"s": s})
		if err != nil {
			rt.Fatal(err)
		}
		var back map[string]Span
		if err := json.Unmarshal(b, &back); err != nil || back["s"] != s {
			rt.Fatalf("%+v became %s and then %+v, %v", s, b, back["s"], err)
		}
	})
	if b, _ := json.Marshal(Span{Work: 3}); string(b) != `"3wd"` {
		t.Errorf("three working days are %s", b)
	}
	var s Span
	if err := json.Unmarshal([]byte(`"soon"`), &s); err == nil || !s.IsZero() {
		t.Errorf("soon became %s", s)
	}
}

// Of two spans that begin together, one certainly ends before the other.
func TestWhatCertainlyComesFirst(t *testing.T) {
	order := []string{"30m", "1wh", "7h", "1wd", "9wh", "2wd"}
	for i, a := range order {
		for j, b := range order {
			first, _ := ParseSpan(a)
			second, _ := ParseSpan(b)
			want := i < j && !(first.Working() && !second.Working())
			if got := first.Before(second); got != want {
				t.Errorf("%s before %s: %v", a, b, got)
			}
		}
	}
}
