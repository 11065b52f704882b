package week_test

import (
	"strings"
	"testing"

	"gridbot/flows/kept"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What is wanted at the machine is let go by who leads there, once and within a day.
func TestNamesAtTheMachineNeedASecondPerson(t *testing.T) {
	t.Parallel()
	for _, is := range []struct {
		name  string
		who   int64
		press string
		ago   int64
		grid  string
		says  string
		sees  kept.Seen
	}{
		{"it is shown first", room.Zhou, "", 60, "yanchang", "export.machine.ask", ""},
		{"yes", room.Zhou, "yes", 60, "yanchang", "export.machine.agreed", kept.SeenAgreed},
		{"no", room.Sun, "no", 60, "yanchang", "export.machine.refused", kept.SeenRefused},
		{"a lead of another grid", room.Zhou, "yes", 60, "lingshi", "export.second.not", ""},
		{"a day later", room.Zhou, "yes", 25 * 60 * 60, "yanchang", "export.second.over", ""},
		{"a worker", room.Wang, "yes", 60, "yanchang", "export.staff", ""},
	} {
		r := room.New(t)
		r.Looks = []world.Look{{At: room.Monday.Unix() - is.ago, Grid: is.grid, What: kept.SeenAsked, Code: "k7", From: 1, To: 2}}
		e := talk.Event{ID: "1-0", From: talk.Sender{ID: is.who, Name: "甲"}, Chat: talk.Chat{ID: is.who}, Command: "second", Payload: "cli-k7"}
		if is.press != "" {
			e.Command, e.Payload, e.Press, e.Query = "", "", "m|second|cli-k7|"+is.press, "q"
		}
		ch := r.Happen(e)
		var seen kept.Seen
		for _, l := range ch.Looked {
			if seen = l.What; l.With != is.who || l.By != 0 || l.Code != "k7" {
				t.Errorf("%s: %+v", is.name, l)
			}
		}
		if said := string(room.Freeze(t, ch.Letters)); seen != is.sees || !strings.Contains(said, is.says) {
			t.Errorf("%s: written down is %q, and said %s", is.name, seen, said)
		}
		if is.sees == "" {
			continue
		}
		if again := r.Happen(e); len(again.Looked) != 0 {
			t.Errorf("%s: it counts twice", is.name)
		}
	}
}
