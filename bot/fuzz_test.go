package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// A witness is the store, and remembers what it was told to write.
type witness struct {
	*store.Store
	changes []world.Change
	aside   []string
}

func (w *witness) Commit(ctx context.Context, op world.Op, who int64, ch world.Change) (world.Written, error) {
	written, err := w.Store.Commit(ctx, op, who, ch)
	if err == nil {
		w.changes = append(w.changes, ch)
	}
	return written, err
}

func (w *witness) PutAside(ctx context.Context, e world.Entry, why string) error {
	w.aside = append(w.aside, why)
	return w.Store.PutAside(ctx, e, why)
}

// The people of the house. The case FirstNumber is one of the grid yanchang,
// reported by teller, and in the hands of holder.
const (
	teller, passer, holder, helper, boss, chief = 500_001, 500_002, 500_003, 500_004, 500_005, 500_006
	stray, rival, leaver                        = 500_007, 500_008, 500_009
	foreignNumber                               = 9999 // nobody's
)

// guarded is a desk on the embedded Redis with people in every role.
type guarded struct {
	*desk
	*witness
	t      testing.TB
	update int64
	after  string
	toasts []toast
}

func newGuarded(t testing.TB) *guarded {
	t.Helper()
	d := demo(t)
	s, err := store.Open(t.Context(), redistest.Embedded(t), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if ours, err := s.TakeLease(t.Context(), "fuzz", time.Hour); err != nil || !ours {
		t.Fatal(ours, err)
	}
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	g := &guarded{t: t, witness: &witness{Store: s}, after: "0"}
	silent := slog.New(slog.DiscardHandler)
	g.desk = &desk{
		district: d, records: g.witness, bot: "grid_bot", now: func() time.Time { return noon }, log: silent,
		post: func([]world.Post) {}, reload: func() {}, metrics: newMetrics(),
		answer: func(_ talk.Event, say toast) { g.toasts = append(g.toasts, say) },
		pause:  func(ctx context.Context, _ int) error { return ctx.Err() },
		outage: newOutage(nil, words{catalog: catalog}, d, time.Now, silent, 0),
	}
	if err := g.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		id   int64
		role world.Role
		grid string
	}{
		{holder, world.Worker, "yanchang"}, {helper, world.Worker, "yanchang"}, {boss, world.Lead, "yanchang"}, {chief, world.Coordinator, ""},
		{stray, world.Worker, "lingshi"}, {rival, world.Lead, "lingshi"}, {leaver, world.Worker, "yanchang"},
	} {
		in := world.Invite{Token: fmt.Sprintf("a-token-nobody-guess%d", p.id), Role: p.role, Grid: p.grid, Expires: noon.Add(time.Hour).Unix()}
		if err := s.PutInvite(t.Context(), in, noon); err != nil {
			t.Fatal(err)
		}
		g.says(p.id, "/start i"+in.Token)
	}
	g.says(passer, "/start")
	g.says(teller, "崧涵庭3号楼垃圾堆了三天没人收")
	g.presses(teller, "d|report|preview|send")
	g.presses(leaver, g.on("claim"))
	g.presses(boss, g.on("assign|"+strconv.Itoa(holder)))
	g.presses(chief, "m|staff|out|"+strconv.Itoa(leaver))
	if c := g.kase(); c == nil || c.Assignee != holder || len(g.aside) > 0 {
		t.Fatalf("the case is not in the hands of who it should be: %+v", c)
	}
	return g
}

func (g *guarded) on(act string) string { return fmt.Sprintf("c|%d|%s", FirstNumber, act) }

// kase is the case as it is stored.
func (g *guarded) kase() *cases.Case {
	g.t.Helper()
	found, err := g.witness.Read(g.t.Context(), 0, world.Need{Case: FirstNumber})
	if err != nil {
		g.t.Fatal(err)
	}
	return found.Case
}

// comes lets an update come in and be handled, and returns what it changed.
func (g *guarded) comes(body []byte) (ch world.Change, said toast) {
	g.t.Helper()
	g.update++
	g.changes, g.toasts = nil, nil
	if _, err := g.Put(g.t.Context(), []world.Raw{{ID: g.update, Body: body}}, noon); err != nil {
		g.t.Fatal(err)
	}
	entries, err := g.Inbox(g.t.Context(), g.after, time.Millisecond)
	if err != nil || len(entries) != 1 {
		g.t.Fatalf("%d entries, %v", len(entries), err)
	}
	g.after = entries[0].ID
	if err := g.handles(g.t.Context(), entries[0]); err != nil {
		g.t.Fatal(err)
	}
	if len(g.changes) > 0 {
		ch = g.changes[0]
	}
	if len(g.toasts) > 0 {
		said = g.toasts[0]
	}
	return ch, said
}

func (g *guarded) says(who int64, words string) world.Change {
	g.t.Helper()
	command := ""
	if first, _, _ := strings.Cut(words, " "); strings.HasPrefix(first, "/") {
		command = fmt.Sprintf(`,"entities":[{"type":"bot_command","offset":0,"length":%d}]`, len([]rune(first)))
	}
	say, err := json.Marshal(words)
	if err != nil {
		g.t.Fatal(err)
	}
	ch, _ := g.comes(fmt.Appendf(nil, `{"update_id":1,"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"P%d","language_code":"zh"},"text":%s%s}}`,
		who, who, who, say, command))
	return ch
}

func (g *guarded) presses(who int64, data string) (world.Change, toast) {
	g.t.Helper()
	say, err := json.Marshal(data)
	if err != nil {
		g.t.Fatal(err)
	}
	return g.comes(fmt.Appendf(nil, `{"update_id":1,"callback_query":{"id":"q","from":{"id":%d,"first_name":"P%d","language_code":"zh"},"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"}},"data":%s}}`,
		who, who, who, say))
}

// acts are what can stand on a button of a case; the flows hold the whole
// matrix, here the same doors are tried on the real desk.
var acts = []string{"claim", "assign", "assign|500004", "route", "route|lingshi", "decline", "withdraw", "withdraw|yes", "add", "setout", "arrive",
	"handle", "note", "return", "submit", "name", "name|500004", "pass", "sendback", "correct", "resite", "split", "notfound", "contest", "uphold", "reinstate", "confirm", "rate|5", "reopen", "overdue", "lapse", "report", "post", "ack", "reply",
	"open", "look", "files", "map", "nosuch", ""}

// Who has no part in a case gets, of the real desk, the answer for a number
// that nobody has, and the record stays as it is to the byte.
func TestTheDeskLetsNobodyInWhereTheyDoNotBelong(t *testing.T) {
	g := newGuarded(t)
	before := g.record()
	same := func(who int64, what string, real, none any) {
		t.Helper()
		a, _ := json.Marshal(real)
		b, _ := json.Marshal(none)
		if b = bytes.ReplaceAll(b, []byte(strconv.Itoa(foreignNumber)), []byte(strconv.Itoa(FirstNumber))); !bytes.Equal(a, b) {
			t.Errorf("%d, %s: a case that exists is answered\n%s\nand one that does not\n%s", who, what, a, b)
		}
		if now := g.record(); now != before {
			t.Errorf("%d, %s changed the case:\n%s\n%s", who, what, before, now)
		}
	}
	for _, who := range []int64{passer, stray, rival, leaver} {
		for _, act := range acts {
			ch, said := g.presses(who, g.on(act))
			none, saidNone := g.presses(who, fmt.Sprintf("c|%d|%s", foreignNumber, act))
			same(who, act, []any{ch, said.say, said.alert, said.open}, []any{none, saidNone.say, saidNone.alert, saidNone.open})
			if said.say.Empty() {
				t.Errorf("%d, %s: the press is not answered", who, act)
			}
		}
		for _, words := range []string{"/case %d", "/start c%d", "%d", "#%d"} {
			same(who, words, g.says(who, fmt.Sprintf(words, FirstNumber)), g.says(who, fmt.Sprintf(words, foreignNumber)))
		}
		for _, words := range []string{"/tasks", "/cases"} {
			if ch := g.says(who, words); strings.Contains(fmt.Sprint(ch.Letters), strconv.Itoa(FirstNumber)) {
				t.Errorf("%d, %s lists the case: %v", who, words, ch.Letters)
			}
		}
	}
	if len(g.aside) > 0 {
		t.Errorf("put aside: %v", g.aside)
	}
}

// And who has a part in it does it by the same ways.
func TestTheDeskLetsThoseInWhoBelong(t *testing.T) {
	g := newGuarded(t)
	for _, step := range []struct {
		who    int64
		press  string
		words  string
		status cases.Status
	}{
		{helper, g.on("setout"), "", cases.Claimed}, {holder, g.on("setout"), "", cases.Claimed},
		{holder, g.on("arrive"), "", cases.Claimed}, {holder, "d|arrive|photo|skip", "", cases.OnSite},
		{teller, g.on("handle"), "", cases.OnSite}, {holder, g.on("handle"), "", cases.Handling},
		{holder, g.on("return"), "", cases.Handling}, {holder, "", "要别的部门来办", cases.Returned},
		{boss, g.on("decline"), "", cases.Returned}, {boss, "", "不在本网格", cases.Declined},
		{boss, g.on("route|lingshi"), "", cases.Declined}, {chief, g.on("route|lingshi"), "", cases.Reported},
		{helper, g.on("claim"), "", cases.Reported}, {stray, g.on("claim"), "", cases.Claimed},
		{rival, g.on("decline"), "", cases.Claimed}, {teller, g.on("withdraw|yes"), "", cases.Withdrawn},
	} {
		if step.press != "" {
			g.presses(step.who, step.press)
		} else {
			g.says(step.who, step.words)
		}
		if got := g.kase().Status; got != step.status {
			t.Fatalf("%d, %s%s: the case is %s, not %s", step.who, step.press, step.words, got, step.status)
		}
	}
}

// record is the case as it is stored, with its revision.
func (g *guarded) record() string {
	g.t.Helper()
	c := g.kase()
	b, err := json.Marshal(c)
	if err != nil {
		g.t.Fatal(err)
	}
	return fmt.Sprint(c.Rev, " ", string(b))
}

// Whatever somebody without a part in a case sends, pressed or written, the
// desk takes it to its end: nothing is put aside, the case stays as it is, and
// nobody else hears of it.
func FuzzWhateverAStrangerSends(f *testing.F) {
	g := newGuarded(f)
	for i, act := range acts {
		f.Add(g.on(act), "/case "+strconv.Itoa(FirstNumber), byte(i))
	}
	for i, words := range []string{"", "1001", "#1001", "/start c1001", "/start ia-token-nobody-guess500003", "/staff out|500003", "/invite coordinator", "/bind yanchang",
		"/tasks", "/report", "/language en", "/\x00", "/cancel@grid_bot x", strings.Repeat("🕳️", 2000), "煤气味很重", "返回", "\u202e\u2066"} {
		f.Add([]string{"m|tasks", "m|staff|out|500003", "m|invite|lead|yanchang", "d|report|preview|send", "|", "c|1001|\xff"}[i%6], words, byte(i))
	}
	before := g.record()
	f.Fuzz(func(t *testing.T, data, words string, which byte) {
		g.t = t
		who := []int64{passer, stray, leaver}[int(which)%3]
		for _, do := range []func() world.Change{
			func() world.Change { ch, _ := g.presses(who, data); return ch },
			func() world.Change { return g.says(who, words) },
		} {
			ch := do()
			if now := g.record(); now != before {
				t.Fatalf("%d, [%s] %q changed the case:\n%s\n%s", who, data, words, before, now)
			}
			if len(ch.Cases) > 0 {
				return // another case, which is theirs: who works on it is told
			}
			for _, l := range ch.Letters {
				if l.To.ID != who {
					t.Fatalf("%d, [%s] %q: %d is told %+v", who, data, words, l.To.ID, l)
				}
			}
			for _, p := range ch.People {
				if p.ID != who || p.Role != g.staff.Load().People[who].Role {
					t.Fatalf("%d, [%s] %q changed a person: %+v", who, data, words, p)
				}
			}
			if ch.Invite != nil || ch.Group != nil || ch.Used != "" {
				t.Fatalf("%d, [%s] %q changed more: %+v", who, data, words, ch)
			}
		}
		if len(g.aside) > 0 {
			t.Fatalf("%d, [%s] %q: put aside: %v", who, data, words, g.aside)
		}
	})
}
