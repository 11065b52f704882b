package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Span is how long something may take: a number of working days, or a plain
// duration. The zero Span is not set. Where both are set, Work counts.
type Span struct {
	Work  int
	Plain time.Duration
}

const (
	day = 24 * time.Hour
	// A deadline years away is a slip of the pen, and counting it costs time.
	longestWork  = 1000
	longestPlain = 3660 * day
)

// ParseSpan reads "3wd" (working days), "90d" (plain days of 24 hours), and
// whatever time.ParseDuration reads: "20s", "30m", "1.5h", "1h30m". The error
// says what is wrong in words fit for whoever wrote it.
func ParseSpan(s string) (Span, error) {
	wrong := fmt.Errorf("%q is not a span of time such as 30m, 2h, 3wd or 90d", s)
	var span Span
	if n, isWork := strings.CutSuffix(s, "wd"); isWork {
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
	if span.Work < 0 || span.Plain < 0 || span.IsZero() {
		return Span{}, errors.New("a span of time must be longer than nothing")
	}
	if span.Work > longestWork || span.Plain > longestPlain {
		return Span{}, fmt.Errorf("%s is longer than %dwd or %dd", s, longestWork, longestPlain/day)
	}
	return span, nil
}

// String is the shortest form that ParseSpan reads; "" for no span.
func (s Span) String() string {
	d := s.Plain
	switch {
	case s.Work != 0:
		return strconv.Itoa(s.Work) + "wd"
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
