package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

func post(id string, chat int64, class world.Class) world.Post {
	return world.Post{ID: id, Letter: world.Letter{Class: class, To: talk.Chat{ID: chat}}}
}

func card(id string, chat int64, class world.Class, number int, fresh bool) world.Post {
	p := post(id, chat, class)
	p.Letter.Card, p.Letter.Fresh = number, fresh
	return p
}

// emptied takes and sends until nothing is left, letting as much time go by
// as the queue asks for.
func emptied(q *queue, now time.Time) (ids []string, took time.Duration) {
	began := now
	for {
		p, wait := q.take(now)
		switch {
		case p != nil:
			ids = append(ids, p.post.ID)
			q.sent(p)
		case wait == 0:
			return ids, now.Sub(began)
		default:
			now = now.Add(wait)
		}
	}
}

// longAgo is when a sender began that is past its careful first minute.
var longAgo = time.Unix(0, 0)

func TestAHigherClassNeverWaitsForALowerOne(t *testing.T) {
	q := newQueue(TelegramPace, longAgo)
	for i := range 500 {
		q.put([]world.Post{post(fmt.Sprint("bulk", i), int64(100+i), world.ClassBulk)})
	}
	now := noon
	for i := range 20 {
		p, _ := q.take(now)
		q.sent(p)
		if p.post.ID != fmt.Sprint("bulk", i) {
			t.Fatalf("bulk %d is %s", i, p.post.ID)
		}
		now = now.Add(TelegramPace.Overall)
	}
	q.put([]world.Post{post("task", 1, world.ClassTask), post("reply", 2, world.ClassReply), post("danger", 3, world.ClassDanger), post("reminder", 4, world.ClassReminder)})
	ids, _ := emptied(q, now)
	if want := []string{"danger", "reply", "task", "reminder", "bulk20"}; !slices.Equal(ids[:5], want) {
		t.Errorf("went out as %q, want %q", ids[:5], want)
	}
	if len(ids) != 484 {
		t.Errorf("%d letters", len(ids))
	}
}

func TestChatsOfAClassTakeTurns(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	for i := range 4 {
		q.put([]world.Post{post(fmt.Sprint("a", i), 1, world.ClassReply)})
	}
	q.put([]world.Post{post("b0", 2, world.ClassReply), post("b1", 2, world.ClassReply), post("c0", 3, world.ClassReply)})
	ids, _ := emptied(q, noon)
	if want := []string{"a0", "b0", "c0", "a1", "b1", "a2", "a3"}; !slices.Equal(ids, want) {
		t.Errorf("went out as %q, want %q", ids, want)
	}
}

func TestAChatGetsOneLetterAtATimeAndInOrder(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{post("1", 7, world.ClassReply), post("2", 7, world.ClassReply), post("3", 7, world.ClassReply)})
	for _, want := range []string{"1", "2", "3"} {
		p, _ := q.take(noon)
		if p == nil || p.post.ID != want {
			t.Fatalf("got %v, want %s", p, want)
		}
		if second, wait := q.take(noon); second != nil || wait != 0 {
			t.Fatalf("%s goes to the same chat at the same time, or wait %v", second.post.ID, wait)
		}
		q.sent(p)
	}
}

func TestALetterIsQueuedOnce(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{post("1", 7, world.ClassReply), post("1", 7, world.ClassReply)})
	p, _ := q.take(noon)
	q.put([]world.Post{post("1", 7, world.ClassReply)}) // the outbox is read again while it is on its way
	q.sent(p)
	q.put([]world.Post{post("1", 7, world.ClassReply), post("2", 7, world.Class(99)), post("3", 7, world.Class(-1))})
	if ids, _ := emptied(q, noon); !slices.Equal(ids, []string{"3", "2"}) {
		t.Errorf("went out as %q", ids)
	}
}

func TestOfSeveralEditsOfACardTheNewestIsSent(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{
		card("1", 7, world.ClassTask, 1001, true), card("2", 7, world.ClassReply, 1001, false), card("3", 7, world.ClassBulk, 1001, false),
		card("other chat", 8, world.ClassTask, 1001, false), card("other case", 7, world.ClassTask, 1002, false),
	})
	p, _ := q.take(noon)
	if p.post.ID != "3" || !p.post.Letter.Fresh || p.class != int(world.ClassReply) {
		t.Errorf("%s fresh %v class %d: want the newest, fresh as the first, as urgent as the second", p.post.ID, p.post.Letter.Fresh, p.class)
	}
	var also []string
	for _, old := range p.also {
		also = append(also, old.ID)
	}
	if !slices.Equal(also, []string{"1", "2"}) {
		t.Errorf("takes %q along", also)
	}
	q.put([]world.Post{card("4", 7, world.ClassTask, 1001, false)}) // while 3 is on its way
	q.sent(p)
	if ids, _ := emptied(q, noon); !slices.Equal(ids, []string{"other case", "other chat", "4"}) {
		t.Errorf("then %q", ids)
	}
}

func TestALetterThatFailedWaitsAndLosesItsPlaceToNoOther(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{post("1", 7, world.ClassReply), post("2", 7, world.ClassReply), post("x", 8, world.ClassBulk)})
	p, _ := q.take(noon)
	until := noon.Add(time.Minute)
	var failures []int
	q.later(p, func(failed int) time.Time { failures = append(failures, failed); return until })
	if p, _ := q.take(noon); p == nil || p.post.ID != "x" {
		t.Errorf("somebody else waits for it")
	} else {
		q.sent(p)
	}
	if p, wait := q.take(noon); p != nil || wait != time.Minute {
		t.Errorf("wait %v", wait)
	}
	p, _ = q.take(until)
	q.later(p, func(failed int) time.Time { failures = append(failures, failed); return until })
	if ids, _ := emptied(q, until); !slices.Equal(ids, []string{"1", "2"}) {
		t.Errorf("went out as %q", ids)
	}
	if !slices.Equal(failures, []int{1, 2}) {
		t.Errorf("counted %v failures", failures)
	}
	q.put([]world.Post{post("3", 7, world.ClassReply)})
	p, _ = q.take(until)
	q.later(p, func(failed int) time.Time {
		if failed != 1 {
			t.Errorf("after a success the count is %d", failed)
		}
		return until
	})
}

func TestACardThatFailedGivesWayToANewerOneAndLendsItItsUrgency(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{card("1", 7, world.ClassDanger, 1001, true)})
	p, _ := q.take(noon)
	q.put([]world.Post{card("2", 7, world.ClassBulk, 1001, false), post("reply", 7, world.ClassReply)})
	q.later(p, func(int) time.Time { return noon })
	p, _ = q.take(noon)
	if p.post.ID != "2" || !p.post.Letter.Fresh || len(p.also) != 1 || p.class != int(world.ClassDanger) {
		t.Errorf("%s fresh %v, %d along, class %d", p.post.ID, p.post.Letter.Fresh, len(p.also), p.class)
	}
	q.sent(p)
	if ids, _ := emptied(q, noon); !slices.Equal(ids, []string{"reply"}) {
		t.Errorf("then %q", ids)
	}
}

func TestWhatWaitsForAGroupMovesWithIt(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{post("1", -7, world.ClassTask), card("2", -7, world.ClassTask, 1001, false), post("3", -7, world.ClassReply)})
	p, _ := q.take(noon) // the reply
	q.put([]world.Post{card("4", -7, world.ClassTask, 1001, true)})
	q.moved(p, -1007)
	q.put([]world.Post{card("5", -1007, world.ClassTask, 1001, false)})
	var got []string
	for {
		p, _ := q.take(noon)
		if p == nil {
			break
		}
		got = append(got, fmt.Sprint(p.post.ID, " to ", p.post.Letter.To.ID, " fresh ", p.post.Letter.Fresh))
		q.sent(p)
	}
	want := []string{"3 to -1007 fresh false", "1 to -1007 fresh false", "5 to -1007 fresh true"}
	if !slices.Equal(got, want) {
		t.Errorf("went out as %q, want %q", got, want)
	}
}

func TestAfterAStopNothingGoesOutBeforeTheTime(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	q.put([]world.Post{post("1", 7, world.ClassDanger)})
	q.stop(noon.Add(7 * time.Second))
	q.stop(noon.Add(3 * time.Second)) // an earlier one does not shorten it
	if p, wait := q.take(noon); p != nil || wait != 7*time.Second {
		t.Errorf("%v, wait %v", p, wait)
	}
	if p, _ := q.take(noon.Add(7 * time.Second)); p == nil {
		t.Error("nothing goes out after the stop")
	}
}

// The limits are counted over every window of their length.
func TestTelegramsLimitsAreKept(t *testing.T) {
	tests := []struct {
		name   string
		chats  []int64
		each   int
		window time.Duration
		most   int
	}{
		{"one person", []int64{7}, 40, time.Second, 5},
		{"one person over a minute", []int64{7}, 100, time.Minute, 64},
		{"one group", []int64{-7}, 60, time.Minute, 20},
		{"everybody", many(400), 1, time.Second, 30},
		{"everybody several times", many(50), 8, time.Second, 30},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			q := newQueue(TelegramPace, longAgo)
			for _, chat := range test.chats {
				for i := range test.each {
					q.put([]world.Post{post(fmt.Sprint(chat, "/", i), chat, world.ClassBulk)})
				}
			}
			var sent []time.Time
			last := map[string]string{}
			for now := noon; ; {
				p, wait := q.take(now)
				if p == nil && wait == 0 {
					break
				}
				if p == nil {
					now = now.Add(wait)
					continue
				}
				chat, _, _ := strings.Cut(p.post.ID, "/")
				if last[chat] != "" && len(last[chat]) > len(p.post.ID) {
					t.Errorf("%s after %s", p.post.ID, last[chat])
				}
				last[chat] = p.post.ID
				sent = append(sent, now)
				q.sent(p)
			}
			if len(sent) != len(test.chats)*test.each {
				t.Fatalf("%d were sent", len(sent))
			}
			for i := range sent {
				n := 0
				for _, at := range sent[i:] {
					if at.Sub(sent[i]) < test.window {
						n++
					}
				}
				if n > test.most {
					t.Fatalf("%d within %v", n, test.window)
				}
			}
		})
	}
}

func many(n int) []int64 {
	var chats []int64
	for i := range n {
		chats = append(chats, int64(1000+i))
	}
	return chats
}

// Nobody knows what the process before used up in its last second: until it is
// over, no burst, and groups go on where the other one was.
func TestASenderThatTakesOverSpendsNoBurst(t *testing.T) {
	now := time.Now()
	q := newQueue(TelegramPace, now)
	for i := range 8 {
		q.put([]world.Post{post(fmt.Sprint("to one ", i), 7, world.ClassReply)})
	}
	if _, took := emptied(q, now.Add(time.Second/10)); took < 7*TelegramPace.Private-200*time.Millisecond {
		t.Errorf("8 messages to one person took %s after a takeover", took)
	}
	q = newQueue(TelegramPace, now)
	q.remember(map[int64]time.Time{-5: now.Add(30 * time.Second)})
	q.put([]world.Post{post("to the group", -5, world.ClassDanger)})
	_, took := emptied(q, now)
	if most := 30*time.Second - TelegramPace.Group; took < most {
		t.Errorf("the group's quota was used up for 30 s more; it was written to after %s", took)
	}
}

// Fifty tasks at once for one work group are lists that can be read, within
// the twenty messages a minute; a danger goes by itself.
func TestManyTasksForAGroupAreSentAsLists(t *testing.T) {
	q := newQueue(TelegramPace, longAgo)
	for i := range 50 {
		p := post(fmt.Sprint("task", i), -7, world.ClassTask)
		p.Letter.Card, p.Letter.Fresh, p.Letter.Brief = 1001+i, true, text.Said("a task")
		q.put([]world.Post{p})
	}
	danger := post("danger", -7, world.ClassDanger)
	danger.Letter.Card, danger.Letter.Fresh = 2000, true
	q.put([]world.Post{danger})
	var sizes []int
	seen := map[string]bool{}
	for now := noon; ; {
		p, wait := q.take(now)
		if p == nil && wait == 0 {
			break
		}
		if p == nil {
			now = now.Add(wait)
			continue
		}
		sizes = append(sizes, 1+len(p.list))
		for _, post := range p.all() {
			if seen[post.ID] {
				t.Errorf("%s goes twice", post.ID)
			}
			seen[post.ID] = true
		}
		q.sent(p)
	}
	if want := []int{1, 20, 20, 10}; !slices.Equal(sizes, want) || len(seen) != 51 {
		t.Errorf("%d letters went as %v, want %v", len(seen), sizes, want)
	}
}

// A list that could not be sent is not lost: each task waits again.
func TestAListThatFailsIsTriedAgain(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	for i := range 6 {
		p := post(fmt.Sprint("task", i), -7, world.ClassTask)
		p.Letter.Card, p.Letter.Fresh, p.Letter.Brief = 1001+i, true, text.Said("a task")
		q.put([]world.Post{p})
	}
	p, _ := q.take(noon)
	q.later(p, func(int) time.Time { return noon })
	ids, _ := emptied(q, noon)
	if len(ids) != 1 || q.length(int(world.ClassTask)) != 0 {
		t.Errorf("sent %v, %d wait", ids, q.length(int(world.ClassTask)))
	}
}

// A reminder that was decided by day and could not go out waits for the morning;
// a danger and an answer do not.
func TestAReminderDoesNotGoOutAtNight(t *testing.T) {
	q, night := newQueue(NoPace, longAgo), true
	q.quiet = func() bool { return night }
	q.put([]world.Post{post("reminder", 1, world.ClassReminder), post("bulk", 2, world.ClassBulk), post("danger", 1, world.ClassDanger), post("reply", 1, world.ClassReply)})
	var ids []string
	p, wait := q.take(noon)
	for ; p != nil; p, wait = q.take(noon) {
		ids = append(ids, p.post.ID)
		q.sent(p)
	}
	if !slices.Equal(ids, []string{"danger", "reply", "bulk"}) || wait <= 0 {
		t.Fatalf("at night went out %q; the next look is in %s", ids, wait)
	}
	night = false
	if ids, _ := emptied(q, noon); !slices.Equal(ids, []string{"reminder"}) {
		t.Errorf("in the morning went out %q", ids)
	}
}

// While somebody holds the queue, nothing goes out; two may hold it.
func TestWhatIsHeldWaits(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	one, two := q.hold(), q.hold()
	q.put([]world.Post{post("1", 1, world.ClassDanger)})
	one()
	one() // once more releases nobody else's
	if p, wait := q.take(noon); p != nil || wait != 0 {
		t.Errorf("%v goes out, or it is waited for %s", p, wait)
	}
	two()
	if ids, _ := emptied(q, noon); !slices.Equal(ids, []string{"1"}) {
		t.Errorf("went out %q", ids)
	}
}
