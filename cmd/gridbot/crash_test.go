package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

const (
	crashKills     = 200
	crashResidents = 100
	firstResident  = 20_000
	crashWorker    = 9_001
	crashLead      = 9_002
)

// A report that was answered is there, once, however often the bot is killed
// in between: everybody gets a receipt with a number of their own, the worker
// has every card, no dialogue is stuck, and the log tells the same.
func TestNoReportIsLostOrDoubledByCrashes(t *testing.T) {
	redis := redistest.Real(t)
	box := sandbox.New(sandbox.Options{KeepMessages: 100_000})
	defer box.Close()
	web := httptest.NewServer(box.Handler())
	defer web.Close()
	defer web.CloseClientConnections()
	ctx, cancel := context.WithTimeout(t.Context(), 12*time.Minute)
	defer cancel()

	c := &crash{t: t, box: box, binary: builtBinary(t), dir: t.TempDir(), env: []string{
		"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "REDIS_URL=" + redis.Address,
		"GRIDBOT_UNLIMITED=1", "GRIDBOT_TAKEOVER=1",
	}}
	st, err := store.Open(ctx, redis.Address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	c.start()
	c.join(ctx, st)

	crowd := newResidents(box)
	for i := range crashResidents {
		crowd.add(ctx, firstResident+int64(i))
	}
	go crowd.listen(ctx)
	dice := rand.New(rand.NewPCG(20261123, 7))
	for range crashKills {
		// Killed after so many things shown to anybody: at any point of
		// reading, deciding, writing and sending.
		crowd.after(ctx, dice.IntN(100))
		c.kill()
		c.start()
	}
	crowd.finish()
	c.drain(ctx, st)
	if ctx.Err() != nil {
		t.Fatalf("somebody still waits for an answer: %v", crowd.stuck())
	}
	c.kill()

	numbers := map[string]int64{}
	total := 0
	for id, got := range crowd.receipts {
		total += len(got)
		for _, n := range got {
			if other, twice := numbers[n]; twice {
				t.Errorf("case %s went to %d and to %d", n, other, id)
			}
			numbers[n] = id
		}
	}
	if total < crashResidents {
		t.Fatalf("%d reports in all: the kills left no time to work", total)
	}
	repeated := c.checkChats(crowd, numbers)
	c.checkStore(ctx, st, crowd, total)
	t.Logf("%d kills, %d reports, %d messages repeated", crashKills, total, repeated)
	if most := crashKills * 33; repeated > most { // what can be on its way at a kill
		t.Errorf("%d messages were repeated; at most %d could have been on their way", repeated, most)
	}
}

// crash is a bot that is killed and started again.
type crash struct {
	t      *testing.T
	box    *sandbox.Server
	binary string
	dir    string
	env    []string
	cmd    *exec.Cmd
	log    *os.File
}

// builtBinary is the program as it is delivered.
func builtBinary(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "gridbot")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return binary
}

func (c *crash) start() {
	c.t.Helper()
	if c.log == nil {
		var err error
		if c.log, err = os.Create(filepath.Join(c.dir, "log")); err != nil {
			c.t.Fatal(err)
		}
		c.t.Cleanup(func() { c.log.Close() })
	}
	c.cmd = exec.Command(c.binary, "serve")
	c.cmd.Env = append(append(os.Environ(), "GRIDBOT_STATE="+c.dir), c.env...)
	c.cmd.Stderr = c.log
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { c.kill() })
}

func (c *crash) kill() {
	if c.cmd != nil {
		c.cmd.Process.Kill()
		c.cmd.Wait()
		c.cmd = nil
	}
}

// join lets a worker and a lead join, and waits until the bot has welcomed them.
func (c *crash) join(ctx context.Context, st *store.Store) {
	c.t.Helper()
	for id, role := range map[int64]world.Role{crashWorker: world.Worker, crashLead: world.Lead} {
		c.box.AddPerson(sandbox.Person{ID: id, First: string(role), Lang: "en"})
		in := newInvite(role, "yanchang", time.Now())
		if err := st.PutInvite(ctx, in, time.Now()); err != nil {
			c.t.Fatal(err)
		}
		if _, err := c.box.Start(id, "i"+in.Token); err != nil {
			c.t.Fatal(err)
		}
	}
	c.drain(ctx, st)
}

// drain waits until nothing waits.
func (c *crash) drain(ctx context.Context, st *store.Store) {
	c.t.Helper()
	for seq := -1; ctx.Err() == nil; {
		_, wait := c.box.Watch(c.box.Seq())
		in, out, err := st.Waiting(ctx)
		if err != nil {
			c.t.Fatal(err)
		}
		if in == 0 && out == 0 && c.box.Backlog() == 0 && seq == c.box.Seq() {
			return
		}
		seq = c.box.Seq()
		select {
		case <-wait:
		case <-time.After(20 * time.Millisecond): // what is written last shows nowhere
		case <-ctx.Done():
		}
	}
	c.t.Fatalf("the bot does not come to rest: %v", ctx.Err())
}

var cardOf = regexp.MustCompile(`#(\d+) ·`)

// checkChats looks at what everybody was shown, and counts repeated messages.
func (c *crash) checkChats(crowd *residents, numbers map[string]int64) (repeated int) {
	for id, want := range crowd.receipts {
		shown := map[string]int{}
		before := ""
		for _, m := range c.box.Messages(id) {
			if n := cardOf.FindStringSubmatch(m.Text); m.Out && n != nil {
				shown[n[1]]++
			}
			if m.Out && m.Text == before {
				repeated++
			}
			if before = ""; m.Out {
				before = m.Text
			}
		}
		for _, n := range want {
			if shown[n] == 0 {
				c.t.Errorf("person %d holds no card of case %s", id, n)
			}
		}
		if len(shown) != len(want) {
			c.t.Errorf("person %d filed %d reports and holds cards of %d cases", id, len(want), len(shown))
		}
	}
	for _, staff := range []int64{crashWorker} {
		shown := map[string]int{}
		for _, m := range c.box.Messages(staff) {
			if n := cardOf.FindStringSubmatch(m.Text); m.Out && n != nil {
				shown[n[1]]++
			}
		}
		for n := range numbers {
			if shown[n] == 0 {
				c.t.Errorf("the worker holds no card of case %s", n)
			}
			repeated += max(0, shown[n]-1)
		}
		for n := range shown {
			if _, ok := numbers[n]; !ok {
				c.t.Errorf("the worker holds a card of case %s, which nobody filed", n)
			}
		}
	}
	return repeated
}

// checkStore compares records, lists and log with what people were told.
func (c *crash) checkStore(ctx context.Context, st *store.Store, crowd *residents, total int) {
	highest, err := st.Number(ctx)
	if err != nil {
		c.t.Fatal(err)
	}
	there := 0
	for n := 1001; n <= highest; n++ {
		found, err := st.Read(ctx, 0, world.Need{Case: n})
		if err != nil {
			c.t.Fatal(err)
		}
		if found.Case != nil {
			there++
			if found.Case.Status != cases.Reported {
				c.t.Errorf("case %d is %s", n, found.Case.Status)
			}
		}
	}
	if there != total {
		c.t.Errorf("%d cases are kept; people hold %d receipts", there, total)
	}
	logged := map[int]int{}
	if err := st.Replay(ctx, func(l world.Logged) {
		if l.Case != 0 { // else what it cost the staff
			logged[l.Case]++
		}
	}); err != nil {
		c.t.Fatal(err)
	}
	if len(logged) != total {
		c.t.Errorf("the log tells of %d cases; people hold %d receipts", len(logged), total)
	}
	kept, err := st.Counts(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	again, err := st.Recount(c.t.Context())
	if err != nil || len(kept) == 0 || !reflect.DeepEqual(kept, again) {
		c.t.Errorf("the counters say %v, the log says %v, %v", kept, again, err)
	}
	for n, times := range logged {
		if times != 1 {
			c.t.Errorf("the log tells %d times that case %d was reported", times, n)
		}
	}
}

// residents file one report after the other, as fast as the bot answers.
type residents struct {
	box      *sandbox.Server
	mu       sync.Mutex
	heard    map[int64]chan sandbox.Event
	receipts map[int64][]string
	waiting  map[int64]string
	last     chan struct{} // closed: file no further report
	done     sync.WaitGroup
}

func newResidents(box *sandbox.Server) *residents {
	return &residents{box: box, heard: map[int64]chan sandbox.Event{}, receipts: map[int64][]string{},
		waiting: map[int64]string{}, last: make(chan struct{})}
}

func (r *residents) add(ctx context.Context, id int64) {
	r.box.AddPerson(sandbox.Person{ID: id, First: "Resident", Lang: "en"})
	r.heard[id] = make(chan sandbox.Event, 4096)
	r.done.Go(func() {
		for {
			select {
			case <-r.last:
				return
			case <-ctx.Done():
				return
			default:
			}
			r.file(ctx, id)
		}
	})
}

// listen gives everybody what they are shown.
func (r *residents) listen(ctx context.Context) {
	for after := 0; ctx.Err() == nil; {
		events, wait := r.box.Watch(after)
		for _, e := range events {
			after = e.Seq
			if to := r.heard[e.Chat]; to != nil && e.Message != nil && e.Message.Out {
				to <- e
			}
		}
		if len(events) == 0 {
			select {
			case <-wait:
			case <-ctx.Done():
			}
		}
	}
}

// after waits until so many things have happened in any chat.
func (r *residents) after(ctx context.Context, n int) {
	for from := r.box.Seq(); r.box.Seq() < from+n; {
		_, wait := r.box.Watch(r.box.Seq())
		select {
		case <-wait:
		case <-ctx.Done():
			return
		}
	}
}

// finish lets everybody end the report they are in.
func (r *residents) finish() {
	close(r.last)
	r.done.Wait()
}

func (r *residents) stuck() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for id, what := range r.waiting {
		if what != "" {
			all = append(all, fmt.Sprintf("%d for %q", id, what))
		}
	}
	return strings.Join(all, ", ")
}

// file files one report and keeps the number on the receipt.
func (r *residents) file(ctx context.Context, id int64) {
	photo := r.box.Sample("kitchen")
	step := func(until string, do func(e sandbox.Event)) func(sandbox.Event) (sandbox.Event, bool) {
		return func(before sandbox.Event) (sandbox.Event, bool) {
			do(before)
			return r.hear(ctx, id, until)
		}
	}
	press := func(data string) func(sandbox.Event) {
		return func(e sandbox.Event) { r.box.Tap(id, id, e.Message.MessageID, data) }
	}
	r.mu.Lock()
	gate := fmt.Sprintf("behind the blue gate %d-%d", id, len(r.receipts[id]))
	r.mu.Unlock()
	var e sandbox.Event
	for _, s := range []func(sandbox.Event) (sandbox.Event, bool){
		step("d|report|what|c-rubbish", func(sandbox.Event) { r.box.Say(id, id, "/report") }),
		step("Where is it", press("d|report|what|c-rubbish")),
		// A place nobody knows, and another each time: else they would be asked whether it is the same heap.
		step("d|report|where|g-yanchang", func(sandbox.Event) { r.box.Say(id, id, gate) }),
		step("d|report|preview|send", press("d|report|where|g-yanchang")),
		step("d|report|preview|send", func(sandbox.Event) { r.box.Say(id, id, "A heap of rubbish nobody clears") }),
		step("d|report|preview|send", func(sandbox.Event) { r.box.Photo(id, sandbox.Place{Chat: id}, "", photo) }),
		step("Received", press("d|report|preview|anonymous")),
	} {
		var ok bool
		if e, ok = s(e); !ok {
			return
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.receipts[id] = append(r.receipts[id], cardOf.FindStringSubmatch(e.Message.Text)[1])
}

// hear waits for what holds a button's data, or a part of the words. A repeated
// receipt of an earlier report is not taken for that of this one.
func (r *residents) hear(ctx context.Context, id int64, until string) (sandbox.Event, bool) {
	r.mu.Lock()
	r.waiting[id] = until
	had := r.receipts[id]
	r.mu.Unlock()
	for {
		select {
		case e := <-r.heard[id]:
			if n := cardOf.FindStringSubmatch(e.Message.Text); n != nil && contains(had, n[1]) {
				continue
			}
			if !shows(e, until) {
				continue
			}
			r.mu.Lock()
			r.waiting[id] = ""
			r.mu.Unlock()
			return e, true
		case <-ctx.Done():
			return sandbox.Event{}, false
		}
	}
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

func shows(e sandbox.Event, what string) bool {
	if strings.Contains(e.Message.Text, what) {
		return true
	}
	if e.Message.ReplyMarkup != nil {
		for _, row := range e.Message.ReplyMarkup.Rows {
			for _, b := range row {
				if strings.Contains(b.Data, what) {
					return true
				}
			}
		}
	}
	return false
}
