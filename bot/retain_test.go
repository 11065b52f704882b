package bot_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/cases"
	"gridbot/flows/kept"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// of is all that is kept of somebody.
func (h *house) of(id int64) world.Kept {
	h.t.Helper()
	k, err := h.store.Kept(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return k
}

// Half a year after it is over, nobody is left in a case, and who told of it and was
// not heard of since is not known any more; what is open is as it was.
func TestAtNightWhatIsLongOverIsStripped(t *testing.T) {
	h := newHouse(t, redistest.Real(t).Address)
	h.staff()
	h.file()
	h.says(stories.Chen, "/mydata")
	if all := h.sandbox.Messages(stories.Chen); !strings.Contains(all[len(all)-1].Caption, "全部资料") {
		t.Errorf("the file did not come: %+v", all[len(all)-1])
	}
	c := *h.caseOf(1001)
	before := c
	c.Status, c.Ended, c.Clock, c.Outcome = cases.Closed, h.time().Unix(), cases.Clock{}, cases.Confirmed
	if _, err := h.store.Commit(t.Context(), world.Op{}, 0, world.Change{Cases: []world.Moved{{Before: &before, After: c}}}); err != nil {
		t.Fatal(err)
	}
	days := time.Duration(h.district.Retention) * world.OneDay
	if err := h.bot.Retain(t.Context(), h.time()); err != nil {
		t.Fatal(err)
	}
	if h.caseOf(1001).What == "" || h.of(stories.Chen).Me.Rev == 0 {
		t.Fatal("it is gone on the first night")
	}
	h.mu.Lock()
	h.now = h.now.Add(days + world.OneDay)
	h.mu.Unlock()
	if err := h.bot.Retain(t.Context(), h.time()); err != nil {
		t.Fatal(err)
	}
	h.quiet()
	if c := h.caseOf(1001); c.What != "" || c.Stripped == 0 || len(c.Outsiders()) != 0 || c.Category != "rubbish" {
		t.Errorf("%+v", c)
	}
	if k := h.of(stories.Chen); k.Me.Rev != 0 || k.Traces.All != 0 || k.Letters != 0 {
		t.Errorf("%+v", k)
	}
	if k := h.of(stories.Wang); k.Me.Role != world.Worker {
		t.Errorf("a worker was forgotten: %+v", k.Me)
	}
	h.says(stories.Chen, "/cases") // and is met for the first time
	if k := h.of(stories.Chen); k.Me.Rev != 1 {
		t.Errorf("%+v", k.Me)
	}
}

// Whoever wants to be forgotten is, at once; what they say then is of somebody new.
func TestWhoWantsToBeForgottenIs(t *testing.T) {
	h := newHouse(t, redistest.Real(t).Address)
	h.staff()
	h.file()
	h.says(stories.Chen, "路灯不亮") // and while they are writing
	h.says(stories.Chen, "/forget")
	for _, row := range h.sandbox.Messages(stories.Chen)[len(h.sandbox.Messages(stories.Chen))-1].ReplyMarkup.Rows {
		for _, b := range row {
			if strings.HasPrefix(b.Data, "m|forget|yes|") {
				h.press(stories.Chen, stories.Chen, b.Data)
				h.press(stories.Chen, stories.Chen, b.Data)
			}
		}
	}
	if k := h.of(stories.Chen); k.Me.Rev != 0 || k.Traces.All != 0 || k.Letters != 0 || k.Session.Dialogue != "" {
		t.Errorf("%+v", k)
	}
	if c := h.caseOf(1001); c.By.ID != 0 || c.What != "" || c.Status != cases.Reported || c.Grid == "" {
		t.Errorf("%+v", c)
	}
	h.press(stories.Wang, stories.Wang, "c|1001|claim")
	if c := h.caseOf(1001); c.Status != cases.Claimed {
		t.Errorf("nobody can put it right any more: %s", c.Status)
	}
}

// What does not fit into one commit goes in several, and the process may end between
// them. What they tell meanwhile is of somebody new, and stays.
func TestWhoHasManyCasesIsForgottenThoughTheProcessEndsBetween(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t))
	h.says(stories.Chen, "/start")
	many := 2*kept.MostTraces + 30
	for n := range many {
		c := cases.Case{Number: 2001 + n, Category: "rubbish", Grid: stories.Grid, Status: cases.Closed, Outcome: cases.Confirmed, What: "楼下李阿姨扔的", Opened: h.time().Unix() - 7200,
			Entered: h.time().Unix() - 3600, Ended: h.time().Unix() - 3600, By: cases.Reporter{ID: stories.Chen, Name: "陈阿姨"},
			Log: []cases.Entry{{At: h.time().Unix() - 7200, By: stories.Chen, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported}}}
		if _, err := h.store.Commit(t.Context(), world.Op{}, 0, world.Change{Cases: []world.Moved{{After: c}}}); err != nil {
			t.Fatal(err)
		}
	}
	h.says(stories.Chen, "/forget")
	all := h.sandbox.Messages(stories.Chen)
	for _, row := range all[len(all)-1].ReplyMarkup.Rows {
		for _, b := range row {
			if strings.HasPrefix(b.Data, "m|forget|yes|") {
				h.press(stories.Chen, stories.Chen, b.Data)
			}
		}
	}
	if k := h.of(stories.Chen); k.Me.Rev != 0 || k.Traces.All != many-kept.MostTraces {
		t.Fatalf("after the first commit %d cases know them, and their record is %+v", k.Traces.All, k.Me)
	}
	h.stop()
	h.start()
	h.mu.Lock()
	h.now = h.now.Add(time.Minute)
	h.mu.Unlock()
	h.says(stories.Chen, "/start") // they come back before it is done
	since := cases.Case{Number: 2001 + many, Category: "rubbish", Grid: stories.Grid, Status: cases.Reported, What: "新的一堆", Opened: h.time().Unix(), Entered: h.time().Unix(),
		By: cases.Reporter{ID: stories.Chen, Name: "陈阿姨"}, Log: []cases.Entry{{At: h.time().Unix(), By: stories.Chen, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported}}}
	if _, err := h.store.Commit(t.Context(), world.Op{}, 0, world.Change{Cases: []world.Moved{{After: since}}}); err != nil {
		t.Fatal(err)
	}
	if err := h.pass(t.Context(), time.Minute); err != nil {
		t.Fatal(err)
	}
	h.quiet()
	if k := h.of(stories.Chen); k.Traces.All != 1 || k.Traces.Cases[0].Number != since.Number || k.Me.Rev == 0 {
		t.Errorf("%d cases know them still, and their record is %+v", k.Traces.All, k.Me)
	}
	for n := range many {
		if c := h.caseOf(2001 + n); c.By.ID != 0 || c.What != "" || c.Log[0].By != 0 {
			t.Fatalf("#%d still knows them: %+v", c.Number, c)
		}
	}
	if due, err := h.store.Due(t.Context(), h.time().Add(24*time.Hour), 10); err != nil || len(due) != 0 {
		t.Errorf("it goes on for ever: %v, %v", due, err)
	}
}
