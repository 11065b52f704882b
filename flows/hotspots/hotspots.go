// Package hotspots finds what is frequent (高频事项) in what was reported:
// places, kinds, and kinds at places whose count is beyond chance, and what
// comes back after it was closed (回潮). It knows no chat, no storage, no names
// of people and no clock: what happened is handed to it. What becomes of a spot,
// and of a key topic, stands here too, as records without a word.
//
// # The statistic
//
// A count is of voices, not of cases: a resident counts once for a kind at a
// place in a window however often they write, the staff's own finds once for
// each day, all that gave no name together once a week, as nobody may be told
// apart there. That somebody joined a case makes no second one. A spot whose
// voices are for more than half one resident's is never named; of others it is
// said where most of what was told comes from one, never who that is.
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
	Who   int64  // the resident who told of it; 0: the staff found it; Nameless: they gave no name
	Case  int
	Back  bool // it came back after closing: the second round and later
}

// Nameless stands for everybody who gave no name.
const Nameless = -1

// Spot says what is counted: a kind at a place, a place or a kind.
type Spot struct {
	Place string `json:"place,omitempty"`
	Kind  string `json:"kind,omitempty"`
}

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
	at       spot
	Why      Why     `json:"why"`
	Days     int     `json:"days"`               // the window
	Voices   int     `json:"voices"`             // told in the window, each resident once
	Nameless int     `json:"nameless,omitempty"` // of those, without a name
	Before   float64 `json:"before,omitempty"`   // voices to be expected in as many days by what was before, or by an even share
	Level    float64 `json:"level,omitempty"`    // how likely so many would be by chance
	ByOne    int     `json:"one,omitempty"`      // of the cases, those one resident told of, where that is more than half
	Reports  int     `json:"reports,omitempty"`  // how many cases that is
	Cases    []int   `json:"cases,omitempty"`    // of those the newest, in order
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
func (l *Ledger) Find(today, days, since, places int) []Found {
	now := l.count(today-days+1, today, days, true)
	var found []Found
	history := min(historyMax, today-days+1-since)
	if history >= historyMin {
		from := today - days + 1 - history/days*days
		before := l.count(from, today-days, days, false)
		lastYear := tally{total: &counted{}}
		if from := today - days + 1 - year; from >= since {
			lastYear = l.count(from, from+days-1, days, false)
		}
		found = now.rising(before, lastYear, days, history/days)
	}
	found = append(found, now.frequent(places, days)...)
	found = append(found, now.relapsed(days)...)
	for i := range found {
		found[i].Spot = l.named(found[i].at)
	}
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
	tried := make([]Found, 0, len(now.spots))
	for at, n := range now.spots {
		like, was := now.like(at), before
		span := float64(blocks)
		if at.place == 0 { // a kind has a season
			if lastYear.total.voices == 0 {
				continue
			}
			was, span = lastYear, 1
		}
		old, oldLike := was.of(at).voices, was.like(at)
		if oldLike == 0 || like == 0 {
			continue // nothing to compare with
		}
		tried = append(tried, n.found(at, Rising, days, float64(old)/span, fisher(n.voices, like, old, oldLike)))
	}
	return holm(tried, now)
}

// frequent are the kinds at places that have more than an even share.
func (now tally) frequent(places, days int) []Found {
	if places < 2 {
		return nil
	}
	tried := make([]Found, 0, len(now.spots))
	kinds := map[int32]bool{}
	for at, n := range now.spots {
		if at.place == 0 || at.kind == 0 {
			continue
		}
		all := now.of(spot{kind: at.kind}).placed
		share := 1 / float64(places)
		kinds[at.kind] = true
		tried = append(tried, n.found(at, Frequent, days, float64(all)*share, binomialTail(n.voices, all, share)))
	}
	// Every place might have had it, those where nothing was told too.
	return holmOf(tried, now, places*len(kinds))
}

// relapsed are the spots where what was closed came back, a fact and no chance.
func (now tally) relapsed(days int) []Found {
	var all []Found
	for at, n := range now.spots {
		if at.place != 0 && at.kind != 0 && n.back >= backAgain {
			all = append(all, n.found(at, Relapse, days, 0, 1))
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
		return f.Voices < fewest || now.of(f.at).one()
	})
}
