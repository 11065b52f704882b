package week

import (
	"strconv"
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Names of a grid leave the house only when somebody who leads there agrees: not who
// leads another grid, and nobody who leads nowhere.
func TestOnlyWhoLeadsThereIsASecondPerson(t *testing.T) {
	for _, is := range []struct {
		name   string
		second world.Person
		may    bool
	}{
		{"the lead of the grid", world.Person{ID: 21, Role: world.Lead, Grid: "lingshi"}, true},
		{"another coordinator", world.Person{ID: 22, Role: world.Coordinator}, true},
		{"the lead of another grid", world.Person{ID: 23, Role: world.Lead, Grid: "yanchang"}, false},
		{"a worker of the grid", world.Person{ID: 24, Role: world.Worker, Grid: "lingshi"}, false},
		{"an officer", world.Person{ID: 25, Role: world.Officer, Agency: "gas"}, false},
	} {
		w := worldtest.New(t)
		at := w.Now.Unix()
		asker := world.Person{ID: 31, Name: "孙悦", Role: world.Coordinator, Wish: &world.Wish{At: at, Grid: "lingshi", From: at - 1, To: at, Format: "csv"}}
		w.Me = is.second
		w.Staff = world.Staff{People: map[int64]world.Person{31: asker, is.second.ID: is.second}}
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject()), Event: talk.Event{Press: "m|second", Message: 7, From: talk.Sender{ID: is.second.ID}, Chat: talk.Chat{ID: is.second.ID}}}
		if err := second(x, strconv.FormatInt(31, 36)+"|"+strconv.FormatInt(at, 36)+"|yes"); err != nil {
			t.Fatal(err)
		}
		sent := false
		for _, l := range x.Letters {
			sent = sent || l.Say.Draw != nil && l.Say.Draw.Export != nil && l.Say.Draw.Export.Identity
		}
		if sent != is.may {
			t.Errorf("%s is the second person: %t", is.name, sent)
		}
	}
}
