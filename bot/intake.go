package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"gridbot/flows"
)

// Inbox is where updates wait, durable, until they are handled.
type Inbox interface {
	Put(ctx context.Context, updates []flows.Raw, now time.Time) (fresh int, err error)
	Inbox(ctx context.Context, after string, wait time.Duration) ([]flows.Entry, error)
}

// wanted are the kinds of updates we ask for.
const wanted = `["message","edited_message","callback_query","my_chat_member"]`

const (
	pollSeconds = 50       // the longest Telegram lets a poll wait
	largestPoll = 16 << 20 // bytes of one answer: 100 updates are far less
)

// poller asks Telegram for updates. It is our own, as the library forgets an
// update before it was handled, and stops for good at one it cannot decode.
type poller struct {
	http  *http.Client
	api   string // https://api.telegram.org
	token string
	inbox Inbox
	now   func() time.Time
	log   *slog.Logger
	pause func(context.Context, int) error
}

// run polls until ctx ends. The offset moves only when the inbox holds what
// came before it; updates seen before are dropped there.
func (p *poller) run(ctx context.Context) {
	offset, failed := int64(0), 0
	for ctx.Err() == nil {
		updates, err := p.poll(ctx, offset)
		if err == nil {
			_, err = p.inbox.Put(ctx, updates, p.now())
		}
		if err != nil {
			if ctx.Err() != nil {
				return
			}
			failed++
			p.log.Warn("poll", "failed", failed, "err", hush(err, p.token))
			wait := failed
			if slow, ok := err.(refused); ok && slow.after > 0 {
				pause(ctx, slow.after)
				continue
			}
			if p.pause(ctx, wait) != nil {
				return
			}
			continue
		}
		failed = 0
		for _, u := range updates {
			offset = u.ID + 1 // in the order given: numbers may begin anew
		}
	}
}

// refused is Telegram's no.
type refused struct {
	status int
	say    string
	after  time.Duration
}

func (r refused) Error() string { return fmt.Sprintf("telegram says %d: %s", r.status, r.say) }

// poll asks once. What comes is only cut into updates, not understood.
func (p *poller) poll(ctx context.Context, offset int64) ([]flows.Raw, error) {
	ask := []byte(`{"offset":` + strconv.FormatInt(offset, 10) + `,"limit":100,"timeout":` + strconv.Itoa(pollSeconds) +
		`,"allowed_updates":` + wanted + `}`)
	ctx, cancel := context.WithTimeout(ctx, (pollSeconds+15)*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.api+"/bot"+p.token+"/getUpdates", bytes.NewReader(ask))
	if err != nil {
		return nil, fmt.Errorf("ask for updates: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := p.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask for updates: %w", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, largestPoll))
	if err != nil {
		return nil, fmt.Errorf("read updates: %w", err)
	}
	var answer struct {
		OK         bool              `json:"ok"`
		Result     []json.RawMessage `json:"result"`
		Say        string            `json:"description"`
		Parameters struct {
			After int `json:"retry_after"`
		} `json:"parameters"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, refused{status: resp.StatusCode, say: "not an answer of the Bot API"}
	}
	if !answer.OK {
		return nil, refused{resp.StatusCode, answer.Say, time.Duration(answer.Parameters.After) * time.Second}
	}
	updates := make([]flows.Raw, 0, len(answer.Result))
	for _, raw := range answer.Result {
		var head struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &head); err != nil {
			return nil, fmt.Errorf("read an update's number: %w", err)
		}
		updates = append(updates, flows.Raw{ID: head.ID, Body: raw})
	}
	return updates, nil
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

// longer is how long to wait after so many failures: 100 ms, doubling to 5 s.
func longer(ctx context.Context, failed int) error {
	return pause(ctx, min(5*time.Second, 100*time.Millisecond<<min(failed-1, 10)))
}

// laneOf is whose lane an update belongs in: the person's, or else the chat's.
func laneOf(raw []byte) int64 {
	var u update
	if json.Unmarshal(raw, &u) != nil {
		return 0
	}
	switch {
	case u.Message != nil && u.Message.From != nil:
		return u.Message.From.ID
	case u.Edited != nil && u.Edited.From != nil:
		return u.Edited.From.ID
	case u.Press != nil:
		return u.Press.From.ID
	case u.MyMember != nil:
		return u.MyMember.From.ID
	}
	return 0
}
