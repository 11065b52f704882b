package main

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store"
)

// owned opens the store of a district and takes its lease.
func owned(ctx context.Context, redis, district string) (*store.Store, error) {
	st, err := store.Open(ctx, "redis://"+redis, district)
	if err != nil {
		return nil, err
	}
	if ours, err := st.TakeLease(ctx, "load", 24*time.Hour); err != nil || !ours {
		st.Close()
		return nil, fmt.Errorf("take the lease: %v %v", ours, err)
	}
	return st, nil
}

// fill puts so many open cases into Redis, each with its lists and its timer,
// and prints what one takes and what the minute's job costs with them. Where
// due is not zero, all their clocks run out then.
func fill(redis string, n int, due time.Time) error {
	ctx := context.Background()
	st, err := owned(ctx, redis, "daning")
	if err != nil {
		return err
	}
	defer st.Close()
	before, err := memoryOf(redis)
	if err != nil {
		return err
	}
	now, words := time.Now(), 0
	later := func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(72 * time.Hour) }
	for from := 0; from < n; from += 200 {
		var ch world.Change
		for i := from; i < min(from+200, n); i++ {
			c := ordinary(i)
			words += len(c.What)
			if !due.IsZero() {
				later = func(cases.Case, cases.ClockName, time.Time) time.Time { return due }
				c.Cards = c.Cards[:1] // the workers were offered them long ago
			}
			c = cases.Start(c, now.Add(time.Duration(i)*time.Millisecond), cases.Deadline(later))
			ch.Cases = append(ch.Cases, world.Moved{After: c})
		}
		if _, err := st.Commit(ctx, world.Op{}, 0, ch); err != nil {
			return err
		}
	}
	if !due.IsZero() {
		if err := enlist(ctx, st); err != nil {
			return err
		}
	}
	after, err := memoryOf(redis)
	if err != nil {
		return err
	}
	const looks = 2000
	began := time.Now()
	for range looks {
		if _, err := st.Due(ctx, now, 500); err != nil {
			return err
		}
	}
	fmt.Printf("%d open cases: %d bytes of Redis each beyond their words; the minute's job looks in %s when nothing is due\n",
		n, (after-before-words)/n, (time.Since(began) / looks).Round(time.Microsecond))
	return st.DropLease(ctx)
}

// firstReporter is who reported the first three of them.
const firstReporter = 5_000_000

// ordinary is a case like most: a sentence, a place, a photo, a grid.
func ordinary(i int) cases.Case {
	pt := grids.Point{Lat: 31.27 + float64(i%1000)/1e5, Lon: 121.44 + float64(i%777)/1e5}
	who := int64(firstReporter + i/3)
	return cases.Case{
		Number: 1001 + i, Category: "rubbish", Grid: []string{"yanchang", "lingshi", "pingguang", "jiangchang"}[i%4],
		What:  "小区门口垃圾堆了三天没人清，味道很大，请处理",
		Place: cases.Place{Name: text.Said("延长中路" + strconv.Itoa(i%500) + "号"), Point: &pt},
		Files: []cases.File{{Kind: "photo", ID: "AgACAgUAAxkBAAIBb2Z" + strconv.Itoa(i) + "AAHRhwABzQ3LAAF0b2tlbg", Unique: "AQADb2Z" + strconv.Itoa(i), Phase: cases.PhaseReport, At: 1}},
		By:    cases.Reporter{ID: who, Name: "陈阿姨", Lang: text.Chinese},
		Cards: []cases.Card{{Chat: who, As: cases.ViewReporter, Lang: text.Chinese}, {Chat: 7011, As: cases.ViewWorker, Lang: text.Chinese},
			{Chat: 7012, As: cases.ViewWorker, Lang: text.English}},
	}
}

// memoryOf is how much memory Redis uses, in bytes.
func memoryOf(redis string) (int, error) {
	host, port, err := net.SplitHostPort(redis)
	if err != nil {
		return 0, err
	}
	out, err := exec.Command("redis-cli", "-h", host, "-p", port, "INFO", "memory").Output()
	if err != nil {
		return 0, fmt.Errorf("ask redis for its memory: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		if v, ok := strings.CutPrefix(line, "used_memory:"); ok {
			return strconv.Atoi(strings.TrimSpace(v))
		}
	}
	return 0, fmt.Errorf("redis does not tell its memory")
}

// firstAnswer measures from the start of the process to the first reply.
func firstAnswer(box *sandbox.Server, began time.Time) {
	const id = 3_000_000
	box.AddPerson(sandbox.Person{ID: id, First: "First", Lang: "en"})
	after := box.Seq()
	box.Say(id, id, "/help")
	for {
		events, wait := box.Watch(after)
		for _, e := range events {
			after = e.Seq
			if e.Chat == id && e.Message != nil && e.Message.Out {
				fmt.Printf("first answer %s after the start of the process\n", time.Since(began).Round(time.Millisecond))
				return
			}
		}
		if len(events) == 0 {
			<-wait
		}
	}
}
