package flows_test

import (
	"slices"
	"testing"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// That somebody of the staff has blocked us is told to the head of the agency.
func TestTheHeadHearsWhoHasBlockedUs(t *testing.T) {
	w := worldtest.New(t)
	gao := world.Person{ID: 1, Name: "高工", Role: world.Officer, Agency: "gas", Duty: true, Lang: text.Chinese, Rev: 1}
	w.Me, w.Staff = gao, world.Staff{People: map[int64]world.Person{1: gao, 3: {ID: 3, Role: world.Officer, Agency: "gas", Head: true, Lang: text.Chinese}, 9: {ID: 9, Role: world.Coordinator, Lang: text.Chinese}}}
	ch, err := flows.Decide(w, talk.Event{ID: "b", At: w.Now, From: talk.Sender{ID: 1}, Chat: talk.Chat{ID: 1}, Blocked: true})
	var to []int64
	for _, l := range ch.Letters {
		to = append(to, l.To.ID)
	}
	if slices.Sort(to); err != nil || !slices.Equal(to, []int64{3, 9}) {
		t.Errorf("told %v, %v", to, err)
	}
}

// When the only officer of an agency who can be called blocks us, the leads of
// the cases they were called to hear it at once, and what they can do.
func TestWhoCanNoMoreBeReachedIsToldToTheLeads(t *testing.T) {
	for others, want := range map[bool]int{false: 1, true: 0} {
		w := worldtest.New(t)
		w.Me = world.Person{ID: 1, Name: "a", Role: world.Officer, Agency: "gas", Duty: true}
		w.Staff = world.Staff{People: map[int64]world.Person{1: w.Me, 5: {ID: 5, Role: world.Lead, Grid: "yanchang"}, 6: {ID: 6, Role: world.Coordinator}}}
		if others {
			w.Staff.People[2] = world.Person{ID: 2, Role: world.Officer, Agency: "gas", Duty: true}
		}
		e := talk.Event{ID: "sender", At: w.Now, From: talk.Sender{ID: 1}, Chat: talk.Chat{ID: 1}, Blocked: true}
		if n := flows.Needs(w, e); n.Agency != "gas" {
			t.Fatalf("reads %+v", n)
		}
		w.List = []cases.Case{
			{Number: 1001, Grid: "yanchang", Category: "gas", Status: cases.Joint, Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled}}},
			{Number: 1002, Grid: "yanchang", Category: "gas", Status: cases.Joint, Legs: []cases.Leg{{N: 1, Agency: "water", Status: cases.LegCalled}}},
		}
		ch, err := flows.Decide(w, e)
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, l := range ch.Letters {
			if l.To.ID == 5 && l.Say.Say.ID == "legs.nobody" {
				told++
			}
		}
		if told != want {
			t.Errorf("somebody else can be called: %t; the lead is told %d times: %+v", others, told, ch.Letters)
		}
	}
}

// When the three months are over, nobody is told: the case is let go.
func TestACaseIsLetGoInSilence(t *testing.T) {
	w := worldtest.New(t)
	c := cases.Case{Number: 1001, Rev: 7, Category: "lamp", Status: cases.Closed, Ended: w.Now.Add(-world.RelapseWithin).Unix(), After: 1,
		Clock: cases.Clock{Name: cases.ClockAfter, Due: w.Now.Unix()}, Log: []cases.Entry{{Do: cases.Lapse}}}
	w.Case = &c
	ch, err := flows.Decide(w, talk.Event{ID: "clock", At: w.Now, Clock: &talk.Clock{Case: 1001, Name: string(cases.ClockAfter), Due: w.Now}})
	if err != nil || len(ch.Letters)+len(ch.Log) != 0 || len(ch.Cases) != 1 {
		t.Fatalf("%+v, %v", ch, err)
	}
	if after := ch.Cases[0].After; after.Clock != (cases.Clock{}) || after.After != 2 || after.Status != cases.Closed {
		t.Errorf("%+v", after)
	}
}
