package care

import (
	"encoding/json"
	"strings"
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
		w.Staff = world.Staff{People: map[int64]world.Person{12: {ID: 12, Role: world.Worker, Grid: "yanchang", Cares: []string{"volunteer"}}}}
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

// Who told of a household from outside, and works here since, is not called to it; who
// told of it as one of the staff may be.
func TestWhoToldOfItIsNotCalledToIt(t *testing.T) {
	for _, staff := range []bool{false, true} {
		for _, again := range []bool{false, true} { // at first, and when nobody has come
			w := worldtest.New(t)
			c := full(w.Now.Unix())
			c.Staff, c.Team, c.Calls = staff, nil, nil
			w.Seals, w.Caring.Case = true, &c
			w.Staff = world.Staff{People: map[int64]world.Person{50: {ID: 50, Role: world.Worker, Grid: "yanchang", Duty: true}}}
			x := &acts.Turn{World: w, Book: acts.NewBook(Subject())}
			if again {
				c.Calls = []carecase.Call{{Role: "worker", At: w.Now.Unix()}}
				next(x, "worker")
			} else {
				call(x, "worker")
			}
			if asked := change(x).Called(50) != nil; asked != staff {
				t.Errorf("told as one of the staff: %t; called again: %t; is called: %t", staff, again, asked)
			}
		}
	}
}

// What is typed is answered with a button: the words come where nobody else's eyes are
// on the message, and to the press of a member.
func TestTypedItShowsNoWord(t *testing.T) {
	for _, press := range []string{"", "m|care|12|open"} {
		w := worldtest.New(t)
		c := full(w.Now.Unix())
		w.Seals, w.Caring.Case = true, &c
		w.Staff = world.Staff{People: map[int64]world.Person{11: {ID: 11, Role: world.Worker, Grid: "yanchang"}}}
		w.Me = w.Staff.People[11]
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject()), Event: talk.Event{Press: press, Message: 7, From: talk.Sender{ID: 11}, Chat: talk.Chat{ID: 11}}}
		if err := care(x, "12|open"); err != nil {
			t.Fatal(err)
		}
		said, err := json.Marshal(x.Letters)
		if err != nil {
			t.Fatal(err)
		}
		if shows := strings.Contains(string(said), "secret"); shows != (press != "") {
			t.Errorf("pressed %q, it shows its words: %t", press, shows)
		}
	}
}
