package ask

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/world"
)

// Twenty that are open are the most; what is danger, done or of the staff does not count.
func TestWhoHasTwentyCasesOpenWaits(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	d := &district.District{Zone: time.UTC, Categories: []district.Category{{ID: "lamp"}, {ID: "gas", Danger: true}}}
	w := &world.World{District: d, Now: now, Me: world.Person{ID: 7}}
	for range MostOpen - 1 {
		w.Theirs = append(w.Theirs, cases.Case{By: cases.Reporter{ID: 7}, Status: cases.Reported})
	}
	w.Theirs = append(w.Theirs, cases.Case{By: cases.Reporter{ID: 7}, Status: cases.Closed}, cases.Case{By: cases.Reporter{ID: 7}, Status: cases.Reported, Danger: true},
		cases.Case{By: cases.Reporter{ID: 8}, Status: cases.Reported})
	if say := Withheld(w, "lamp"); !say.Empty() {
		t.Errorf("the twentieth is not taken: %v", say)
	}
	w.Theirs = append(w.Theirs, cases.Case{By: cases.Reporter{ID: 7}, Status: cases.Claimed})
	if say := Withheld(w, "lamp"); say.ID != "withheld.full" {
		t.Errorf("one more is taken: %v", say)
	}
	if say := Withheld(w, "gas"); !say.Empty() {
		t.Errorf("danger is not taken: %v", say)
	}
	w.Me.Role = world.Worker
	if say := Withheld(w, "lamp"); !say.Empty() {
		t.Errorf("staff wait: %v", say)
	}
	w.Me, w.Theirs = world.Person{ID: 7, Muted: &world.Mute{Until: now.Unix() + 1}}, nil
	if say := Withheld(w, "lamp"); say.ID != "withheld.muted" {
		t.Errorf("who is muted is heard: %v", say)
	}
	if say := Withheld(w, "gas"); !say.Empty() {
		t.Errorf("the danger of who is muted is not heard: %v", say)
	}
}
