package store

import (
	"strconv"
	"testing"
	"time"

	"gridbot/flows/world"
)

// about is what a message of a chat is about.
func (s *Store) about(t *testing.T, chat int64, message int) world.Replied {
	t.Helper()
	f, err := s.Read(t.Context(), 7001, world.Need{Reply: world.Message{Chat: chat, ID: message}})
	if err != nil {
		t.Fatal(err)
	}
	return f.Replied
}

func TestWhatEveryMessageIsAboutIsKnown(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		card, receipt, question, talk := letter(7011, "卡片"), letter(7011, "记下了"), letter(7011, "照片？"), letter(7011, "你好")
		card.Card, receipt.About, question.About, question.Asks = 1001, 1002, 1003, "arrive"
		all := []world.Letter{card, receipt, question, talk}
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: all})
		for i, l := range all {
			if err := s.Sent(t.Context(), world.Post{ID: w.Letters[i], Letter: l}, 40+i); err != nil {
				t.Fatal(err)
			}
		}
		for message, want := range map[int]world.Replied{40: {Case: 1001}, 41: {Case: 1002}, 42: {Case: 1003, Asks: "arrive"}, 43: {}, 4: {}, 400: {}} {
			if got := s.about(t, 7011, message); got != want {
				t.Errorf("message %d is about %+v, want %+v", message, got, want)
			}
		}
		if got := s.about(t, 7012, 40); got != (world.Replied{}) {
			t.Errorf("the message of another chat is about %+v", got)
		}
		if left := s.rdb.PTTL(t.Context(), s.keys.said(7011)).Val(); left <= saidLasts-time.Minute || left > saidLasts {
			t.Errorf("it is kept for %s", left)
		}
	})
}

// A message that is edited is about what it shows now; one that is gone, and a
// line of a list, are about nothing.
func TestAMessageIsAboutWhatItShowsNow(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		first, second, gone, listed := letter(7011, "一"), letter(7011, "二"), letter(7011, "三"), letter(7011, "四")
		first.About, first.Asks, second.Card, gone.Card, listed.Card = 1001, "add", 1002, 1003, 1004
		all := []world.Letter{first, second, gone, listed}
		w := s.mustCommit(t, s.received(t, 1), 7001, world.Change{Letters: all})
		for i, message := range []int{40, 40, 0, -1} {
			if err := s.Sent(t.Context(), world.Post{ID: w.Letters[i], Letter: all[i]}, message); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.about(t, 7011, 40); got != (world.Replied{Case: 1002}) {
			t.Errorf("it is about %+v", got)
		}
		if n := s.rdb.ZCard(t.Context(), s.keys.said(7011)).Val(); n != 1 {
			t.Errorf("%d messages are remembered", n)
		}
	})
}

func TestOfAChatOnlyTheLastMessagesAreRemembered(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		l := letter(7011, "记下了")
		l.About = 1001
		for i := range 3 {
			letters := make([]world.Letter, 150)
			for k := range letters {
				letters[k] = l
			}
			w := s.mustCommit(t, s.received(t, int64(i+1)), 7001, world.Change{Letters: letters})
			for k, id := range w.Letters {
				if err := s.Sent(t.Context(), world.Post{ID: id, Letter: l}, 1+150*i+k); err != nil {
					t.Fatal(err)
				}
			}
		}
		if n := s.rdb.ZCard(t.Context(), s.keys.said(7011)).Val(); n != mostSaid {
			t.Errorf("%d messages are remembered", n)
		}
		if s.about(t, 7011, 450).Case != 1001 || s.about(t, 7011, 1).Case != 0 {
			t.Error("not the last ones")
		}
	})
}

// What a person said that became part of a case is remembered with the case,
// and no longer than what we said.
func TestWhatBecameOfAPersonsWordsIsKnown(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		ch := opens(reported(1001, "yanchang", 300))
		for i := range mostSaid + 5 {
			ch.Said = append(ch.Said, world.Said{Message: world.Message{Chat: 7001, ID: 10 + i}, Case: 1001})
		}
		s.mustCommit(t, s.received(t, 1), 7001, ch)
		if got := s.about(t, 7001, 10+mostSaid); got != (world.Replied{Case: 1001}) {
			t.Errorf("it became part of %+v", got)
		}
		if n := s.rdb.ZCard(t.Context(), s.keys.said(7001)).Val(); n != mostSaid {
			t.Errorf("%d messages are remembered", n)
		}
		if left := s.rdb.PTTL(t.Context(), s.keys.said(7001)).Val(); left <= 0 || left > saidLasts {
			t.Errorf("they are kept for %s", left)
		}
	})
}

// What an older release, or a fault, has left there is about nothing.
func TestAnUnreadableMessageIsAboutNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		for i, member := range []string{"", "7", "8:x", "9:-", "10:1001:add:more"} {
			s.rdb.ZAdd(t.Context(), s.keys.said(7011), redisZ(int64(i+1), member))
			want := world.Replied{}
			if i == 4 {
				want = world.Replied{Case: 1001, Asks: "add:more"}
			}
			if got := s.about(t, 7011, i+1); got != want {
				t.Errorf("%s: %+v", strconv.Quote(member), got)
			}
		}
	})
}
