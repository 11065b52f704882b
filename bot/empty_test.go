package bot

import (
	"fmt"
	"slices"
	"testing"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// emptying takes the card of a case away.
func emptying(id string, chat int64, number int) world.Post {
	p := card(id, chat, world.ClassTask, number, false)
	p.Letter.Empty, p.Letter.Lang, p.Letter.Say = true, text.Chinese, talk.Prompt{Say: text.Said("到此为止")}
	return p
}

// Two hundred cards of a group are emptied: it ends, at Telegram's pace, and nobody
// who is told something waits for it.
func TestTwoHundredCardsAreEmptiedAtTelegramsPace(t *testing.T) {
	q := newQueue(TelegramPace, longAgo)
	for i := range 200 {
		q.put([]world.Post{emptying(fmt.Sprint("empty", i), -77, 1001+i)})
	}
	q.put([]world.Post{post("task", 8, world.ClassTask), post("bulk", 9, world.ClassBulk)})
	began, now, sent, first := noon, noon, map[int64]int{}, []string{}
	for {
		p, wait := q.take(now)
		if p == nil && wait == 0 {
			break
		}
		if p == nil {
			now = now.Add(wait)
			continue
		}
		if p.post.Letter.To.ID == -77 {
			sent[now.Sub(began).Milliseconds()/60_000]++
		}
		if len(first) < 4 {
			first = append(first, p.post.ID)
		}
		q.sent(p)
	}
	all := 0
	for minute, n := range sent {
		if all += n; n > 20 {
			t.Errorf("%d edits in minute %d", n, minute)
		}
	}
	if all != 200 || !slices.Contains(first, "task") || !slices.Contains(first, "bulk") {
		t.Errorf("%d emptied; the first that went were %v", all, first)
	}
}

// What waits to be sent to a chat is not sent there once it is taken away.
func TestACardThatStillWaitsIsTakenAwayUnread(t *testing.T) {
	o := newOffice(t)
	p := card("card", wang, world.ClassTask, 1001, true)
	p.Letter.Lang, p.Letter.Head, p.Letter.Say = text.Chinese, text.Said("松涛路的陈伯"), talk.Prompt{Say: text.Said("602室")}
	o.send(t, p, emptying("empty", wang, 1001))
	o.expect(t, wang)
}

// A card that stands is emptied where it stands, and is no card any more.
func TestACardIsEmptiedWhereItStands(t *testing.T) {
	o := newOffice(t)
	p := card("card", wang, world.ClassTask, 1001, true)
	p.Letter.Lang, p.Letter.Say = text.Chinese, talk.Prompt{Say: text.Said("602室"), Rows: [][]talk.Button{{{Label: text.Said("接单"), Data: "c|1001|claim"}}}}
	o.send(t, p)
	o.send(t, emptying("empty", wang, 1001))
	o.expect(t, wang, "到此为止")
	if o.drawer.cards[wang] != 0 {
		t.Errorf("is still known as %d", o.drawer.cards[wang])
	}
}
