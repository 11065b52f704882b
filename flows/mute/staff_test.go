package mute

import (
	"encoding/json"
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Nobody of the staff is muted, and the lead reads the same as of anybody else: who told
// of the case they do not learn.
func TestNobodyOfTheStaffIsMuted(t *testing.T) {
	said := map[world.Role]string{}
	for role, muted := range map[world.Role]bool{world.Resident: true, world.Worker: false, world.Lead: false, world.Officer: false, world.Coordinator: false} {
		w := worldtest.New(t)
		w.Me = world.Person{ID: 21, Role: world.Lead, Grid: "yanchang"}
		w.Staff = world.Staff{People: map[int64]world.Person{21: w.Me}}
		w.Case = &cases.Case{Number: 1001, Grid: "yanchang", Status: cases.Reported, By: cases.Reporter{ID: 11}}
		w.Person = &world.Person{ID: 11, Role: role, Grid: "yanchang"}
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject()), Event: talk.Event{From: talk.Sender{ID: 21}, Chat: talk.Chat{ID: 21}}}
		if err := muting(x, "1001|1h|flood"); err != nil {
			t.Fatal(err)
		}
		is := false
		for _, p := range x.People {
			is = is || p.ID == 11 && p.Muted != nil
		}
		if is != muted {
			t.Errorf("a %s is muted: %t", role, is)
		}
		for _, l := range x.Letters {
			if l.To.ID == 21 {
				b, err := json.Marshal(l.Say)
				if err != nil {
					t.Fatal(err)
				}
				said[role] += string(b)
			}
		}
	}
	for role, is := range said {
		if is != said[world.Resident] || is == "" {
			t.Errorf("of a %s the lead reads %q, of a resident %q", role, is, said[world.Resident])
		}
	}
}
