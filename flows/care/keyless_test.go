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

// Who is dismissed while there are no keys is out of the teams once the keys are back, and
// reads not a word until then, though they were taken on again meanwhile.
func TestWhoLeavesWithoutKeysIsOutWhenTheyAreBack(t *testing.T) {
	base, book := worldtest.New(t), acts.NewBook(Subject())
	works := world.Person{ID: 11, Role: world.Worker, Grid: "yanchang", Duty: true}
	turn := func(seals bool, me world.Person, e talk.Event) *acts.Turn {
		own := *base
		w := &own
		w.Seals, w.Me = seals, me
		w.Staff = world.Staff{People: map[int64]world.Person{11: works, 12: {ID: 12, Role: world.Worker, Grid: "yanchang"}}}
		return &acts.Turn{World: w, Book: book, Event: e}
	}
	for _, is := range []struct {
		name  string
		after world.Person
		clock string
	}{{"dismissed", world.Person{ID: 11}, world.ClockParted}, {"of another grid", world.Person{ID: 11, Role: world.Worker, Grid: "lingshi"}, world.ClockChanged}} {
		x := turn(false, world.Person{ID: 21, Role: world.Lead, Grid: "yanchang"}, talk.Event{Press: "m|staff|out|11"})
		x.KeepPerson(is.after)
		changed(x)
		if len(x.Strikes) != 1 || x.Strikes[0].Name != is.clock || x.People[0].Parting != (is.clock == world.ClockParted) {
			t.Fatalf("%s: %+v, %+v", is.name, x.Strikes, x.People)
		}
		left := x.People[0]

		// Still no keys: the clock waits.
		x = turn(false, left, talk.Event{Clock: &x.Strikes[0]})
		held(x, *x.Event.Clock)
		if len(x.Strikes) != 1 || !x.Strikes[0].Due.After(base.Now) || len(x.Parted)+len(x.People) != 0 {
			t.Fatalf("%s, without keys: %+v", is.name, x.Change)
		}

		// The keys are back, and so are they; the clock has not struck yet.
		back := works
		if back.Parting = left.Parting; !back.Parting {
			back = left
		}
		for _, choice := range choices() {
			c := full(base.Now.Unix())
			c.Member(11).Here = true
			y := turn(true, back, talk.Event{Press: "m|care|" + choice, Message: 7, From: talk.Sender{ID: 11}, Chat: talk.Chat{ID: 11}})
			y.Staff.People[11] = back
			y.Caring.Case, y.Caring.List = &c, []carecase.Case{c}
			if err := care(y, choice); err != nil {
				t.Fatal(err)
			}
			said, err := json.Marshal([]any{y.Letters, y.Toast})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(said), "secret") || y.Cared != nil {
				t.Fatalf("%s, back again: %s is answered %s", is.name, choice, said)
			}
		}

		// It strikes: they are out, and what comes now is as for everybody.
		k := talk.Clock{Person: 11, Name: is.clock, Due: base.Now}
		x = turn(true, back, talk.Event{Clock: &k})
		x.Staff.People[11] = back
		x.Caring.List = []carecase.Case{full(base.Now.Unix())}
		x.Caring.List[0].Member(11).Here = true
		held(x, k)
		if len(x.Parted) != 1 || x.Parted[0].After.Member(11) != nil {
			t.Errorf("%s: still of the team: %+v", is.name, x.Parted)
		}
		if x.Me.Parting {
			t.Errorf("%s: kept out for ever", is.name)
		}
	}
}
