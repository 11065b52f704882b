package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/prometheus/client_golang/prometheus"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// Inbox is where updates wait, durable, until they are handled.
type Inbox interface {
	Put(ctx context.Context, updates []world.Raw, now time.Time) (entries []string, err error)
	Inbox(ctx context.Context, after string, wait time.Duration) ([]world.Entry, error)
}

// wanted are the kinds of updates we ask for.
var wanted = []string{"message", "edited_message", "callback_query", "my_chat_member"}

// pollSeconds is the longest Telegram lets a poll wait.
const pollSeconds = 50

// poller asks Telegram for updates. It is our own, as the library forgets an
// update before it was handled, and stops for good at one it cannot decode.
type poller struct {
	api   *api
	inbox Inbox
	now   func() time.Time
	log   *slog.Logger
	pause func(context.Context, int) error
	count *prometheus.CounterVec // of polls, by result

	outage *outage
	pulse  *beat
	mend   func(error) bool // puts aside what stands in the way
	// pass passes on what the inbox holds now; no entries mean that nobody
	// knows which.
	pass func(entries []string, updates []world.Raw)
}

// run polls until ctx ends. The offset moves only when the inbox holds what
// came before it; updates seen before are dropped there.
func (p *poller) run(ctx context.Context) {
	offset, failed := int64(0), 0
	for ctx.Err() == nil {
		next, err := p.poll(ctx, offset)
		if err == nil {
			p.count.WithLabelValues("polled").Inc()
			p.pulse.does(p.now())
			offset, failed = next, 0
			continue
		}
		if ctx.Err() != nil {
			return
		}
		if p.mend != nil && p.mend(err) {
			continue
		}
		failed++
		p.count.WithLabelValues("failed").Inc()
		p.log.Warn("poll", "failed", failed, "err", err)
		var slow *tg.TooManyRequestsError
		if errors.As(err, &slow) {
			err = pause(ctx, time.Duration(slow.RetryAfter)*time.Second)
		} else {
			err = p.pause(ctx, failed)
		}
		if err != nil {
			return
		}
	}
}

// poll fetches what is behind the offset into the inbox and returns the next.
func (p *poller) poll(ctx context.Context, offset int64) (next int64, err error) {
	raws, err := p.api.getUpdates(ctx, offset)
	if err != nil || len(raws) == 0 {
		return offset, err
	}
	updates := make([]world.Raw, 0, len(raws))
	for _, raw := range raws {
		id, err := updateID(raw)
		if err != nil {
			return offset, fmt.Errorf("read an update's number: %w", err)
		}
		updates = append(updates, world.Raw{ID: id, Body: raw})
		offset = id + 1 // in the order given: numbers may begin anew
	}
	entries, err := p.inbox.Put(ctx, updates, p.now())
	if err != nil {
		p.pass(nil, nil) // it may hold them all the same
		for _, u := range updates {
			if hopeless(err) {
				break // what stands in the way is put aside, and Telegram brings them again
			}
			p.outage.raw(u.Body)
		}
		return offset, err
	}
	p.pass(entries, updates)
	p.outage.over()
	return offset, nil
}

// updateID reads the number of an update. Telegram puts it first; where it does
// not stand there, the whole update is read for it.
func updateID(raw []byte) (int64, error) {
	if rest, ok := bytes.CutPrefix(raw, []byte(`{"update_id":`)); ok {
		if end := bytes.IndexAny(rest, ",}"); end > 0 {
			if id, err := strconv.ParseInt(string(rest[:end]), 10, 64); err == nil {
				return id, nil
			}
		}
	}
	var head struct {
		ID int64 `json:"update_id"`
	}
	err := fastjson.Unmarshal(raw, &head)
	return head.ID, err
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// longer waits, by the real clock, as long as is fit after so many failures.
func longer(ctx context.Context, failed int) error { return pause(ctx, patience(failed)) }
