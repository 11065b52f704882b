package bot_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// At night the log is read for what is frequent; the coordinator sees it in the
// morning, decides, and the next night leaves that as it is.
func TestAtNightWhatIsFrequentIsFound(t *testing.T) {
	h := newHouse(t, redistest.Real(t).Address)
	h.staff()
	for n := range 6 {
		at := h.time().AddDate(0, 0, -n-1)
		line := world.Logged{At: at.Unix(), Case: 900 + n, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, Grid: "yanchang", Category: "lamp", Spot: "songhanting", Voice: n + 1}
		if err := h.store.WriteDown(t.Context(), line); err != nil {
			t.Fatal(err)
		}
	}
	said := func() string {
		all := h.sandbox.Messages(stories.Sun)
		return all[len(all)-1].Text
	}
	if h.says(stories.Sun, "/hot"); !strings.Contains(said(), "没有高于平常的事项") { // the night before the story has been
		t.Errorf("before: %s", said())
	}
	night := h.time()
	if err := h.bot.Frequent(t.Context(), night); err != nil {
		t.Fatal(err)
	}
	if h.says(stories.Sun, "/hot"); !strings.Contains(said(), "崧涵庭 · 路灯不亮（延长暖心）：近30天有6人次反映") {
		t.Errorf("after a night: %s", said())
	}
	h.mu.Lock()
	h.now = h.now.Add(20 * time.Minute)
	h.mu.Unlock()
	if said := h.press(stories.Sun, stories.Sun, "m|hot|now"); !strings.Contains(said, "正在统计") {
		t.Errorf("by day: %s", said)
	}
	h.quiet()
	b, err := h.store.Board(t.Context())
	if err != nil || len(b.Found) != 1 || b.At != h.time().Unix() {
		t.Fatalf("%+v %v", b, err)
	}
	for range 2 { // the same night again, and another
		if err := h.bot.Frequent(t.Context(), night); err != nil {
			t.Fatal(err)
		}
		night = night.Add(24 * time.Hour)
	}
	if b, err = h.store.Board(t.Context()); err != nil || len(b.Found) != 1 || b.Rev != 4 { // a night before all this
		t.Errorf("rev %d: %+v %v", b.Rev, b.Found, err)
	}
}
