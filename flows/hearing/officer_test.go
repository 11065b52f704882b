package hearing_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// An officer says how far they are with their leg: the step of the leg is offered, and
// nothing but the note is done until they tap. Whoever has no leg is offered none.
func TestAnOfficersOwnWordsOfferTheStepOfTheirLeg(t *testing.T) {
	for _, test := range []struct {
		who   int64
		words string
		leg   cases.LegStatus
		do    string
	}{
		{room.Gao, "收到，马上到", cases.LegCalled, "reportin"}, {room.Gao, "on my way", cases.LegCalled, "reportin"},
		{room.Gao, "到了", cases.LegCalled, "reach"}, {room.Gao, "已经到现场", cases.LegComing, "reach"},
		{room.Gao, "办完了", cases.LegThere, "finish"}, {room.Gao, "#1001 done", cases.LegThere, "finish"},
		{room.Gao, "现场没有火，是路灯短路", cases.LegThere, ""}, {room.Min, "办完了", cases.LegThere, ""},
	} {
		r, _ := standing(t, cases.Joint)
		c := *r.Case(1001)
		c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: test.leg}}
		r.Cases[1001] = room.Freeze(t, c)
		said := ""
		for _, l := range r.Happen(talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: test.who}, Chat: talk.Chat{ID: test.who}, Text: test.words}).Letters {
			if l.To.ID == test.who {
				said += string(room.Freeze(t, l))
			}
		}
		for _, do := range []string{"reportin", "reach", "finish"} {
			if offered := strings.Contains(said, `"c|1001|`+do+`"`); offered != (do == test.do) {
				t.Errorf("%q, a leg that is %s: offers %s %t: %s", test.words, test.leg, do, offered, said)
			}
		}
		if now := r.Case(1001).Legs[0].Status; now != test.leg {
			t.Errorf("%q: the leg is %s", test.words, now)
		}
	}
}
