package hearing_test

import (
	"fmt"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// standing is a room in which 陈阿姨 has one case, in a status, and its card.
func standing(t *testing.T, status cases.Status) (r *room.Room, card int) {
	t.Helper()
	r = room.New(t)
	w := r.World(talk.Event{At: r.Now})
	c := cases.Start(cases.Case{Number: 1001, Category: "lamp", Grid: "yanchang", What: "路灯不亮", Place: cases.Place{Name: text.Said("崧涵庭")},
		By: cases.Reporter{ID: room.Chen, Name: "陈阿姨", Lang: text.Chinese}}, r.Now, w)
	c.Status, c.Number = status, 1001
	if status != cases.Reported {
		c.Assignee, c.Handlers = room.Wang, []int64{room.Wang}
	}
	r.Cases[1001], r.Number = room.Freeze(t, c), 1001
	r.Asks(room.Chen, "case", "1001")
	return r, r.Card(1001, room.Chen).ID
}

// Whatever somebody with one case says in answer to its card, in the middle of
// whatever, no second case comes of it; nor of the same reply once more.
func TestAReplyToACardMakesNoSecondCase(t *testing.T) {
	sessions := []talk.Session{{}, {Dialogue: "report"}, {Dialogue: "report", Answered: []string{"what"}, Data: []byte(`{"what":"灯不亮","guess":["lamp"]}`)},
		{Dialogue: "add", About: 1001}, {Dialogue: "left", About: 1001}, {Dialogue: "which", Data: []byte(`{"words":"还没","options":[{"press":"c1001","label":{"words":"#1001"}}]}`)}}
	says := []talk.Event{
		{Text: "没修好，还是满的"}, {Text: "修好了，谢谢"}, {Text: "still leaking"}, {Text: "灯是昨天坏的"}, {Text: "崧涵庭5号楼门口堆着垃圾"}, {Text: "5"}, {Text: "谢谢师傅"}, {Text: "1001"},
		{Text: "什么时候来人？"}, {Text: "撤回"}, {Text: "太慢了"}, {Text: "帮助"}, {Text: "取消"}, {Text: "返回"}, {Text: strings.Repeat("呀", 4096)},
		{Text: "闻到很重的煤气味"}, {Files: []talk.File{{Kind: "photo", ID: "p"}}}, {Files: []talk.File{{Kind: "voice", ID: "v"}}}, {Text: "就是这盏", Files: []talk.File{{Kind: "photo", ID: "p"}}, Album: "7"},
	}
	for _, status := range []cases.Status{cases.Reported, cases.Claimed, cases.OnSite, cases.Handling, cases.Rework, cases.Submitted, cases.Verified, cases.Closed, cases.Declined, cases.Withdrawn} {
		for i, s := range sessions {
			for _, e := range says {
				if e.Text == "闻到很重的煤气味" && (status == cases.Verified || status.Type() != cases.Open) {
					continue // danger at what is finished is danger anew
				}
				r, card := standing(t, status)
				if s.Dialogue != "" {
					r.Sessions[room.Chen] = room.Freeze(t, s)
				}
				for again := range 2 {
					e.ID, e.Message = fmt.Sprintf("r%d", again), 900+again
					e.From, e.Chat, e.Reply, e.Language = talk.Sender{ID: room.Chen, Name: "陈阿姨"}, talk.Chat{ID: room.Chen}, card, "zh-hans"
					r.Watch = func(ch world.Change) {
						for _, m := range ch.Cases {
							if m.Before == nil {
								t.Errorf("%s, session %d, %q %v: a second case", status, i, e.Text, e.Files)
							}
						}
						if len(ch.Letters) == 0 && ch.Toast.Empty() && e.Album == "" && again == 0 {
							t.Errorf("%s, session %d, %q %v: nothing is answered", status, i, e.Text, e.Files)
						}
					}
					r.Happen(e)
				}
			}
		}
	}
}

// A reply that names a case which is not theirs reads the same as for one that
// is not there, whether the message is remembered or only quoted.
func TestAForeignReplyTellsNothing(t *testing.T) {
	for _, e := range []talk.Event{{Text: "怎么样了"}, {Files: []talk.File{{Kind: "photo", ID: "p"}}}} {
		var said [2]string
		for i, number := range []int{1001, 4711} {
			r, _ := standing(t, cases.Claimed)
			e.ID, e.Message, e.From, e.Chat, e.Language = "1", 900, talk.Sender{ID: room.Anna, Name: "Anna"}, talk.Chat{ID: room.Anna}, "en"
			e.Reply, e.Quoted = 899, fmt.Sprintf("#%d · Street lamp out", number)
			ch := r.Happen(e)
			if len(ch.Cases) > 0 || len(ch.Said) > 0 {
				t.Errorf("%d: %+v changes something", number, e)
			}
			said[i] = strings.ReplaceAll(string(room.Freeze(t, ch.Letters)), fmt.Sprint(number), "N")
		}
		if said[0] != said[1] {
			t.Errorf("it tells that the case exists:\n%s\n%s", said[0], said[1])
		}
	}
}

// In a group, only what may be noted under a card is heard; of strangers, of
// residents and of anything else nothing is.
func TestInAGroupOnlyANoteUnderACardIsHeard(t *testing.T) {
	for _, who := range []struct {
		id    int64
		reply bool
		bound bool
		heard bool
	}{
		{room.Wang, true, true, true}, {room.Wang, false, true, false}, {room.Wang, true, false, false}, {room.Min, true, true, false}, {room.Zhou, true, true, true},
		{room.Chen, true, true, false}, {room.Anna, true, true, false},
	} {
		r, _ := standing(t, cases.Handling)
		if who.bound {
			r.Groups["yanchang"] = room.Freeze(t, world.Group{Grid: "yanchang", Chat: -9, Lang: text.Chinese})
		}
		e := talk.Event{ID: "1", Message: 900, From: talk.Sender{ID: who.id}, Chat: talk.Chat{ID: -9, Group: true}, Text: "灯座要换"}
		if who.reply {
			e.Reply, e.Quoted = 899, "#1001 · 路灯不亮"
		}
		ch := r.Happen(e)
		if heard := len(ch.Cases) == 1; heard != who.heard {
			t.Errorf("%+v: heard %t", who, heard)
		}
		for _, l := range ch.Letters {
			if l.To.ID == -9 && l.Fresh || !who.heard && l.To.ID != 0 {
				t.Errorf("%+v: %d is told", who, l.To.ID)
			}
		}
	}
}
