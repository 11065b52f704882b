package shop_test

import (
	"strings"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// What was answered and left is found again: /shop offers to go on, and to begin a service
// asks first; meant, it begins with nothing answered.
func TestHalfAnsweredQuestionsAreFoundAgain(t *testing.T) {
	r := room.New(t)
	at := func(e talk.Event) string {
		t.Helper()
		r.Messages++
		e.ID, e.From, e.Chat, e.Message = "e", talk.Sender{ID: room.Chen}, talk.Chat{ID: room.Chen}, r.Messages
		ch := r.Happen(e)
		return string(room.Freeze(t, ch.Letters))
	}
	at(talk.Event{Press: "m|shop|new|restaurant"})
	at(talk.Event{Text: "小陈饭店"})
	for _, e := range []talk.Event{{Command: "shop"}, {Press: "m|shop"}, {Press: "m|shop|new|restaurant"}, {Press: "m|shop|new|shop"}, {Press: "m|shop|new|none-such"}} {
		if said := at(e); !strings.Contains(said, "shop.home.half") || !strings.Contains(said, `"m|shop|on"`) {
			t.Errorf("%+v: %s", e, said)
		}
	}
	if said := at(talk.Event{Press: "m|shop|on"}); strings.Contains(said, "小陈饭店") || strings.Contains(said, "shop.home") || len(said) < 20 {
		t.Errorf("it does not go on: %s", said)
	}
	at(talk.Event{Press: "m|shop|new|restaurant|anew"})
	if said := at(talk.Event{Command: "shop"}); strings.Contains(said, "shop.home.half") {
		t.Errorf("it does not begin anew: %s", said)
	}
}
