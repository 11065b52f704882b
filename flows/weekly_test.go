package flows_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// weekly is what the store reads for figures.
func (r *room) weekly(span world.Span) *world.Weekly {
	w := &world.Weekly{Counts: r.counts, Loads: map[int64]world.Load{}, Grids: map[string]world.Load{}}
	if span.Now == 0 {
		return w
	}
	load := func(fits func(cases.Case) bool) world.Load {
		open := r.all(func(c cases.Case) bool { return fits(c) && c.Status.Type() == cases.Open }, func(a, b cases.Case) int { return 0 })
		late := slices.DeleteFunc(slices.Clone(open), func(c cases.Case) bool { return c.Clock.Due == 0 || c.Clock.Due > span.Now })
		return world.Load{Open: len(open), Late: len(late)}
	}
	for grid := range strings.SplitSeq(span.Grids, ",") {
		here := func(c cases.Case) bool { return c.Grid == strings.TrimPrefix(grid, world.Unrouted) }
		w.Grids[grid] = load(here)
		w.Late = append(w.Late, r.all(func(c cases.Case) bool {
			return here(c) && c.Status.Type() == cases.Open && c.Clock.Due != 0 && c.Clock.Due <= span.Now
		}, func(a, b cases.Case) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) })...)
	}
	for id := range strings.SplitSeq(span.Holders, ",") {
		if holder, err := strconv.ParseInt(id, 10, 64); err == nil {
			w.Loads[holder] = load(func(c cases.Case) bool { return c.Assignee == holder })
		}
	}
	for _, n := range r.behind[span.Last+" "+span.Grid+" reported"] {
		w.New = append(w.New, *r.kase(n))
	}
	return w
}

// page is a page of the cases behind a figure.
func (r *room) page(b world.Behind) (page []cases.Case, all int) {
	var numbers []int
	for week := range strings.SplitSeq(b.Weeks, ",") {
		for name := range strings.SplitSeq(b.Names, ",") {
			numbers = append(numbers, r.behind[week+" "+b.Grid+" "+name]...)
		}
	}
	slices.Reverse(numbers)
	for _, n := range numbers[min(b.From, len(numbers)):min(b.From+10, len(numbers))] {
		page = append(page, *r.kase(n))
	}
	return page, len(numbers)
}

// asks is what somebody is shown for a command, or for the button with that
// label under the message that stands last.
func (r *room) asks(who int64, command string, payload ...string) *message {
	r.t.Helper()
	r.messages++
	e := talk.Event{ID: "e" + strconv.Itoa(r.messages), From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Message: r.messages,
		Command: command, Payload: strings.Join(payload, "")}
	if all := r.chats[who]; len(all) > 0 {
		for _, b := range slices.Concat(all[len(all)-1].rows...) {
			if b.label == command {
				e.Command, e.Press, e.Message = "", b.data, all[len(all)-1].id
			}
		}
	}
	r.happen(e)
	return r.chats[who][len(r.chats[who])-1]
}

// labels are the buttons under a message.
func (m *message) labels() string {
	var rows []string
	for _, row := range m.rows {
		for _, b := range row {
			rows = append(rows, "["+b.label+"]")
		}
	}
	return strings.Join(rows, " ")
}

// late puts cases of the grid there that fell due one an hour until now, and a
// few that fall due today; the lowest number waits longest.
func (r *room) late(n, today int) {
	for i := range n + today {
		due := r.now.Add(time.Duration(i-n+1) * time.Hour)
		if i >= n {
			due = r.now.Add(time.Duration(i-n+1) * time.Minute)
		}
		number := 1001 + i
		r.cases[number] = frozen(r.t, cases.Case{
			Number: number, Category: "lamp", Grid: homeGrid, Status: cases.Claimed, Assignee: wang, Handlers: []int64{wang}, What: "路灯不亮",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: tellerID}, Log: []cases.Entry{{Do: cases.Report}},
			Clock: cases.Clock{Name: cases.ClockArrive, Since: r.now.Add(-99 * time.Hour).Unix(), Due: due.Unix(), Step: 1, Next: due.Unix()},
		})
	}
}

// Of many late cases a message shows the first; how many more there are stands
// below them, and a button turns to them in the same message and back.
func TestWhatDoesNotFitOfTheDayIsOneButtonAway(t *testing.T) {
	r := newRoom(t)
	r.late(21, 3)
	first := r.asks(zhou, "overdue")
	id, begin := first.id, first.words
	for _, want := range []string{"已超时（21）", "#1008 ", "还有 13 件", "今天到期（3）", "#1024 "} {
		if !strings.Contains(begin, want) {
			t.Errorf("%q is not in\n%s", want, begin)
		}
	}
	if strings.Contains(begin, "#1009 ") || strings.Count(begin, "还有 ") != 1 {
		t.Errorf("too much:\n%s", begin)
	}
	for _, page := range []struct{ press, head, from, to, labels string }{
		{"⏰ 还有 13 件 ›", "⏰ 已超时（21），第 9–16 件：", "#1009 ", "#1016 ", "[打开 #1016] [‹ 前面] [后面 ›]"},
		{"后面 ›", "⏰ 已超时（21），第 17–21 件：", "#1017 ", "#1021 ", "[打开 #1021] [‹ 前面]"},
		{"‹ 前面", "⏰ 已超时（21），第 9–16 件：", "#1009 ", "#1016 ", "[打开 #1016] [‹ 前面] [后面 ›]"},
	} {
		m := r.asks(zhou, page.press)
		lines := strings.Split(m.words, "\n")
		if m.id != id || lines[0] != page.head || !strings.Contains(lines[1], page.from) || !strings.Contains(lines[len(lines)-1], page.to) || !strings.HasSuffix(m.labels(), page.labels) {
			t.Errorf("%s: %s\n%s", page.press, m.words, m.labels())
		}
	}
	if m := r.asks(zhou, "‹ 前面"); m.id != id || m.words != begin {
		t.Errorf("before the second page is not the first: %s", m.words)
	}
	// What was pressed late turns to the last page there is, or to the list.
	r.asks(zhou, "⏰ 还有 13 件 ›")
	for n := 1012; n <= 1021; n++ {
		delete(r.cases, n)
	}
	if m := r.asks(zhou, "后面 ›"); !strings.Contains(m.words, "第 9–11 件") {
		t.Errorf("the list has become shorter: %s", m.words)
	}
	delete(r.cases, 1011)
	delete(r.cases, 1010)
	delete(r.cases, 1009)
	if m := r.asks(zhou, "‹ 前面"); !strings.Contains(m.words, "已超时（8）") || strings.Contains(m.words, "还有 ") || strings.Contains(m.labels(), "›") {
		t.Errorf("all fit: %s %s", m.words, m.labels())
	}
}

// The list that comes in the morning says it too, and is paged in place.
func TestTheMorningListSaysWhatItLeavesOut(t *testing.T) {
	r := newRoom(t)
	r.late(2, 0)
	for n := range 10 {
		c := *r.kase(1001)
		c.Number, c.Clock.Due = 1101+n, r.now.Add(time.Duration(n+1)*time.Minute).Unix()
		r.cases[c.Number] = frozen(t, c)
	}
	e := talk.Event{ID: "morning", From: talk.Sender{ID: wang}, Chat: talk.Chat{ID: wang}, At: r.now, Clock: &talk.Clock{Person: wang, Name: world.ClockMorning, Due: r.now}}
	r.happen(e)
	m := r.chats[wang][0]
	if !strings.Contains(m.words, "☀️") || !strings.Contains(m.words, "今天到期（10）") || !strings.HasSuffix(m.words, "还有 2 件没列出来") || strings.Contains(m.labels(), "⏰ 还有") {
		t.Errorf("%s\n%s", m.words, m.labels())
	}
	if next := r.asks(wang, "⏳ 还有 2 件 ›"); next.id != m.id || !strings.Contains(next.words, "#1109 ") || !strings.Contains(next.words, "#1110 ") || strings.Contains(next.words, "#1108 ") {
		t.Errorf("%s", next.words)
	}
}

// A grid's list holds only so many; who leads it is told of all that is late.
func TestALeadHearsOfMoreLateCasesThanAListHolds(t *testing.T) {
	r := newRoom(t)
	r.late(33, 0)
	for _, who := range []int64{zhou, sun} {
		e := talk.Event{ID: "o", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, At: r.now, Command: "overdue"}
		w := r.world(e)
		if w.Weekly == nil {
			t.Fatalf("%d: what is late is not read", who)
		}
		w.List = w.Weekly.Late[13:] // a coordinator's is of one grid after the other
		ch, err := flows.Decide(w, e)
		if err != nil {
			t.Fatal(err)
		}
		if said := r.say(text.Chinese, ch.Letters[0].Say.Say, 4096); !strings.Contains(said, "已超时（33）") || !strings.Contains(strings.Split(said, "\n")[1], "#1001 ") {
			t.Errorf("%d: %s", who, said)
		}
	}
	if n := flows.Needs(r.world(talk.Event{From: talk.Sender{ID: wang}, At: r.now}), talk.Event{From: talk.Sender{ID: wang}, Command: "overdue"}); n.Span != (world.Span{}) {
		t.Errorf("a worker has no figures: %+v", n)
	}
}

// reports puts cases of a category into the grid as reported in the week of a
// day, numbered on.
func (r *room) reports(n int, category string, at time.Time) {
	year, week := at.ISOWeek()
	for range n {
		r.number++
		c := cases.Case{
			Number: r.number, Category: category, Grid: homeGrid, Status: cases.Reported, Opened: at.Unix(), What: "坏了",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: tellerID}, Log: []cases.Entry{{At: at.Unix(), Do: cases.Report}},
		}
		r.cases[c.Number] = frozen(r.t, c)
		r.keep(tellerID, world.Change{Log: []world.Logged{{At: at.Unix(), Case: c.Number, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter,
			Grid: homeGrid, Category: category, Week: fmt.Sprintf("%d-W%02d", year, week)}}})
	}
}

// The paper speaks of its own week, and behind a category that surges is that
// category alone.
func TestADigestSpeaksOfItsOwnWeek(t *testing.T) {
	r := newRoom(t)
	last := r.now.AddDate(0, 0, -7)
	r.reports(2, "rubbish", last)
	r.reports(12, "lamp", last) // 1003 to 1014
	r.reports(2, "rubbish", last)
	for _, of := range []struct {
		weeks int // from now
		ask   string
		zh    string
		en    string
	}{{0, "last", "上周路灯不亮 12 件", "12 reports of Street lamp out last week"}, {2, "2026-W47", "那一周路灯不亮 12 件", "12 reports of Street lamp out that week"}, {-1, "this", "本周路灯不亮 12 件", "12 reports of Street lamp out this week"}} {
		now := r.now
		r.now = now.AddDate(0, 0, 7*of.weeks)
		m := r.asks(zhou, "digest", of.ask)
		if !strings.Contains(m.words, of.zh) || strings.Contains(m.words, "本周") != (of.weeks < 0) {
			t.Errorf("%s: %s", of.ask, m.words)
		}
		me := thawed[world.Person](t, r.people[zhou])
		me.Lang = text.English
		r.people[zhou] = frozen(t, me)
		if m := r.asks(zhou, "digest", of.ask); !strings.Contains(m.words, of.en) {
			t.Errorf("%s: %s", of.ask, m.words)
		}
		me.Lang = text.Chinese
		r.people[zhou] = frozen(t, me)
		r.now = now
	}
	paper := r.asks(zhou, "digest", "last")
	m := r.asks(zhou, "1. 📋 看清单")
	if m.id == paper.id || !strings.HasPrefix(m.words, "路灯不亮上报：12\n延长暖心 · 2026-W47") || !strings.Contains(m.words, "第 1–10 件，共 12 件") ||
		strings.Count(m.labels(), "路灯不亮") != 10 || !strings.HasPrefix(m.labels(), "[#1014 ") || !strings.HasSuffix(m.labels(), "[较早 ›]") {
		t.Errorf("%s\n%s", m.words, m.labels())
	}
	if next := r.asks(zhou, "较早 ›"); next.id != m.id || strings.Count(next.labels(), "路灯不亮") != 2 || !strings.HasSuffix(next.labels(), "[#1003 路灯不亮 · 待接单] [‹ 较新]") {
		t.Errorf("%s\n%s", next.words, next.labels())
	}
	for _, forged := range []string{"c.nothing|2026-W47|yanchang", "c.lamp|2026-W46~2026-W47|yanchang", "c.|2026-W47|yanchang", "c.lamp|2026-W47|yanchang|99"} {
		if m := r.asks(zhou, "figure", forged); strings.Contains(m.labels(), "#") || m.words == "" {
			t.Errorf("%s: %s %s", forged, m.words, m.labels())
		}
	}
	if m := r.asks(wang, "figure", "c.lamp|2026-W47|yanchang"); strings.Contains(m.labels(), "路灯") {
		t.Errorf("a worker reads the figures: %s", m.labels())
	}
}

// From a week one gets to the one before and to the one after, and back to the
// running one, which has none after it.
func TestADigestTurnsBothWays(t *testing.T) {
	r := newRoom(t) // in 2026-W48
	for _, step := range []struct{ press, week, turns string }{
		{"digest", "2026-W48", "[‹ 上一周] [📈 全部指标]"},
		{"‹ 上一周", "2026-W47", "[‹ 上一周] [本周] [📈 全部指标]"},
		{"‹ 上一周", "2026-W46", "[‹ 上一周] [下一周 ›] [本周] [📈 全部指标]"},
		{"‹ 上一周", "2026-W45", "[‹ 上一周] [下一周 ›] [本周] [📈 全部指标]"},
		{"下一周 ›", "2026-W46", "[‹ 上一周] [下一周 ›] [本周] [📈 全部指标]"},
		{"下一周 ›", "2026-W47", "[‹ 上一周] [本周] [📈 全部指标]"},
		{"本周", "2026-W48", "[‹ 上一周] [📈 全部指标]"},
	} {
		m := r.asks(zhou, step.press)
		if !strings.Contains(strings.Split(m.words, "\n")[0], step.week) || !strings.HasSuffix(m.labels(), step.turns) {
			t.Errorf("%s: %s\n%s", step.press, m.words, m.labels())
		}
		for _, row := range m.rows {
			if len(row) > 2 {
				t.Errorf("%s: %d buttons in a row have no room on a phone", step.press, len(row))
			}
		}
	}
	// A coordinator stays with the grid.
	r.asks(sun, "digest", "2026-W44|yanchang")
	if m := r.asks(sun, "下一周 ›"); !strings.Contains(m.words, "延长暖心 · 2026-W45") {
		t.Errorf("%s", m.words)
	}
	if m := r.asks(sun, "本周"); !strings.Contains(m.words, "延长暖心 · 2026-W48") {
		t.Errorf("%s", m.words)
	}
}

// Five weeks always have more than one: of spans that are not as long as each
// other counts are compared per week, and said to be; rates as they are.
func TestSpansOfDifferentLengthAreComparedPerWeek(t *testing.T) {
	r := newRoom(t)
	week := func(n int) time.Time { return r.now.AddDate(0, 0, 7*(n-48)) }
	for n, reported := range map[int]int{40: 6, 41: 5, 42: 0, 43: 5, 44: 2, 45: 2, 46: 3, 47: 3} {
		r.reports(reported, "lamp", week(n))
	}
	for _, c := range []struct{ ask, head, line string }{
		{"2026-W43~2026-W47 2026-W40~2026-W41", "↑↓ 和2026-W40~2026-W41（9/28–10/11）比。两段时间长短不同，件数按每周平均比", "上报：15（每周 3，↓2.5）"},
		{"2026-W43 2026-W41~2026-W42", "件数按每周平均比", "上报：5（↑2.5）"},
		{"2026-W46 2026-W43~2026-W45", "件数按每周平均比", "上报：3（持平）"},
		{"2026-W44~2026-W47 2026-W42", "件数按每周平均比", "上报：10（每周 2.5，↑2.5）"},
		{"2026-W33~2026-W43 2026-W44", "件数按每周平均比", "上报：16（每周 1.5，↓0.5）"},
		{"2026-W01~2026-W40 2026-W42", "件数按每周平均比", "上报：6（每周 0.15，↑0.15）"},
		{"2026-W40~2026-W41 2026-W46~2026-W47", "比\n", "上报：11（↑5）"}, // as long as each other
		{"2026-W47", "比\n", "上报：3（持平）"},
		{"2026-W44~2026-W48 2026-W43", "到现在", "上报：10\n"}, // not over yet
		{"2026-W43 2026-W44~2026-W48", "W43", "上报：5\n"},
	} {
		m := r.asks(zhou, "stats", c.ask)
		if !strings.Contains(m.words+"\n", c.line) || !strings.Contains(m.words, c.head) || strings.Contains(m.words, "每周平均") != strings.Contains(c.head, "每周平均") {
			t.Errorf("%s: %s", c.ask, m.words)
		}
	}
	// A rate is one, however long the span.
	took := int64(600)
	for range 2 {
		r.keep(wang, world.Change{Log: []world.Logged{{Case: 1001, Do: cases.Claim, Grid: homeGrid, Category: "lamp", Week: "2026-W40", Answered: &took}}})
		r.keep(wang, world.Change{Log: []world.Logged{{Case: 1001, Do: cases.Claim, Grid: homeGrid, Category: "lamp", Week: "2026-W46", Answered: &took}}})
	}
	if m := r.asks(zhou, "stats", "2026-W46~2026-W47 2026-W40"); !strings.Contains(m.words, "响应时间（中位数）：10 分钟（持平）") {
		t.Errorf("%s", m.words)
	}
}

// What is on the red list stands in every digest, and can be opened from there.
func TestTheRedListStandsInTheDigest(t *testing.T) {
	r := newRoom(t)
	r.late(7, 0)
	for _, n := range []int{1002, 1003, 1004, 1005, 1006} {
		r.cases[n] = frozen(t, reddened(*r.kase(n)))
	}
	m := r.asks(zhou, "digest", "this")
	if !strings.Contains(m.words, "督办清单（5）：#1002 · #1003 · #1004 · #1005") || strings.Contains(m.words, "#1006") || !strings.Contains(m.labels(), "[打开 #1002] [打开 #1003] [打开 #1004] [打开 #1005]") {
		t.Errorf("%s\n%s", m.words, m.labels())
	}
	r.late(7, 0)
	if m := r.asks(zhou, "digest", "this"); strings.Contains(m.words, "督办清单") {
		t.Errorf("nothing is red:\n%s", m.words)
	}
}

func reddened(c cases.Case) cases.Case {
	c.Red = true
	return c
}
