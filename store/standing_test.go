package store

import (
	"testing"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

func TestWhereCardsStandIsKnown(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		var ch world.Change
		for n := 1001; n <= 1000+world.MostStanding+2; n++ {
			ch.Cases = append(ch.Cases, world.Moved{After: reported(n, "yanchang", monday.Unix()+1800)})
			l := letter(-7101, "卡片")
			l.Card = n
			if n == 1002 {
				l.Card = -n // a board stands there, and no card
			}
			ch.Letters = append(ch.Letters, l)
		}
		s.mustCommit(t, s.received(t, 1), 7001, ch)
		stand := func(below int) (numbers []int) {
			found, err := s.Read(t.Context(), 0, world.Need{Standing: world.Standing{Chat: -7101, Below: below}})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range found.Standing {
				numbers = append(numbers, c.Number)
			}
			return numbers
		}
		if got := stand(0); len(got) != world.MostStanding || got[0] != 1000+world.MostStanding+2 {
			t.Errorf("the newest: %v", got)
		}
		if got := stand(1003); len(got) != 2 || got[0] != 1002 || got[1] != 1001 {
			t.Errorf("below 1003: %v", got)
		}
		gone := letter(-7101, "到此为止")
		gone.Card, gone.Empty = 1001, true
		k := talk.Clock{Person: -7101, Name: world.ClockEmpty, Due: time.Unix(monday.Unix(), 0)}
		s.mustCommit(t, s.received(t, 2), 7021, world.Change{Letters: []world.Letter{gone}, Strikes: []talk.Clock{k}})
		if got := stand(1003); len(got) != 1 || got[0] != 1002 {
			t.Errorf("one was taken away: %v", got)
		}
		due, err := s.Due(t.Context(), time.Unix(monday.Unix()+1, 0), 10)
		if err != nil || len(due) != 1 || due[0].Person != -7101 || due[0].Name != world.ClockEmpty {
			t.Errorf("due: %v, %v", due, err)
		}
	})
}

// What an older release has sent is found as well, once this one has looked.
func TestWhereOlderCardsStandIsFoundOut(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		card := letter(7011, "卡片")
		card.Card = 1001
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: []world.Letter{card}, Cases: []world.Moved{{After: reported(1001, "yanchang", monday.Unix()+1800)}}})
		if err := s.Sent(t.Context(), world.Post{ID: w.Letters[0], Letter: card}, 42); err != nil {
			t.Fatal(err)
		}
		if err := s.rdb.Del(t.Context(), s.keys.standing(7011)).Err(); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := s.KeepLines(t.Context()); err != nil {
				t.Fatal(err)
			}
			found, err := s.Read(t.Context(), 0, world.Need{Standing: world.Standing{Chat: 7011}})
			if err != nil || len(found.Standing) != 1 {
				t.Errorf("found %d, %v", len(found.Standing), err)
			}
		}
	})
}
