package consult_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// After a day without the bot a duty writes one letter of how it stands: nothing of
// yesterday is announced, and nothing counts as missed before anybody could press. What the
// letter's button says is of the time the letter is about.
func TestAfterADayWithoutTheBotADutyWritesOneLetter(t *testing.T) {
	r, a := kerb(t)
	a = a.Clone()
	term := a.Versions[0].Terms[0].ID
	if err := a.Accept(1, term, li, r.District.Calendar, r.Now.Unix()); err != nil {
		t.Fatal(err)
	}
	r.Keep(0, world.Change{Agreed: []world.Agreed{{Before: r.Accord(1), After: a}}})
	due := a.Duty(term).Due
	r.Now = time.Unix(due, 0).Add(15 * time.Hour) // the bot was away the day before, and the night
	var said []string
	var last world.Change
	for range 5 {
		d := r.Accord(1).Duty(term)
		if d.Next > r.Now.Unix() {
			break
		}
		ch := r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Accord: 1, Name: accord.ClockDuty + term, Due: time.Unix(d.Next, 0)}})
		r.Keep(0, ch)
		for _, l := range ch.Letters {
			said = append(said, string(room.Freeze(t, l.Say)))
		}
		last = ch
	}
	if len(said) != 1 || !strings.Contains(said[0], "accord.remind.due") || r.Accord(1).Duty(term).Missed != 0 {
		t.Fatalf("%d letters: %s, %+v", len(said), said, r.Accord(1).Duty(term))
	}
	done := ""
	for _, row := range last.Letters[0].Say.Rows {
		for _, b := range row {
			if strings.Contains(b.Data, "|done|") {
				done = strings.TrimPrefix(b.Data, "m|accord|1|")
			}
		}
	}
	ch := press(r, li, done)
	r.Keep(li, ch)
	if d := r.Accord(1).Duty(term); d.Late != 1 || d.Missed != 0 || ch.Toast.ID != "accord.done.late" {
		t.Errorf("%+v, %v", d, ch.Toast)
	}
	for _, who := range []int64{li, room.Chen, room.Wang} { // twice, and whose it is not
		ch := press(r, who, done)
		if len(ch.Agreed) != 0 || !slices.Contains([]string{"accord.past", "accord.none"}, ch.Toast.ID) && len(ch.Letters) == 0 {
			t.Errorf("%d: %+v", who, ch)
		}
	}
}
