package bot

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// pulse is what must go on while the district is ours: each part of the way that an
// update takes, and the minute's work.
type pulse struct {
	minute, intake, commit, send beat
}

// beat is one part: when it last came to its end, and since when it is tried in vain.
type beat struct {
	what   string
	rhythm time.Duration // it comes to its end at least so often; 0: only when there is something to do
	within time.Duration // what is begun comes to an end by then; 0: nobody says when it begins

	mu    sync.Mutex
	done  time.Time
	tried time.Time // zero: nothing is tried in vain
}

// newPulse knows how long each part may take: a poll waits up to 50 s by itself, and
// the minute's work may take longer than a minute.
func newPulse(polls bool) *pulse {
	p := &pulse{
		minute: beat{what: "minute", rhythm: 3 * time.Minute},
		intake: beat{what: "intake", within: 30 * time.Second},
		commit: beat{what: "commit", within: 30 * time.Second},
		send:   beat{what: "send", within: time.Minute},
	}
	if polls {
		p.intake.rhythm = 2 * (pollSeconds * time.Second)
	}
	return p
}

func (p *pulse) all() []*beat { return []*beat{&p.minute, &p.intake, &p.commit, &p.send} }

// begin counts from now: the district has just become ours.
func (p *pulse) begin(now time.Time) {
	for _, b := range p.all() {
		b.does(now)
	}
}

// tries notes that something is begun. Of a nil beat nobody asks.
func (b *beat) tries(now time.Time) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tried.IsZero() {
		b.tried = now
	}
}

// does notes that something came to its end.
func (b *beat) does(now time.Time) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done, b.tried = now, time.Time{}
}

// drops notes that what was begun came to no end for a reason of its own.
func (b *beat) drops() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tried = time.Time{}
}

// part is what somebody reads of a beat who asks whether all is well.
type part struct {
	What  string `json:"what"`
	Since int    `json:"since"` // seconds since it last came to its end
	Late  bool   `json:"late"`
}

func (b *beat) part(now time.Time) part {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := part{What: b.what, Since: int(now.Sub(b.done) / time.Second)}
	p.Late = b.rhythm > 0 && now.Sub(b.done) > b.rhythm || b.within > 0 && !b.tried.IsZero() && now.Sub(b.tried) > b.within
	return p
}

// ready is what /readyz answers.
type ready struct {
	State  string `json:"state"`
	Inbox  int64  `json:"inbox"`  // updates that wait to be handled
	Outbox int64  `json:"outbox"` // letters that wait to be sent
	Late   bool   `json:"late"`   // one of the parts is
	Parts  []part `json:"parts"`  // of the owner alone
}

// ready tells whether this process does what it is for.
func (b *Bot) ready(ctx context.Context) (status int, r ready) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r.Parts = []part{}
	if b.owns.Load() {
		now := ticking(b.opts.Real).now()
		for _, beat := range b.pulse.all() {
			p := beat.part(now)
			r.Parts, r.Late = append(r.Parts, p), r.Late || p.Late
		}
	}
	var err error
	r.Inbox, r.Outbox, err = b.opts.Store.Waiting(ctx)
	switch {
	case err != nil:
		r.State = "redis does not answer"
		return http.StatusServiceUnavailable, r
	case b.stopped.Load():
		r.State = "stopped: redis has lost data; gridbot resume"
		return http.StatusServiceUnavailable, r
	case !b.owns.Load():
		r.State = "standing by"
		return http.StatusOK, r
	case r.Late:
		r.State = "owner"
		return http.StatusServiceUnavailable, r
	}
	r.State = "owner"
	return http.StatusOK, r
}

func (b *Bot) serveReady(w http.ResponseWriter, r *http.Request) {
	status, is := b.ready(r.Context())
	body, err := json.Marshal(is)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(append(body, '\n'))
}

// watch adds the same as figures; 0 while the district is somebody else's.
func (p *pulse) watch(m *metrics, b *Bot) {
	for _, beat := range p.all() {
		labels := prometheus.Labels{"what": beat.what}
		read := func(of func(part) float64) func() float64 {
			return func() float64 {
				if !b.owns.Load() {
					return 0
				}
				return of(beat.part(ticking(b.opts.Real).now()))
			}
		}
		m.registry.MustRegister(
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_since_seconds", Help: "How long ago a part of the owner's work last came to its end; 0 for who stands by.", ConstLabels: labels},
				read(func(p part) float64 { return float64(p.Since) })),
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_late", Help: "1 while a part of the owner's work is late.", ConstLabels: labels},
				read(func(p part) float64 { return one(p.Late) })),
		)
	}
}
