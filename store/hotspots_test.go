package store

import (
	"errors"
	"testing"
	"time"

	"gridbot/flows/hotspots"
	"gridbot/flows/world"
)

// What a night found is written once for the night, beside what leads decided; of
// two leads who decide at once the second decides anew.
func TestWhatIsFrequentIsKeptBesideWhatWasDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		at := time.Unix(monday.Unix(), 0)
		h := hotspots.Hot{Grid: "yanchang", Found: hotspots.Found{Spot: hotspots.Spot{Place: "songhan", Kind: "lamp"}, Why: hotspots.Rising, Days: 30, Voices: 5}}
		if err := s.Found(t.Context(), at, at, []hotspots.Hot{h}); err != nil {
			t.Fatal(err)
		}
		read := func() world.Reading {
			f, err := s.Read(t.Context(), 7021, world.Need{Hot: true, Topics: true})
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		f := read()
		if f.Hot == nil || len(f.Hot.Found) != 1 || f.Hot.Rev != 1 || f.Topics != nil {
			t.Fatalf("%+v %+v", f.Hot, f.Topics)
		}
		b := f.Hot.Decide(hotspots.Decision{Grid: "yanchang", Spot: h.Spot, Do: hotspots.Topical, By: 7021, At: at.Unix(), Voices: 5, N: 1})
		var ts world.Topics
		ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: h.Spot, Owner: 7021}, at)
		s.mustCommit(t, s.received(t, 1), 7021, world.Change{Hot: &b, Topics: &ts})
		if _, err := s.Commit(t.Context(), s.received(t, 2), 7022, world.Change{Hot: &b}); !errors.Is(err, world.ErrStale) {
			t.Errorf("the second of two: %v", err)
		}
		if err := s.Found(t.Context(), at, at, nil); err != nil { // the same night again
			t.Fatal(err)
		}
		if f = read(); len(f.Hot.Found) != 1 || len(f.Hot.Decided) != 1 || f.Topics.Topic(1) == nil || f.Topics.Rev != 1 {
			t.Fatalf("%+v %+v", f.Hot, f.Topics)
		}
		if err := s.Found(t.Context(), at.Add(24*time.Hour), at.Add(24*time.Hour), nil); err != nil {
			t.Fatal(err)
		}
		if board, err := s.Board(t.Context()); err != nil || len(board.Found) != 0 || len(board.Decided) != 1 || board.Rev != 3 {
			t.Errorf("%+v %v", board, err)
		}
	})
}
