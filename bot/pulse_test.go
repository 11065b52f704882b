package bot

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// counted is a Redis that only tells how much waits.
type counted struct {
	Store
	err error
}

func (c counted) Waiting(context.Context) (inbox, outbox int64, err error) { return 2, 3, c.err }

// Each part of the work that does not go on is named, and no other; whoever stands by
// has none.
func TestWhatIsLateIsNamed(t *testing.T) {
	tests := map[string]struct {
		does  func(p *pulse, began time.Time) // what happens …
		after time.Duration                   // … and so long after it began somebody asks
		late  []string
	}{
		"nothing, for a minute":           {func(*pulse, time.Time) {}, time.Minute, nil},
		"nothing, for long":               {func(*pulse, time.Time) {}, time.Hour, []string{"minute", "intake"}},
		"a minute that does not end":      {func(p *pulse, at time.Time) { p.intake.does(at.Add(4 * time.Minute)) }, 4 * time.Minute, []string{"minute"}},
		"Telegram does not let us poll":   {func(p *pulse, at time.Time) { p.minute.does(at.Add(100 * time.Second)) }, 101 * time.Second, []string{"intake"}},
		"a commit that is on its way":     {func(p *pulse, at time.Time) { p.commit.tries(at) }, 30 * time.Second, nil},
		"commits in vain":                 {func(p *pulse, at time.Time) { p.commit.tries(at); p.commit.tries(at.Add(30 * time.Second)) }, 31 * time.Second, []string{"commit"}},
		"one that came to its end":        {func(p *pulse, at time.Time) { p.commit.tries(at); p.commit.does(at) }, 50 * time.Second, nil},
		"an event that cannot be decided": {func(p *pulse, at time.Time) { p.commit.tries(at); p.commit.drops() }, 50 * time.Second, nil},
		"letters in vain":                 {func(p *pulse, at time.Time) { p.send.tries(at) }, 61 * time.Second, []string{"send"}},
		"letters and commits in vain":     {func(p *pulse, at time.Time) { p.send.tries(at); p.commit.tries(at) }, 61 * time.Second, []string{"commit", "send"}},
		"nothing to be sent for half a day": {func(p *pulse, at time.Time) {
			p.minute.does(at.Add(12 * time.Hour))
			p.intake.does(at.Add(12 * time.Hour))
		}, 12 * time.Hour, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := &Bot{pulse: newPulse(true), opts: Options{Store: counted{}, Real: func() time.Time { return noon.Add(test.after) }}}
			b.pulse.begin(noon)
			test.does(b.pulse, noon)
			ask := func() (int, ready) {
				rec := httptest.NewRecorder()
				b.serveReady(rec, httptest.NewRequest(http.MethodGet, "/readyz", nil))
				var is ready
				if err := json.Unmarshal(rec.Body.Bytes(), &is); err != nil {
					t.Fatal(err)
				}
				return rec.Code, is
			}
			if code, is := ask(); code != 200 || is.State != "standing by" || len(is.Parts) > 0 || is.Late {
				t.Errorf("standing by it says %d %+v", code, is)
			}
			b.owns.Store(true)
			code, is := ask()
			var late []string
			for _, p := range is.Parts {
				if p.Late {
					late = append(late, p.What)
				}
			}
			if !slices.Equal(late, test.late) || is.Late != (len(late) > 0) || len(is.Parts) != 4 || is.Inbox != 2 || is.Outbox != 3 {
				t.Errorf("late are %q, want %q: %+v", late, test.late, is)
			}
			if want := map[bool]int{true: 503, false: 200}[len(test.late) > 0]; code != want {
				t.Errorf("answers %d, want %d", code, want)
			}
			b.opts.Store = counted{err: errors.New("away")}
			if code, is := ask(); code != 503 || is.State != "redis does not answer" {
				t.Errorf("without Redis it says %d %+v", code, is)
			}
		})
	}
}

// What Telegram does not answer leaves the sending late; any answer, also a no, shows
// that it goes on.
func TestSendingGoesOnWhileTelegramAnswers(t *testing.T) {
	o := newOffice(t)
	p := newPulse(true)
	o.pulse = &p.send
	for code, vain := range map[int]bool{500: true, 200: false, 403: false, 429: false, 400: false} {
		p.send.does(noon)
		if code != 200 {
			o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Code: code})
		}
		o.gone.Clear()
		o.queue = newQueue(NoPace, longAgo)
		o.send(t, note("1", chen, "一"))
		if got := !p.send.tried.IsZero(); got != vain {
			t.Errorf("after a %d it is tried in vain: %v", code, got)
		}
	}
}

// A commit that fails leaves the commits late, until one is written; so does a Redis
// that cannot be read.
func TestCommitsGoOnWhileTheyAreWritten(t *testing.T) {
	c := newCounter(t)
	p := newPulse(true)
	c.pulse = &p.commit
	p.commit.does(noon)
	e := talk.Event{ID: "1", From: talk.Sender{ID: chen}, Chat: talk.Chat{ID: chen}, Text: "灯坏了", At: noon}
	c.commit = []error{errors.New("away")}
	if err := c.decide(t.Context(), e, world.Op{Inbox: "1"}); err == nil || p.commit.tried.IsZero() {
		t.Errorf("%v, tried in vain since %s", err, p.commit.tried)
	}
	if err := c.decide(t.Context(), e, world.Op{Inbox: "1"}); err != nil || !p.commit.tried.IsZero() {
		t.Errorf("%v, tried in vain since %s", err, p.commit.tried)
	}
}
