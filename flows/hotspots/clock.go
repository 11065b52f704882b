package hotspots

import (
	"slices"
	"time"
)

// A topic has one clock. It strikes when the first thing of it is due: its next date, a
// look at a place, what is done again and again, or a share that is not paid. What was
// told of stands beside what it is about, so that nobody reads of one strike twice.

// nextAgain is how long after its next date a topic is told of once more.
const nextAgain = 7 * 24 * time.Hour

// set is the next date that whoever leads the topic set; 0: none. One that is of a place,
// or of what is done again, is told of there.
func (t Topic) set() int64 {
	if t.own(t.Next) {
		return t.Own
	}
	return t.Next
}

// dated is when whoever leads the topic is told of that: on the day, and once more a week
// later.
func (t Topic) dated() int64 {
	at := t.set()
	switch {
	case at == 0:
		return 0
	case t.Told != at || t.Rung == 0:
		return at
	case t.Rung == 1:
		return at + int64(nextAgain/time.Second)
	}
	return 0
}

// own tells whether a date is that of a place, or of what is done again and again.
func (t Topic) own(at int64) bool {
	for _, p := range t.Points {
		if p.Next == at {
			return true
		}
	}
	for _, s := range t.Upkeep {
		if s.Next == at {
			return true
		}
	}
	return false
}

// Strikes is when its clock strikes next; 0: not any more. A closed topic has none.
func (t Topic) Strikes() int64 {
	if !t.Open() {
		return 0
	}
	first := int64(0)
	soon := func(at int64) {
		if at != 0 && (first == 0 || at < first) {
			first = at
		}
	}
	soon(t.dated())
	for _, p := range t.Points {
		soon(p.Strikes())
	}
	for _, s := range t.Upkeep {
		at, _ := s.Strikes()
		soon(at)
	}
	for _, b := range t.Bills {
		for i := range b.Shares {
			soon(b.Strikes(i))
		}
	}
	if first == 0 {
		return 0
	}
	return max(first, t.Rests)
}

// Remind keeps that whoever leads the topic is told of its next date now. It tells
// whether they are to be, and whether that is once more.
func (t *Topic) Remind(now time.Time) (tell, again bool) {
	if at := t.dated(); at == 0 || at > now.Unix() {
		return false, false
	}
	if t.Told != t.set() {
		t.Told, t.Rung = t.set(), 0
	}
	t.Rung++
	return true, t.Rung > 1
}

// ahead are the stages that come by themselves, in their order.
var ahead = []Stage{StageFound, StageBack, StageLooked, StageOptions, StageAgreed, StageRunning}

// Follow takes the topic on to a stage that was come to elsewhere: only forward, and
// never one that has held, or is closed. It tells whether it went.
func (t *Topic) Follow(to Stage, by int64, now time.Time) bool {
	at, then := slices.Index(ahead, t.Stage), slices.Index(ahead, to)
	if at < 0 || then <= at {
		return false
	}
	t.Stage, t.Since = to, now.Unix()
	t.Write(Entry{At: now.Unix(), By: by, Stage: to})
	return true
}
