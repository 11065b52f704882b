package request

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/services"
)

// Figures are how long what was done took: how often each length, by service, step
// and department, apart by |. A request as a whole has no step, and its visits stand
// where a department would.
type Figures map[string]int

const visits = "visits"

// Tallied is what counts of a request that has become another one.
func Tallied(before, after Request) []string {
	var all []string
	for _, s := range after.Steps {
		was := before.Step(s.ID)
		if s.State == Done && (was == nil || was.State != Done) {
			all = append(all, strings.Join([]string{after.Service, s.ID, s.Agency, strconv.Itoa(s.Took)}, "|"))
		}
	}
	if after.Outcome == AllDone && before.Outcome == "" {
		all = append(all, after.Service+"|||"+strconv.Itoa(after.Took), after.Service+"||"+visits+"|"+strconv.Itoa(after.Held))
	}
	return all
}

// A Spread is how long something took.
type Spread struct {
	N            int
	Median, High int // tenths of an office day; High: nine of ten took no longer
	Within5      int // how many took five working days or less
	Sum          int
}

// Of is the spread of a step of a service, of a whole request where the step is "".
func (f Figures) Of(service, step string) Spread {
	return f.spread(func(s, st, a string) bool { return s == service && st == step && a != visits })
}

// By is the spread of all steps of a department.
func (f Figures) By(agency string) Spread {
	return f.spread(func(_, st, a string) bool { return st != "" && a == agency })
}

// Visits are how often somebody came to look, a request.
func (f Figures) Visits(service string) Spread {
	return f.spread(func(s, st, a string) bool { return s == service && st == "" && a == visits })
}

func (f Figures) spread(fits func(service, step, agency string) bool) Spread {
	var took []int
	var s Spread
	for field, n := range f {
		p := strings.Split(field, "|")
		if len(p) != 4 || !fits(p[0], p[1], p[2]) {
			continue
		}
		t, err := strconv.Atoi(p[3])
		if err != nil {
			continue
		}
		for range min(n, 10000) {
			took = append(took, t)
		}
	}
	slices.Sort(took)
	if s.N = len(took); s.N == 0 {
		return s
	}
	s.Median, s.High = took[(s.N-1)/2], took[(s.N*9+9)/10-1]
	for _, t := range took {
		s.Sum += t
		if t <= 50 {
			s.Within5++
		}
	}
	return s
}

// enough is how often something must have been done before its history counts.
const enough = 5

// Usual is how long a step takes, and how long when it goes slowly, in seconds of
// office time: from history, or else as the folder says.
func (f Figures) Usual(service string, s Step, c *calendar.Calendar) (mid, high int64) {
	seen := f.Of(service, s.ID)
	if seen.N < enough {
		return s.Usual, max(s.Usual, s.Within)
	}
	tenth := int64(services.Day(c)/time.Second) / 10
	return int64(seen.Median) * tenth, int64(seen.High) * tenth
}
