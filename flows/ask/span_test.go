package ask_test

import (
	"testing"

	"gridbot/flows/ask"
	"gridbot/flows/world/worldtest"
)

func TestDaysAreHeardFromTheFirstToTheLast(t *testing.T) {
	w := worldtest.New(t)
	day := func(n int) string { return w.District.Here(w.Now).AddDate(0, 0, n).Format("0102") }
	monday := 7 - (int(w.District.Here(w.Now).Weekday())+6)%7 // of next week
	for words, want := range map[string]struct {
		from string
		days int
	}{
		"明天": {day(1), 0}, "tomorrow": {day(1), 0}, "下周一": {day(monday), 0}, "下周一到周三": {day(monday), 3}, "明天到后天": {day(1), 2}, "tomorrow to the day after tomorrow": {day(1), 2},
		"2天": {}, "两天": {}, "3 days": {}, "31 Nov": {}, "王建国": {}, "": {}, "明天到": {},
	} {
		from, days := ask.Span(w, words)
		if got := ""; !from.IsZero() {
			got = w.District.Here(from).Format("0102")
			if got != want.from || days != want.days {
				t.Errorf("%q is %s for %d, not %s for %d", words, got, days, want.from, want.days)
			}
		} else if want.from != "" {
			t.Errorf("%q is no day", words)
		}
	}
	for words, want := range map[string]int{"2天": 2, "两天": 2, "3 days": 3, "5": 5, "一周": 7, "明天": 0, "": 0, "3 cups": 0} {
		if got := ask.Length(words); got != want {
			t.Errorf("%q lasts %d days, not %d", words, got, want)
		}
	}
}
