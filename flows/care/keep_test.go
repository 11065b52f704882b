package care

import (
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Who answers for a case sees all of it: so nobody makes themselves the one who does
// while they see a part and somebody who sees all is there.
func TestNobodyKeepsWhatTheyMayNotSee(t *testing.T) {
	for _, is := range []struct {
		name string
		sees []carecase.Section
		here bool // who answers for it now
		may  bool
	}{
		{"sees nothing, and who answers for it is here", nil, true, false},
		{"sees all but the plan", carecase.Sections[:2], true, false},
		{"sees all of it", carecase.Sections, true, true},
		{"sees nothing, and nobody answers for it any more", nil, false, true},
	} {
		w := worldtest.New(t)
		c := full(w.Now.Unix())
		c.Member(12).Sees = is.sees
		w.Seals, w.Caring.Case = true, &c
		w.Staff = world.Staff{People: map[int64]world.Person{12: {ID: 12, Role: world.Worker, Grid: "yanchang"}}}
		if is.here {
			w.Staff.People[11] = world.Person{ID: 11, Role: world.Worker, Grid: "yanchang"}
		}
		w.Me = w.Staff.People[12]
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject()), Event: talk.Event{Press: "m|care|12|keep", Message: 7, From: talk.Sender{ID: 12}, Chat: talk.Chat{ID: 12}}}
		if err := care(x, "12|keep"); err != nil {
			t.Fatal(err)
		}
		if keeps := x.Cared != nil && x.Cared.After.Keeper == 12; keeps != is.may {
			t.Errorf("who %s keeps it: %t", is.name, keeps)
		}
	}
}

// Who leads is in no team, whatever they were named for before they led.
func TestWhoLeadsIsCalledToNoTeam(t *testing.T) {
	w := worldtest.New(t)
	for _, r := range w.District.Care.Roles {
		for _, role := range []world.Role{world.Lead, world.Coordinator, world.Resident} {
			if may(r, world.Person{ID: 21, Role: role, Grid: "yanchang", Agency: r.Agency, Cares: []string{r.ID}}) {
				t.Errorf("a %s is called as %s", role, r.ID)
			}
		}
		if !may(r, world.Person{ID: 22, Role: world.Worker, Grid: "yanchang", Cares: []string{r.ID}}) {
			t.Errorf("a worker who was named is not called as %s", r.ID)
		}
	}
}
