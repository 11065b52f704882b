package bot

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/flows/world"
)

// A Webhook is where Telegram brings updates by itself.
type Webhook struct {
	URL    string // as Telegram calls it
	Secret string // 1 to 256 of A-Za-z0-9_-, which Telegram repeats with every call
}

// largestUpdate is the most bytes of one update; real ones are a few thousand.
const largestUpdate = 1 << 20

// receiver takes webhook calls. It answers 2xx only once the inbox holds the
// update: until then Telegram keeps it and tries again.
type receiver struct {
	secret string
	inbox  *batches
	log    *slog.Logger
	count  func(result string)
}

func (h *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		h.refuse(w, http.StatusMethodNotAllowed, "method")
		return
	}
	given := r.Header.Get("X-Telegram-Bot-Api-Secret-Token")
	if subtle.ConstantTimeCompare([]byte(given), []byte(h.secret)) != 1 {
		h.refuse(w, http.StatusUnauthorized, "secret")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestUpdate))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		h.refuse(w, http.StatusRequestEntityTooLarge, "size")
		return
	case err != nil:
		h.refuse(w, http.StatusBadRequest, "cut")
		return
	}
	var head struct {
		ID *int64 `json:"update_id"`
	}
	if json.Unmarshal(body, &head) != nil || head.ID == nil {
		h.refuse(w, http.StatusBadRequest, "json")
		return
	}
	if err := h.inbox.put(r.Context(), world.Raw{ID: *head.ID, Body: body}); err != nil {
		h.log.Warn("webhook", "err", err)
		h.refuse(w, http.StatusServiceUnavailable, "failed")
		return
	}
	h.count("taken")
	w.WriteHeader(http.StatusOK)
}

func (h *receiver) refuse(w http.ResponseWriter, status int, why string) {
	h.count(why)
	http.Error(w, http.StatusText(status), status)
}

// batches put what arrives at the same time into the inbox together: while one
// is on its way to Redis, the next one fills.
type batches struct {
	inbox  Inbox
	now    func() time.Time
	outage *outage
	pulse  *beat
	in     chan arrival
}

type arrival struct {
	raw  world.Raw
	done chan error
}

func newBatches(inbox Inbox, o *outage, pulse *beat, now func() time.Time) *batches {
	return &batches{inbox: inbox, outage: o, pulse: pulse, now: now, in: make(chan arrival, 1024)}
}

// put returns when the update is in the inbox, or could not be put there.
func (b *batches) put(ctx context.Context, raw world.Raw) error {
	one := arrival{raw, make(chan error, 1)}
	select {
	case b.in <- one:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-one.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run works until ctx ends.
func (b *batches) run(ctx context.Context) {
	for {
		var batch []arrival
		select {
		case <-ctx.Done():
			return
		case one := <-b.in:
			batch = append(batch, one)
		}
		for more := true; more && len(batch) < 500; {
			select {
			case one := <-b.in:
				batch = append(batch, one)
			default:
				more = false
			}
		}
		raws := make([]world.Raw, len(batch))
		for i, one := range batch {
			raws[i] = one.raw
		}
		b.pulse.tries(b.now())
		_, err := b.inbox.Put(ctx, raws, b.now())
		if err == nil {
			b.pulse.does(b.now())
			b.outage.over()
		}
		for _, one := range batch {
			if err != nil {
				b.outage.raw(one.raw.Body)
			}
			one.done <- err
		}
	}
}

// Receive is the handler for Telegram's calls; it works, in every process,
// until ctx ends: only the owner handles what is in the inbox, anybody may
// take it in.
func (b *Bot) Receive(ctx context.Context) http.Handler {
	inbox := newBatches(b.opts.Store, b.outage, &b.pulse.intake, time.Now)
	go inbox.run(ctx)
	return &receiver{secret: b.opts.Webhook.Secret, inbox: inbox, log: b.opts.Log,
		count: func(result string) { b.metrics.polls.WithLabelValues(result).Inc() }}
}

// subscribe tells Telegram how we want our updates: by webhook, or, when there
// is none, by polling, which a webhook left from before would forbid.
func (b *Bot) subscribe(ctx context.Context) error {
	if h := b.opts.Webhook; h.URL != "" {
		_, err := b.tg.SetWebhook(ctx, &tg.SetWebhookParams{
			URL: h.URL, SecretToken: h.Secret, AllowedUpdates: wanted, MaxConnections: 40,
		})
		if err != nil {
			return fmt.Errorf("set the webhook: %w", redact(err, b.opts.Token))
		}
		return nil
	}
	if _, err := b.tg.DeleteWebhook(ctx, &tg.DeleteWebhookParams{}); err != nil {
		return fmt.Errorf("remove the webhook: %w", redact(err, b.opts.Token))
	}
	return nil
}
