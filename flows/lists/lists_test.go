package lists_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

func TestConversations(t *testing.T) { room.Conversations(t, "testdata") }

// teller is who reported what is listed here: nobody of the staff.
const (
	teller     = 880_041_001
	tellerName = "不可说的举报人"
)

// put puts a case there that somebody has claimed, due some time from now.
func put(r *room.Room, number int, grid string, due time.Duration, how func(*cases.Case)) {
	c := cases.Case{
		Number: number, Category: "lamp", Grid: grid, Status: cases.Claimed, Assignee: room.Wang, Handlers: []int64{room.Wang}, What: "路灯不亮",
		Place: cases.Place{Name: text.Said("灵石路658弄")}, By: cases.Reporter{ID: teller, Name: tellerName}, Log: []cases.Entry{{Do: cases.Report}},
		Opened: r.Now.Add(-50 * time.Hour).Unix(), Clock: cases.Clock{Name: cases.ClockArrive, Since: r.Now.Add(-50 * time.Hour).Unix(), Due: r.Now.Add(due).Unix()},
	}
	if how != nil {
		how(&c)
	}
	r.Number = max(r.Number, number)
	r.Cases[number] = room.Freeze(r.T, c)
}

// stock is fifty-two open cases of four grids and of none, and three that are over.
func stock(r *room.Room) {
	grids := []string{"yanchang", "lingshi", "jiangchang", "pingguang", ""}
	kinds := []string{"lamp", "rubbish", "noise"}
	for i := range 52 {
		put(r, 1001+i, grids[i%5], time.Duration(i-10)*time.Hour, func(c *cases.Case) {
			c.Category, c.What = kinds[i%3], ""
			if i%5 == 4 {
				c.Status, c.Assignee, c.Handlers, c.Clock.Name = cases.Reported, 0, nil, cases.ClockClaim
			}
			if i == 41 {
				c.Danger = true
			}
			if i%4 == 0 {
				c.Place.Name = text.Said("陈家弄12号")
			}
		})
	}
	for i := range 3 {
		put(r, 1101+i, "yanchang", 0, func(c *cases.Case) {
			c.Status, c.Clock, c.Ended, c.Outcome = cases.Closed, cases.Clock{}, r.Now.Unix(), cases.Confirmed
			c.What = "车牌沪A·12345的车堵住了消防通道"
		})
	}
}

var opens = regexp.MustCompile(`#(\d{4})\]`)

// turned is every case that is reached by turning the pages, in order.
func turned(r *room.Room, who int64, command string, payload ...string) (numbers []string, pages int) {
	m := r.Asks(who, command, payload...)
	id := m.ID
	for pages = 1; ; pages++ {
		for _, found := range opens.FindAllStringSubmatch(m.Labels(), -1) {
			numbers = append(numbers, found[1])
		}
		if !strings.Contains(m.Labels(), "后面 ›") || pages > 20 {
			return numbers, pages
		}
		if m = r.Asks(who, "后面 ›"); m.ID != id {
			r.T.Errorf("another page is another message")
		}
	}
}

// The coordinator's list has all that is open in every grid, and what no grid has:
// each once, danger first, then by deadline.
func TestEveryOpenCaseIsReachedAndNoneTwice(t *testing.T) {
	r := room.New(t)
	stock(r)
	for _, command := range []string{"tasks", "open"} {
		numbers, pages := turned(r, room.Sun, command)
		if len(numbers) != 52 || pages != 7 || numbers[0] != "1042" || numbers[1] != "1001" || numbers[51] != "1052" {
			t.Errorf("/%s: %d cases on %d pages: %v", command, len(numbers), pages, numbers)
		}
		slices.Sort(numbers)
		if n := len(slices.Compact(numbers)); n != 52 {
			t.Errorf("/%s: %d different cases", command, n)
		}
	}
	m := r.Asks(room.Sun, "open")
	for _, want := range []string{"未结事项：52 件，第 1–8 件", "超时 11 件", "🚨 #1042 噪音扰民 · 灵石路658弄 · 2 天 · 已接单", "⏰ #1001 路灯不亮 · 陈家弄12号"} {
		if !strings.Contains(m.Words, want) {
			t.Errorf("%q is not in\n%s", want, m.Words)
		}
	}
	if strings.Contains(m.Words, tellerName) {
		t.Errorf("who reported is in\n%s", m.Words)
	}
	for _, who := range []struct {
		id   int64
		want int
	}{{room.Zhou, 11}, {room.Wang, 42}} { // a lead the own grid; a worker that, and what they have
		numbers, _ := turned(r, who.id, "open")
		if len(numbers) != who.want {
			t.Errorf("%d: %d cases", who.id, len(numbers))
		}
	}
}

// A list is narrowed by every kind of choice, says how many there are of each, and
// what it was narrowed to; and is made whole again.
func TestAListIsNarrowedByButtons(t *testing.T) {
	r := room.New(t)
	stock(r)
	for _, c := range []struct{ by, choice, says string }{
		{"网格", "延长暖心（11）", "未结事项：11 件"},
		{"路段", "陈家弄（13）", "未结事项：13 件"},
		{"类别", "垃圾堆积（17）", "未结事项：17 件"},
		{"处置人", "王建国（42）", "未结事项：42 件"},
	} {
		r.Asks(room.Sun, "open")
		r.Asks(room.Sun, "🔎 筛选")
		if m := r.Asks(room.Sun, c.by); !strings.Contains(m.Labels(), c.choice) {
			t.Errorf("%s: %s", c.by, m.Labels())
			continue
		}
		m := r.Asks(room.Sun, c.choice)
		name, _, _ := strings.Cut(c.choice, "（")
		if !strings.Contains(m.Words, c.says) || !strings.Contains(m.Words, "🔎 "+name) {
			t.Errorf("%s: %s", c.by, m.Words)
		}
		r.Asks(room.Sun, "🔎 筛选")
		if m := r.Asks(room.Sun, "✖️ 清除筛选"); !strings.Contains(m.Words, "未结事项：52 件") {
			t.Errorf("after %s it is not whole again: %s", c.by, m.Words)
		}
	}
	// Two at once, and late alone; what is over as well.
	r.Asks(room.Sun, "open")
	r.Asks(room.Sun, "🔎 筛选")
	r.Asks(room.Sun, "类别")
	r.Asks(room.Sun, "垃圾堆积（17）")
	r.Asks(room.Sun, "🔎 筛选")
	if m := r.Asks(room.Sun, "⏰ 只看超时"); !strings.Contains(m.Words, "已超时") || !strings.Contains(m.Words, "垃圾堆积") || !strings.Contains(m.Words, "未结事项：4 件") {
		t.Errorf("%s", m.Words)
	}
	r.Asks(room.Sun, "open")
	r.Asks(room.Sun, "🔎 筛选")
	if m := r.Asks(room.Sun, "已结事项"); !strings.Contains(m.Words, "已结事项：3 件") {
		t.Errorf("%s", m.Words)
	}
}

// Words find a place, a kind, a number, a plate, also what is over; and not what
// somebody may not see, nor who reported.
func TestWordsFindWhatOneMaySee(t *testing.T) {
	r := room.New(t)
	stock(r)
	put(r, 1201, "lingshi", time.Hour, func(c *cases.Case) {
		c.Status, c.Assignee = cases.Joint, 0
		c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Due: r.Now.Add(time.Hour).Unix()}}}
		c.What, c.Place.Name, c.From = "闻到一股怪味", text.Said("粤秀路100号"), &cases.Source{ID: "12345-0042"}
	})
	for _, c := range []struct {
		who  int64
		find string
		want int
	}{
		{room.Sun, "陈家弄 路灯", 5}, {room.Sun, "陈家弄　路燈", 5}, {room.Sun, "沪A12345", 3}, {room.Sun, "1042", 1}, {room.Sun, "#1042", 1}, {room.Sun, "怪味", 1}, {room.Sun, "12345-0042", 1},
		{room.Sun, tellerName, 0}, {room.Sun, fmt.Sprint(teller), 0}, {room.Sun, "没有这个词", 0},
		{room.Zhou, "沪A12345", 3}, {room.Zhou, "怪味", 0}, {room.Zhou, "1002", 0}, {room.Zhou, "12345-0042", 0},
		{room.Gao, "粤秀路", 1}, {room.Gao, "怪味", 0}, {room.Gao, "陈家弄", 0}, {room.Gao, "1042", 0},
	} {
		numbers, _ := turned(r, c.who, "find", c.find)
		if len(numbers) != c.want {
			t.Errorf("%d finds %q %d times: %v", c.who, c.find, len(numbers), numbers)
		}
	}
	if m := r.Asks(room.Chen, "find", "路灯"); strings.Contains(m.Labels(), "#1") || !strings.Contains(m.Words, "/cases") {
		t.Errorf("a resident finds nothing: %s %s", m.Words, m.Labels())
	}
	if m := r.Asks(room.Sun, "find", strings.Repeat("灯", 41)); !strings.Contains(m.Words, "太长了") {
		t.Errorf("%s", m.Words)
	}
}

// What was pressed late turns to the last page there is, or says that all is done.
func TestAPageThatIsNotThereAnyMore(t *testing.T) {
	r := room.New(t)
	for i := range 21 {
		put(r, 1001+i, "yanchang", time.Duration(i+1)*time.Hour, nil)
	}
	r.Asks(room.Zhou, "open")
	r.Asks(room.Zhou, "后面 ›")
	for n := 1012; n <= 1021; n++ {
		delete(r.Cases, n)
	}
	if m := r.Asks(room.Zhou, "后面 ›"); !strings.Contains(m.Words, "11 件，第 9–11 件") || strings.Contains(m.Labels(), "后面") {
		t.Errorf("the list has become shorter: %s", m.Words)
	}
	clear(r.Cases)
	if m := r.Asks(room.Zhou, "‹ 前面"); m.Words != "现在没有任务。" || len(m.Rows) > 0 {
		t.Errorf("%s %s", m.Words, m.Labels())
	}
}

// The list of the day has its parts, each with how many; the buttons of the list
// as it was still turn it.
func TestTheDayHasItsParts(t *testing.T) {
	r := room.New(t)
	for i := range 21 {
		put(r, 1001+i, "yanchang", time.Duration(i-21)*time.Hour, nil)
	}
	for i := range 3 {
		put(r, 1031+i, "yanchang", time.Duration(i+1)*time.Minute, nil)
	}
	put(r, 1041, "yanchang", 72*time.Hour, nil)
	put(r, 1042, "yanchang", time.Hour, func(c *cases.Case) { c.Status, c.Clock.Name = cases.Watch, cases.ClockLook })
	numbers, _ := turned(r, room.Zhou, "overdue")
	if len(numbers) != 25 || numbers[0] != "1001" || numbers[24] != "1042" {
		t.Errorf("%v", numbers)
	}
	m := r.Asks(room.Zhou, "overdue")
	for _, want := range []string{"[已超时（21）] [今天到期（3）] [要复查、回头看（1）]", "还没有到场"} {
		if !strings.Contains(m.Labels()+m.Words, want) {
			t.Errorf("%q is not in\n%s\n%s", want, m.Words, m.Labels())
		}
	}
	if m := r.Asks(room.Zhou, "今天到期（3）"); !strings.Contains(m.Words, "今天到期：3 件") || !strings.Contains(m.Labels(), "[全部]") {
		t.Errorf("%s %s", m.Words, m.Labels())
	}
	press := func(data string) *room.Message {
		r.Happen(talk.Event{ID: "old" + data, From: talk.Sender{ID: room.Zhou}, Chat: talk.Chat{ID: room.Zhou}, Message: m.ID, Press: data, Query: "q"})
		all := r.Chats[room.Zhou]
		return all[len(all)-1]
	}
	for data, want := range map[string]string{"m|overdue|late|1": "已超时：21 件，第 9–16 件", "m|overdue|all": "今日到期与超时：25 件，第 1–8 件", "m|overdue|looks|1": "要复查、回头看：1 件", "m|overdue|nonsense|7": "25 件"} {
		if m := press(data); !strings.Contains(m.Words, want) {
			t.Errorf("%s: %s", data, m.Words)
		}
	}
	// The list that comes in the morning is turned in place.
	r.Happen(talk.Event{ID: "morning", From: talk.Sender{ID: room.Wang}, Chat: talk.Chat{ID: room.Wang}, Clock: &talk.Clock{Person: room.Wang, Name: world.ClockMorning, Due: r.Now}})
	first := r.Chats[room.Wang][0]
	if !strings.Contains(first.Words, "☀️") || !strings.Contains(first.Words, "25 件，第 1–8 件") {
		t.Errorf("%s", first.Words)
	}
	if next := r.Asks(room.Wang, "后面 ›"); next.ID != first.ID || !strings.Contains(next.Words, "第 9–16 件") {
		t.Errorf("%s", next.Words)
	}
}

// Whatever stands on a button, nobody sees more than they may, and the list is
// one that can be turned.
func TestForgedButtonsShowNoMore(t *testing.T) {
	r := room.New(t)
	stock(r)
	for _, data := range []string{
		"~", "~000", "~000---", "~zzz---", "~-01---", "~000???", "~000---g", "~000---gAAA", "~000---g" + world.Tag("lingshi")[:3], "~000w--", "~000g--", "~000x--", "~000m--",
		"~000---k" + world.Tag("lamp")[:3] + "kAAAs", "~000---w\xff\xff\xff\xff", "~000---q沪A12345", "~000-ltqqqq", "~\x00\x00\x00\x00\x00\x00", "|||", "late|-1", "late|99999999999999999999",
	} {
		for _, list := range []string{"tasks", "open", "overdue", "find"} {
			for _, who := range []int64{room.Wang, room.Zhou, room.Gao, room.Chen} {
				m := r.Asks(who, "help")
				r.Happen(talk.Event{ID: "x", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Message: m.ID, Press: "m|" + list + "|" + data, Query: "q"})
				m = r.Chats[who][len(r.Chats[who])-1]
				for _, found := range opens.FindAllStringSubmatch(m.Labels(), -1) {
					var number int
					fmt.Sscan(found[1], &number)
					if p := room.Thaw[world.Person](t, r.People[who]); !r.Case(number).Sees(p.Part()) {
						t.Errorf("%d sees #%d by %s of %s", who, number, data, list)
					}
				}
				if strings.Contains(m.Words, tellerName) || who == room.Chen && strings.Contains(m.Labels(), "#1") {
					t.Errorf("%d reads %s by %s of %s", who, m.Words, data, list)
				}
			}
		}
	}
}

// All that can be chosen at once, with the longest words, fits on a button.
func TestEveryButtonFits(t *testing.T) {
	r := room.New(t)
	stock(r)
	longest := 0
	r.Watch = func(ch world.Change) {
		for _, l := range ch.Letters {
			for _, row := range l.Say.Rows {
				for _, b := range row {
					if longest = max(longest, len(b.Data)); len(b.Data) > 64 {
						t.Errorf("%d bytes: %q", len(b.Data), b.Data)
					}
				}
			}
		}
	}
	r.Asks(room.Sun, "find", "灵石路 658弄 路灯")
	for _, press := range []string{"🔎 筛选", "网格", "延长暖心", "🔎 筛选", "路段", "灵石路", "🔎 筛选", "类别", "路灯不亮", "🔎 筛选", "处置人", "王建国", "🔎 筛选", "⏰ 只看超时"} {
		all := r.Chats[room.Sun]
		for _, row := range all[len(all)-1].Rows {
			for _, b := range row {
				if strings.HasPrefix(b.Label, press) {
					press = b.Label
				}
			}
		}
		r.Asks(room.Sun, press)
	}
	if longest < 45 {
		t.Errorf("the longest has only %d bytes: little was chosen", longest)
	}
}

// Whoever sees a case as one of the staff finds it in their list, and nobody finds
// one they may not see.
func TestAListShowsWhatOneMaySeeAndNothingElse(t *testing.T) {
	r := room.New(t)
	people := []world.Person{
		{ID: 11, Role: world.Worker, Grid: "yanchang", Duty: true}, {ID: 12, Role: world.Worker, Grid: "lingshi"}, {ID: 21, Role: world.Lead, Grid: "yanchang"},
		{ID: 22, Role: world.Lead, Grid: "lingshi"}, {ID: 31, Role: world.Coordinator}, {ID: 41, Role: world.Officer, Agency: "gas", Duty: true}, {ID: 42, Role: world.Officer, Agency: "police"}, {ID: 99},
	}
	shapes := []func(*cases.Case){
		func(*cases.Case) {}, func(c *cases.Case) { c.Assignee = 12 }, func(c *cases.Case) { c.Verifier = 11; c.Grid = "lingshi" }, func(c *cases.Case) { c.Grid = "" },
		func(c *cases.Case) { c.Grid, c.Danger, c.Status, c.Assignee = "", true, cases.Reported, 0 }, func(c *cases.Case) { c.Ceding = &cases.Cession{To: "lingshi"} },
		func(c *cases.Case) { c.Former = []string{"lingshi"} }, func(c *cases.Case) { c.Former, c.Status = []string{"lingshi"}, cases.Closed },
		func(c *cases.Case) { c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegThere}} }, func(c *cases.Case) { c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegFinished}} },
		func(c *cases.Case) { c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegReleased}} },
		func(c *cases.Case) {
			c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegFinished}, {N: 2, Agency: "gas", Status: cases.LegSwapped}}
		},
	}
	for i, shape := range shapes {
		put(r, 1001, "yanchang", time.Hour, shape)
		c := *r.Case(1001)
		for _, p := range people {
			w := &world.World{District: r.District, Now: r.Now, Me: p}
			listed := w.Eyes().Fits(c.Line())
			if sees := c.Sees(p.Part()); listed != sees {
				t.Errorf("shape %d: %s %d sees it: %t; it is listed: %t", i, p.Role, p.ID, sees, listed)
			}
		}
	}
}

// The whole list goes into a workbook for who leads, and onto a map for everybody.
func TestAListIsTakenAway(t *testing.T) {
	r := room.New(t)
	stock(r)
	for _, n := range slices.Sorted(maps.Keys(r.Cases))[:3] {
		c := *r.Case(n)
		c.Place.Point = &grids.Point{Lat: 31.275, Lon: 121.445}
		r.Cases[n] = room.Freeze(t, c)
	}
	var sent []world.Letter
	var toasts []string
	r.Watch = func(ch world.Change) {
		for _, l := range ch.Letters {
			if l.Say.Draw != nil {
				sent = append(sent, l)
			}
		}
		toasts = append(toasts, ch.Toast.ID)
	}
	r.Asks(room.Sun, "open")
	r.Asks(room.Sun, "📄 Excel")
	if len(sent) != 1 || len(sent[0].Say.Draw.Export.Numbers) != 52 || sent[0].Say.Draw.Export.Numbers[0] != 1042 || sent[0].Say.Draw.Export.Identity {
		t.Fatalf("%+v", sent)
	}
	sent = nil
	r.Asks(room.Sun, "open")
	r.Asks(room.Sun, "🗺 地图")
	if len(sent) != 1 || len(sent[0].Say.Draw.Map.Marks) != 3 {
		t.Fatalf("%+v", sent)
	}
	if said := r.Say(text.Chinese, sent[0].Say.Say, 1024); !strings.Contains(said, "49 件没有坐标") {
		t.Errorf("%s", said)
	}
	sent = nil
	if m := r.Asks(room.Wang, "open"); strings.Contains(m.Labels(), "Excel") {
		t.Errorf("a worker takes nothing away: %s", m.Labels())
	}
	r.Happen(talk.Event{ID: "x", From: talk.Sender{ID: room.Wang}, Chat: talk.Chat{ID: room.Wang}, Message: 1, Press: "m|open|~000x--", Query: "q"})
	if len(sent) != 0 || toasts[len(toasts)-1] != "list.sheet.staff" {
		t.Errorf("%+v %v", sent, toasts)
	}
}
