package duty

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gridbot/flows/calendar"
)

// A Line is some shifts of a week as somebody writes them down, by name.
type Line struct {
	Days  []Day
	Hours calendar.Hours
	Who   []string
}

// dayNames are the rows of a week as they are written.
var dayNames = [Days]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat", "holiday"}

// ParseLine reads "mon-fri 8:00-20:00: 王建国, Min Li"; days may be listed, too:
// "sat,sun,holiday 20:00-8:00: 赵强". The error is in words for whoever wrote it.
func ParseLine(s string) (Line, error) {
	days, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	var l Line
	for word := range strings.SplitSeq(days, ",") {
		from, to, row := strings.Cut(word, "-")
		if !row {
			to = from
		}
		a, b := slices.Index(dayNames[:], from), slices.Index(dayNames[:], to)
		if a < 0 || b < 0 || row && (a == int(Holiday) || b == int(Holiday)) {
			return Line{}, fmt.Errorf("%q is no day; write mon, mon-fri, sat,sun or holiday", word)
		}
		for d := a; ; d = (d + 1) % 7 {
			l.Days = append(l.Days, Day(d))
			if d == b || d == int(Holiday) {
				break
			}
		}
	}
	hours, names, _ := strings.Cut(rest, ": ")
	var err error
	if l.Hours, err = calendar.ParseHours(strings.TrimSuffix(hours, ":")); err != nil {
		return Line{}, err
	}
	for name := range strings.FieldsFuncSeq(names, func(r rune) bool { return strings.ContainsRune(",，、", r) }) {
		if name = strings.TrimSpace(name); name != "" {
			l.Who = append(l.Who, name)
		}
	}
	if len(l.Who) == 0 {
		return Line{}, errors.New("say behind \": \" who has the shift, separated by commas")
	}
	return l, nil
}

// A Phone is where somebody answers, in some hours of a day or always.
type Phone struct {
	Number string
	Hours  calendar.Hours // they may run past midnight; From and To equal: always
}

// Phones are several.
type Phones []Phone

// At is where somebody answers at t; "" where nobody knows.
func (ps Phones) At(t time.Time) string {
	wall, always := calendar.Clock(t.Hour()*60+t.Minute()), ""
	for _, p := range ps {
		h := p.Hours
		switch {
		case h.From == h.To:
			always = p.Number
		case h.From < h.To && wall >= h.From && wall < h.To, h.From > h.To && (wall >= h.From || wall < h.To):
			return p.Number
		}
	}
	return always
}
