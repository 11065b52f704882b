package flows_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// late puts cases of the grid there that fell due one an hour until now, and a
// few that fall due today; the lowest number waits longest.
func late(r *room.Room, n, today int) {
	for i := range n + today {
		due := r.Now.Add(time.Duration(i-n+1) * time.Hour)
		if i >= n {
			due = r.Now.Add(time.Duration(i-n+1) * time.Minute)
		}
		number := 1001 + i
		r.Cases[number] = room.Freeze(r.T, cases.Case{
			Number: number, Category: "lamp", Grid: homeGrid, Status: cases.Claimed, Assignee: room.Wang, Handlers: []int64{room.Wang}, What: "路灯不亮",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: tellerID}, Log: []cases.Entry{{Do: cases.Report}},
			Clock: cases.Clock{Name: cases.ClockArrive, Since: r.Now.Add(-99 * time.Hour).Unix(), Due: due.Unix(), Step: 1, Next: due.Unix()},
		})
	}
}

// reports puts cases of a category into the grid as reported in the week of a
// day, numbered on.
func reports(r *room.Room, n int, category string, at time.Time) {
	year, week := at.ISOWeek()
	for range n {
		r.Number++
		c := cases.Case{
			Number: r.Number, Category: category, Grid: homeGrid, Status: cases.Reported, Opened: at.Unix(), What: "坏了",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: tellerID}, Log: []cases.Entry{{At: at.Unix(), Do: cases.Report}},
		}
		r.Cases[c.Number] = room.Freeze(r.T, c)
		r.Keep(tellerID, world.Change{Log: []world.Logged{{At: at.Unix(), Case: c.Number, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter,
			Grid: homeGrid, Category: category, Week: fmt.Sprintf("%d-W%02d", year, week)}}})
	}
}

// The paper speaks of its own week, and behind a category that surges is that
// category alone.
func TestADigestSpeaksOfItsOwnWeek(t *testing.T) {
	r := room.New(t)
	last := r.Now.AddDate(0, 0, -7)
	reports(r, 2, "rubbish", last)
	reports(r, 12, "lamp", last) // 1003 to 1014
	reports(r, 2, "rubbish", last)
	reports(r, 1, "rubbish", last.AddDate(0, 0, -14)) // without history nothing is unusual
	reports(r, 1, "rubbish", last.AddDate(0, 0, -21))
	for _, of := range []struct {
		weeks int // from now
		ask   string
		zh    string
		en    string
	}{{0, "last", "上周路灯不亮 12 件", "12 reports of Street lamp out last week"}, {2, "2026-W47", "那一周路灯不亮 12 件", "12 reports of Street lamp out that week"}, {-1, "this", "本周路灯不亮 12 件", "12 reports of Street lamp out this week"}} {
		now := r.Now
		r.Now = now.AddDate(0, 0, 7*of.weeks)
		m := r.Asks(room.Zhou, "digest", of.ask)
		if !strings.Contains(m.Words, of.zh) || strings.Contains(m.Words, "本周") != (of.weeks < 0) {
			t.Errorf("%s: %s", of.ask, m.Words)
		}
		me := room.Thaw[world.Person](t, r.People[room.Zhou])
		me.Lang = text.English
		r.People[room.Zhou] = room.Freeze(t, me)
		if m := r.Asks(room.Zhou, "digest", of.ask); !strings.Contains(m.Words, of.en) {
			t.Errorf("%s: %s", of.ask, m.Words)
		}
		me.Lang = text.Chinese
		r.People[room.Zhou] = room.Freeze(t, me)
		r.Now = now
	}
	paper := r.Asks(room.Zhou, "digest", "last")
	m := r.Asks(room.Zhou, "1. 📋 看清单")
	if m.ID == paper.ID || !strings.HasPrefix(m.Words, "路灯不亮上报：12\n延长暖心 · 2026-W47") || !strings.Contains(m.Words, "第 1–10 件，共 12 件") ||
		strings.Count(m.Labels(), "路灯不亮") != 10 || !strings.HasPrefix(m.Labels(), "[#1014 ") || !strings.HasSuffix(m.Labels(), "[较早 ›]") {
		t.Errorf("%s\n%s", m.Words, m.Labels())
	}
	if next := r.Asks(room.Zhou, "较早 ›"); next.ID != m.ID || strings.Count(next.Labels(), "路灯不亮") != 2 || !strings.HasSuffix(next.Labels(), "[#1003 路灯不亮 · 待接单] [‹ 较新]") {
		t.Errorf("%s\n%s", next.Words, next.Labels())
	}
	for _, forged := range []string{"c.nothing|2026-W47|yanchang", "c.lamp|2026-W46~2026-W47|yanchang", "c.|2026-W47|yanchang", "c.lamp|2026-W47|yanchang|99"} {
		if m := r.Asks(room.Zhou, "figure", forged); strings.Contains(m.Labels(), "#") || m.Words == "" {
			t.Errorf("%s: %s %s", forged, m.Words, m.Labels())
		}
	}
	if m := r.Asks(room.Wang, "figure", "c.lamp|2026-W47|yanchang"); strings.Contains(m.Labels(), "路灯") {
		t.Errorf("a worker reads the figures: %s", m.Labels())
	}
}

// From a week one gets to the one before and to the one after, and back to the
// running one, which has none after it.
func TestADigestTurnsBothWays(t *testing.T) {
	r := room.New(t) // in 2026-W48
	for _, step := range []struct{ press, week, turns string }{
		{"digest", "2026-W48", "[‹ 上一周] [📈 全部指标]"},
		{"‹ 上一周", "2026-W47", "[‹ 上一周] [本周] [📈 全部指标]"},
		{"‹ 上一周", "2026-W46", "[‹ 上一周] [下一周 ›] [本周] [📈 全部指标]"},
		{"‹ 上一周", "2026-W45", "[‹ 上一周] [下一周 ›] [本周] [📈 全部指标]"},
		{"下一周 ›", "2026-W46", "[‹ 上一周] [下一周 ›] [本周] [📈 全部指标]"},
		{"下一周 ›", "2026-W47", "[‹ 上一周] [本周] [📈 全部指标]"},
		{"本周", "2026-W48", "[‹ 上一周] [📈 全部指标]"},
	} {
		m := r.Asks(room.Zhou, step.press)
		if !strings.Contains(strings.Split(m.Words, "\n")[0], step.week) || !strings.HasSuffix(m.Labels(), step.turns) {
			t.Errorf("%s: %s\n%s", step.press, m.Words, m.Labels())
		}
		for _, row := range m.Rows {
			if len(row) > 2 {
				t.Errorf("%s: %d buttons in a row have no room on a phone", step.press, len(row))
			}
		}
	}
	// A coordinator stays with the grid.
	r.Asks(room.Sun, "digest", "2026-W44|yanchang")
	if m := r.Asks(room.Sun, "下一周 ›"); !strings.Contains(m.Words, "延长暖心 · 2026-W45") {
		t.Errorf("%s", m.Words)
	}
	if m := r.Asks(room.Sun, "本周"); !strings.Contains(m.Words, "延长暖心 · 2026-W48") {
		t.Errorf("%s", m.Words)
	}
}

// Five weeks always have more than one: of spans that are not as long as each
// other counts are compared per week, and said to be; rates as they are.
func TestSpansOfDifferentLengthAreComparedPerWeek(t *testing.T) {
	r := room.New(t)
	week := func(n int) time.Time { return r.Now.AddDate(0, 0, 7*(n-48)) }
	for n, reported := range map[int]int{40: 6, 41: 5, 42: 0, 43: 5, 44: 2, 45: 2, 46: 3, 47: 3} {
		reports(r, reported, "lamp", week(n))
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
		m := r.Asks(room.Zhou, "stats", c.ask)
		if !strings.Contains(m.Words+"\n", c.line) || !strings.Contains(m.Words, c.head) || strings.Contains(m.Words, "每周平均") != strings.Contains(c.head, "每周平均") {
			t.Errorf("%s: %s", c.ask, m.Words)
		}
	}
	// A rate is one, however long the span.
	took := int64(600)
	for range 10 { // of fewer nothing is compared
		r.Keep(room.Wang, world.Change{Log: []world.Logged{{Case: 1001, Do: cases.Claim, Grid: homeGrid, Category: "lamp", Week: "2026-W40", Answered: &took}}})
		r.Keep(room.Wang, world.Change{Log: []world.Logged{{Case: 1001, Do: cases.Claim, Grid: homeGrid, Category: "lamp", Week: "2026-W46", Answered: &took}}})
	}
	if m := r.Asks(room.Zhou, "stats", "2026-W46~2026-W47 2026-W40"); !strings.Contains(m.Words, "响应时间（中位数）：10 分钟（持平）") {
		t.Errorf("%s", m.Words)
	}
}

// What is on the red list stands in every digest, and can be opened from there.
func TestTheRedListStandsInTheDigest(t *testing.T) {
	r := room.New(t)
	late(r, 7, 0)
	for _, n := range []int{1002, 1003, 1004, 1005, 1006} {
		r.Cases[n] = room.Freeze(t, reddened(*r.Case(n)))
	}
	m := r.Asks(room.Zhou, "digest", "this")
	if !strings.Contains(m.Words, "督办清单（5）：#1002 · #1003 · #1004 · #1005") || strings.Contains(m.Words, "#1006") || !strings.Contains(m.Labels(), "[打开 #1002] [打开 #1003] [打开 #1004] [打开 #1005]") {
		t.Errorf("%s\n%s", m.Words, m.Labels())
	}
	late(r, 7, 0)
	if m := r.Asks(room.Zhou, "digest", "this"); strings.Contains(m.Words, "督办清单") {
		t.Errorf("nothing is red:\n%s", m.Words)
	}
}

func reddened(c cases.Case) cases.Case {
	c.Red = true
	return c
}
