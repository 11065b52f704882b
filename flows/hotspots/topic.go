package hotspots

import (
	"slices"
	"time"

	"gridbot/flows/bills"
	"gridbot/flows/upkeep"
)

// Topics are the key topics (重点议题) of a district.
type Topics struct {
	Rev  int     `json:"-"`
	Last int     `json:"last,omitempty"` // the highest number one ever had
	All  []Topic `json:"all,omitempty"`

	Sealed []byte `json:"-"` // whose shares are whose, where that cannot be opened here; it stays as it is
}

// A Topic is a place, or a kind, or a kind at a place that is worked on as one
// thing: what is told of it from then on is of it.
type Topic struct {
	N    int    `json:"n"`
	Grid string `json:"grid"`
	Spot
	Name   string  `json:"name,omitempty"` // what whoever made it by hand calls it
	Owner  int64   `json:"owner"`          // the lead who answers for it
	Opened int64   `json:"opened"`
	Stage  Stage   `json:"stage"`
	Since  int64   `json:"since"`            // when it came to its stage
	Plan   string  `json:"plan,omitempty"`   // what is planned: who reports there reads it
	Next   int64   `json:"next,omitempty"`   // when it is looked at next
	Cases  []int   `json:"cases,omitempty"`  // of it, in order
	Diary  []Entry `json:"diary,omitempty"`  // oldest first
	Counts []Count `json:"counts,omitempty"` // how many there were, when somebody looked
	Why    Why     `json:"why,omitempty"`    // how it was found, …
	Voices int     `json:"voices,omitempty"`
	Days   int     `json:"days,omitempty"`  // … with so many voices in so many days
	Own    int64   `json:"own,omitempty"`   // the next date that whoever leads set, where something comes before it
	Told   int64   `json:"told,omitempty"`  // of which next date whoever leads it was told, …
	Rung   int     `json:"rung,omitempty"`  // … and how often
	Rests  int64   `json:"rests,omitempty"` // its clock does not strike before: people sleep

	Points []upkeep.Point    `json:"points,omitempty"` // where it is watched
	Bills  []bills.Bill      `json:"bills,omitempty"`  // what it costs, and who pays
	Upkeep []upkeep.Schedule `json:"upkeep,omitempty"` // what is done again and again
}

// An Entry is one line of a topic's diary: words, or a step to another stage.
type Entry struct {
	At    int64  `json:"at"`
	By    int64  `json:"by,omitempty"`
	Stage Stage  `json:"stage,omitempty"`
	Words string `json:"words,omitempty"`
	Case  int    `json:"case,omitempty"` // this one came in
}

// A Count is how many of it somebody of the staff saw.
type Count struct {
	At int64 `json:"at"`
	By int64 `json:"by"`
	N  int   `json:"n"`
}

// Stage is how far a topic is.
type Stage string

// The stages, in their order.
const (
	StageFound   Stage = "found"
	StageLooked  Stage = "looked"  // looked into on the spot
	StageOptions Stage = "options" // what could be done is on the table
	StageAgreed  Stage = "agreed"
	StageRunning Stage = "running"
	StageHeld    Stage = "held" // what was agreed has held
	StageClosed  Stage = "closed"
	StageBack    Stage = "back" // it came back
)

// goes says where a topic can go from a stage: the next one, back by one where
// that happens, or to its end.
var goes = map[Stage][]Stage{
	StageFound:   {StageLooked, StageClosed},
	StageLooked:  {StageOptions, StageClosed},
	StageOptions: {StageAgreed, StageLooked, StageClosed},
	StageAgreed:  {StageRunning, StageOptions, StageClosed},
	StageRunning: {StageHeld, StageOptions, StageClosed},
	StageHeld:    {StageClosed, StageBack},
	StageBack:    {StageLooked, StageClosed},
}

// Goes is where the topic can go from here; nowhere once it is closed.
func (t Topic) Goes() []Stage { return goes[t.Stage] }

// Open tells whether the topic is worked on, or what was agreed is watched.
func (t Topic) Open() bool { return t.Stage != StageClosed }

// Late tells whether the day has passed on which it was to be looked at next.
func (t Topic) Late(now time.Time) bool { return t.Open() && t.Next != 0 && now.Unix() > t.Next }

const (
	mostDiary  = 200
	mostCounts = 400
	mostOfIt   = 500 // cases
	MostTopics = 60  // open ones of a district
)

// Write adds a line to the diary; of a very long one the oldest go.
func (t *Topic) Write(e Entry) {
	t.Diary = append(slices.Clone(t.Diary), e)
	t.Diary = t.Diary[max(0, len(t.Diary)-mostDiary):]
}

// Tick adds a count; of very many the oldest go.
func (t *Topic) Tick(c Count) {
	t.Counts = append(slices.Clone(t.Counts), c)
	t.Counts = t.Counts[max(0, len(t.Counts)-mostCounts):]
}

// Go takes the topic to another stage. It tells whether that can be.
func (t *Topic) Go(to Stage, by int64, now time.Time) bool {
	if !slices.Contains(t.Goes(), to) {
		return false
	}
	t.Stage, t.Since = to, now.Unix()
	if to == StageClosed {
		t.Next, t.Own = 0, 0
	}
	t.Write(Entry{At: now.Unix(), By: by, Stage: to})
	return true
}

// Takes tells whether what is told of a spot in a grid is of the topic.
func (t Topic) Takes(grid string, s Spot) bool {
	return t.Open() && t.Grid == grid && (t.Place != "" || t.Kind != "") && (t.Place == "" || t.Place == s.Place) && (t.Kind == "" || t.Kind == s.Kind)
}

// Join adds a case; one that is of it already is there once.
func (t *Topic) Join(number int, now time.Time) {
	if slices.Contains(t.Cases, number) {
		return
	}
	t.Cases = append(slices.Clone(t.Cases), number)
	t.Cases = t.Cases[max(0, len(t.Cases)-mostOfIt):]
	if t.Stage == StageHeld { // else they are counted on the card
		t.Write(Entry{At: now.Unix(), Case: number})
	}
}

// Leave takes a case out of the topic again: it is somewhere else.
func (t *Topic) Leave(number int) {
	t.Cases = slices.DeleteFunc(slices.Clone(t.Cases), func(n int) bool { return n == number })
}

// Topic is one by its number; nil for none.
func (ts *Topics) Topic(n int) *Topic {
	if ts == nil {
		return nil
	}
	for i := range ts.All {
		if ts.All[i].N == n {
			return &ts.All[i]
		}
	}
	return nil
}

// For is the open topic that takes what is told of a spot: of several the
// narrowest, and of those the first; nil for none.
func (ts *Topics) For(grid string, s Spot) *Topic {
	if ts == nil {
		return nil
	}
	var best *Topic
	width := func(t *Topic) (w int) {
		if t.Place == "" {
			w += 2
		}
		if t.Kind == "" {
			w++
		}
		return w
	}
	for i := range ts.All {
		if t := &ts.All[i]; t.Takes(grid, s) && (best == nil || width(t) < width(best)) {
			best = t
		}
	}
	return best
}

// Point is one of its places by its number; nil for none.
func (t *Topic) Point(n int) *upkeep.Point {
	for i := range t.Points {
		if t.Points[i].N == n {
			return &t.Points[i]
		}
	}
	return nil
}

// Bill is one of its bills by its number; nil for none.
func (t *Topic) Bill(n int) *bills.Bill {
	for i := range t.Bills {
		if t.Bills[i].N == n {
			return &t.Bills[i]
		}
	}
	return nil
}

// Schedule is one of its schedules by its number; nil for none.
func (t *Topic) Schedule(n int) *upkeep.Schedule {
	for i := range t.Upkeep {
		if t.Upkeep[i].N == n {
			return &t.Upkeep[i]
		}
	}
	return nil
}

// Upcoming brings the next date forward to the first look, or the first thing to be done
// again, that is to come; over is the date of one that was. What whoever leads set comes
// up again after them.
func (t *Topic) Upcoming(over int64) {
	if t.Next != over && !t.own(t.Next) {
		t.Own = t.Next
	}
	t.Next = t.Own
	first := func(at int64) {
		if at != 0 && (t.Next == 0 || at < t.Next) {
			t.Next = at
		}
	}
	for _, p := range t.Points {
		first(p.Next)
	}
	for _, s := range t.Upkeep {
		first(s.Next)
	}
}

// Same is the open topic of exactly this spot; nil for none.
func (ts *Topics) Same(grid string, s Spot) *Topic {
	if ts == nil {
		return nil
	}
	for i, t := range ts.All {
		if t.Open() && t.Grid == grid && t.Spot == s {
			return &ts.All[i]
		}
	}
	return nil
}

// Clone copies what may be changed.
func (ts *Topics) Clone() Topics {
	if ts == nil {
		return Topics{}
	}
	c := *ts
	c.All = slices.Clone(ts.All)
	return c
}

// keptClosed is how long a closed topic is kept.
const keptClosed = 2 * 365 * 24 * time.Hour

// Begin opens a topic; false where there are too many open ones. What was closed
// long ago goes.
func (ts *Topics) Begin(t Topic, now time.Time) (*Topic, bool) {
	ts.All = slices.DeleteFunc(ts.All, func(o Topic) bool { return !o.Open() && now.Unix()-o.Since > int64(keptClosed/time.Second) })
	open := 0
	for _, o := range ts.All {
		if o.Open() {
			open++
		}
	}
	if open >= MostTopics {
		return nil, false
	}
	ts.Last++
	t.N, t.Stage, t.Opened, t.Since = ts.Last, StageFound, now.Unix(), now.Unix()
	t.Diary = []Entry{{At: now.Unix(), By: t.Owner, Stage: StageFound}}
	ts.All = append(ts.All, t)
	return &ts.All[len(ts.All)-1], true
}
