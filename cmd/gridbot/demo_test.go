package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"gridbot/bot"
	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
)

// startDemo runs a demo until the test ends, and returns it once the stage is set.
func startDemo(t *testing.T) (p *play, end func()) {
	t.Helper()
	p, err := newPlay(t.Context(), "127.0.0.1:0", time.Millisecond, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	// The Monday at nine on which the stories begin.
	p.clock.move(time.Date(2026, 11, 23, 9, 0, 0, 0, p.district.Zone).Sub(p.clock.now()))
	ready, done := make(chan struct{}), make(chan error, 1)
	p.announce = func() { close(ready) }
	p.pace = bot.NoPace // nobody waits for a group's twenty messages a minute
	ctx, cancel := context.WithCancel(context.Background())
	go func() { done <- p.run(ctx) }()
	ended := false
	end = func() {
		if ended {
			return
		}
		ended = true
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the demo ended with %v", err)
		}
		p.close()
	}
	t.Cleanup(end)
	select {
	case <-ready:
	case err := <-done:
		done <- err
		t.Fatalf("the demo did not begin: %v", err)
	}
	return p, end
}

func TestTheDemoEndsAndLeavesNothingRunning(t *testing.T) {
	before := ours()
	p, end := startDemo(t)
	resp, err := http.Get("http://" + p.listener.Addr().String() + "/")
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(page), "<html") {
		t.Errorf("the page: %s, %v\n%s", resp.Status, err, page)
	}
	if n := len(p.sandbox.Messages(stories.Wang)); n == 0 {
		t.Error("the stage is not set")
	}
	end()
	if _, err := http.Get("http://" + p.listener.Addr().String() + "/"); err == nil {
		t.Error("the page is still served")
	}
	// What was told to end needs a moment to do so; what never ends is a leak.
	for deadline := time.Now().Add(20 * time.Second); ; runtime.Gosched() {
		left := ours()
		if len(left) <= len(before) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines are left:\n%s", len(left), strings.Join(left, "\n\n"))
		}
	}
}

// ours are the stacks of the goroutines that run our code, or a library's for us.
func ours() []string {
	buf := make([]byte, 4<<20)
	var all []string
	for _, stack := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(stack, "testing.tRunner") || strings.Contains(stack, "testing.(*M)") {
			continue
		}
		for _, who := range []string{"gridbot/", "miniredis", "go-redis", "robfig/cron", "go-telegram"} {
			if strings.Contains(stack, who) {
				all = append(all, stack)
				break
			}
		}
	}
	return all
}

// Time moves in the demo, and what is due by then happens.
func TestTheDemoMovesItsClock(t *testing.T) {
	p, _ := startDemo(t)
	for _, move := range []string{"10m", "1d", "30d", "monday"} {
		before := p.clock.now()
		if err := p.move(t.Context(), move); err != nil {
			t.Fatal(err)
		}
		after := p.district.Here(p.clock.now())
		if !after.After(before) {
			t.Errorf("%s: the clock stands at %v", move, after)
		}
		if move == "monday" && (after.Weekday() != time.Monday || after.Hour() != 9) {
			t.Errorf("next Monday 9:00 is %v", after)
		}
	}
	if err := p.move(t.Context(), "yesterday"); err == nil {
		t.Error("the clock can be moved by anything")
	}
}

// Every story of the page is played to its end: its directions are known there, and
// its buttons are shown.
func TestTheDemoPlaysEveryStory(t *testing.T) {
	for _, story := range stories.All() {
		t.Run(story.ID, func(t *testing.T) {
			t.Parallel()
			p, _ := startDemo(t)
			played(t, p, story.ID)
		})
	}
}

// A story that is chosen after another begins on a Monday morning, and is played, too:
// no line of it holds a case number, nor a date.
func TestTheDemoPlaysAStoryAfterAnother(t *testing.T) {
	p, _ := startDemo(t)
	for _, id := range []string{"restaurant", "kitchen-second", "kitchen"} {
		played(t, p, id)
		if err := p.move(t.Context(), "10m"); err != nil {
			t.Fatal(err)
		}
		if err := p.move(t.Context(), "1d"); err != nil {
			t.Fatal(err)
		}
	}
}

// played plays a story to its end.
func played(t *testing.T, p *play, id string) {
	t.Helper()
	from := p.sandbox.Seq()
	if err := p.sandbox.PlayStory(id); err != nil {
		t.Fatal(err)
	}
	if end := ending(t, p, from); end.State != "done" || end.Line != end.Total {
		t.Errorf("%s: %s after %d lines of %d: %s", id, end.State, end.Line, end.Total, end.Error)
	}
}

// ending waits for the last event of a story that is played.
func ending(t *testing.T, p *play, from int) sandbox.Event {
	t.Helper()
	for {
		events, more := p.sandbox.Watch(from)
		for _, e := range events {
			if e.Kind == "story" && (e.State == "done" || e.State == "failed") {
				return e
			}
			from = e.Seq
		}
		select {
		case <-more:
		case <-t.Context().Done():
			t.Fatal("the story does not end")
		}
	}
}
