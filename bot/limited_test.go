package bot

import (
	"fmt"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/world"
)

// A chat that Telegram takes nothing for waits as long as it says, in its order; a
// person or a group, nobody else waits for it.
func TestWhenOneChatIsLimitedOthersGoOn(t *testing.T) {
	for chat, other := range map[int64]int64{chen: team, team: chen} {
		o := newOffice(t)
		o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Chat: chat, Code: 429, RetryAfter: 7})
		began := time.Now()
		o.send(t, note("1", chat, "一"), note("2", chat, "二"), note("3", wang, "三"), note("4", other, "四"))
		o.expect(t, chat)
		o.expect(t, wang, "三")
		o.expect(t, other, "四")
		if p, _ := o.queue.take(began.Add(7*time.Second - time.Nanosecond)); p != nil {
			t.Error("they are written to before the pause is over")
		}
		urgent := note("5", chat, "五")
		urgent.Letter.Class = world.ClassDanger
		o.queue.put([]world.Post{urgent})
		o.deliverAll(t, time.Now().Add(7*time.Second))
		o.expect(t, chat, "五", "一", "二")
		if n := o.telegram.Stats().Codes[429]; n != 1 {
			t.Errorf("%d refusals", n)
		}
	}
}

// Several chats at once: it is the limit of all, and everybody waits, for as long as
// the first of them has to.
func TestWhenSeveralChatsAreLimitedEverybodyWaits(t *testing.T) {
	tests := map[string]struct {
		chats []int64 // refused, one after the other …
		apart time.Duration
		after []time.Duration
		wait  time.Duration // of somebody else; 0: none
	}{
		"one, again and again": {[]int64{1, 1, 1, 1}, 0, []time.Duration{9, 9, 9, 9}, 0},
		"two":                  {[]int64{1, 2, 1}, 0, []time.Duration{9, 9, 9}, 0},
		"three":                {[]int64{1, 2, -3}, 0, []time.Duration{9, 5, 30}, 5 * time.Second},
		"three, not at once":   {[]int64{1, 2, 3}, 600 * time.Millisecond, []time.Duration{9, 9, 9}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			q := newQueue(NoPace, longAgo)
			now := noon.Add(-time.Duration(len(test.chats)-1) * test.apart)
			for i, chat := range test.chats {
				q.limited(chat, now, now.Add(test.after[i]*time.Second))
				now = now.Add(test.apart)
			}
			q.put([]world.Post{post("other", 77, world.ClassDanger)})
			p, wait := q.take(noon)
			if (p == nil) != (test.wait > 0) || wait != test.wait {
				t.Errorf("somebody else: %v, waits %s, want %s", p, wait, test.wait)
			}
		})
	}
}

// A limit without a length is a second: nobody is asked again at once.
func TestALimitWithoutALengthIsASecond(t *testing.T) {
	for given, want := range map[int]time.Duration{0: time.Second, -3: time.Second, 1: time.Second, 40: 40 * time.Second} {
		if got := pauseOf(given); got != want {
			t.Error(fmt.Sprint(given), got)
		}
	}
}
