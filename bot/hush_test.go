package bot

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is not to wake anybody is sent without a sound; a list of tasks only where none of
// them may.
func TestWhatWakesNobodyIsSentWithoutASound(t *testing.T) {
	o := newOffice(t)
	silent := false
	o.proxy = func(w http.ResponseWriter, r *http.Request) {
		buf := make([]byte, 1<<16)
		n, _ := r.Body.Read(buf)
		silent = strings.Contains(string(buf[:n]), `"disable_notification":true`)
		fmt.Fprint(w, `{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":1,"type":"private"}}}`)
	}
	letter := func(hush bool) world.Letter {
		return world.Letter{To: talk.Chat{ID: chen}, Lang: text.Chinese, Say: talk.Prompt{Say: text.Said("x")}, Brief: text.Said("x"), Hush: hush}
	}
	for _, hush := range []bool{true, false} {
		if _, err := o.sender.sendNew(t.Context(), letter(hush)); err != nil || silent != hush {
			t.Errorf("without a sound: %t, want %t, %v", silent, hush, err)
		}
		list := &parcel{post: world.Post{Letter: letter(true)}, list: []*parcel{{post: world.Post{Letter: letter(hush)}}}}
		if err := o.sender.sendList(t.Context(), list); err != nil || silent != hush {
			t.Errorf("a list without a sound: %t, want %t, %v", silent, hush, err)
		}
	}
}

// A card that is drawn anew while it waits to come without a sound does so still; one that
// is to be noticed makes it heard.
func TestACardThatWaitsKeepsStill(t *testing.T) {
	for _, fresh := range []bool{false, true} {
		q := newQueue(TelegramPace, longAgo)
		first := card("1", 7, world.ClassTask, 1001, true)
		first.Letter.Hush = true
		q.put([]world.Post{first, card("2", 7, world.ClassTask, 1001, fresh)})
		p, _ := q.take(noon)
		if p == nil || p.post.Letter.Hush == fresh || !p.post.Letter.Fresh {
			t.Errorf("noticed %t: %+v", fresh, p)
		}
	}
}
