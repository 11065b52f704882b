package hearing_test

import (
	"strings"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// In a group danger is heard in what is said to the bot: behind a command, in a reply to a
// message of ours. All there read whom to call and how it is reported. What people say to
// each other is theirs, and no case comes of anything there.
func TestDangerSaidToTheBotInAGroupShowsTheNumbers(t *testing.T) {
	const group, other = -7, -8
	for _, test := range []struct {
		e    talk.Event
		want bool
	}{
		{talk.Event{Command: "report", Payload: "煤气味很重"}, true},
		{talk.Event{Command: "nonsense", Payload: "there is a fire"}, true},
		{talk.Event{Command: "help", Payload: "着火了"}, true},
		{talk.Event{Command: "report", Payload: "路灯不亮"}, false},
		{talk.Event{Command: "report"}, false},
		{talk.Event{Text: "着火了", Reply: 5, Quoted: "本周的周报"}, true},
		{talk.Event{Text: "晚饭吃什么", Reply: 5, Quoted: "本周的周报"}, false},
		{talk.Event{Text: "着火了", Reply: 5}, false}, // to each other
		{talk.Event{Text: "着火了"}, false},
		{talk.Event{Text: "着火了", Reply: 5, Quoted: "本周的周报", Edited: true}, false},
	} {
		for _, chat := range []int64{group, other} {
			for _, who := range []int64{room.Wang, room.Anna, 4711} {
				r := room.New(t)
				r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: group, Lang: text.Chinese})
				e := test.e
				e.ID, e.Message, e.From, e.Chat = "1", 900, talk.Sender{ID: who}, talk.Chat{ID: chat, Group: true}
				heard := false
				for _, l := range r.Happen(e).Letters {
					if said := string(room.Freeze(t, l)); strings.Contains(said, `"report.danger"`) {
						if heard = true; l.To.ID != chat || !strings.Contains(said, `"start":"danger"`) {
							t.Errorf("%+v: in %d: %s", test.e, l.To.ID, said)
						}
					}
				}
				if heard != test.want || len(r.Cases) > 0 {
					t.Errorf("%d in %d, %+v: heard %t, %d cases", who, chat, test.e, heard, len(r.Cases))
				}
			}
		}
	}
}

// The button leads into the private chat, to the numbers and to what has happened.
func TestTheButtonOfTheGroupLeadsToAReportOfDanger(t *testing.T) {
	r := room.New(t)
	said := ""
	e := talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: room.Wang}, Chat: talk.Chat{ID: room.Wang}, Command: "start", Payload: "danger"}
	for _, l := range r.Happen(e).Letters {
		said += string(room.Freeze(t, l))
	}
	if !strings.Contains(said, `"report.danger"`) || !strings.Contains(said, "report.danger.what") {
		t.Error(said)
	}
}
