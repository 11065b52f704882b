package hotspots

import (
	"slices"
	"time"
)

// A Board is what was found of late in all grids, and what was decided of it.
type Board struct {
	Rev     int        `json:"-"`
	At      int64      `json:"at,omitempty"` // when it was looked for last
	Found   []Hot      `json:"found,omitempty"`
	Decided []Decision `json:"decided,omitempty"`
}

// A Deed is what a lead decided of a spot.
type Deed string

// What can be decided.
const (
	Watch   Deed = "watch"
	Topical Deed = "topic" // it is a key topic now
	Later   Deed = "later" // not now, for a reason
)

// A Decision is what was decided of a spot, by whom and when.
type Decision struct {
	Grid string `json:"grid"`
	Spot
	Do     Deed   `json:"do"`
	Why    string `json:"why,omitempty"` // Later: which of the usual reasons
	By     int64  `json:"by"`
	At     int64  `json:"at"`
	Voices int    `json:"voices"`
	N      int    `json:"n,omitempty"` // the topic it became
}

// rests is how long what was decided is not asked again.
const rests = 30 * 24 * time.Hour

// Holds is what was decided of a spot; nil where a lead is asked, anew where there is
// half as much again, or the time has passed. What is a key topic is asked of no
// more until that is closed.
func (b *Board) Holds(h Hot, now time.Time) *Decision {
	if b == nil {
		return nil
	}
	for i := range b.Decided {
		d := &b.Decided[i]
		if d.Grid != h.Grid || d.Spot != h.Spot {
			continue
		}
		if d.Do == Topical || now.Unix()-d.At < int64(rests/time.Second) && 2*h.Voices < 3*d.Voices {
			return d
		}
	}
	return nil
}

// In are the spots of a grid, "" for all, the undecided before the others.
func (b *Board) In(grid string, now time.Time) (waiting, decided []Hot) {
	if b == nil {
		return nil, nil
	}
	for _, h := range b.Found {
		switch {
		case grid != "" && h.Grid != grid:
		case b.Holds(h, now) == nil:
			waiting = append(waiting, h)
		default:
			decided = append(decided, h)
		}
	}
	return waiting, decided
}

// Hot is a spot of a grid as it was found last; nil where it is not among them.
func (b *Board) Hot(grid string, s Spot) *Hot {
	if b == nil {
		return nil
	}
	for i, h := range b.Found {
		if h.Grid == grid && h.Spot == s {
			return &b.Found[i]
		}
	}
	return nil
}

// Decide is the board with one more decision, which stands for what was decided
// before.
func (b Board) Decide(d Decision) Board {
	b.Decided = append(slices.DeleteFunc(slices.Clone(b.Decided), func(o Decision) bool { return o.Grid == d.Grid && o.Spot == d.Spot }), d)
	return b
}

// Closed is the board once the topic of a spot is closed: it is watched.
func (b Board) Closed(grid string, s Spot, by int64, now time.Time) Board {
	for _, d := range b.Decided {
		if d.Grid == grid && d.Spot == s && d.Do == Topical {
			d.Do, d.N, d.By, d.At = Watch, 0, by, now.Unix()
			if h := b.Hot(grid, s); h != nil {
				d.Voices = h.Voices
			}
			return b.Decide(d)
		}
	}
	return b
}

// forgets is how long a decision is kept of a spot that was not found since.
const forgets = 365 * 24 * time.Hour

// Looked is the board after a night: what was found, and what still holds.
func (b Board) Looked(found []Hot, now time.Time) Board {
	b.At, b.Found = now.Unix(), found
	b.Decided = slices.DeleteFunc(slices.Clone(b.Decided), func(d Decision) bool {
		return d.Do != Topical && now.Unix()-d.At > int64(forgets/time.Second)
	})
	return b
}
