package groups_test

import (
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// People come into a group without a word to the bot: the leads hear once when they are
// more than work there, and again when that comes back. Where nobody says how many
// there are, nobody hears anything.
func TestTheLeadsHearOnceOfTooManyInTheirGroup(t *testing.T) {
	t.Parallel()
	r := room.New(t)
	r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: -7, Lang: text.Chinese})
	counts := func(key string, n int) (told []int64) {
		for _, l := range r.Happen(talk.Event{ID: "members", Clock: &talk.Clock{Grid: key, Name: world.ClockMembers, Due: r.Now}, Members: n}).Letters {
			if l.Say.Say.ID == "groups.crowded" {
				told = append(told, l.To.ID)
			}
		}
		return told
	}
	for _, day := range []struct{ members, told int }{
		{5, 0}, // 王建国, Min, 周莉, 孙悦 and the bot
		{6, 1}, {9, 0}, {0, 0}, {5, 0}, {6, 1},
	} {
		if told := counts("yanchang", day.members); len(told) != day.told || day.told == 1 && told[0] != room.Zhou {
			t.Errorf("%d in the group: %v are told, and should be %d", day.members, told, day.told)
		}
	}
	if told := counts("lingshi", 99); len(told) != 0 {
		t.Errorf("of a group that is none, %v are told", told)
	}
}
