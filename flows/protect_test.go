package flows_test

import (
	"strconv"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What staff read of a case is held in their chat; what residents told is theirs.
func TestWhatIsAboutPeopleIsNotPassedOn(t *testing.T) {
	r := room.New(t)
	number := 1001
	r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: -7, Lang: text.Chinese})
	c := cases.Start(cases.Case{Number: number, Category: "lamp", Grid: "yanchang", What: "路灯不亮",
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: room.Chen, Name: "陈阿姨", Lang: text.Chinese}}, r.Now, r.World(talk.Event{At: r.Now}))
	c.Cards = []cases.Card{{Chat: room.Chen, As: cases.ViewReporter, Lang: text.Chinese}, {Chat: -7, As: cases.ViewGroup, Lang: text.Chinese}}
	r.Cases[number] = room.Freeze(t, c)
	protects := map[int64]bool{}
	r.Watch = func(ch world.Change) {
		for _, l := range ch.Letters {
			protects[l.To.ID] = l.Protect
		}
	}
	r.Asks(room.Wang, "case", strconv.Itoa(number))
	r.Asks(room.Chen, "case", strconv.Itoa(number))
	if !protects[room.Wang] || protects[room.Chen] {
		t.Errorf("held: %v", protects)
	}
	clear(protects)
	r.Asks(room.Zhou, "invite")
	r.Asks(room.Sun, "help")
	if protects[room.Zhou] || protects[room.Sun] {
		t.Errorf("what is to be passed on is held: %v", protects)
	}
}
