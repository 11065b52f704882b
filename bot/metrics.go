package bot

import (
	"errors"
	"net/http"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"gridbot/flows/talk"
)

// metrics are the figures an operator watches. Nothing in them names a person
// or a place.
type metrics struct {
	registry *prometheus.Registry
	updates  *prometheus.CounterVec // by kind and outcome
	desk     prometheus.Histogram   // seconds from taking up an update to its commit
	commit   prometheus.Histogram   // seconds of one commit
	sends    *prometheus.CounterVec // by class and result
	limited  prometheus.Counter     // 429s: each is a fault of ours
	late     prometheus.Histogram   // seconds a timer was handled after it was due
	again    prometheus.Counter     // decisions made anew because somebody was faster
	polls    *prometheus.CounterVec // by result
	aside    *prometheus.CounterVec // what was put aside, by kind
}

// classNames are the classes of letters as figures name them.
var classNames = [classes]string{"danger", "reply", "task", "reminder", "bulk"}

// quick are bounds for what should take milliseconds, in seconds.
var quick = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

func newMetrics() *metrics {
	name := func(s string) string { return "gridbot_" + s }
	m := &metrics{
		registry: prometheus.NewRegistry(),
		updates:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: name("updates_total"), Help: "Updates handled, by kind and outcome."}, []string{"kind", "outcome"}),
		desk:     prometheus.NewHistogram(prometheus.HistogramOpts{Name: name("desk_seconds"), Help: "From taking up an update to the end of its commit.", Buckets: quick}),
		commit:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: name("commit_seconds"), Help: "One commit.", Buckets: quick}),
		sends:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: name("sends_total"), Help: "Letters, by class and what became of them."}, []string{"class", "result"}),
		limited:  prometheus.NewCounter(prometheus.CounterOpts{Name: name("limited_total"), Help: "Times Telegram answered 429: each is a fault of ours."}),
		late:     prometheus.NewHistogram(prometheus.HistogramOpts{Name: name("timer_late_seconds"), Help: "How long after its deadline a timer was handled.", Buckets: []float64{1, 10, 30, 60, 90, 120, 300, 3600, 86400}}),
		again:    prometheus.NewCounter(prometheus.CounterOpts{Name: name("decided_again_total"), Help: "Decisions made anew because somebody else was faster."}),
		polls:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: name("intake_total"), Help: "Polls and webhook calls, by result."}, []string{"result"}),
		aside:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: name("aside_total"), Help: "Records put aside as they could not be read, by kind: see gridbot aside."}, []string{"what"}),
	}
	m.registry.MustRegister(m.updates, m.desk, m.commit, m.sends, m.limited, m.late, m.again, m.polls, m.aside)
	return m
}

// watch adds the figures that are read when somebody asks.
func (m *metrics) watch(b *Bot) {
	for c, class := range classNames {
		labels := prometheus.Labels{"class": class}
		m.registry.MustRegister(
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_outbox_letters", Help: "Letters that wait to be sent.", ConstLabels: labels},
				func() float64 { return float64(b.sender.queue.length(c)) }),
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_outbox_oldest_seconds", Help: "How long the oldest letter has waited.", ConstLabels: labels},
				func() float64 { return b.sender.queue.oldest(c, b.sender.realNow()).Seconds() }),
		)
	}
	if clock := b.opts.Clock; clock != nil {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_clock_off_seconds",
			Help: "By how much a clock the district does not go by is wrong: this machine's, Redis' or Telegram's; 0 while they agree."},
			func() float64 { return clock.Off().Seconds() }))
	}
	b.pulse.watch(m, b)
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_owner", Help: "1 while this process owns the district."}, func() float64 { return one(b.owns.Load()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gridbot_stopped", Help: "1 while nobody works, as Redis has lost data: gridbot resume."}, func() float64 { return one(b.stopped.Load()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "gridbot_redis_round_trips_total", Help: "Waits for an answer of Redis."},
			func() float64 { return float64(b.opts.Store.RoundTrips()) }),
	)
}

// one is 1 for what is.
func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// outcome counts an update.
func (m *metrics) outcome(e talk.Event, outcome string, took time.Duration) {
	m.updates.WithLabelValues(kindOf(e), outcome).Inc()
	m.desk.Observe(took.Seconds())
}

func kindOf(e talk.Event) string {
	switch {
	case e.Press != "":
		return "press"
	case e.Command != "":
		return "command"
	case len(e.Files) > 0:
		return "file"
	case e.Point != nil:
		return "place"
	case e.Text != "":
		return "text"
	}
	return "other"
}

// sent counts a letter that left the outbox, or did not yet. It reports whether Telegram
// said anything to it.
func (m *metrics) sent(class int, err error) (answered bool) {
	result := "sent"
	var slow *tg.TooManyRequestsError
	var moved *tg.MigrateError
	switch {
	case err == nil:
	case errors.As(err, &slow):
		result = "limited"
		m.limited.Inc()
	case errors.As(err, &moved):
		result = "moved"
	case errors.Is(err, tg.ErrorForbidden):
		result = "forbidden"
	case errors.Is(err, tg.ErrorBadRequest):
		result = "refused"
	default:
		result = "failed"
	}
	m.sends.WithLabelValues(classNames[class], result).Inc()
	return result != "failed"
}

// Watch serves health and figures: /healthz while the process lives, /readyz
// while all of its work goes on, /metrics for Prometheus.
func (b *Bot) Watch() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", b.serveReady)
	mux.Handle("GET /metrics", promhttp.HandlerFor(b.metrics.registry, promhttp.HandlerOpts{}))
	return mux
}

func say(w http.ResponseWriter, status int, words string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(words + "\n"))
}

// struck observes how long after its deadline a timer was handled.
func (m *metrics) struck(k talk.Clock, now time.Time) { m.late.Observe(now.Sub(k.Due).Seconds()) }
