package ask

import (
	"testing"
	"time"

	"gridbot/flows/district"
	"gridbot/flows/world"
)

// A day is read as people write it, in both languages; what is none is refused, not
// guessed.
func TestADayIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	w := &world.World{District: d, Now: time.Date(2026, 11, 23, 9, 0, 0, 0, d.Zone)} // a Monday
	for words, want := range map[string]string{
		"2026-12-05": "12-05", "12月5日": "12-05", "12/5": "12-05", "12.5": "12-05", "2026年12月5号": "12-05",
		"25 Nov": "11-25", "25 november": "11-25", "Nov 25": "11-25", "November 25th": "11-25", "25th of Nov, 2026": "11-25", "Nov. 25, 2026": "11-25", "3 sept 2027": "09-03",
		"周三": "11-25", "星期三": "11-25", "本周三": "11-25", "周日": "11-29", "星期天": "11-29", "周一": "11-30", "Wednesday": "11-25", "wed": "11-25", "on Friday": "11-27", "Monday": "11-30",
		"今天": "11-23", "today": "11-23", "明天": "11-24", "tomorrow": "11-24", "后天": "11-25", "the day after tomorrow": "11-25",
		"31 Feb": "", "30 Foo": "", "三": "", "周八": "", "weds": "", "yesterday": "", "25": "", "Nov": "", "": "", "13-40": "",
	} {
		got := ""
		if at := writtenDay(w, words); !at.IsZero() {
			got = d.Here(at).Format("01-02")
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", words, got, want)
		}
	}
	if at := WrittenHour(w, "Wednesday 15:00"); !at.Equal(time.Date(2026, 11, 25, 15, 0, 0, 0, d.Zone)) {
		t.Errorf("Wednesday 15:00 is %v", at)
	}
}
