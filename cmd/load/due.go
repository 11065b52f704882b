package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
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

// sameMinute waits for the minute in which all clocks run out, and tells how
// long it takes until all was decided, what the bot needed for it, when the
// staff heard of it, and whether Telegram's limits were kept.
func sameMinute(redis string, box *sandbox.Server, pid int, watch string, due time.Time) error {
	for i := range manyStaff {
		box.AddPerson(sandbox.Person{ID: int64(firstStaff + i), First: "N", Lang: "zh-hans"})
		if _, err := box.Start(int64(firstStaff+i), ""); err != nil {
			return err
		}
	}
	st, err := store.Open(context.Background(), "redis://"+redis, "daning")
	if err != nil {
		return err
	}
	defer st.Close()
	if wait := time.Until(due); wait > 0 {
		fmt.Printf("all clocks run out in %s\n", wait.Round(time.Second))
		time.Sleep(wait)
	} else {
		return fmt.Errorf("it took %s too long to put the cases there", -wait)
	}
	from := usageOf(pid, watch)
	for {
		left, err := st.Due(context.Background(), due, 1)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	took := time.Since(due)
	to := usageOf(pid, watch)
	fmt.Printf("all decided %s after the minute began; CPU %.1f s, %.0f MB resident\n", took.Round(time.Millisecond), to.cpu-from.cpu, to.rss)
	heard, last, lists := map[int64]bool{}, time.Duration(0), 0
	for time.Since(due) < took+30*time.Second && len(heard) < manyStaff {
		time.Sleep(100 * time.Millisecond)
		for i := range manyStaff {
			id := int64(firstStaff + i)
			for _, m := range box.Messages(id) {
				if m.Out && !heard[id] && strings.Contains(m.Text, "⏰") {
					heard[id], last = true, time.Since(due)
					if strings.Contains(m.Text, "要处理") {
						lists++
					}
				}
			}
		}
	}
	_, out, err := st.Waiting(context.Background())
	if err != nil {
		return err
	}
	fmt.Printf("%d of %d of the staff were told, a list in %d of the messages, the last %s after the minute began; %d letters of less urgency wait; %d times 429\n",
		len(heard), manyStaff, lists, last.Round(100*time.Millisecond), out, box.Stats().Codes[429])
	return nil
}
