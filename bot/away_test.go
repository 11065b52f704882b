package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// A week without the process, and then it is Monday. What fell due meanwhile comes as
// one list to whom it concerns, the digest late and once, and what is of danger by
// itself.
func TestAfterAWeekAwayEachReadsOneSummary(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t), sealed(t))
	h.staff()
	number := 2000
	var ch world.Change
	opens := func(n int, make func(i int, c *cases.Case)) {
		for i := range n {
			number++
			at := h.time().Add(time.Duration(i) * time.Hour).Unix() // they fall due one after the other, all week
			c := cases.Case{Number: number, Category: "lamp", Grid: stories.Grid, What: "路灯不亮", Opened: at - 3600, Entered: at - 3600, Place: cases.Place{Name: text.Said("崧涵庭")},
				Assignee: stories.Wang, Handlers: []int64{stories.Wang}, By: cases.Reporter{ID: int64(30_000 + number), Name: "A", Lang: "en"},
				Log: []cases.Entry{{At: at - 3600, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported}, {At: at - 3600, By: stories.Wang, Part: cases.PartWorker, Do: cases.Claim, To: cases.Claimed}}}
			make(i, &c)
			ch.Cases = append(ch.Cases, world.Moved{After: c})
		}
	}
	due := func(i int) int64 { return h.time().Add(time.Duration(1+4*i) * time.Hour).Unix() }
	opens(30, func(i int, c *cases.Case) {
		c.Status, c.Clock = cases.Claimed, cases.Clock{Name: cases.ClockArrive, Since: c.Opened, Due: due(i), Next: due(i)}
	})
	opens(10, func(i int, c *cases.Case) {
		c.Status, c.Ended, c.Outcome = cases.Closed, c.Opened, cases.Confirmed
		c.Clock = cases.Clock{Name: cases.ClockAfter, Since: c.Opened, Due: due(i), Next: due(i)}
	})
	opens(8, func(i int, c *cases.Case) {
		c.Status, c.Clock = cases.Joint, cases.Clock{Name: cases.ClockHandle, Since: c.Opened, Due: due(i), Next: due(i)}
		c.Legs = []cases.Leg{{N: 1, Agency: "gas", Ask: text.Said("x"), At: c.Opened, By: stories.Zhou, Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Since: c.Opened, Due: due(i), Next: due(i)}}}
	})
	opens(1, func(_ int, c *cases.Case) {
		c.Status, c.Assignee, c.Danger, c.Category, c.Log = cases.Reported, 0, true, "gas", c.Log[:1]
		c.Clock = cases.Clock{Name: cases.ClockClaim, Since: c.Opened, Due: due(0), Next: due(0)}
	})
	at := h.time().Unix()
	care := carecase.Case{N: 1, Opened: at, By: stories.Chen, Kind: "elderly", Severity: carecase.Life, Grid: stories.Grid, Stage: carecase.Identified, Who: "x", Where: "x", What: "x",
		Calls: []carecase.Call{{Role: "doctor", At: at, Asked: []int64{stories.Bai}, Clock: carecase.Start(at, 30*time.Minute)}}}
	ch.Cared = &world.Cared{After: care}
	if _, err := h.store.Commit(t.Context(), world.Op{}, 0, ch); err != nil {
		t.Fatal(err)
	}
	h.stop()
	h.mu.Lock()
	h.now = h.now.Add(7*24*time.Hour + 30*time.Minute) // Monday, half past nine
	h.mu.Unlock()
	// What each is told, by how it begins; the boards of joint cases would stand already.
	said := func(id int64) (all []string) {
		for _, m := range h.sandbox.Messages(id) {
			if line, _, _ := strings.Cut(m.Text+m.Caption, "\n"); m.Out && !strings.HasPrefix(line, "📣") {
				all = append(all, line)
			}
		}
		return all
	}
	people := map[string]int64{"the worker": stories.Wang, "another worker": stories.Li, "a lead": stories.Zhou, "the other lead": stories.Zhao, "the coordinator": stories.Sun, "the officer": stories.Gao}
	before := map[string]int{}
	for who, id := range people {
		before[who] = len(said(id))
	}
	h.start()
	for _, d := range []time.Duration{time.Minute, time.Minute, time.Minute} { // care goes on climbing after that
		if err := h.pass(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		h.quiet()
	}
	want := map[string]map[string]int{ // danger, the list of all else, care, the list of the day, and the digest: its picture and its words
		"the worker": {"⏰ 超时": 1, "⏰ 有48件": 1, "☀️": 1}, "another worker": {"⏰ Overdue": 1, "☀️": 1}, "the officer": {"⏰ 有8件": 1, "☀️": 1},
		"a lead": {"⏰ 超时": 1, "⏰ 有": 1, "关怀案": 1, "☀️": 1, "📊": 2}, "the other lead": {"⏰ 超时": 1, "⏰ 有": 1, "关怀案": 1, "☀️": 1, "📊": 2}, "the coordinator": {"⏰ 超时": 1, "⏰ 有": 1, "☀️": 1, "📊": 2},
	}
	for who, id := range people {
		got, all := said(id)[before[who]:], 0
		for begins, n := range want[who] {
			all += n
			if is := len(slices.DeleteFunc(slices.Clone(got), func(line string) bool { return !strings.HasPrefix(line, begins) })); is != n {
				t.Errorf("%s read %d messages that begin with %s, not %d", who, is, begins, n)
			}
		}
		if len(got) != all {
			t.Errorf("%s read %d messages, not %d:\n%s", who, len(got), all, strings.Join(got, "\n"))
		}
	}
}
