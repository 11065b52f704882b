package listing

import (
	"cmp"
	"math"

	"gridbot/flows/cases"
)

// ranked is where a case stands in a list: danger first, then by deadline; what is
// over comes last, the newest first.
type ranked struct {
	class  int
	at     int64
	number int
}

func (l Listing) rank(c *cases.Line) ranked {
	r := ranked{class: 1, at: 1 << 40, number: c.Number}
	if due, _ := l.due(c); due != 0 {
		r.at = due
	}
	switch {
	case !l.open(c):
		r.class, r.at = 2, -c.Opened
	case c.Danger:
		r.class = 0
	}
	return r
}

// Before tells whether a case of the list stands before something that is due then.
func (l Listing) Before(c cases.Line, due int64) bool {
	r := l.rank(&c)
	return r.class == 0 || r.class == 1 && r.at <= due
}

func (r ranked) compare(o ranked) int {
	return cmp.Or(cmp.Compare(r.class, o.class), cmp.Compare(r.at, o.at), cmp.Compare(r.number, o.number))
}

// between is from when and before when something must be due to stand among the cases of
// a page: behind all danger, and before what is over. Of all pages it is on one.
func between(fits []ranked, from, to int) (since, until int64) {
	edge := func(r ranked) int64 { return []int64{0, r.at, math.MaxInt64}[r.class] }
	if until = math.MaxInt64; to < len(fits) {
		until = edge(fits[to])
	}
	if from > 0 && from < len(fits) {
		since = edge(fits[from])
	}
	return since, until
}
