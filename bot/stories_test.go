package bot_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows/talk/chatfile"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
	"gridbot/store/seal"
)

var update = flag.Bool("update", false, "write the bot's side of the transcripts anew")

// ofDemo are the stories of the demo, which has keys.
var ofDemo = []string{
	"sandbox/stories/kitchen.chat", "sandbox/stories/kitchen-second.chat",
	"sandbox/stories/kerb.chat", "sandbox/stories/drain.chat", "sandbox/stories/restaurant.chat",
}

// The page offers every story that is played here, under a name in both languages.
func TestTheDemoOffersItsStories(t *testing.T) {
	all := stories.All()
	if len(all) != len(ofDemo) {
		t.Errorf("the demo offers %d stories of %d", len(all), len(ofDemo))
	}
	for i, s := range all {
		if !strings.HasSuffix(ofDemo[min(i, len(ofDemo)-1)], s.ID+".chat") || s.Script == "" || s.Name["zh-CN"] == "" || s.Name["en"] == "" {
			t.Errorf("the demo offers %q: %v", s.ID, s.Name)
		}
	}
}

// Stories of several people, through the real desk and sender on a real Redis.
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.chat")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(paths, ofDemo...) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".chat"), func(t *testing.T) {
			t.Parallel()
			var as []store.Option
			if slices.Contains(ofDemo, path) {
				as = append(as, sealed(t))
			}
			h := newHouse(t, redistest.Real(t).Address, as...)
			h.begins(path)
			h.staff()
			h.play(path)
		})
	}
}

// Nobody reads hundreds of lines in one go: a long story has chapters, each with
// a sentence that says what it shows.
func TestLongStoriesHaveChapters(t *testing.T) {
	const short, long = 150, 350
	paths, err := filepath.Glob("testdata/*.chat")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(paths, ofDemo...) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
		begins, headed := 0, len(lines) <= short
		for i, line := range append(lines, "## The end.") {
			heading, ok := strings.CutPrefix(line, "## ")
			if !ok {
				continue
			}
			if i-begins > long || !headed && i == len(lines) {
				t.Errorf("%s:%d: %d lines in one chapter, and the story has %d", path, begins+1, i-begins, len(lines))
			}
			if !strings.HasSuffix(heading, ".") || len(line) > 105 {
				t.Errorf("%s:%d: a chapter is headed by a short sentence: %s", path, i+1, heading)
			}
			begins, headed = i, true
		}
	}
}

// The same story gives the same transcript on the embedded Redis, so the demo
// shows what the real thing does.
func TestTheKitchenOnTheEmbeddedRedis(t *testing.T) {
	if *update {
		return // written anew on the real Redis
	}
	h := newHouse(t, redistest.Embedded(t), sealed(t))
	h.staff()
	h.play("sandbox/stories/kitchen.chat")
	h.papers()
}

// sealed is a store with keys, as the demo has it, which plays the kitchen.
func sealed(t *testing.T) store.Option {
	t.Helper()
	k, err := seal.New(monday)
	if err != nil {
		t.Fatal(err)
	}
	return store.WithKeys(k)
}

// begins sets the clock to the day a transcript begins with, if it names one:
// time never goes back in a house.
func (h *house) begins(path string) {
	h.t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		h.t.Fatal(err)
	}
	script, err := chatfile.Parse(string(b))
	if err != nil {
		h.t.Fatalf("%s: %v", path, err)
	}
	for _, l := range script.Lines {
		if l.Kind == chatfile.Said {
			return
		}
		if m := today.FindStringSubmatch(l.Words); l.Kind == chatfile.Direction && m != nil {
			day, err := time.ParseInLocation("2006-01-02 15:04", m[1], h.district.Zone)
			if err != nil {
				h.t.Fatal(err)
			}
			h.mu.Lock() // the bot polls already
			h.now = day
			h.mu.Unlock()
		}
	}
}

// play plays a transcript and compares it with what it was.
func (h *house) play(path string) {
	h.t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		h.t.Fatal(err)
	}
	script, err := chatfile.Parse(string(b))
	if err != nil {
		h.t.Fatalf("%s: %v", path, err)
	}
	cast := append(stories.Cast[:len(stories.Cast):len(stories.Cast)],
		sandbox.Part{Name: "Qian", Chat: qian}, sandbox.Part{Name: "hall", Chat: hall})
	p := &sandbox.Player{
		Server: h.sandbox, Cast: cast, Settle: h.settle,
		Mask: func(s string) string { return token.ReplaceAllString(s, "start=${1}(token)") },
	}
	p.Direct = func(ctx context.Context, words string) error { return h.direct(ctx, p, words) }
	ctx, cancel := context.WithTimeout(h.t.Context(), 5*time.Minute)
	defer cancel()
	got, err := p.Play(ctx, script)
	if err != nil {
		h.t.Fatalf("%s: %v\n%s\n%s", path, err, got, h.log)
	}
	if strings.Contains(h.log.String(), "level=ERROR") {
		h.t.Errorf("%s: the bot logged errors:\n%s", path, h.log)
	}
	h.secret()
	kept, err := h.store.Counts(ctx)
	if again, err2 := h.store.Recount(ctx); err != nil || err2 != nil || !reflect.DeepEqual(kept, again) {
		h.t.Errorf("%s: the counters say %v, the log says %v, %v, %v", path, kept, again, err, err2)
	}
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			h.t.Fatal(err)
		}
		return
	}
	if got != string(b) {
		h.t.Errorf("%s has changed (go test ./bot -update writes it anew):\n%s", path, difference(string(b), got))
	}
}

// difference shows the first lines that differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant: %s\ngot:  %s", i+1, strings.Join(w[i:min(i+4, len(w))], "\n      "),
				strings.Join(g[min(i, len(g)):min(i+4, len(g))], "\n      "))
		}
	}
	return fmt.Sprintf("%d further lines: %s", len(g)-len(w), g[len(w)])
}

// secret looks through everything the bot ever showed anybody: a worker and a
// group never learn who reported, and who reported anonymously is known to
// nobody but themselves.
func (h *house) secret() {
	h.t.Helper()
	for _, p := range stories.Cast { // a line with an ID and a time, beside an export with times, says who reported
		if named := regexp.MustCompile(`=-?` + strconv.FormatInt(p.Chat, 10) + `\b`).FindString(h.log.String()); named != "" {
			h.t.Errorf("the log names somebody by their ID (%s):\n%s", named, h.log)
		}
	}
	residents := map[int64][]string{stories.Chen: {"陈阿姨", "阿姨 陈", "7001"}, stories.Anna: {"Anna Keller", "Keller", "7002"}}
	anonymous := h.anonymous()
	staff, err := h.store.Staff(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	leads := map[int64]bool{}
	for _, seat := range stories.Seats {
		leads[seat.Person] = seat.Role == string(world.Lead) || seat.Role == string(world.Coordinator)
	}
	for _, p := range staff.People {
		leads[p.ID] = leads[p.ID] || p.Role == world.Lead || p.Role == world.Coordinator
	}
	events, _ := h.sandbox.Watch(0)
	if len(events) == 0 || events[0].Seq != 1 {
		h.t.Fatal("the first events are forgotten: the search for names would not see them")
	}
	asked := regexp.MustCompile(`📄 .*?( scanned (notice|advice)|扫了(通知书|告知书))`) // who says a notice is for them is named to who knows better
	for _, e := range events {
		words, ok := shown(e)
		if !ok {
			continue
		}
		h.held(e)
		words = asked.ReplaceAllString(words, "")
		for id, names := range residents {
			open := e.Chat == id || leads[e.Chat] && !anonymous[id]
			for _, name := range names {
				if !open && strings.Contains(words, name) {
					h.t.Errorf("chat %d was shown who reported, %q:\n%s", e.Chat, name, words)
				}
			}
		}
	}
}

// held looks whether what is about people is held in the chats of the staff, and
// nothing in those of residents that is their own.
func (h *house) held(e sandbox.Event) {
	h.t.Helper()
	m := e.Message
	switch {
	case m == nil || e.Kind == "answer":
	case strings.HasPrefix(m.Text, "🔔") && !m.Protected, e.Chat < 0 && strings.Contains(m.Text, "📍") && !m.Protected:
		h.t.Errorf("chat %d can pass on\n%s", e.Chat, m.Text)
	case (e.Chat == stories.Chen || e.Chat == stories.Anna) && m.Protected && m.Photo == nil:
		h.t.Errorf("a resident cannot pass on what is theirs:\n%s", m.Text)
	}
}

// shown is all that a viewer's client got with an event of the bot's: words,
// labels and what stands behind the buttons.
func shown(e sandbox.Event) (string, bool) {
	switch {
	case e.Kind == "answer":
		return e.Text + " " + e.URL, true
	case e.Message == nil || !e.Message.Out:
		return "", false
	}
	words := e.Message.Text + " " + e.Message.Caption
	if e.Message.Venue != nil {
		words += " " + e.Message.Venue.Title + " " + e.Message.Venue.Address
	}
	if e.Message.ReplyMarkup != nil {
		for _, row := range e.Message.ReplyMarkup.Rows {
			for _, b := range row {
				words += " " + b.Text + " " + b.Data + " " + b.URL
			}
		}
	}
	return words, true
}

// anonymous are the people who reported without their name.
func (h *house) anonymous() map[int64]bool {
	h.t.Helper()
	who := map[int64]bool{}
	for n := 1001; ; n++ {
		found, err := h.store.Read(h.t.Context(), 0, world.Need{Case: n})
		if err != nil {
			h.t.Fatal(err)
		}
		if found.Case == nil {
			return who
		}
		if found.Case.By.Anonymous {
			who[found.Case.By.ID] = true
		}
	}
}
