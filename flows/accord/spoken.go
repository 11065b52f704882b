package accord

import (
	"regexp"
	"strconv"
	"strings"
)

// How people say how often: 每天早上八点, 每周五晚上7点半, every Friday at 8 pm, 每个工作日.
var (
	saidDaily  = regexp.MustCompile(`每天|每日|天天|every ?day|daily`)
	saidWork   = regexp.MustCompile(`工作日|working day|work ?day|weekday`)
	saidMonth  = regexp.MustCompile(`每个?月([0-9]{1,2})[号日]|monthly on the ([0-9]{1,2})|the ([0-9]{1,2})(?:st|nd|rd|th) of (?:every|each) month`)
	saidWeek   = regexp.MustCompile(`(?:周|星期|礼拜)([0-9日天])((?:[、,和][0-9日天])*)`)
	saidDay    = regexp.MustCompile(`\b(sun|mon|tue|wed|thu|fri|sat)[a-z]*`)
	saidTime   = regexp.MustCompile(`(早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?([0-9]{1,2})(?:点|时|:([0-9]{2}))(半|([0-9]{1,2})分)?`)
	saidHour   = regexp.MustCompile(`\b([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)\b`)
	saidNumber = strings.NewReplacer("十二", "12", "十一", "11", "二十", "20", "十", "10", "一", "1", "二", "2", "两", "2", "三", "3", "四", "4", "五", "5",
		"六", "6", "七", "7", "八", "8", "九", "9", "：", ":", "，", ",")
)

var weekdays = map[string]string{"日": "0", "天": "0", "7": "0", "sun": "0", "mon": "1", "tue": "2", "wed": "3", "thu": "4", "fri": "5", "sat": "6"}

// Spoken reads how often something is to be done, as people say it; at 18:00 where no
// time is said. False where that is not said.
func Spoken(words string) (Rhythm, bool) {
	said := saidNumber.Replace(strings.ToLower(strings.TrimSpace(words)))
	at, timed := spokenTime(said)
	if saidWork.MatchString(said) {
		return Rhythm{Work: 1}, !timed // a working day's work is due at its end
	}
	var days []string
	for _, m := range saidWeek.FindAllStringSubmatch(said, -1) {
		for _, r := range m[1] + m[2] {
			if d, named := weekdays[string(r)]; named {
				days = append(days, d)
			} else if r >= '1' && r <= '6' {
				days = append(days, string(r))
			}
		}
	}
	for _, m := range saidDay.FindAllStringSubmatch(said, -1) {
		days = append(days, weekdays[m[1]])
	}
	var r Rhythm
	switch m := saidMonth.FindStringSubmatch(said); {
	case m != nil:
		r.Cron = at + " " + m[1] + m[2] + m[3] + " * *"
	case len(days) > 0:
		r.Cron = at + " * * " + strings.Join(days, ",")
	case saidDaily.MatchString(said):
		r.Cron = at + " * * *"
	}
	return r, r.Good()
}

// spokenTime is the time of day in words, as cron has it, and whether there was one.
func spokenTime(said string) (string, bool) {
	hour, minute, half := "18", "0", ""
	found := false
	if m := saidHour.FindStringSubmatch(said); m != nil {
		hour, minute, half, found = m[1], "0"+m[2], m[3], true
	} else if m := saidTime.FindStringSubmatch(said); m != nil {
		hour, minute, half, found = m[2], "0"+m[3]+m[5], m[1], true
		if m[4] == "半" {
			minute = "30"
		}
	}
	h, _ := strconv.Atoi(hour)
	n, _ := strconv.Atoi(minute)
	switch half {
	case "pm", "下午", "傍晚", "晚上", "夜里":
		if h < 12 {
			h += 12
		}
	case "am":
		h %= 12
	}
	return strconv.Itoa(n) + " " + strconv.Itoa(h), found
}
