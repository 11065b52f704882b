package district

import (
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// A Baseline is what the response time was before: how long it was, in the middle, and
// in which year. Nothing is held against what nobody has stated.
type Baseline struct {
	Response time.Duration
	Year     int
}

// On tells whether there is one.
func (b Baseline) On() bool { return b.Response > 0 }

// baseline reads it.
func (p page) baseline(n *yaml.Node) (b Baseline) {
	if n == nil {
		return b
	}
	e := p.entry(n, "the baseline")
	defer e.done()
	response, year := e.need("response"), e.need("year")
	if response == nil || year == nil {
		return b // that is told
	}
	took, err := time.ParseDuration(p.word(response, "the response time"))
	if err != nil || took < time.Minute || took > 90*24*time.Hour {
		p.fault(response.Line, "the response time of the baseline is hours and minutes, such as 5h or 90m")
		return b
	}
	if b.Year, err = strconv.Atoi(p.word(year, "the year")); err != nil || b.Year < 2000 || b.Year > 2100 {
		p.fault(year.Line, "the year of the baseline is a year, such as 2024")
	}
	b.Response = took
	return b
}
