package pages_test

import (
	"strings"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// Which page somebody looks at is kept until the next thing they do, and never their
// words; of residents it is not kept at all.
func TestAPageIsKeptWithoutWords(t *testing.T) {
	r := room.New(t)
	does := func(who int64, e talk.Event) string {
		e.ID, e.Message, e.From, e.Chat = "e", 1, talk.Sender{ID: who}, talk.Chat{ID: who}
		r.Happen(e)
		return string(r.Sessions[who])
	}
	if kept := does(room.Zhou, talk.Event{Press: "m|duty|away", Query: "q"}); !strings.Contains(kept, `"page":"duty|away"`) {
		t.Errorf("the page is not kept: %s", kept)
	}
	if kept := does(room.Zhou, talk.Event{Command: "duty", Payload: "陈阿姨 502"}); !strings.Contains(kept, `"page":"duty"`) {
		t.Errorf("of words behind a command is kept: %s", kept)
	}
	if kept := does(room.Zhou, talk.Event{Command: "help"}); kept != "" {
		t.Errorf("after something else is kept: %s", kept)
	}
	if kept := does(room.Anna, talk.Event{Command: "shop"}); kept != "" {
		t.Errorf("of a resident is kept: %s", kept)
	}
}
