// Package hotspots finds what is frequent (高频事项) in what was reported:
// places, kinds, and kinds at places whose count is beyond chance, and what
// comes back after it was closed (回潮). It knows no chat, no storage, no names
// of people and no clock: what happened is handed to it.
//
// # The statistic
//
// A count is of voices, not of cases: a resident counts once for a kind at a
// place in a window however often they write, the staff's own finds once for
// each day. That somebody joined a case makes no second one. A spot that rests
// for more than half on one resident is never named.
//
//   - Rising: of all that was told of a spot in the window and before, was more
//     told in the window than by chance? Fisher's exact test, one-sided, against
//     what happened to its like in the same days (a kind at a place: the kind
//     elsewhere; a place: all other places; a kind: all other kinds). So neither
//     the season of a kind nor the growth of the district makes a spot. A kind
//     is compared with the same season of the year before; a place with the days
//     before the window. Without that history nothing rises.
//   - Frequent: of all of a kind in the window, more is told of one place than
//     an even share of the places would have. Binomial, one-sided.
//
// Both at a level of one in a hundred for all spots of one night and window
// together (Holm); as counts are whole numbers it is less. The tests hold what
// that comes to over years of nights.
package hotspots

import (
	"cmp"
	"slices"
)

// Event is one report: who told of what, where. Place and Kind are IDs; "" where
// it is not known, and then it counts for the other only.
type Event struct {
	Day   int    // days since any day, in the district's time zone
	Place string // what the places are told apart by
	Kind  string // a category
	Who   int64  // the resident who told of it; 0: the staff found it
	Case  int
	Back  bool // it came back after closing: the second round and later
}

// Spot says what is counted: a kind at a place, a place or a kind.
type Spot struct{ Place, Kind string }

// Why says what is unusual about a spot.
type Why string

// The reasons, the most telling first.
const (
	Rising   Why = "rising"
	Frequent Why = "frequent"
	Relapse  Why = "relapse"
)

// Found is a spot that is beyond chance.
type Found struct {
	Spot
	Why    Why
	Days   int     // the window
	Voices int     // told in the window, each resident once
	Before float64 // voices to be expected in as many days by what was before, or by an even share
	Level  float64 // how likely so many would be by chance
	Cases  []int   // those of the window, in order
}

const (
	level      = 0.01 // by chance, any spot at all of one night's
	fewest     = 4    // voices in the window: less is told to nobody
	backAgain  = 2    // rounds that make a relapse worth telling
	historyMin = 90   // days before the window without which nothing rises
	historyMax = 365
	year       = 364 // so that weekdays meet
)

// Windows are the days that are looked back.
var Windows = [2]int{30, 90}

// Find looks at a window of so many days that ends with today, included. since
// is the first day that is known; what happened before it is not nothing, it is
// unknown. places is how many places of the district there are to be told of.
// The most telling come first.
func Find(events []Event, today, days, since, places int) []Found {
	now := countIn(events, today-days+1, today, days)
	var found []Found
	history := min(historyMax, today-days+1-since)
	if history >= historyMin {
		from := today - days + 1 - history/days*days
		before := countIn(events, from, today-days, days)
		lastYear := tally{}
		if from := today - days + 1 - year; from >= since {
			lastYear = countIn(events, from, from+days-1, days)
		}
		found = now.rising(before, lastYear, days, history/days)
	}
	found = append(found, now.frequent(places, days)...)
	found = append(found, now.relapsed(days)...)
	return best(found)
}

// best keeps for each spot the most telling reason, and of a kind at a place and
// the place or the kind alone the narrower, where it is most of the other.
func best(all []Found) []Found {
	order := []Why{Rising, Frequent, Relapse}
	slices.SortStableFunc(all, func(a, b Found) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Why), slices.Index(order, b.Why)),
			cmp.Compare(a.Level, b.Level), -cmp.Compare(a.Voices, b.Voices),
			cmp.Compare(a.Place, b.Place), cmp.Compare(a.Kind, b.Kind))
	})
	seen := map[Spot]bool{}
	var kept []Found
	for _, f := range all {
		if seen[f.Spot] {
			continue
		}
		seen[f.Spot] = true
		kept = append(kept, f)
	}
	return slices.DeleteFunc(kept, func(wide Found) bool {
		return slices.ContainsFunc(kept, func(narrow Found) bool {
			return narrow.Spot != wide.Spot && narrow.Place != "" && narrow.Kind != "" &&
				(wide.Place == narrow.Place && wide.Kind == "" || wide.Kind == narrow.Kind && wide.Place == "") &&
				2*narrow.Voices > wide.Voices
		})
	})
}

// rising are the spots that have more now than before.
func (now tally) rising(before, lastYear tally, days, blocks int) []Found {
	var tried []Found
	for spot, n := range now.spots {
		like, was := now.like(spot), before
		span := float64(blocks)
		if spot.Place == "" { // a kind has a season
			if lastYear.total.voices == 0 {
				continue
			}
			was, span = lastYear, 1
		}
		old, oldLike := was.spots[spot].voices, was.like(spot)
		if oldLike == 0 || like == 0 {
			continue // nothing to compare with
		}
		tried = append(tried, Found{
			Spot: spot, Why: Rising, Days: days, Voices: n.voices, Cases: n.cases,
			Before: float64(old) / span,
			Level:  fisher(n.voices, like, old, oldLike),
		})
	}
	return holm(tried, now)
}

// frequent are the kinds at places that have more than an even share.
func (now tally) frequent(places, days int) []Found {
	if places < 2 {
		return nil
	}
	var tried []Found
	for spot, n := range now.spots {
		if spot.Place == "" || spot.Kind == "" {
			continue
		}
		all := now.spots[Spot{Kind: spot.Kind}].placed
		share := 1 / float64(places)
		tried = append(tried, Found{
			Spot: spot, Why: Frequent, Days: days, Voices: n.voices, Cases: n.cases,
			Before: float64(all) * share,
			Level:  binomialTail(n.voices, all, share),
		})
	}
	// Every place might have had it, those where nothing was told too.
	kinds := map[string]bool{}
	for _, f := range tried {
		kinds[f.Kind] = true
	}
	return holmOf(tried, now, places*len(kinds))
}

// relapsed are the spots where what was closed came back, a fact and no chance.
func (now tally) relapsed(days int) []Found {
	var all []Found
	for spot, n := range now.spots {
		if spot.Place != "" && spot.Kind != "" && n.back >= backAgain {
			all = append(all, Found{Spot: spot, Why: Relapse, Days: days, Voices: n.voices, Cases: n.cases, Level: 1})
		}
	}
	return all
}

func holm(tried []Found, now tally) []Found { return holmOf(tried, now, len(tried)) }

// holmOf keeps of so many that were tried those which are beyond chance
// together, and which rest on more than one resident.
func holmOf(tried []Found, now tally, of int) []Found {
	slices.SortFunc(tried, func(a, b Found) int { return cmp.Compare(a.Level, b.Level) })
	for i, f := range tried {
		if f.Level*float64(of-i) > level {
			tried = tried[:i]
			break
		}
	}
	return slices.DeleteFunc(tried, func(f Found) bool {
		return f.Voices < fewest || now.spots[f.Spot].one()
	})
}

// tally is what was told in some days, by spot.
type tally struct {
	spots map[Spot]counted
	total counted
}

type counted struct {
	voices, placed, back int           // placed: of those, where the place is known
	by                   map[int64]int // voices by resident; 0 for the finds of the staff
	cases                []int
}

// one says whether a single resident is more than half of it.
func (c counted) one() bool {
	for who, n := range c.by {
		if who != 0 && 2*n > c.voices {
			return true
		}
	}
	return false
}

// like is how much was told of what a spot is compared with.
func (t tally) like(s Spot) int {
	switch {
	case s.Place != "" && s.Kind != "":
		return t.spots[Spot{Kind: s.Kind}].placed - t.spots[s].voices
	case s.Kind != "":
		return t.total.voices - t.spots[s].voices
	}
	return t.total.placed - t.spots[s].voices
}

// countIn counts the voices from a day to a day, both included: a resident once
// for a kind at a place in each block of so many days, the last of which ends
// with the last day; finds of the staff once a day.
func countIn(events []Event, from, to, block int) tally {
	type voice struct {
		Spot
		who   int64
		block int
	}
	heard := map[voice]bool{}
	t := tally{spots: map[Spot]counted{}, total: counted{by: map[int64]int{}}}
	for _, e := range events {
		if e.Day < from || e.Day > to {
			continue
		}
		when := (to - e.Day) / block
		if e.Who == 0 {
			when = to - e.Day
		}
		v := voice{Spot{e.Place, e.Kind}, e.Who, when}
		fresh := !heard[v]
		heard[v] = true
		for _, s := range [...]Spot{{e.Place, e.Kind}, {Place: e.Place}, {Kind: e.Kind}} {
			if s == (Spot{}) || s == v.Spot && (s.Place == "" || s.Kind == "") {
				continue // the wide ones come by themselves
			}
			c := t.spots[s]
			if c.by == nil {
				c.by = map[int64]int{}
			}
			t.spots[s] = c.with(e, fresh)
		}
		t.total = t.total.with(e, fresh)
	}
	return t
}

// with is a count with one more report, which may be no voice of its own.
func (c counted) with(e Event, fresh bool) counted {
	c.cases = append(c.cases, e.Case)
	if e.Back {
		c.back++
	}
	if fresh {
		c.voices++
		c.by[e.Who]++
		if e.Place != "" {
			c.placed++
		}
	}
	return c
}
