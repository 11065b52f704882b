package flows_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A muster is a case to which many agencies are called, with people who do
// whatever their buttons offer.
type muster struct {
	*rapid.T
	*room
	number int
	people []int64 // leads, the worker, officers
}

var mustered = []string{"gas", "enforcement", "police", "traffic", "fire", "market", "water", "centre"}

// A drawnRoom lets a room complain to the draw it is in, so that it is made smaller.
type drawnRoom struct {
	testing.TB
	rt *rapid.T
}

func (d drawnRoom) Errorf(format string, args ...any) { d.rt.Errorf(format, args...) }
func (d drawnRoom) Fatalf(format string, args ...any) { d.rt.Fatalf(format, args...) }

func newMuster(t *testing.T, rt *rapid.T, base *room) *muster {
	m := &muster{T: rt, room: base.fresh(), people: []int64{zhou, 22, wang}}
	m.room.t = drawnRoom{t, rt}
	m.room.people[22] = frozen(m.room.t, world.Person{ID: 22, Name: "赵强", Lang: text.English, Role: world.Lead, Grid: "yanchang"})
	m.room.groups["yanchang"] = frozen(m.room.t, world.Group{Grid: "yanchang", Chat: -7, Lang: text.Chinese})
	for i, a := range mustered {
		id := int64(100 + i)
		m.room.people[id] = frozen(m.room.t, world.Person{ID: id, Name: "O" + strconv.Itoa(i), Lang: text.Chinese, Role: world.Officer, Agency: a, Duty: i != 3, Head: i%3 == 0})
		m.people = append(m.people, id)
	}
	m.watch = m.drawn
	m.begun()
	return m
}

// draws is the draw the muster is in now.
func (m *muster) draws(t *testing.T, rt *rapid.T) { m.T, m.room.t = rt, drawnRoom{t, rt} }

// begun has the worker on the spot, and the whistle sounded to some.
func (m *muster) begun() {
	worker := cases.Person{ID: wang, Grid: "yanchang", Worker: true}
	due := cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(48 * time.Hour) })
	c := cases.Start(cases.Case{Number: 1001, Category: "conversion", Grid: "yanchang", What: "客厅改厨房",
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: 50, Name: reporter}}, m.now, due)
	for _, a := range []cases.Act{{Do: cases.Claim, By: worker}, {Do: cases.Arrive, By: worker}} {
		a.At = m.now
		var err error
		if c, _, err = c.Apply(a, due); err != nil {
			m.T.Fatal(err)
		}
	}
	m.number, m.room.number, m.cases[1001] = 1001, 1001, frozen(m.room.t, c)
	m.press(zhou, "c|1001|whistle")
	m.press(zhou, "d|whistle|whom|more")
	for _, a := range mustered[:rapid.IntRange(1, len(mustered)).Draw(m.T, "called")] {
		m.press(zhou, "d|whistle|whom|a"+a)
	}
	m.press(zhou, "d|whistle|whom|done")
	for m.sessions[zhou] != nil && strings.Contains(string(m.sessions[zhou]), `"whistle"`) {
		switch s := thawed[talk.Session](m.room.t, m.sessions[zhou]); {
		case len(s.Answered) == 1:
			m.press(zhou, "d|whistle|ask|come")
		case len(s.Answered) == 2:
			m.press(zhou, "d|whistle|when|now")
		default:
			m.press(zhou, "d|whistle|preview|send")
		}
	}
}

func (m *muster) press(who int64, data string) {
	m.messages++
	m.does(talk.Event{From: talk.Sender{ID: who, Name: "x"}, Chat: talk.Chat{ID: who}, Press: data, Query: "q", Message: m.newest(who)})
}

func (m *muster) newest(who int64) int {
	if ms := m.chats[who]; len(ms) > 0 {
		return ms[len(ms)-1].id
	}
	return 1
}

// does is one event, and what must hold of every change it makes.
func (m *muster) does(e talk.Event) {
	e.ID, e.Language = strconv.Itoa(m.messages), "zh"
	m.happen(e)
	m.stands()
}

// drawn holds the boards a change draws: each once, and edited in place.
func (m *muster) drawn(ch world.Change) {
	drawn := map[string]bool{}
	for _, l := range ch.Letters {
		if l.Card >= 0 {
			continue
		}
		to := fmt.Sprint(l.To.ID, l.Card)
		if l.Fresh || l.Edit != 0 || drawn[to] {
			m.T.Fatalf("a board that is not edited in place, or drawn twice at once: %+v", l)
		}
		if strings.Contains(plain(m.room.t, l.Say), reporter) {
			m.T.Fatalf("a board names the reporter: %s", plain(m.room.t, l.Say))
		}
		drawn[to] = true
	}
}

// stands is what holds of a joint case at any time: it goes on to be checked
// only when nobody is at work, and whoever is has a clock; and there is one
// board in each chat that has one, which says how each of them stands now.
func (m *muster) stands() {
	for _, chat := range append([]int64{-7}, m.people...) {
		boards := 0
		for _, msg := range m.chats[chat] {
			if strings.HasPrefix(msg.words, "📣 联勤") || strings.HasPrefix(msg.words, "📣 Joint action") {
				boards++
			}
		}
		if boards > 1 || boards == 1 && chat != -7 && chat != zhou && chat != 22 {
			m.T.Fatalf("%d boards in the chat %d", boards, chat)
		}
	}
	c := m.kase(m.number)
	open := len(c.OpenLegs())
	if open > 0 && (c.Status == cases.Submitted || c.Status == cases.Verified || c.Status.Type() != cases.Open) {
		m.T.Fatalf("%s with %d agencies at work", c.Status, open)
	}
	for _, l := range c.Legs {
		if l.Open() == (l.Clock.Due == 0) {
			m.T.Fatalf("leg %d is %s, and its clock %+v", l.N, l.Status, l.Clock)
		}
	}
	board := m.message(zhou, m.cards[cardKey{-m.number, zhou}])
	if len(c.Legs) == 0 {
		return
	}
	if board == nil {
		m.T.Fatalf("a joint case without a board")
	}
	if over := strings.Contains(board.words, "没有部门在办了"); over != (open == 0) {
		m.T.Fatalf("%d agencies are at work, and the board says\n%s", open, board.words)
	}
	finished := 0
	for _, l := range c.Legs {
		if l.Status == cases.LegFinished {
			finished++
		}
	}
	if shown := strings.Count(board.words, "✅"); shown != finished {
		m.T.Fatalf("%d agencies are done, and the board says\n%s", finished, board.words)
	}
}

func TestBoardsAreEditedAndNeverDoubledWhateverPeopleDo(t *testing.T) {
	t.Parallel()
	base := newRoom(t)
	rapid.Check(t, func(rt *rapid.T) {
		m := newMuster(t, rt, base)
		rt.Repeat(map[string]func(*rapid.T){
			"a button": func(rt *rapid.T) {
				m.draws(t, rt)
				who := rapid.SampledFrom(m.people).Draw(rt, "who")
				var data []string
				for _, msg := range m.chats[who] {
					for _, row := range msg.rows {
						for _, b := range row {
							if strings.HasPrefix(b.data, "c|") || strings.HasPrefix(b.data, "d|") {
								data = append(data, b.data)
							}
						}
					}
				}
				if len(data) == 0 {
					return // nothing to press
				}
				m.press(who, rapid.SampledFrom(data[max(0, len(data)-8):]).Draw(rt, "button"))
			},
			"words": func(rt *rapid.T) {
				m.draws(t, rt)
				who := rapid.SampledFrom(m.people).Draw(rt, "who")
				m.messages++
				m.does(talk.Event{From: talk.Sender{ID: who, Name: "x"}, Chat: talk.Chat{ID: who}, Text: "已经处理"})
			},
			"a photo": func(rt *rapid.T) {
				m.draws(t, rt)
				who := rapid.SampledFrom(m.people).Draw(rt, "who")
				m.messages++
				m.does(talk.Event{From: talk.Sender{ID: who, Name: "x"}, Chat: talk.Chat{ID: who}, Files: []talk.File{{Kind: "photo", ID: "p" + strconv.Itoa(m.messages)}}})
			},
			"time goes by": func(rt *rapid.T) {
				m.draws(t, rt)
				m.pass(time.Duration(rapid.IntRange(1, 600).Draw(rt, "minutes")) * time.Minute)
				m.stands()
			},
		})
	})
}
