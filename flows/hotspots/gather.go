package hotspots

import (
	"hash/fnv"
	"maps"
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
)

// Back is how far the log is read: the longest window, the season of a year ago,
// and what lies before both.
const Back = (year + 90 + 2) * 24 * time.Hour

// A Gathering reads the log, line by line, for what was told and where.
type Gathering struct {
	zone  *time.Location
	told  []report
	at    map[int]int32 // where a case stands among them
	since int           // the first day anything is known of
	names map[string]string
}

// report is a case as far as it is counted.
type report struct {
	Event
	grid string
	no   bool // it was none: withdrawn, declined, nothing was there, or the same as another
}

// Gather begins to read; days are those of a time zone.
func Gather(zone *time.Location) *Gathering {
	return &Gathering{zone: zone, at: map[int]int32{}, names: map[string]string{}}
}

// day counts the days up to a moment.
func (g *Gathering) day(at int64) int {
	_, offset := time.Unix(at, 0).In(g.zone).Zone()
	return int((at + int64(offset)) / (24 * 60 * 60))
}

// Add takes a line of the log. What was told before it began is not known.
func (g *Gathering) Add(l figures.Logged) {
	if day := g.day(l.At); l.At > 0 && (g.since == 0 || day < g.since) {
		g.since = day
	}
	at, known := g.at[l.Case]
	switch {
	case l.Case == 0, !known && l.Do != cases.Report:
		return
	case !known:
		at = int32(len(g.told))
		g.at[l.Case] = at
		if len(g.told) == cap(g.told) { // twice as many: a year is read at once
			g.told = slices.Grow(g.told, len(g.told)+1)
		}
		g.told = append(g.told, report{Event: Event{Day: g.day(l.At), Case: l.Case, Back: l.Round > 1, Who: g.who(l)}})
	}
	r := &g.told[at]
	if l.Grid != "" {
		r.grid = g.name(l.Grid)
	}
	if l.Category != "" {
		r.Kind = g.name(l.Category)
	}
	if l.Spot != "" {
		r.Place = g.name(l.Spot)
	}
	if l.To != "" {
		r.no = l.To == cases.Withdrawn || l.To == cases.Declined || l.To == cases.Merged || l.Outcome == cases.NothingSeen
	}
}

// name keeps one copy of a name that stands in a hundred thousand lines.
func (g *Gathering) name(s string) string {
	if kept, ok := g.names[s]; ok {
		return kept
	}
	g.names[s] = s
	return s
}

// who is the voice of a report. What another system had is one each: who told it
// is not known here, and less history would make a spot of what came since.
func (g *Gathering) who(l figures.Logged) int64 {
	switch {
	case l.Part == cases.PartImport:
		return -1 - int64(l.Case)
	case l.Voice != 0:
		h := fnv.New32a()
		h.Write([]byte(l.Spot))
		return int64(h.Sum32())<<8 | int64(l.Voice)
	case l.Part.Outsider():
		return Nameless
	}
	return 0
}

// A Hot is what was found in a grid.
type Hot struct {
	Grid string `json:"grid"`
	Found
}

// mostCases is how many cases of a spot are kept with it, the newest; mostFound how
// many spots of a grid: nobody decides on more.
const (
	mostCases = 40
	mostFound = 40
)

// Find is what is beyond chance in each grid by now, the most telling of each
// first. known are the spots of a grid that can be told of, whether anything was
// or not.
func (g *Gathering) Find(now time.Time, known func(grid string) []string) []Hot {
	grids := map[string]bool{}
	for i := range g.told {
		grids[g.told[i].grid] = true
	}
	delete(grids, "")
	today := g.day(now.Unix())
	var all []Hot
	var events []Event // of a grid at a time
	for _, grid := range slices.Sorted(maps.Keys(grids)) {
		spots := map[string]bool{}
		for _, id := range known(grid) {
			spots[id] = true
		}
		events = events[:0]
		for i := range g.told {
			if r := &g.told[i]; !r.no && r.grid == grid {
				events = append(events, r.Event)
				spots[r.Place] = true
			}
		}
		delete(spots, "")
		l := NewLedger(events)
		var found []Found
		for _, days := range Windows {
			found = append(found, l.Find(today, days, g.since, len(spots))...)
		}
		found = best(found)
		for _, f := range found[:min(len(found), mostFound)] {
			slices.Sort(f.Cases)
			f.Cases = slices.Compact(f.Cases)
			f.Reports = len(f.Cases)
			f.Cases = slices.Clone(f.Cases[max(0, len(f.Cases)-mostCases):])
			all = append(all, Hot{grid, f})
		}
	}
	return all
}
