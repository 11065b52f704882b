package mute_test

import (
	"fmt"
	"strings"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What is written down of a mute and of a folded alarm is of a case: no words, and of
// nobody who told of it.
func TestTheLogSaysWhatWasMutedAndFoldedAndOfWhomNothing(t *testing.T) {
	t.Parallel()
	r := room.New(t)
	var lines []string
	r.Watch = func(ch world.Change) {
		for _, l := range ch.Log {
			if l.Do == "mute" || l.Do == "unmute" || l.Do == "fold" {
				said := string(room.Freeze(t, l))
				if l.Week != "" || len(l.Tallies()) > 0 || strings.Contains(said, "崧涵庭") {
					t.Errorf("it counts, or holds words: %s", said)
				}
				lines = append(lines, fmt.Sprintf("%s %d by %d", l.Do, l.Case, l.By))
			}
		}
	}
	happen := func(id int64, e talk.Event) {
		e.ID, e.From, e.Chat, e.Language = "1-0", talk.Sender{ID: id, Name: "甲"}, talk.Chat{ID: id}, "zh-hans"
		if e.Press != "" {
			e.Query = "q"
		}
		r.Happen(e)
	}
	for _, id := range []int64{room.Chen, room.Anna, 77} {
		happen(id, talk.Event{Text: "崧涵庭着火了"})
	}
	for range 3 {
		happen(room.Anna, talk.Event{Text: "崧涵庭着火了，快来"})
	}
	happen(room.Zhou, talk.Event{Press: "m|mute|1002|1d|flood"})
	happen(room.Zhou, talk.Event{Press: "m|mute|1002|end"})
	want := []string{"fold 1002 by 0", "fold 1003 by 0", "fold 1002 by 0", "fold 1002 by 0", "mute 1002 by 21", "unmute 1002 by 21"}
	if fmt.Sprint(lines) != fmt.Sprint(want) {
		t.Errorf("the log says %v, and should %v", lines, want)
	}
	if first := r.Case(1001); fmt.Sprint(first.Others) != "[1002 1003]" {
		t.Errorf("the alarm that rang knows of %v", first.Others)
	}
}
