// Package history plays whole histories of a district from one seed: the real intake,
// desk, sender, jobs and store of two processes, and a Telegram, in one goroutine with a
// clock that is a number, and with faults at every step. What must always hold is looked
// at after every step. The same seed gives the same log, byte for byte.
package history

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"gridbot/cmd/sim/memory"
	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/text"
	"gridbot/store"
)

const (
	botName = "gridbot_history_bot"
	token   = "4200000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)

// monday is when histories begin: 9:00 on a working Monday in Shanghai.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// A Stage is what all histories share.
type Stage struct {
	District *district.District
	Catalog  *text.Catalog
}

// NewStage loads the demo district and every word.
func NewStage() (*Stage, error) {
	d, err := district.Load(district.Demo())
	if err != nil {
		return nil, err
	}
	c, err := flows.Catalog()
	if err != nil {
		return nil, err
	}
	return &Stage{d, c}, nil
}

// Options are what a history is told from.
type Options struct {
	Seed   uint64
	Days   int
	Calm   map[Fault]bool // faults that do not happen
	Absent map[int64]bool // people who do nothing
	From   int            // nobody does what they would do before their so-manieth act …
	Until  int            // … or after this one; 0 for ever
	Plant  Plant          // a fault planted by hand, to see that it is found
	Log    io.Writer      // nil keeps the log in the result alone

	watch func(r *memory.Redis, at time.Time, args []string, reply any, err error) // sees what Redis is asked
	tame  bool                                                                     // Redis loses nothing in the end
}

func (o Options) skips(a *actor, n int) bool {
	return o.Absent[a.id] || n <= o.From || o.Until != 0 && n > o.Until
}

// A Told is a history that was played.
type Told struct {
	Log    []byte
	Wrong  string // what did not hold; "" when all did
	Oracle string // which of what must hold it was
	Stats  Stats
}

// Stats say how much happened.
type Stats struct {
	Steps, Updates, Commits, Letters, Cases, Closed, Faults, Crashes, Takeovers int
	By                                                                          map[string]int
}

// history is one that is being played.
type history struct {
	o     Options
	stage *Stage
	now   time.Time
	log   bytes.Buffer
	redis *memory.Redis
	raw   *store.Store // looks, and never fails
	peer  *peer
	procs []*process
	owner *process

	order  *rand.Rand // which step comes next
	faults *rand.Rand // what fails
	tokens *rand.Rand
	people []*actor
	nested int
	calm   bool // the faults have stopped
	slow   bool // an answer is lost, and that takes its time
	lost   bool // Redis has lost something, and nobody may go on
	ended  time.Time
	ledger
	told Told
}

// Play plays a history to its end, or to the first thing that does not hold.
func Play(stage *Stage, o Options) (Told, error) {
	h := &history{o: o, stage: stage, now: monday,
		order: rand.New(rand.NewPCG(o.Seed, 1)), faults: rand.New(rand.NewPCG(o.Seed, 2)), tokens: rand.New(rand.NewPCG(o.Seed, 3)), ledger: newLedger()}
	h.told.Stats.By = map[string]int{}
	h.peer = newPeer(h)
	h.redis = memory.New(h.now)
	if o.watch != nil {
		h.redis.Watch(func(args []string, reply any, err error) { o.watch(h.redis, h.now, args, reply, err) })
	}
	var err error
	if h.raw, err = store.OpenIn(context.Background(), h.redis.Hook(), stage.District.ID); err != nil {
		return Told{}, err
	}
	defer h.raw.Close()
	defer func() {
		for _, p := range h.procs {
			h.bury(p)
		}
	}()
	h.ended = h.now.Add(time.Duration(o.Days) * 24 * time.Hour)
	if err := h.begin(); err != nil {
		return Told{}, err
	}
	for h.now.Before(h.ended) && h.told.Wrong == "" {
		h.settle()
		if h.told.Wrong == "" {
			h.turn()
		}
	}
	if h.told.Wrong == "" {
		h.end()
	}
	h.told.Log = h.log.Bytes()
	return h.told, nil
}

// note writes a line of the log.
func (h *history) note(format string, args ...any) {
	line := fmt.Sprintf("%s "+format+"\n", append([]any{h.now.In(h.stage.District.Zone).Format("01-02 15:04:05")}, args...)...)
	h.log.WriteString(line)
	if h.o.Log != nil {
		io.WriteString(h.o.Log, line)
	}
}

// wrong ends the history: something does not hold.
func (h *history) wrong(oracle, format string, args ...any) {
	if h.told.Wrong == "" {
		h.told.Oracle, h.told.Wrong = oracle, fmt.Sprintf(format, args...)
		h.note("## %s: %s", oracle, h.told.Wrong)
	}
}

func (h *history) chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// called is what a chat is called in the log.
func (h *history) called(chat int64) string {
	if chat == groupID {
		return "@group"
	}
	for _, a := range h.people {
		if a.id == chat {
			return a.name
		}
	}
	return fmt.Sprint(chat)
}

// end stops the faults, brings everybody back, and looks at what is left.
func (h *history) end() {
	h.calm = true
	h.note("-- the faults stop")
	h.peer.silent = time.Time{}
	for _, p := range h.procs {
		p.skew = 0
		if p.dead {
			p.back = h.now
		}
	}
	q := h.stage.District.Quiet
	for range 30 {
		h.settle()
		if q.Holds(h.now) {
			h.advance(q.End(h.now).Add(time.Minute))
		} else {
			h.advance(h.now.Add(time.Minute))
		}
		h.runJobs()
		h.settle()
		if h.told.Wrong != "" || h.drained() {
			break
		}
	}
	h.whole()
	h.loses()
	h.sum()
}

// sum counts what there was.
func (h *history) sum() {
	s := &h.told.Stats
	s.Cases = len(h.cases)
	for _, n := range h.numbers() {
		c := h.cases[n]
		s.By[string(c.Status)]++
		if c.Ended != 0 {
			s.Closed++
		}
	}
	s.Updates = int(h.peer.next - 1000)
	h.note("-- %d cases, %v", s.Cases, s.By)
}

func (h *history) numbers() (all []int) {
	for n := range h.cases {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}
