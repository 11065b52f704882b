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
		"下周五": "12-04", "下周五前": "12-04", "下星期一": "11-30", "next Friday": "12-04", "by next Friday": "12-04", "周五前": "11-27", "this Friday": "11-27", "12月5日前": "12-05", "by 5 Dec": "12-05",
		"月底": "11-30", "月底前": "11-30", "下月底": "12-31", "end of month": "11-30", "by the end of the month": "11-30", "end of next month": "12-31",
		"三天": "11-26", "三天内": "11-26", "10天": "12-03", "一周内": "11-30", "两周": "12-07", "两个星期": "12-07", "一个月": "12-23", "三个工作日": "11-25", "3个工作日内": "11-25", "十天": "12-03",
		"in 3 days": "11-26", "within a week": "11-30", "two weeks": "12-07", "3 working days": "11-25", "a month": "12-23",
		"下周": "", "内": "", "一": "", "9999天": "", "0天": "", "next": "", "31 Nov": "", "两": "", "下周八": "", "in a moment": "",
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
	for words, want := range map[string]string{
		"12月7日 上午10点": "12-07 10:00", "下周五下午3点半": "12-04 15:30", "7 Dec 8pm": "12-07 20:00", "next Friday 10:00": "12-04 10:00", "12-07": "12-07 11:00",
		"下周五": "12-04 11:00", "12月7日 25点": "", "下周五下午两点": "12-04 14:00", "明天十点半": "11-24 10:30", "下周三十点": "12-02 10:00", "周三三点半": "11-25 03:30", "周五十二点": "11-27 12:00", "后天晚上七点": "11-25 19:00", "Friday at 2 pm": "11-27 14:00", "tomorrow 14:00": "11-24 14:00", "31 Nov 14:00": "", "随便哪天": "", "12am": "11-23 00:00",
	} {
		got := ""
		if at := WrittenMoment(w, words, 11*60); !at.IsZero() {
			got = d.Here(at).Format("01-02 15:04")
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", words, got, want)
		}
	}
	if at := WrittenHour(w, "Wednesday 15:00"); !at.Equal(time.Date(2026, 11, 25, 15, 0, 0, 0, d.Zone)) {
		t.Errorf("Wednesday 15:00 is %v", at)
	}
}

// A date that no calendar has is told apart from words that are no date.
func TestADateThatNoCalendarHasIsNone(t *testing.T) {
	for words, want := range map[string]bool{"31 Nov": true, "11月31日": true, "31 Nov 14:00": true, "2月30日下午两点": true, "by 31 Nov": true, "下周八": false, "随便哪天": false, "两点": false, "": false} {
		if got := NoSuchDay(words); got != want {
			t.Errorf("%q: %t", words, got)
		}
	}
}
