package store

import (
	"errors"
	"testing"
	"time"

	"gridbot/flows/playbooks"
	"gridbot/flows/strays"
	"gridbot/flows/world"
)

// A playbook is kept; of two who write in it at once the second decides anew; and a
// grid, a category and an agency of another name are so called in it, too.
func TestPlaybooksAreKept(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		read := func() *world.Book {
			f, err := s.Read(t.Context(), 7021, world.Need{Plays: true})
			if err != nil {
				t.Fatal(err)
			}
			return f.Plays
		}
		if b := read(); b != nil {
			t.Fatalf("%+v", b)
		}
		var b world.Book
		b.Begin("kitchen", 1, playbooks.Version{By: 7021, Grid: "yanchang", At: monday.Unix(), When: "x", Steps: []playbooks.Step{{Part: playbooks.Run, Agency: "water", What: "y", Days: 3}}})
		b.Playbook(1).Take(2, "lingshi", 7022, time.Unix(monday.Unix(), 0))
		s.mustCommit(t, s.received(t, 1), 7021, world.Change{Plays: &b})
		due, err := s.Due(t.Context(), time.Unix(monday.Unix(), 0).AddDate(0, 0, 3), 9)
		if err != nil || len(due) != 1 || due[0].Name != world.ClockPlays || due[0].Grid != world.Everywhere || due[0].Due.Unix() != b.Strikes() {
			t.Errorf("the timer of the playbooks: %+v, %v", due, err)
		}
		if _, err := s.Commit(t.Context(), s.received(t, 2), 7022, world.Change{Plays: &b}); !errors.Is(err, world.ErrStale) {
			t.Errorf("the second of two: %v", err)
		}
		for _, m := range []strays.Move{{Kind: strays.Grid, Old: "lingshi", New: "east"}, {Kind: strays.Category, Old: "kitchen", New: "cooking"}, {Kind: strays.Agency, Old: "water", New: "drains"}} {
			if _, err := s.Move(t.Context(), m, false, monday); err != nil {
				t.Fatal(err)
			}
		}
		p := read().Playbook(1)
		if p.Kind != "cooking" || p.Uses[0].Grid != "east" || p.Uses[0].Doing[0].Agency != "drains" || p.Newest().Steps[0].Agency != "drains" || p.Newest().Grid != "yanchang" {
			t.Errorf("%+v", p)
		}
		over := *read()
		over.Playbook(1).Freeze(playbooks.Evidence{})
		over.Playbook(1).Reckon(2, func(a *playbooks.Account) { a.Freeze(playbooks.Evidence{Topics: 1}) })
		s.mustCommit(t, s.received(t, 3), 7021, world.Change{Plays: &over})
		if due, err := s.Due(t.Context(), time.Unix(monday.Unix(), 0).AddDate(9, 0, 0), 9); err != nil || len(due) != 0 {
			t.Errorf("what is over keeps its timer: %+v, %v", due, err)
		}
	})
}
