package staff_test

import (
	"fmt"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// A name in Telegram is no proof: where one of the staff has another one, those who answer
// for them read it once.
func TestWhoIsCalledOtherwiseIsToldOfOnce(t *testing.T) {
	t.Parallel()
	r := room.New(t)
	for _, is := range []struct {
		who   int64
		name  string
		group bool
		told  []int64
	}{
		{room.Wang, "王建国", false, nil},
		{room.Wang, "小王", false, []int64{room.Zhou}},
		{room.Wang, "小王", false, nil},
		{room.Wang, "老王", true, []int64{room.Zhou}},
		{room.Zhou, "周姐", false, []int64{room.Sun}},
		{room.Gao, "高师傅", false, []int64{room.Sun}},
		{room.Sun, "孙主任", false, nil}, // nobody answers for the only coordinator
		{room.Anna, "Anna Maria", false, nil},
	} {
		e := talk.Event{ID: "1-0", From: talk.Sender{ID: is.who, Name: is.name}, Chat: talk.Chat{ID: is.who}, Command: "help"}
		if is.group {
			e.Chat = talk.Chat{ID: -7, Group: true}
		}
		var told []int64
		for _, l := range r.Happen(e).Letters {
			if l.Say.Say.ID == "staff.renamed" {
				told = append(told, l.To.ID)
			}
		}
		if fmt.Sprint(told) != fmt.Sprint(is.told) {
			t.Errorf("%d is called %s: %v are told, and should be %v", is.who, is.name, told, is.told)
		}
	}
}
