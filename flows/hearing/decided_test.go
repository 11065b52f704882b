package hearing_test

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// Who looks again at what was closed says how it is, in a reply; what says nothing
// of it changes nothing, and neither do the words of who may not look.
func TestWhoLooksAgainSaysHowItIs(t *testing.T) {
	for _, c := range []struct {
		who    int64
		words  string
		status cases.Status
		rounds int
	}{
		{room.Wang, "我下午去看", cases.Watch, 0},
		{room.Wang, "还好吗？", cases.Watch, 0},
		{room.Wang, "还好", cases.Closed, 0},
		{room.Min, "still fine", cases.Closed, 0},
		{room.Zhou, "又堆了", cases.Closed, 1},
		{room.Min, "it is back", cases.Closed, 1},
		{room.Anna, "还好", cases.Watch, 0},
		{room.Gao, "又堆了", cases.Watch, 0},
	} {
		r, _ := standing(t, cases.Watch)
		r.Happen(talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: c.who}, Chat: talk.Chat{ID: c.who}, Text: c.words, Reply: 899, Quoted: "#1001 · 路灯不亮"})
		if got := r.Case(1001).Status; got != c.status || len(r.Cases) != 1+c.rounds {
			t.Errorf("%d, %q: %s, and %d rounds", c.who, c.words, got, len(r.Cases)-1)
		}
	}
}
