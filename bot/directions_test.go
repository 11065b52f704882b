package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
)

var (
	ago   = regexp.MustCompile(`^(\d+) (minute|hour|day)s? later$`)
	today = regexp.MustCompile(`^it is (\d{4}-\d\d-\d\d \d\d:\d\d)$`)
	away  = regexp.MustCompile(`^the bot is away for (\d+) (minute|hour|day)s?$`)
	wipes = regexp.MustCompile(`^(\w+) deletes the newest message$`)
	token = regexp.MustCompile(`start=(i|[ng]\d+_|u\d+_\d+_\d+_)[A-Za-z0-9_-]{22}`)
)

// direct carries out a stage direction: what happens besides people talking.
func (h *house) direct(ctx context.Context, p *sandbox.Player, words string) error {
	switch words {
	case "the bot is restarted":
		h.stop()
		h.start()
		return nil
	case "the bot is thrown out of the group":
		return h.sandbox.Kick(stories.Group, stories.Zhou)
	case "the group mutes the bot":
		return h.sandbox.Mute(stories.Group, true)
	case "the group lets the bot write":
		return h.sandbox.Mute(stories.Group, false)
	case "the group becomes a supergroup":
		id, err := h.sandbox.Migrate(stories.Group)
		i := slices.IndexFunc(p.Cast, func(c sandbox.Part) bool { return c.Chat == stories.Group })
		p.Cast[i].Chat = id
		return err
	}
	if m := ago.FindStringSubmatch(words); m != nil {
		return h.pass(ctx, span(m[1], m[2]))
	}
	if m := today.FindStringSubmatch(words); m != nil {
		at, err := time.ParseInLocation("2006-01-02 15:04", m[1], h.district.Zone)
		if err != nil {
			return err
		}
		return h.pass(ctx, at.Sub(h.time()))
	}
	if m := away.FindStringSubmatch(words); m != nil {
		h.stop()
		h.mu.Lock()
		h.now = h.now.Add(span(m[1], m[2]))
		h.mu.Unlock()
		h.start()
		return h.pass(ctx, 0)
	}
	if m := wipes.FindStringSubmatch(words); m != nil {
		return h.wipe(ctx, p, m[1])
	}
	return fmt.Errorf("nobody knows how to do %q", words)
}

func span(n, unit string) time.Duration {
	many, _ := strconv.Atoi(n)
	return time.Duration(many) * map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[unit]
}

// wipe deletes the newest message of the bot in somebody's chat, as a person
// can for both sides.
func (h *house) wipe(ctx context.Context, p *sandbox.Player, name string) error {
	i := slices.IndexFunc(p.Cast, func(c sandbox.Part) bool { return c.Name == name })
	if i < 0 {
		return fmt.Errorf("%q is not in the cast", name)
	}
	all := h.sandbox.Messages(p.Cast[i].Chat)
	for _, m := range slices.Backward(all) {
		if m.Out {
			return h.call(ctx, "deleteMessage", map[string]any{"chat_id": p.Cast[i].Chat, "message_id": m.MessageID})
		}
	}
	return fmt.Errorf("the bot has said nothing to %s", name)
}

// call calls a method of the Bot API besides the bot.
func (h *house) call(ctx context.Context, method string, params map[string]any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.api+"/bot"+h.sandbox.Token()+"/"+method, strings.NewReader(string(body)))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", method, resp.Status)
	}
	return nil
}
