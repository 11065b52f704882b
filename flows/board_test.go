package flows_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A muster is a case to which many agencies are called, with people who do
// whatever their buttons offer.
type muster struct {
	*rapid.T
	*room.Room
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

func newMuster(t *testing.T, rt *rapid.T, base *room.Room) *muster {
	m := &muster{T: rt, Room: base.Fresh(), people: []int64{room.Zhou, 22, room.Wang}}
	m.Room.T = drawnRoom{t, rt}
	m.Room.People[22] = room.Freeze(m.Room.T, world.Person{ID: 22, Name: "赵强", Lang: text.English, Role: world.Lead, Grid: "yanchang"})
	m.Room.Groups["yanchang"] = room.Freeze(m.Room.T, world.Group{Grid: "yanchang", Chat: -7, Lang: text.Chinese})
	for i, a := range mustered {
		id := int64(100 + i)
		m.Room.People[id] = room.Freeze(m.Room.T, world.Person{ID: id, Name: "O" + strconv.Itoa(i), Lang: text.Chinese, Role: world.Officer, Agency: a, Duty: i != 3, Head: i%3 == 0})
		m.people = append(m.people, id)
	}
	m.Watch = m.drawn
	m.begun()
	return m
}

// draws is the draw the muster is in now.
func (m *muster) draws(t *testing.T, rt *rapid.T) { m.T, m.Room.T = rt, drawnRoom{t, rt} }

// begun has the worker on the spot, and the whistle sounded to some.
func (m *muster) begun() {
	worker := cases.Person{ID: room.Wang, Grid: "yanchang", Worker: true}
	due := cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(48 * time.Hour) })
	c := cases.Start(cases.Case{Number: 1001, Category: "conversion", Grid: "yanchang", What: "客厅改厨房",
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: 50, Name: reporter}}, m.Now, due)
	for _, a := range []cases.Act{{Do: cases.Claim, By: worker}, {Do: cases.Arrive, By: worker}} {
		a.At = m.Now
		var err error
		if c, _, err = c.Apply(a, due); err != nil {
			m.T.Fatal(err)
		}
	}
	m.number, m.Room.Number, m.Cases[1001] = 1001, 1001, room.Freeze(m.Room.T, c)
	m.press(room.Zhou, "c|1001|whistle")
	m.press(room.Zhou, "d|whistle|whom|more")
	for _, a := range mustered[:rapid.IntRange(1, len(mustered)).Draw(m.T, "called")] {
		m.press(room.Zhou, "d|whistle|whom|a"+a)
	}
	m.press(room.Zhou, "d|whistle|whom|done")
	for m.Sessions[room.Zhou] != nil && strings.Contains(string(m.Sessions[room.Zhou]), `"whistle"`) {
		switch s := room.Thaw[talk.Session](m.Room.T, m.Sessions[room.Zhou]); {
		case len(s.Answered) == 1:
			m.press(room.Zhou, "d|whistle|ask|come")
		case len(s.Answered) == 2:
			m.press(room.Zhou, "d|whistle|when|now")
		default:
			m.press(room.Zhou, "d|whistle|preview|send")
		}
	}
}

func (m *muster) press(who int64, data string) {
	m.Messages++
	m.does(talk.Event{From: talk.Sender{ID: who, Name: "x"}, Chat: talk.Chat{ID: who}, Press: data, Query: "q", Message: m.newest(who)})
}

func (m *muster) newest(who int64) int {
	if ms := m.Chats[who]; len(ms) > 0 {
		return ms[len(ms)-1].ID
	}
	return 1
}

// does is one event, and what must hold of every change it makes.
func (m *muster) does(e talk.Event) {
	e.ID, e.Language = strconv.Itoa(m.Messages), "zh"
	m.Happen(e)
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
		if strings.Contains(plain(m.Room.T, l.Say), reporter) {
			m.T.Fatalf("a board names the reporter: %s", plain(m.Room.T, l.Say))
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
		for _, msg := range m.Chats[chat] {
			if strings.HasPrefix(msg.Words, "📣 联勤") || strings.HasPrefix(msg.Words, "📣 Joint action") {
				boards++
			}
		}
		if boards > 1 || boards == 1 && chat != -7 && chat != room.Zhou && chat != 22 {
			m.T.Fatalf("%d boards in the chat %d", boards, chat)
		}
	}
	c := m.Case(m.number)
	open := len(c.OpenLegs())
	if open > 0 && (c.Status == cases.Submitted || c.Status == cases.Verified || c.Status.Type() != cases.Open) {
		m.T.Fatalf("%s with %d agencies at work", c.Status, open)
	}
	for _, l := range c.Legs {
		if l.Open() == (l.Clock.Due == 0) {
			m.T.Fatalf("leg %d is %s, and its clock %+v", l.N, l.Status, l.Clock)
		}
	}
	board := m.Card(-m.number, room.Zhou)
	if len(c.Legs) == 0 {
		return
	}
	if board == nil {
		m.T.Fatalf("a joint case without a board")
	}
	if over := strings.Contains(board.Words, "没有部门在办了"); over != (open == 0) {
		m.T.Fatalf("%d agencies are at work, and the board says\n%s", open, board.Words)
	}
	finished := 0
	for _, l := range c.Legs {
		if l.Status == cases.LegFinished {
			finished++
		}
	}
	if shown := strings.Count(board.Words, "✅"); shown != finished {
		m.T.Fatalf("%d agencies are done, and the board says\n%s", finished, board.Words)
	}
}

func TestBoardsAreEditedAndNeverDoubledWhateverPeopleDo(t *testing.T) {
	t.Parallel()
	base := room.New(t)
	rapid.Check(t, func(rt *rapid.T) {
		m := newMuster(t, rt, base)
		rt.Repeat(map[string]func(*rapid.T){
			"a button": func(rt *rapid.T) {
				m.draws(t, rt)
				who := rapid.SampledFrom(m.people).Draw(rt, "who")
				var data []string
				for _, msg := range m.Chats[who] {
					for _, row := range msg.Rows {
						for _, b := range row {
							if strings.HasPrefix(b.Data, "c|") || strings.HasPrefix(b.Data, "d|") {
								data = append(data, b.Data)
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
				m.Messages++
				m.does(talk.Event{From: talk.Sender{ID: who, Name: "x"}, Chat: talk.Chat{ID: who}, Text: "已经处理"})
			},
			"a photo": func(rt *rapid.T) {
				m.draws(t, rt)
				who := rapid.SampledFrom(m.people).Draw(rt, "who")
				m.Messages++
				m.does(talk.Event{From: talk.Sender{ID: who, Name: "x"}, Chat: talk.Chat{ID: who}, Files: []talk.File{{Kind: "photo", ID: "p" + strconv.Itoa(m.Messages)}}})
			},
			"time goes by": func(rt *rapid.T) {
				m.draws(t, rt)
				m.Pass(time.Duration(rapid.IntRange(1, 600).Draw(rt, "minutes")) * time.Minute)
				m.stands()
			},
		})
	})
}
