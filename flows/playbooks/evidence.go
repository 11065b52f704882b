package playbooks

import (
	"math"
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
)

// How it went is told by what was reported: so many cases in so many days before
// it was begun, and after; and of what was closed, how much came back within 90
// days. Nothing is called solved: there is a number, of how many, and between what
// it may lie.
//
// Where much was told, less is told later of itself: that is why it was found. So
// a playbook is also held against the topics of its kind for which nothing was
// begun, before and after they were found.

// A Span is what was reported in so many days.
type Span struct {
	Cases  int     `json:"cases,omitempty"` // reported
	Days   float64 `json:"days,omitempty"`
	Closed int     `json:"closed,omitempty"` // closed, and watched for 90 days or back within them
	Back   int     `json:"back,omitempty"`   // of those, back within 90 days
}

// Plus is both together.
func (s Span) Plus(o Span) Span {
	return Span{s.Cases + o.Cases, s.Days + o.Days, s.Closed + o.Closed, s.Back + o.Back}
}

// AMonth is how many that is in thirty days; of less than a week nobody can say.
func (s Span) AMonth() float64 {
	if s.Days < aWeek {
		return math.NaN()
	}
	return float64(s.Cases) * 30 / s.Days
}

// Evidence is what was reported before and after, of so many topics; and what became
// of the single cases it was used for.
type Evidence struct {
	Topics int  `json:"topics,omitempty"`
	Before Span `json:"before,omitzero"`
	After  Span `json:"after,omitzero"`
	Ones   Span `json:"ones,omitzero"` // single cases it was used for
}

// Plus is both together.
func (e Evidence) Plus(o Evidence) Evidence {
	return Evidence{e.Topics + o.Topics, e.Before.Plus(o.Before), e.After.Plus(o.After), e.Ones.Plus(o.Ones)}
}

const day = 24 * 60 * 60

const (
	aWeek   = 7  // days
	Soonest = 30 // days after it was begun, before which nothing is said
)

// Early tells whether too few days have gone by to say anything: what came in some
// minutes, or days, is no measure of a month.
func (e Evidence) Early() bool { return e.Topics > 0 && e.After.Days < Soonest }

// watched is how long after it was closed something that comes back is a relapse.
const watched = 90 * day

// Told is what was reported of a topic before a moment, and from then until now, or
// until it was closed; no evidence where too little is known. What was none does
// not count. The days before begin with the first case, which is why that does not
// count: else the beginning would be chosen so that there is one.
func Told(t hotspots.Topic, all []cases.Case, turn, now int64) Evidence {
	if !t.Open() {
		now = t.Since
	}
	of := slices.DeleteFunc(slices.Clone(all), func(c cases.Case) bool {
		return !slices.Contains(t.Cases, c.Number) || c.Status == cases.Withdrawn || c.Status == cases.Declined || c.Status == cases.Merged
	})
	slices.SortFunc(of, func(a, b cases.Case) int { return int(a.Opened - b.Opened) })
	if turn == 0 || turn >= now || len(of) == 0 || of[0].Opened >= turn {
		return Evidence{}
	}
	e := Evidence{Topics: 1}
	e.Before.Days, e.After.Days = float64(turn-of[0].Opened)/day, float64(now-turn)/day
	for i, c := range of {
		side := &e.Before
		if c.Opened >= turn {
			side = &e.After
		}
		if i > 0 {
			side.Cases++
		}
		if c.Status.Type() != cases.Done || c.Ended == 0 {
			continue
		}
		back := slices.ContainsFunc(of, func(o cases.Case) bool { return o.Number == c.Next && o.Opened <= c.Ended+watched })
		if back || now >= c.Ended+watched {
			side.Closed++
		}
		if back {
			side.Back++
		}
	}
	return e
}

// One is what became of a case it was used for, and whether that is known by now:
// what was none says nothing, and what was closed is watched for 90 days.
func One(c cases.Case, now int64) (e Evidence, known bool) {
	switch {
	case c.Status.Type() == cases.Open:
		return e, false
	case c.Status.Type() != cases.Done || c.Ended == 0 || c.Outcome == cases.NothingSeen:
		return e, true
	}
	e.Ones = Span{Cases: 1, Closed: 1}
	if c.Next != 0 {
		e.Ones.Back = 1
	}
	return e, c.Next != 0 || now >= c.Ended+watched
}

// Watched is until when a closed case is watched.
func Watched(c cases.Case) int64 { return c.Ended + watched }

// Turn is when what was agreed of a topic was begun; 0 where that never was.
func Turn(t hotspots.Topic) int64 {
	for _, e := range t.Diary {
		if e.Stage == hotspots.StageRunning {
			return e.At
		}
	}
	return 0
}

// Until are the topics that show how it went: the one it was made from, and those
// it was used for.
func (p Playbook) Until() []int {
	all := []int{p.Topic}
	for _, u := range p.Uses {
		if !slices.Contains(all, u.Topic) {
			all = append(all, u.Topic)
		}
	}
	return all
}

// An Interval is a value, and between what it lies, at 95 in a hundred. A zero High
// says that nothing can be said.
type Interval struct{ Low, Mid, High float64 }

// Known tells whether anything can be said.
func (i Interval) Known() bool { return i.High > 0 }

// Ratio is how many there are after for one before, in as many days: exact, for
// counts that come by chance (of all that were reported in both, so many fell into
// the days after).
func (e Evidence) Ratio() Interval {
	n := e.Before.Cases + e.After.Cases
	if n < Fewest || e.Before.Days <= 0 || e.After.Days <= 0 || e.Early() {
		return Interval{}
	}
	share := Share(e.After.Cases, n)
	odds := func(p float64) float64 { return p / (1 - p) * e.Before.Days / e.After.Days }
	return Interval{odds(share.Low), odds(share.Mid), odds(share.High)}
}

// Fewest is of how many cases, at least, something is said.
const Fewest = 5

// Share is so many of n, with the exact interval of Clopper and Pearson.
func Share(k, n int) Interval {
	if n <= 0 {
		return Interval{}
	}
	i := Interval{Low: 0, Mid: float64(k) / float64(n), High: 1}
	if k > 0 {
		i.Low = cross(func(p float64) float64 { return tail(k, n, p) }, 0.025)
	}
	if k < n {
		i.High = cross(func(p float64) float64 { return tail(k+1, n, p) }, 0.975)
	}
	return i
}

// cross is where a rising function of a probability reaches a level.
func cross(f func(float64) float64, level float64) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		if mid := (low + high) / 2; f(mid) < level {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// tail is how likely k or more of n are.
func tail(k, n int, p float64) float64 {
	switch {
	case k <= 0 || p >= 1:
		return 1
	case p <= 0:
		return 0
	}
	lgamma := func(x int) float64 { v, _ := math.Lgamma(float64(x)); return v }
	sum := 0.0
	for i := k; i <= n; i++ {
		sum += math.Exp(lgamma(n+1) - lgamma(i+1) - lgamma(n-i+1) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return min(sum, 1)
}

// Verdict is what can be said of how it went.
type Verdict string

// The verdicts.
const (
	Few     Verdict = "few"     // too little is known
	Better  Verdict = "better"  // less than before, beyond chance
	Same    Verdict = "same"    // neither more nor less, as far as one can tell
	Worse   Verdict = "worse"   // more than before, beyond chance
	Nothing Verdict = "nothing" // where nothing was done it became less, and here not so: worse than nothing
)

// Verdict says how it went, held against topics for which nothing was begun.
func (e Evidence) Verdict(nothing Evidence) Verdict {
	r := e.Ratio()
	switch {
	case !r.Known():
		return Few
	case r.Low > 1:
		return Worse
	case e.WorseThan(nothing):
		return Nothing
	case r.High < 1:
		return Better
	}
	return Same
}

// WorseThan tells whether it became more, held against others, beyond chance: the
// logarithms of both ratios differ by more than 1.96 times what they scatter.
func (e Evidence) WorseThan(o Evidence) bool {
	if !o.Ratio().Known() || !e.Ratio().Known() {
		return false
	}
	log := func(e Evidence) (mid, scatter float64) { // half a case more on each side, as there may be none
		b, a := float64(e.Before.Cases)+0.5, float64(e.After.Cases)+0.5
		return math.Log(a / e.After.Days * e.Before.Days / b), 1/a + 1/b
	}
	own, s1 := log(e)
	other, s2 := log(o)
	return own-other > 1.96*math.Sqrt(s1+s2)
}
