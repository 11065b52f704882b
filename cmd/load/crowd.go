package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"gridbot/bot/sandbox"
)

// crowd are the residents.
type crowd struct {
	box    *sandbox.Server
	s      settings
	inbox  map[int64]chan sandbox.Event
	counts atomic.Bool
	said   atomic.Int64  // updates answered, measured or not
	until  atomic.Int64  // when so many are, enough is told
	enough chan struct{} // has room for one

	mu        sync.Mutex
	updates   int
	dialogues int
	begun     int // reports, also those that nobody ended
	waits     []time.Duration
	ctx       context.Context
	cancel    context.CancelFunc
	done      sync.WaitGroup
	tickets   chan struct{} // when paced
	picture   []byte
}

func newCrowd(box *sandbox.Server, s settings) *crowd {
	c := &crowd{box: box, s: s, picture: smallPicture(), inbox: map[int64]chan sandbox.Event{}, enough: make(chan struct{}, 1)}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	for i := range s.people * families {
		id := int64(firstPerson + i)
		box.AddPerson(sandbox.Person{ID: id, First: "Resident", Last: strconv.Itoa(i), Lang: "en"})
		c.inbox[id] = make(chan sandbox.Event, 64)
	}
	return c
}

const (
	firstPerson = 10_000
	// mostReports is how many reports a person files: somebody with twenty open cases is
	// heard only of danger. Another one of the family goes on.
	mostReports = 15
	// families have so many people, of whom one at a time files reports.
	families = 10
)

func (c *crowd) start() {
	go c.listen()
	if c.s.rate > 0 {
		c.tickets = make(chan struct{}, 1000)
		go c.pace()
	}
	for i := range c.s.people {
		c.done.Go(func() {
			for filed := 0; c.ctx.Err() == nil; filed++ {
				c.report(int64(firstPerson + i + filed/mostReports%families*c.s.people))
			}
		})
	}
}

func (c *crowd) stop() {
	c.cancel()
	c.done.Wait()
}

// after waits until so many more updates were answered. The processor time of so much
// work can be held against another bot's also where the machine has other things to do.
func (c *crowd) after(n int) {
	c.until.Store(c.said.Load() + int64(n))
	<-c.enough
}

func (c *crowd) measure(on bool) { c.counts.Store(on) }

// pace hands out tickets at the rate, however long the waits of the timer.
func (c *crowd) pace() {
	began, given := time.Now(), 0
	for t := time.NewTicker(2 * time.Millisecond); c.ctx.Err() == nil; <-t.C {
		for due := int(time.Since(began).Seconds() * c.s.rate); given < due; given++ {
			select {
			case c.tickets <- struct{}{}:
			default:
			}
		}
	}
}

// listen gives each person what the bot says to them.
func (c *crowd) listen() {
	after := c.box.Seq()
	for c.ctx.Err() == nil {
		events, wait := c.box.Watch(after)
		if len(events) == 0 {
			<-wait
			continue
		}
		for _, e := range events {
			after = e.Seq
			if (e.Kind == "message" || e.Kind == "edit") && e.Message != nil && e.Message.Out {
				select {
				case c.inbox[e.Chat] <- e:
				default:
				}
			}
		}
	}
}

// report is one report from the first word to the receipt.
func (c *crowd) report(id int64) {
	box := c.box
	say := func(words string) func() { return func() { box.Say(id, id, words) } }
	press := func(e sandbox.Event, data string) func() {
		return func() { box.Tap(id, id, e.Message.MessageID, data) }
	}
	spot := func() { box.Location(id, id, 31.2760, 121.4430) }
	photo := func() { box.Photo(id, sandbox.Place{Chat: id}, "", c.picture) }
	var e sandbox.Event
	step := func(do func(), until string) bool {
		var ok bool
		e, ok = c.step(id, do, until)
		return ok
	}
	c.mu.Lock()
	c.begun++
	gate := fmt.Sprintf("behind the blue gate %d", c.begun) // another each time: else they are asked whether it is the same heap
	c.mu.Unlock()
	done := false
	if c.s.bot != "gridbot" {
		done = step(say("/report"), "rubbish") && step(press(e, "rubbish"), "Tell me") && step(say("A heap of rubbish nobody clears"), "Where") &&
			step(spot, "photo") && step(photo, "send") && step(press(e, "send"), "Thank you")
	} else {
		done = step(say("/report"), "d|report|what|c-rubbish") && step(press(e, "d|report|what|c-rubbish"), "Where is it") &&
			step(say(gate), "d|report|where|g-yanchang") && step(press(e, "d|report|where|g-yanchang"), "d|report|preview|send") &&
			step(photo, "d|report|preview|send") && step(press(e, "d|report|preview|anonymous"), "Received")
	}
	if done && c.counts.Load() {
		c.mu.Lock()
		c.dialogues++
		c.mu.Unlock()
	}
}

// smallPicture is one photo, the same for everybody.
func smallPicture() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// step does one thing and waits for the reply that holds what is expected: a
// button's data or a part of the words.
func (c *crowd) step(id int64, do func(), until string) (sandbox.Event, bool) {
	if c.tickets != nil {
		select {
		case <-c.tickets:
		case <-c.ctx.Done():
			return sandbox.Event{}, false
		}
	}
	began := time.Now()
	do()
	late := time.NewTimer(20 * time.Second)
	defer late.Stop()
	for {
		select {
		case e := <-c.inbox[id]:
			if !shows(e, until) {
				continue
			}
			if c.said.Add(1) == c.until.Load() {
				c.enough <- struct{}{}
			}
			if c.counts.Load() {
				c.mu.Lock()
				c.updates++
				c.waits = append(c.waits, time.Since(began))
				c.mu.Unlock()
			}
			return e, true
		case <-c.ctx.Done():
			return sandbox.Event{}, false
		case <-late.C:
			fmt.Fprintf(os.Stderr, "load: person %d waits for %q in vain\n", id, until)
			return sandbox.Event{}, false
		}
	}
}

func shows(e sandbox.Event, what string) bool {
	if strings.Contains(e.Message.Text, what) {
		return true
	}
	if e.Message.ReplyMarkup == nil {
		return false
	}
	for _, row := range e.Message.ReplyMarkup.Rows {
		for _, b := range row {
			if strings.Contains(b.Data, what) {
				return true
			}
		}
	}
	return false
}

// wait is how long so large a part of the waits was at most, in milliseconds.
// The caller holds mu.
func (c *crowd) wait(part float64) float64 {
	if len(c.waits) == 0 {
		return 0
	}
	slices.Sort(c.waits)
	return float64(c.waits[int(part*float64(len(c.waits)-1))].Microseconds()) / 1000
}

func (c *crowd) print(s settings, took time.Duration, from, to usage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	updates := float64(max(c.updates, 1))
	fmt.Printf("%-8s people %d, %s, fsync %s: %.0f updates/s, %.0f dialogues/s, %.3f CPU s per 1000 updates, p50 %.1f ms, p99 %.1f ms, RSS %.0f MB",
		s.bot, s.people, took.Round(time.Second), s.fsync, float64(c.updates)/took.Seconds(), float64(c.dialogues)/took.Seconds(),
		(to.cpu-from.cpu)/updates*1000, c.wait(.5), c.wait(.99), to.rss)
	if to.trips > 0 {
		fmt.Printf(", %.2f round trips per update", (to.trips-from.trips)/updates)
	}
	fmt.Printf(", box and people %.3f CPU s per 1000 updates\n", (to.own-from.own)/updates*1000)
}
