package history

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"gridbot/cmd/sim/memory"
)

// dawdles lets who asked wait before they hear that it failed.
func (h *history) dawdles() {
	if h.slow || h.happens(faultSlow, .5) {
		h.slow = false
		h.advance(h.now.Add(time.Duration(5+h.faults.IntN(25)) * time.Second))
	}
}

// jumps lets the clock of a machine jump for some minutes, and every process hold its
// clock against that of Redis.
func (h *history) jumps() {
	for _, p := range h.procs {
		if !p.right.IsZero() && !p.right.After(h.now) {
			p.skew, p.right = 0, time.Time{}
			h.note("-- the clock of %s is right again", p.name)
		}
	}
	if h.happens(faultJump, .006) {
		p := h.procs[h.faults.IntN(len(h.procs))]
		p.skew = []time.Duration{30 * 24 * time.Hour, -time.Hour, 8 * time.Hour}[h.faults.IntN(3)]
		p.right = h.now.Add(time.Duration(1+h.faults.IntN(3)) * time.Minute)
		h.note("!! the clock of %s jumps by %s", p.name, p.skew)
		h.jobAt = h.now.Truncate(time.Minute).Add(time.Minute)
	}
	for _, p := range h.procs {
		if !p.dead {
			p.clock.Look(p.ctx)
		}
	}
}

// beforePower is Redis as it is on the disk, where the power is about to go.
func (h *history) beforePower() *memory.Redis {
	if !h.happens(faultPower, .0008) {
		return nil
	}
	return h.redis.Copy()
}

// power takes Redis back to what was on the disk, and ends who had asked it: with
// appendfsync always they had no answer yet.
func (h *history) power(p *process, disk *memory.Redis) {
	h.note("!! the power goes: redis and %s", p.name)
	h.redis.Become(disk)
	p.dead = true
	runtime.Goexit()
}

// ages gives somebody's session back as another release would have written it: with
// fields nobody knows, with an answer to a question there is no more, or of a dialogue
// there is no more.
func (h *history) ages() {
	if !h.happens(faultOld, .02) {
		return
	}
	begin := "{" + h.stage.District.ID + "}:session:"
	keys, _ := h.asks("keys", begin+"*").([]string)
	if len(keys) == 0 {
		return
	}
	key := keys[h.faults.IntN(len(keys))]
	words, _ := h.asks("get", key).(string)
	var s map[string]any
	if err := json.Unmarshal([]byte(words), &s); err != nil {
		h.wrong("reads", "a session: %v", err)
		return
	}
	how := h.faults.IntN(3)
	s["mood"] = map[string]any{"calm": true}
	switch how {
	case 1:
		answered, _ := s["answered"].([]any)
		s["answered"] = append(answered, "a question of an older release")
	case 2:
		s["dialogue"] = "a dialogue of an older release"
	}
	b, err := json.Marshal(s)
	if err != nil {
		h.wrong("reads", "a session: %v", err)
		return
	}
	h.asks("set", key, string(b), "keepttl")
	who, _ := strconv.ParseInt(strings.TrimPrefix(key, begin), 10, 64)
	h.aged[who] = true
	h.note("!! the session of %s is of another release (%d)", h.called(who), how)
}

// waited is how long ago somebody did what an update tells of.
func (p *peer) waited(update int64) time.Duration {
	for _, q := range p.updates {
		if q.id == update {
			return p.h.now.Sub(q.at)
		}
	}
	return 0
}

// wire is Telegram as one process reaches it, which may end on the way there or back.
type wire struct {
	*peer
	p *process
}

// RoundTrip is that of the peer.
func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.ends("before", r)
	got, err := w.peer.RoundTrip(r)
	w.ends("after", r)
	return got, err
}

// ends ends the process now and then; what it had sent, it does not know.
func (w wire) ends(when string, r *http.Request) {
	h := w.h
	if w.p.dead {
		runtime.Goexit()
	}
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	if !h.happens(faultCrash, .0005) {
		return
	}
	h.note("!! %s: the power goes %s %s", w.p.name, when, method)
	h.twice = h.twice || when == "after"
	if h.plants(plantTakenOut) && when == "before" && method == "sendMessage" {
		h.takesOut()
	}
	w.p.dead = true
	runtime.Goexit()
}

// takesOut takes the first letter out of the outbox.
func (h *history) takesOut() {
	key := "{" + h.stage.District.ID + "}:outbox"
	if first, _ := h.asks("xrange", key, "-", "+", "count", "1").([]memory.Entry); len(first) > 0 {
		h.asks("xdel", key, first[0].ID)
	}
}

// loses takes Redis back behind what was answered, as a replica that was behind does or
// a backup, and sees to it that nobody goes on.
func (h *history) loses() {
	if h.told.Wrong != "" || h.o.tame {
		return
	}
	was := h.redis.Copy()
	before := h.told.Stats.Commits
	h.say(h.people[0], h.people[0].id, answers[0])
	h.settle()
	if h.told.Wrong != "" || h.told.Stats.Commits == before {
		return
	}
	h.note("-- redis loses what it has said it has")
	h.redis.Become(was)
	h.lost = true
	h.say(h.people[1], h.people[1].id, answers[1])
	for range 40 {
		steps := h.possible()
		if len(steps) == 0 || h.told.Wrong != "" {
			break
		}
		steps[h.order.IntN(len(steps))]()
	}
	if stopped, err := h.raw.Stopped(context.Background()); h.told.Wrong == "" && (err != nil || stopped == nil) {
		h.wrong("a loss is noticed", "nobody has stopped the district: %v", fmt.Sprint(err))
	}
	h.lost = false
}
