package hearing_test

import (
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Under a card in the work group danger is heard of everybody who sees the case: the
// numbers stand there, and who leads and who has it are told. Other words stay theirs,
// and so do those of somebody who does not see it, and of a group nobody bound.
func TestDangerUnderACardInTheGroupIsHeard(t *testing.T) {
	const group, other = -7, -8
	for _, test := range []struct {
		who   int64
		chat  int64
		words string
		heard bool
	}{
		{room.Min, group, "阀门在漏气，马上要炸了", true}, {room.Min, group, "there is a fire in the kitchen", true},
		{room.Min, group, "晚饭吃什么", false}, {room.Anna, group, "着火了", false}, {room.Min, other, "着火了", false},
	} {
		r, _ := standing(t, cases.Handling)
		r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: group, Lang: text.Chinese})
		ch := r.Happen(talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: test.who}, Chat: talk.Chat{ID: test.chat, Group: true}, Text: test.words, Reply: 899, Quoted: "#1001 · 路灯不亮"})
		told := map[int64]bool{}
		for _, l := range ch.Letters {
			said := string(room.Freeze(t, l))
			if strings.Contains(said, "heard.cried.t") || l.Card == 1001 && l.Fresh {
				told[l.To.ID] = true
			}
		}
		if want := test.heard; told[group] != want || told[room.Zhou] != want || told[room.Wang] != want || told[room.Min] || told[other] {
			t.Errorf("%d in %d, %q: told %v", test.who, test.chat, test.words, told)
		}
	}
}

// Under the card of a case that nobody has yet, danger counts as in any words said of a
// case: it is urgent, rings those who can come, and the group reads no more than is true.
func TestDangerUnderACardNobodyHasCounts(t *testing.T) {
	const group = -7
	r, _ := standing(t, cases.Reported)
	r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: group, Lang: text.Chinese})
	ch := r.Happen(talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: room.Wang}, Chat: talk.Chat{ID: group, Group: true}, Text: "灯杆漏电，有人触电了", Reply: 899, Quoted: "#1001 · 路灯不亮"})
	c := r.Case(1001)
	if last := c.Log[len(c.Log)-1]; !c.Danger || c.Alarm != r.Now.Unix() || last.Do != cases.Note || last.By != room.Wang || last.Part != cases.PartWorker || last.Note.Words != "灯杆漏电，有人触电了" {
		t.Errorf("urgent %t since %d, last %+v", c.Danger, c.Alarm, last)
	}
	numbers, rung := "", map[int64]bool{}
	for _, l := range ch.Letters {
		switch said := string(room.Freeze(t, l)); {
		case l.To.ID == group && strings.Contains(said, `"report.danger"`):
			if numbers = said; l.Card != 0 {
				t.Error("the numbers are part of a card")
			}
		case l.Card == 1001 && l.Fresh:
			if rung[l.To.ID] = l.Class == world.ClassDanger; numbers == "" && l.To.ID == group {
				t.Error("the card stands before the numbers")
			}
		}
	}
	for _, said := range []string{`"120"`, "heard.cried.leads", "heard.cried.workers", "heard.cried.offer"} {
		if !strings.Contains(numbers, said) {
			t.Errorf("the group does not read %s: %s", said, numbers)
		}
	}
	if strings.Contains(numbers, "heard.cried.has") || strings.Contains(numbers, "heard.cried.nobody") {
		t.Errorf("nobody has it, and the group reads %s", numbers)
	}
	if !rung[room.Zhou] || !rung[room.Min] || !rung[group] || rung[room.Wang] {
		t.Errorf("rung: %v", rung)
	}
}

// Of what happened to somebody, and of a case that is over, nothing is kept where all
// read: who leads is told, and a button leads to where it is reported.
func TestDangerOfAHouseholdInTheGroupGoesIntoThePrivateChat(t *testing.T) {
	const group = -7
	for _, test := range []struct {
		status cases.Status
		words  string
	}{{cases.Reported, "王阿姨要自杀"}, {cases.Closed, "着火了"}} {
		r, _ := standing(t, test.status)
		r.Seals = true
		r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: group, Lang: text.Chinese})
		before := len(r.Case(1001).Log)
		ch := r.Happen(talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: room.Min}, Chat: talk.Chat{ID: group, Group: true}, Text: test.words, Reply: 899, Quoted: "#1001 · 路灯不亮"})
		told, shown := false, false
		for _, l := range ch.Letters {
			said := string(room.Freeze(t, l))
			told = told || l.To.ID == room.Zhou && strings.Contains(said, "heard.cried.tell")
			shown = shown || l.To.ID == group && strings.Contains(said, `"start":"danger"`)
		}
		if c := r.Case(1001); c.Danger || len(c.Log) != before || !told || !shown {
			t.Errorf("%q: urgent %t, %d entries, leads told %t, a way shown %t", test.words, c.Danger, len(c.Log)-before, told, shown)
		}
	}
}
