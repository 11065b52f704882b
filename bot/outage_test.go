package bot

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/talk"
)

// away is a Redis that lets nobody have the district for a while.
type away struct {
	Store
	until chan struct{} // closed: it is there again
}

func (a *away) TakeLease(context.Context, string, time.Duration) (bool, error) {
	select {
	case <-a.until:
		return true, nil
	default:
		return false, errors.New("away")
	}
}

// Redis is away for longer than a lease: nobody polls, and still everybody who
// writes reads it, once; who writes of danger, the number first. Nothing is taken
// from Telegram meanwhile.
func TestWhileNobodyCanOwnTheDistrictPeopleAreTold(t *testing.T) {
	o := newOffice(t)
	o.outage.again = 5 * time.Millisecond
	backlog := o.telegram.Backlog()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var working sync.WaitGroup
	working.Go(func() { o.outage.run(ctx) })
	redis := &away{until: make(chan struct{})}
	b := &Bot{opts: Options{Store: redis, Lease: 50 * time.Millisecond, District: o.outage.district, Log: slog.New(slog.DiscardHandler)}, owned: true, outage: o.outage}
	var owning sync.WaitGroup
	owning.Go(func() {
		if err := takeLease(ctx, b.opts, false, b.overlook, b.halt); err != nil {
			t.Error(err)
		}
	})
	said := func(chat int64, n int) []string {
		t.Helper()
		for len(o.said(chat)) < n && ctx.Err() == nil {
			if err := pause(t.Context(), 5*time.Millisecond); err != nil {
				t.Fatal(err)
			}
		}
		return o.said(chat)
	}
	for _, chat := range []int64{chen, wang} { // their /start waits
		if all := said(chat, 1); !strings.Contains(all[0], "119") || strings.HasPrefix(all[0], "🚨") {
			t.Errorf("%d reads %q", chat, all)
		}
	}
	for range 2 {
		if _, err := o.telegram.Say(chen, chen, "楼道里煤气味很重"); err != nil {
			t.Fatal(err)
		}
	}
	if all := said(chen, 2); !strings.HasPrefix(all[1], "🚨") || !strings.Contains(strings.SplitN(all[1], "\n", 2)[0], "962777") {
		t.Errorf("whoever smells gas reads %q", all)
	}
	if n := o.telegram.Backlog(); n != backlog+2 {
		t.Errorf("Telegram keeps %d of %d", n, backlog+2)
	}
	close(redis.until)
	owning.Wait()
	stop()
	working.Wait()
	if len(o.said(chen)) != 2 || len(o.said(wang)) != 1 {
		t.Errorf("told again: %q, %q", o.said(chen), o.said(wang))
	}
	if len(o.outage.told) > 0 {
		t.Error("in the next outage nobody would be told")
	}
}

// Telegram shows the oldest hundred updates alone, however often it is asked; to see
// more is to take these. Whoever wrote after them is not told in an outage.
func TestOnlyTheOldestHundredAreSeenInAnOutage(t *testing.T) {
	o := newOffice(t)
	for who := range int64(150) {
		o.telegram.AddPerson(sandbox.Person{ID: 1000 + who, First: "陈"})
		if _, err := o.telegram.Say(1000+who, 1000+who, "路灯不亮"); err != nil {
			t.Fatal(err)
		}
	}
	all := o.telegram.Backlog()
	for range 3 {
		raws, err := o.api.getUpdates(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, raw := range raws {
			o.outage.raw(raw)
		}
	}
	if len(o.outage.queue) != 100 || o.telegram.Backlog() != all {
		t.Errorf("%d are told, Telegram keeps %d of %d", len(o.outage.queue), o.telegram.Backlog(), all)
	}
}

// Telegram wants a pause: nobody is left out for it.
func TestAPauseLeavesNobodyUntold(t *testing.T) {
	o := newOffice(t)
	o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Code: 429, RetryAfter: 9})
	one := telling{chat: chen, lang: "zh"}
	if rest := o.outage.tell(t.Context(), one); rest != 9*time.Second {
		t.Errorf("it waits %s", rest)
	}
	if next, ok := o.outage.next(); !ok || next != one {
		t.Errorf("next is %+v", next)
	}
}

// Who was not reached is told when they are heard of again; who blocked us is not.
func TestWhoWasNotReachedIsToldLater(t *testing.T) {
	for code, want := range map[int]heardOf{500: 0, 403: ofOutage} {
		o := newOffice(t)
		o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Code: code, Times: 1})
		o.outage.person(talk.Event{From: talk.Sender{ID: chen}, Chat: talk.Chat{ID: chen}, Text: "灯坏了", Language: "zh"})
		one, _ := o.outage.next()
		o.outage.tell(t.Context(), one)
		if got := o.outage.told[chen]; got != want {
			t.Errorf("%d: they count as told %d, want %d", code, got, want)
		}
	}
}
