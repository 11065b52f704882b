package bot

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"gridbot/flows"
	"gridbot/flows/world"
)

// crowd are letters of all kinds to people and groups, as a busy hour brings them: more than
// goes out in a minute, several to the same person, cards that are shown anew.
func crowd(seed uint64, people, groups []int64) (posts []world.Post) {
	dice := rand.New(rand.NewPCG(seed, 1))
	for i := range 2400 {
		chat := people[dice.IntN(len(people))]
		if dice.IntN(40) == 0 {
			chat = groups[dice.IntN(len(groups))]
		}
		p := note(fmt.Sprint(i), chat, fmt.Sprint("第", i, "封"))
		if dice.IntN(3) == 0 {
			p = shows(fmt.Sprint(i), chat, fmt.Sprint("卡", i), dice.IntN(2) == 0)
		}
		p.Letter.Class = world.Class(dice.IntN(classes))
		posts = append(posts, p)
	}
	return posts
}

// However long messages are on their way, and however many of them fail, Telegram
// is never asked too much; and it is asked as much as it takes.
func TestTelegramIsNeverAskedTooMuch(t *testing.T) {
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	people, groups := many(600), []int64{-1, -2, -3, -4, -5}
	jammed := func(now time.Time) (until time.Time, stuck bool) { // two seconds of twenty nothing gets through
		into := now.Sub(now.Truncate(20 * time.Second))
		return now.Add(2*time.Second - into), into < 2*time.Second
	}
	for name, way := range map[string]struct {
		*road
		least int // messages a second that reach Telegram
	}{
		"at once":  {&road{}, 29},
		"faults":   {&road{bad: 20}, 29},
		"50 ms":    {&road{jitter: 50 * time.Millisecond, bad: 20}, 29},
		"200 ms":   {&road{jitter: 200 * time.Millisecond, bad: 20}, 29},
		"a second": {&road{jitter: time.Second, bad: 20}, 19},
		"jams":     {&road{jitter: 200 * time.Millisecond, bad: 20, jam: jammed}, 26},
		"takeover": {&road{jitter: 200 * time.Millisecond, bad: 20}, 0}, // another one goes on, and knows nothing of what was sent
	} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprint(name, "/", seed), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c := newCourier(t, catalog, &road{seed: seed, jitter: way.jitter, bad: way.bad, jam: way.jam}, people, groups)
					for _, chat := range people {
						if chat%3 == 0 {
							c.drawer.cards[chat] = 1 << 30 // a card that is gone: to change it fails, and a new one is sent
						}
					}
					posts := crowd(seed, people, groups)
					c.drawer.kept = map[string]world.Letter{}
					for _, p := range posts {
						c.drawer.kept[p.ID] = p.Letter
					}
					c.queue.put(posts)
					began := time.Now()
					if name == "takeover" {
						c.sendFor(t, 7*time.Second)
						c.queue = newQueue(TelegramPace, time.Now())
						c.queue.put(c.left(posts))
					}
					c.sendAll(t, len(posts), 10*time.Minute)
					if n := c.limited(); n > 0 {
						t.Errorf("Telegram was asked too much %d times", n)
					}
					busy := 0
					for _, call := range c.calls {
						if d := call.at.Sub(began); d > 10*time.Second && d <= 40*time.Second {
							busy++
						}
					}
					if busy < way.least*30 {
						t.Errorf("Telegram was asked %d times in half a minute, it takes at least %d", busy, way.least*30)
					}
				})
			})
		}
	}
}
