package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store"
)

// The staff of this measurement: two workers and two leads to a grid.
const (
	firstStaff = 6_000_000
	manyStaff  = 16
)

func enlist(ctx context.Context, st *store.Store) error {
	var ch world.Change
	for i := range manyStaff {
		p := world.Person{ID: int64(firstStaff + i), Name: "N" + strconv.Itoa(i), Lang: text.Chinese, Role: world.Worker, Duty: true,
			Grid: []string{"yanchang", "lingshi", "pingguang", "jiangchang"}[i%4]}
		if i >= manyStaff/2 {
			p.Role, p.Duty = world.Lead, false
		}
		ch.People = append(ch.People, p)
	}
	_, err := st.Commit(ctx, world.Op{}, 0, ch)
	return err
}

// greeted has everybody write to the bot whom it is to write to, and the bot never hear
// of it: a bot cannot write to a person first.
func greeted(api string, box *sandbox.Server, cases int) error {
	for i := range cases/3 + 1 {
		greet(box, int64(firstReporter+i))
	}
	for i := range manyStaff {
		greet(box, int64(firstStaff+i))
	}
	return forget(api, box)
}

func greet(box *sandbox.Server, id int64) {
	box.AddPerson(sandbox.Person{ID: id, First: "N", Lang: "zh-hans"})
	box.Say(id, id, "hello")
}

// sameMinute waits for the minute in which all clocks run out, and tells how
// long it takes until all was decided, what the bot needed for it, how long five
// residents a second wait for a reply meanwhile, when staff and reporters heard of
// it, and whether Telegram's limits were kept. At night nobody is told: hold it by day.
func sameMinute(s settings, redis string, box *sandbox.Server, pid int, watch string, due time.Time) error {
	st, err := store.Open(context.Background(), "redis://"+redis, "daning")
	if err != nil {
		return err
	}
	defer st.Close()
	c := newCrowd(box, settings{people: 5 * 60, bot: s.bot})
	go c.listen()
	ears := listenTo(box, due)
	if wait := time.Until(due); wait > 0 {
		fmt.Printf("all clocks run out in %s\n", wait.Round(time.Second))
		time.Sleep(wait)
	} else {
		return fmt.Errorf("it took %s too long to put the cases there", -wait)
	}
	from := usageOf(pid, watch)
	c.measure(true)
	took, until := time.Duration(0), due.Add(s.last)
	var fault error
	c.asks(func() bool {
		if took != 0 {
			return time.Now().Before(until)
		}
		left, err := st.Due(context.Background(), due, 1)
		if fault = err; err == nil && len(left) == 0 {
			took = time.Since(due)
			until = time.Now().Add(s.last)
		}
		return fault == nil
	})
	c.stop()
	if fault != nil {
		return fault
	}
	to := usageOf(pid, watch)
	fmt.Printf("all decided %s after the minute began; CPU %.1f s until %s after that, %.0f MB resident\n", took.Round(100*time.Millisecond), to.cpu-from.cpu, s.last, to.rss)
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Printf("reply meanwhile p50 %.0f ms, p99 %.0f ms, n %d\n", c.wait(.5), c.wait(.99), len(c.waits))
	_, out, err := st.Waiting(context.Background())
	if err != nil {
		return err
	}
	ears.tell(s.due/3 + 1)
	fmt.Printf("%d letters of less urgency wait; %d times 429\n", out, box.Stats().Codes[429])
	return nil
}

// ears is when the staff and the reporters heard first, counted from when all was due.
type ears struct {
	mu    sync.Mutex
	due   time.Time
	heard map[int64]time.Duration
	lists int
}

func listenTo(box *sandbox.Server, due time.Time) *ears {
	e := &ears{due: due, heard: map[int64]time.Duration{}}
	after := box.Seq()
	go func() {
		for {
			events, wait := box.Watch(after)
			if len(events) == 0 {
				<-wait
			}
			for _, x := range events {
				after = x.Seq
				e.hears(x)
			}
		}
	}()
	return e
}

func (e *ears) hears(x sandbox.Event) {
	if x.Message == nil || !x.Message.Out || x.Chat < firstReporter || time.Now().Before(e.due) {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, before := e.heard[x.Chat]; !before {
		e.heard[x.Chat] = time.Since(e.due)
	}
	if strings.Contains(x.Message.Text, "要处理") {
		e.lists++
	}
}

func (e *ears) tell(reporters int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var staff, others []time.Duration
	for id, after := range e.heard {
		if id >= firstStaff {
			staff = append(staff, after)
		} else {
			others = append(others, after)
		}
	}
	fmt.Printf("%d of %d of the staff heard, a list in %d of the messages, the last after %s; %d of %d reporters, the last after %s\n",
		len(staff), manyStaff, e.lists, longest(staff), len(others), reporters, longest(others))
}

func longest(of []time.Duration) time.Duration {
	if len(of) == 0 {
		return 0
	}
	return slices.Max(of).Round(100 * time.Millisecond)
}
