package groups_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// opened are open cases of the grid whose cards a worker has looked at.
func opened(t *testing.T, r *room.Room, n int, who int64) {
	t.Helper()
	due := cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(time.Hour) })
	for number := 1001; number <= 1000+n; number++ {
		r.Cases[number] = room.Freeze(t, cases.Start(cases.Case{Number: number, Category: "lamp", Grid: "yanchang", What: "路灯不亮",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: 99, Name: "别人"}}, r.Now, due))
		r.Asks(who, "case", strconv.Itoa(number))
	}
	r.Number = 1000 + n
}

// press is a press of somebody, whatever stands under their messages.
func press(r *room.Room, who int64, data string) world.Change {
	r.Messages++
	return r.Happen(talk.Event{ID: "e" + strconv.Itoa(r.Messages), From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Message: r.Messages, Press: data, Query: "q"})
}

// Whoever is dismissed has two hundred cards in their chat: all of them are emptied, some at a
// time, and it ends. What is theirs as a resident stays.
func TestTwoHundredCardsOfWhoLeavesAreEmptied(t *testing.T) {
	const n = 200
	r := room.New(t)
	opened(t, r, n, room.Wang)
	mine := *r.Case(1100)
	mine.By = cases.Reporter{ID: room.Wang, Lang: text.Chinese}
	r.Cases[1100] = room.Freeze(t, mine)
	bites, most := 0, 0
	r.Watch = func(ch world.Change) {
		emptied := 0
		for _, l := range ch.Letters {
			if l.Empty {
				emptied++
			}
			if l.Empty && l.Class != world.ClassTask {
				t.Errorf("emptied as class %d", l.Class)
			}
		}
		if emptied > 0 {
			bites, most = bites+1, max(most, emptied)
		}
	}
	press(r, room.Zhou, "m|staff|out|"+strconv.Itoa(room.Wang))
	if bites < n/world.MostStanding || most > world.MostStanding {
		t.Errorf("%d bites of at most %d cards", bites, most)
	}
	for _, m := range r.Chats[room.Wang] {
		if strings.Contains(m.Words, "崧涵庭") && !strings.Contains(m.Words, "#1100") {
			t.Errorf("still stands there: %s", m.Words)
		}
	}
	for number := 1001; number <= 1000+n; number++ {
		for _, k := range r.Case(number).Cards {
			if k.Chat == room.Wang && number != 1100 {
				t.Errorf("#%d still has its card with who left", number)
			}
		}
	}
}

// A lead who becomes a worker reads what workers read; who reported goes from the card.
func TestACardShowsNoMoreThanItsHolderMaySeeNow(t *testing.T) {
	r := room.New(t)
	opened(t, r, 3, room.Zhou)
	if words := r.Card(1002, room.Zhou).Words; !strings.Contains(words, "报告人：") {
		t.Fatalf("a lead does not read that there is somebody to ask: %s", words)
	}
	r.Invites["a-token-nobody-guesses"] = room.Freeze(t, world.Invite{Token: "a-token-nobody-guesses", Role: world.Worker, Grid: "yanchang", Expires: r.Now.Unix() + 60})
	press(r, room.Zhou, "m|joins|move|a-token-nobody-guesses")
	for number := 1001; number <= 1003; number++ {
		if words := r.Card(number, room.Zhou).Words; strings.Contains(words, "报告人：") || !strings.Contains(words, "崧涵庭") {
			t.Errorf("a worker reads: %s", words)
		}
	}
}
