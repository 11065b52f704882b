package figures

import (
	"math"
	"slices"
	"strings"
)

// A Figure is one number the street office is measured by. What it is made of
// is all here, so that whoever doubts it can be shown.
type Figure struct {
	Key string
	// Num over Of is a rate; without Of it is a count. A minus takes away.
	Num, Of []string
	// Quantile of a duration instead: of how long a report waited.
	Quantile float64
	Claim    bool // of how long a case was on offer
	// Better is 1 where more is better, -1 where less is, 0 where neither.
	Better int
	// Each says that it is Num for each of Of, and no share of it.
	Each bool
}

var (
	closed  = []string{Confirmed, Unconfirmed, Imported, Checked}
	ours    = []string{Confirmed, Unconfirmed, Checked} // nobody knows how another system closed its own
	answers = []string{answer + "1", answer + "2", answer + "3", answer + "4", answer + "5", NotFixed}
)

// All are the figures, in the order in which they are shown; the first five
// stand on the digest.
var All = slices.Concat(
	[]Figure{
		{Key: "reported", Num: []string{Reported}},
		{Key: "closed", Num: closed, Better: 1},
		{Key: "overdue", Num: missedAll(), Better: -1},
		{Key: "response", Quantile: 0.5, Better: -1},
		{Key: "solved", Num: []string{Confirmed, Unconfirmed, Checked, "-" + Reopened}, Of: ours, Better: 1},

		{Key: "response90", Quantile: 0.9, Better: -1},
		{Key: "claim", Quantile: 0.5, Claim: true, Better: -1},
		{Key: "disposal", Num: []string{Disposed}, Of: []string{FellDue}, Better: 1},
		{Key: "satisfied", Num: []string{answer + "4", answer + "5"}, Of: answers, Better: 1},
		{Key: "answers", Num: answers, Of: []string{Asked}, Better: 1},
	},
	onTime(),
	[]Figure{
		{Key: "rework", Num: []string{Reworked}, Of: []string{HandedIn}, Better: -1},
		{Key: "return", Num: []string{Returned}, Of: []string{Taken}, Better: -1},
		{Key: "extension", Num: []string{Extended}, Of: []string{Taken}, Better: -1},
		{Key: "pause", Num: []string{Paused}, Of: []string{Taken}, Better: -1},
		{Key: "relapse30", Num: []string{Relapsed30}, Of: closed, Better: -1},
		{Key: "relapse90", Num: []string{Relapsed90}, Of: closed, Better: -1},
		{Key: "firstpass", Num: []string{ItemsPassed}, Of: []string{Items}, Better: 1},
		{Key: "joint", Num: []string{Joint}},
		{Key: "legs", Num: []string{LegsCalled}},
		{Key: "legsilent", Num: []string{LegsSilent}, Of: []string{LegsCalled}, Better: -1},
		{Key: "legabsent", Num: []string{LegsAbsent}, Of: []string{LegsCalled}, Better: -1},
		{Key: "leglate", Num: []string{LegsLate}, Of: []string{LegsCalled}, Better: -1},
		{Key: "proved", Num: []string{Proved}, Of: []string{Confirmed, Unconfirmed}, Better: 1},
		{Key: "notfound", Num: []string{NothingSeen}},
		{Key: "contested", Num: []string{Contested}, Of: []string{Declined}, Better: -1},
		{Key: "corrected", Num: []string{Corrected}, Of: []string{Reported}, Better: -1},
		{Key: "bounced", Num: []string{Bounced}, Better: -1},
		{Key: "told", Num: []string{Told}, Of: []string{Reported}, Better: -1, Each: true},
		{Key: "taps", Num: []string{Taps}, Of: []string{Reported}, Better: -1, Each: true},
		{Key: "hushed", Num: []string{Hushed}, Better: -1},
	},
)

// Fewest is of how many cases, at least, a share is said in per cent, and a change
// at all: of fewer, one case more or less says nothing.
const Fewest = 10

// Few reports whether a share or a duration is of too few cases for a percentage.
func (f Figure) Few(v Value) bool {
	switch {
	case f.Quantile != 0:
		return v.Num < Fewest
	case f.Of == nil || f.Each:
		return false
	}
	return v.Of < Fewest
}

// Headline is how many of All stand on the digest.
const Headline = 5

func missedAll() []string {
	var names []string
	for _, k := range Clocks {
		names = append(names, MissedOf(k))
	}
	return names
}

// onTime is a figure for each clock: kept, of all that were kept or missed.
func onTime() []Figure {
	var all []Figure
	for _, k := range Clocks {
		all = append(all, Figure{Key: "ontime." + string(k), Num: []string{KeptOf(k)}, Of: []string{KeptOf(k), MissedOf(k)}, Better: 1})
	}
	return all
}

// Of is the figure of a key; ok is false where there is none.
func Of(key string) (Figure, bool) {
	i := slices.IndexFunc(All, func(f Figure) bool { return f.Key == key })
	if i < 0 {
		return Figure{}, false
	}
	return All[i], true
}

// A Value is a figure of some weeks: Num over Of, or Seconds at the quantile
// of Num durations.
type Value struct {
	Num, Of int
	Seconds float64
}

// Value reads a figure from counters.
func (f Figure) Value(s Sums) Value {
	if f.Quantile != 0 {
		spread := s.Response()
		if f.Claim {
			spread = s.Claim()
		}
		return Value{Num: spread.N(), Seconds: spread.Quantile(f.Quantile)}
	}
	v := Value{Num: sum(s, f.Num), Of: sum(s, f.Of)}
	if f.Key == "answers" || f.Key == "solved" { // what an older release counted twice, or of what was brought in
		v.Num = min(max(0, v.Num), v.Of)
	}
	return v
}

func sum(s Sums, names []string) int {
	n := 0
	for _, name := range names {
		if less, ok := strings.CutPrefix(name, "-"); ok {
			n -= s[less]
		} else {
			n += s[name]
		}
	}
	return n
}

// Number is what is compared between two spans: a count, a share, seconds; NaN
// where there is nothing to go by.
func (f Figure) Number(v Value) float64 {
	switch {
	case f.Quantile != 0:
		return v.Seconds
	case f.Of == nil:
		return float64(v.Num)
	case v.Of == 0:
		return math.NaN()
	}
	return float64(v.Num) / float64(v.Of)
}

// Behind names the lists of the cases a figure is made of: of a rate, what it
// is a rate of, or what should not have been. Some figures have none.
func (f Figure) Behind() []string {
	names := f.Of
	switch {
	case f.Claim:
		return []string{Taken}
	case f.Quantile != 0:
		return []string{Answered}
	case f.Of == nil:
		names = f.Num
	case f.Each || slices.Contains(f.Of, Items):
		return nil
	case f.Better < 0:
		names = f.Num // what should not have been
	}
	if f.Key == "hushed" {
		return nil
	}
	return names
}
