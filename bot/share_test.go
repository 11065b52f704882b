package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/world"
)

// coming is letters that come into the queue at a moment.
type coming struct {
	at    time.Time
	posts []world.Post
}

// sentAt plays comings until nothing is left, and tells when each letter went.
func sentAt(t *testing.T, q *queue, comings []coming) (at map[string]time.Time, order []string) {
	t.Helper()
	slices.SortStableFunc(comings, func(a, b coming) int { return a.at.Compare(b.at) })
	at = map[string]time.Time{}
	for now := noon; ; {
		for len(comings) > 0 && !comings[0].at.After(now) {
			q.put(comings[0].posts)
			comings = comings[1:]
		}
		p, wait := q.take(now)
		switch {
		case p != nil:
			for _, post := range p.all() {
				if _, twice := at[post.ID]; twice {
					t.Fatalf("%s goes twice", post.ID)
				}
				at[post.ID] = now
				order = append(order, post.ID)
			}
			q.sent(p)
		case wait > 0 && (len(comings) == 0 || now.Add(wait).Before(comings[0].at)):
			now = now.Add(wait)
		case len(comings) > 0:
			now = comings[0].at
		default:
			return at, order
		}
	}
}

// flood is ten minutes of two people who report a danger every two seconds, of
// which forty of the staff are told, and who are answered every time.
func flood() (comings []coming) {
	for second := range 600 {
		when := noon.Add(time.Duration(second) * time.Second)
		flooder := second % 2
		a := coming{at: when}
		for staff := range 40 {
			a.posts = append(a.posts, post(fmt.Sprintf("danger/%d/%04d", staff, second), int64(5000+staff), world.ClassDanger))
		}
		for n := range 2 {
			a.posts = append(a.posts, post(fmt.Sprintf("flooder/%d/%04d-%d", flooder, second, n), int64(9000+flooder), world.ClassReply))
		}
		comings = append(comings, a)
	}
	return comings
}

// Forty of the staff are told of everything two accounts make up; 120 others
// are each answered five times in those ten minutes.
func TestOthersAreAnsweredWhileTwoFloodTheStaff(t *testing.T) {
	comings, asked := flood(), map[string]time.Time{}
	for who := range 120 {
		for turn := range 5 {
			// Spread as people come: uneven, the same in every run.
			when := noon.Add(time.Duration((who*7919+turn*104729)%590_000) * time.Millisecond)
			id := fmt.Sprintf("resident/%d/%d", who, turn)
			asked[id] = when
			comings = append(comings, coming{when, []world.Post{post(id, int64(100+who), world.ClassReply)}})
		}
	}
	want := 0
	for _, a := range comings {
		want += len(a.posts)
	}
	at, order := sentAt(t, newQueue(TelegramPace, longAgo), comings)
	if len(at) != want {
		t.Errorf("%d letters of %d went out", len(at), want)
	}
	var waits []time.Duration
	for id, when := range asked {
		waits = append(waits, at[id].Sub(when))
	}
	slices.Sort(waits)
	if p99 := waits[len(waits)*99/100]; p99 > 2*time.Second {
		t.Errorf("99 of 100 replies wait up to %s, half of them %s", p99, waits[len(waits)/2])
	}
	// Danger still has its nine tenths, and each chat reads in order.
	end, danger := noon.Add(10*time.Minute), 0
	last := map[string]string{}
	for _, id := range order {
		kind, rest, _ := strings.Cut(id, "/")
		chat, n, _ := strings.Cut(rest, "/")
		if kind == "resident" {
			continue // their answers were asked for in any order
		}
		if last[kind+chat] > n {
			t.Fatalf("%s goes after %s", id, last[kind+chat])
		}
		last[kind+chat] = n
		if kind == "danger" && at[id].Before(end) {
			danger++
		}
	}
	if least := 600 * 30 * 88 / 100; danger < least {
		t.Errorf("%d alarms went out in ten minutes, at least %d were to", danger, least)
	}
}

// While replies wait behind danger, one message in ten is a reply, no more.
func TestATenthIsKeptForReplies(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	for i := range 90 {
		q.put([]world.Post{post(fmt.Sprint("danger", i), int64(100+i), world.ClassDanger)})
	}
	for i := range 12 {
		q.put([]world.Post{post(fmt.Sprint("reply", i), int64(500+i), world.ClassReply)})
	}
	ids, _ := emptied(q, noon)
	for i, id := range ids {
		if reply := strings.HasPrefix(id, "reply"); reply != (i%10 == 9 || i >= 100) {
			t.Fatalf("message %d is %s", i, id)
		}
	}
	if len(ids) != 102 {
		t.Errorf("%d went out", len(ids))
	}
}

// Somebody who is answered without end has a part of the tenth, not all of it.
func TestOnePersonDoesNotUseUpTheTenth(t *testing.T) {
	q := newQueue(NoPace, longAgo)
	for i := range 300 {
		q.put([]world.Post{post(fmt.Sprint("danger", i), int64(100+i), world.ClassDanger)})
	}
	for i := range 40 {
		q.put([]world.Post{post(fmt.Sprint("flooder", i), 7, world.ClassReply)})
	}
	ids, _ := emptied(q, noon) // all in one moment
	early := 0
	for i, id := range ids {
		if strings.HasPrefix(id, "flooder") && i < 300 {
			early++
		}
	}
	if early != keptBurst || len(ids) != 340 {
		t.Errorf("they had %d of the tenth, %d went out", early, len(ids))
	}
}
