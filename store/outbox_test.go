package store

import (
	"errors"
	"strconv"
	"testing"

	"gridbot/flows/world"
)

func TestTheOutboxIsReadInPages(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		var letters []world.Letter
		for i := range 5 {
			letters = append(letters, letter(7001, strconv.Itoa(i)))
		}
		s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: letters})
		after, n := "-", 0
		for {
			posts, err := s.Outbox(t.Context(), after, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(posts) == 0 {
				break
			}
			for _, p := range posts {
				if p.Letter.Say.Say.Words != strconv.Itoa(n) {
					t.Errorf("letter %d says %q", n, p.Letter.Say.Say.Words)
				}
				n++
				after = p.ID
			}
		}
		if n != 5 {
			t.Errorf("read %d letters", n)
		}
	})
}

func TestLettersAreReadByTheirNumbers(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: []world.Letter{letter(7001, "甲"), letter(7002, "乙"), letter(7003, "丙")}})
		if err := s.Sent(t.Context(), world.Post{ID: w.Letters[1], Letter: letter(7002, "乙")}, 0); err != nil {
			t.Fatal(err)
		}
		got, err := s.Letters(t.Context(), []string{w.Letters[2], w.Letters[1], w.Letters[0]})
		if err != nil || len(got) != 3 || got[0].Say.Say.Words != "丙" || got[1].To.ID != 0 || got[2].Say.Say.Words != "甲" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestASentLetterLeavesTheOutboxAndItsCardIsKnown(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		card := letter(7011, "卡片")
		card.Card = 1001
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: []world.Letter{card, card, letter(7011, "话")}})
		sent := func(i int, l world.Letter, message, want int) {
			t.Helper()
			if err := s.Sent(t.Context(), world.Post{ID: w.Letters[i], Letter: l}, message); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Card(t.Context(), 1001, 7011); err != nil || got != want {
				t.Errorf("after letter %d the card is message %d, %v; want %d", i, got, err, want)
			}
		}
		sent(0, card, 42, 42)
		sent(0, card, 41, 42) // out of the outbox before: nothing is learnt
		sent(2, letter(7011, "话"), 50, 42)
		sent(1, card, 0, 0) // the chat shows it no more
		if _, out, err := s.Waiting(t.Context()); err != nil || out != 0 {
			t.Errorf("%d letters wait, %v", out, err)
		}
	})
}

func TestALetterStaysInTheOutboxOfSomebodyElsesDistrict(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		card := letter(7011, "卡片")
		card.Card = 1001
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: []world.Letter{card}})
		s.rdb.Set(t.Context(), s.keys.lease(), "2:somebody else", 0)
		before := s.everything(t)
		if err := s.Sent(t.Context(), world.Post{ID: w.Letters[0], Letter: card}, 42); !errors.Is(err, world.ErrFenced) {
			t.Errorf("sent: %v", err)
		}
		s.same(t, before)
	})
}

func TestALetterNobodyCanReadDoesNotStopTheOthers(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		s.rdb.XAdd(t.Context(), xadd(s.keys.outbox(), "l", `{"to":`))
		s.rdb.XAdd(t.Context(), xadd(s.keys.outbox(), "x", `{}`))
		s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: []world.Letter{letter(7001, "话")}})
		posts, err := s.Outbox(t.Context(), "-", 10)
		if err != nil || len(posts) != 3 || posts[0].Letter.To.ID != 0 || posts[1].Letter.To.ID != 0 || posts[2].Letter.To.ID != 7001 {
			t.Fatalf("%+v, %v", posts, err)
		}
		for _, p := range posts {
			if err := s.Sent(t.Context(), p, 0); err != nil {
				t.Error(err)
			}
		}
		if _, out, err := s.Waiting(t.Context()); err != nil || out != 0 {
			t.Errorf("%d letters wait, %v", out, err)
		}
	})
}
