package request

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/services"
)

// Figures are how long what was done took: how often each length, by service, step
// and department, apart by |; in those of a week the grid stands before that. A request as a whole has no step, and its visits stand
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

// Whole is the spread of whole requests, of all services together.
func (f Figures) Whole() Spread {
	return f.spread(func(_, st, a string) bool { return st == "" && a != visits })
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
	all := tally{}
	for field, n := range f {
		if service, step, agency, took, ok := fieldOf(field); ok && fits(service, step, agency) {
			all[took] += n
		}
	}
	return all.spread()
}

// fieldOf is what a field counts; false where it is none.
func fieldOf(field string) (service, step, agency string, took int, ok bool) {
	p := strings.Split(field, "|")
	if len(p) != 4 {
		return "", "", "", 0, false
	}
	took, err := strconv.Atoi(p[3])
	return p[0], p[1], p[2], took, err == nil
}

// In are the figures of a grid out of those of a week, which stand with their grid
// before them; with "*" those of all grids.
func (f Figures) In(grid string) Figures {
	in := Figures{}
	for field, n := range f {
		if of, rest, ok := strings.Cut(field, "|"); ok && (grid == everywhere || of == grid) {
			in[rest] += n
		}
	}
	return in
}

const everywhere = "*"

// Placed are fields as they stand in the figures of a week: with their grid.
func Placed(fields []string, grid string) []string {
	var all []string
	for _, f := range fields {
		all = append(all, grid+"|"+f)
	}
	return all
}

// Plus are both together.
func (f Figures) Plus(more Figures) Figures {
	all := maps.Clone(f)
	if all == nil {
		all = Figures{}
	}
	for field, n := range more {
		all[field] += n
	}
	return all
}

// tally is how often something took so long.
type tally map[int]int

func (t tally) spread() Spread {
	var s Spread
	for took, n := range t {
		s.N, s.Sum = s.N+n, s.Sum+n*took
		if took <= 50 {
			s.Within5 += n
		}
	}
	so := 0
	for _, took := range slices.Sorted(maps.Keys(t)) {
		if before := so; t[took] > 0 {
			so += t[took]
			if half := (s.N + 1) / 2; before < half && half <= so {
				s.Median = took
			}
			if nine := (s.N*9 + 9) / 10; before < nine && nine <= so {
				s.High = took
			}
		}
	}
	return s
}

// steps are the spreads of all steps of a service.
func (f Figures) steps(service string) map[string]Spread {
	all := map[string]tally{}
	for field, n := range f {
		if of, step, agency, took, ok := fieldOf(field); ok && of == service && agency != visits {
			if all[step] == nil {
				all[step] = tally{}
			}
			all[step][took] += n
		}
	}
	spreads := map[string]Spread{}
	for step, t := range all {
		spreads[step] = t.spread()
	}
	return spreads
}

// Enough is how often something must have been done before its history says anything.
const Enough = 5

// Few tells whether there is too little to say how long something takes.
func (s Spread) Few() bool { return s.N < Enough }

// Usual is how long a step takes, and how long when it goes slowly, in seconds of
// office time: from history, or else as the folder says.
func (f Figures) Usual(service string, s Step, c *calendar.Calendar) (mid, high int64) {
	return s.takes(f.Of(service, s.ID), c)
}

func (s Step) takes(seen Spread, c *calendar.Calendar) (mid, high int64) {
	if seen.Few() {
		return s.Usual, max(s.Usual, s.Within)
	}
	tenth := int64(services.Day(c)/time.Second) / 10
	return int64(seen.Median) * tenth, int64(seen.High) * tenth
}
