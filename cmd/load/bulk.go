package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// preload puts so many bulk messages to as many chats into the outbox, as a
// crash in the middle of a broadcast leaves them.
func preload(redis, api string, box *sandbox.Server, n int) error {
	ctx := context.Background()
	st, err := owned(ctx, redis, "daning")
	if err != nil {
		return err
	}
	defer st.Close()
	var ch world.Change
	for i := range n {
		id := int64(1_000_000 + i)
		box.AddPerson(sandbox.Person{ID: id, First: "Reader", Lang: "en"})
		box.Say(id, id, "hello") // a bot cannot write to a person first
		ch.Letters = append(ch.Letters, world.Letter{Class: world.ClassBulk, To: talk.Chat{ID: id}, Lang: text.English,
			Say: talk.Prompt{Say: text.Said("The week in your grid, number " + strconv.Itoa(i))}})
		if len(ch.Letters) == 500 || i == n-1 {
			if _, err := st.Commit(ctx, world.Op{}, 0, ch); err != nil {
				return err
			}
			ch.Letters = nil
		}
	}
	if err := forget(api, box); err != nil {
		return err
	}
	return st.DropLease(ctx)
}

// asks has five people a second ask for help, each another one, as long as goes says.
func (c *crowd) asks(goes func() bool) {
	people := slices.Sorted(maps.Keys(c.inbox))[:c.s.people]
	t := time.NewTicker(200 * time.Millisecond)
	defer t.Stop()
	for i := 0; goes(); i++ {
		<-t.C
		id := people[i%len(people)]
		for len(c.inbox[id]) > 0 {
			<-c.inbox[id]
		}
		c.done.Go(func() { c.step(id, func() { c.box.Say(id, id, "/help") }, "/cases") })
	}
}

// forget acknowledges what was said so far, so that the bot never hears of it.
func forget(api string, box *sandbox.Server) error {
	newest := struct {
		Result []struct {
			ID int64 `json:"update_id"`
		} `json:"result"`
	}{}
	for offset := int64(-1); ; offset = newest.Result[0].ID + 1 {
		resp, err := http.Get(fmt.Sprintf("%s/bot%s/getUpdates?offset=%d", api, box.Token(), offset))
		if err != nil {
			return fmt.Errorf("forget what was said: %w", err)
		}
		newest.Result = nil
		err = json.NewDecoder(resp.Body).Decode(&newest)
		resp.Body.Close()
		if err != nil {
			return fmt.Errorf("forget what was said: %w", err)
		}
		if len(newest.Result) == 0 {
			return nil
		}
	}
}

// broadcast measures how long people wait for a reply while the outbox is full.
func broadcast(s settings, box *sandbox.Server) {
	c := newCrowd(box, settings{people: 5 * 60, bot: s.bot})
	go c.listen()
	began, sent := time.Now(), box.Stats().Methods["sendmessage"]
	c.measure(true)
	c.asks(func() bool { return time.Since(began) < s.last })
	took := time.Since(began)
	messages := box.Stats().Methods["sendmessage"] - sent
	limited := box.Stats().Codes[429]
	c.stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Printf("broadcast to %d chats, %s: %.1f messages/s in all, %d 429s, reply p50 %.0f ms, p99 %.0f ms, n %d\n",
		s.bulk, took.Round(time.Second), float64(messages)/took.Seconds(), limited, c.wait(.5), c.wait(.99), len(c.waits))
}
