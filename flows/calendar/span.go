package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Span is how long something may take: a number of working days, working hours,
// a plain duration, or no time at all. One of its fields is set; the zero Span is
// not set.
type Span struct {
	Work  int
	Hours time.Duration // of office time
	Plain time.Duration
	Once  bool // at once: it is due as it begins
}

// Working reports whether only office time counts.
func (s Span) Working() bool { return s.Work != 0 || s.Hours != 0 }

// Before tells whether a span certainly ends before another one that begins with
// it. A working day is taken to be of eight hours.
func (s Span) Before(o Span) bool {
	switch {
	case s.Working() && o.Working():
		return s.office() < o.office()
	case s.Working(): // at night it takes far longer than on the clock
		return false
	}
	return s.Plain < max(o.Plain, o.office())
}

func (s Span) office() time.Duration { return time.Duration(s.Work)*8*time.Hour + s.Hours }

const (
	day = 24 * time.Hour
	// A deadline years away is a slip of the pen, and counting it costs time.
	longestWork  = 1000
	longestHours = longestWork * 8 * time.Hour
	longestPlain = 3660 * day
)

// atOnce is how no time at all is written.
const atOnce = "at once"

// ParseSpan reads "3wd" (working days), "5wh" (working hours), "90d" (calendar
// days, of 24 hours), "at once", and whatever time.ParseDuration reads: "20s",
// "30m", "1.5h", "1h30m". The error says what is wrong in words fit for whoever
// wrote it.
func ParseSpan(s string) (Span, error) {
	wrong := fmt.Errorf("%q is not a span of time such as 30m, 2h, 5wh, 3wd, 90d or at once", s)
	var span Span
	if strings.Join(strings.Fields(s), " ") == atOnce {
		return Span{Once: true}, nil
	}
	if n, isHours := strings.CutSuffix(s, "wh"); isHours {
		hours, err := strconv.ParseFloat(n, 64)
		if err != nil || !(hours > -1e5 && hours < 1e5) { // NaN too
			return Span{}, wrong
		}
		span.Hours = time.Duration(hours * float64(time.Hour)).Round(time.Second)
	} else if n, isWork := strings.CutSuffix(s, "wd"); isWork {
		work, err := strconv.Atoi(n)
		if err != nil {
			return Span{}, wrong
		}
		span.Work = work
	} else if n, isDays := strings.CutSuffix(s, "d"); isDays {
		days, err := strconv.ParseFloat(n, 64)
		if err != nil || !(days > -1e4 && days < 1e4) { // NaN too
			return Span{}, wrong
		}
		span.Plain = time.Duration(days * float64(day))
	} else {
		d, err := time.ParseDuration(s)
		if err != nil {
			return Span{}, wrong
		}
		span.Plain = d
	}
	if span.Work < 0 || span.Hours < 0 || span.Plain < 0 || span.IsZero() {
		return Span{}, errors.New("a span of time must be longer than nothing")
	}
	if span.Work > longestWork || span.Hours > longestHours || span.Plain > longestPlain {
		return Span{}, fmt.Errorf("%s is longer than %dwd or %dd", s, longestWork, longestPlain/day)
	}
	return span, nil
}

// String is the shortest form that ParseSpan reads; "" for no span.
func (s Span) String() string {
	d := s.Plain
	switch {
	case s.Once:
		return atOnce
	case s.Work != 0:
		return strconv.Itoa(s.Work) + "wd"
	case s.Hours != 0:
		return strconv.FormatFloat(s.Hours.Hours(), 'f', -1, 64) + "wh"
	case d == 0:
		return ""
	case d%day == 0:
		return strconv.FormatInt(int64(d/day), 10) + "d"
	case d%time.Hour == 0:
		return strconv.FormatInt(int64(d/time.Hour), 10) + "h"
	case d%time.Minute == 0:
		return strconv.FormatInt(int64(d/time.Minute), 10) + "m"
	}
	return d.String()
}

// IsZero reports whether the span is not set.
func (s Span) IsZero() bool { return s == Span{} }

// MarshalText is String, so a span is a string in JSON too.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText is ParseSpan, with "" for no span.
func (s *Span) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*s = Span{}
		return nil
	}
	span, err := ParseSpan(string(b))
	if err != nil {
		return err
	}
	*s = span
	return nil
}
