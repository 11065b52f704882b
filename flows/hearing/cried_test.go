package hearing_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Under a card in the work group danger is heard of everybody who sees the case: the
// numbers stand there, and who leads and who has it are told. Other words stay theirs,
// and so do those of somebody who does not see it, and of a group nobody bound.
func TestDangerUnderACardInTheGroupIsHeard(t *testing.T) {
	const group, other = -7, -8
	for _, test := range []struct {
		who   int64
		chat  int64
		words string
		heard bool
	}{
		{room.Min, group, "阀门在漏气，马上要炸了", true}, {room.Min, group, "there is a fire in the kitchen", true},
		{room.Min, group, "晚饭吃什么", false}, {room.Anna, group, "着火了", false}, {room.Min, other, "着火了", false},
	} {
		r, _ := standing(t, cases.Handling)
		r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: group, Lang: text.Chinese})
		ch := r.Happen(talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: test.who}, Chat: talk.Chat{ID: test.chat, Group: true}, Text: test.words, Reply: 899, Quoted: "#1001 · 路灯不亮"})
		told := map[int64]bool{}
		for _, l := range ch.Letters {
			said := string(room.Freeze(t, l))
			if strings.Contains(said, "heard.cried") {
				told[l.To.ID] = true
			}
		}
		if want := test.heard; told[group] != want || told[room.Zhou] != want || told[room.Wang] != want || told[room.Min] || told[other] {
			t.Errorf("%d in %d, %q: told %v", test.who, test.chat, test.words, told)
		}
	}
}
