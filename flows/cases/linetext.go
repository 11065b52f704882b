package cases

import (
	"errors"
	"strconv"
	"strings"

	"gridbot/flows/grids"
)

// A line is written so that a hundred thousand of them can be understood in the
// time somebody waits for a list: its fields in their order, separated by tabs.
// A field is added at the end; what was written before has none of it.

// String is the line as it is kept.
func (l Line) String() string {
	var legs []string
	for _, leg := range l.Legs {
		said := leg.Agency + ":" + mark(leg.Open) + ":" + decimal(leg.Due)
		if leg.Officer != 0 {
			said += ":" + decimal(leg.Officer)
		}
		legs = append(legs, said)
	}
	point := ""
	if p := l.Point; p != nil {
		point = strconv.FormatFloat(p.Lat, 'f', -1, 64) + "," + strconv.FormatFloat(p.Lon, 'f', -1, 64)
	}
	fields := []string{
		strconv.Itoa(l.Number), l.Category, mark(l.Danger), string(l.Status), l.Grid, strings.Join(l.Watchers, ","), decimal(l.Opened),
		string(l.Clock), decimal(l.Due), decimal(l.Assignee), decimal(l.Verifier), strings.Join(legs, ","), mark(l.Back), point,
		l.Street, l.Seen, l.Told,
	}
	for i := range fields {
		fields[i] = strings.Map(func(r rune) rune {
			if r == '\t' || r == '\n' {
				return ' '
			}
			return r
		}, fields[i])
	}
	return strings.Join(fields, "\t")
}

// lineFields is how many fields a line had when it was first written.
const lineFields = 17

// ParseLine reads a line as it is kept. Errors: of one that cannot be read.
func ParseLine(s string) (Line, error) {
	var f [lineFields]string
	rest, n := s, 0
	for more := true; more && n < lineFields; n++ {
		f[n], rest, more = strings.Cut(rest, "\t")
	}
	number, err := strconv.Atoi(f[0])
	if err != nil || n < lineFields {
		return Line{}, errors.New("a line without its fields")
	}
	l := Line{
		Number: number, Category: f[1], Danger: f[2] != "", Status: Status(f[3]), Grid: f[4], Opened: whole(f[6]),
		Clock: ClockName(f[7]), Due: whole(f[8]), Assignee: whole(f[9]), Verifier: whole(f[10]), Back: f[12] != "",
		Street: f[14], Seen: f[15], Told: f[16],
	}
	if f[5] != "" {
		l.Watchers = strings.Split(f[5], ",")
	}
	if f[11] != "" {
		for leg := range strings.SplitSeq(f[11], ",") {
			agency, how, _ := strings.Cut(leg, ":")
			open, due, _ := strings.Cut(how, ":")
			due, officer, _ := strings.Cut(due, ":")
			l.Legs = append(l.Legs, LegLine{agency, open != "", whole(due), whole(officer)})
		}
	}
	if lat, lon, ok := strings.Cut(f[13], ","); ok {
		var p grids.Point
		p.Lat, err = strconv.ParseFloat(lat, 64)
		if err == nil {
			p.Lon, err = strconv.ParseFloat(lon, 64)
		}
		if err != nil {
			return Line{}, errors.New("a line with no point where one should be")
		}
		l.Point = &p
	}
	return l, nil
}

func mark(is bool) string {
	if is {
		return "1"
	}
	return ""
}

// decimal is a number as a field has it: nothing for none.
func decimal(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func whole(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64) // of nothing, none
	return n
}
