package acts

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// Whom the lifecycle names is found by somebody.
func TestEveryTellFindsSomebody(t *testing.T) {
	known := worldtest.Constants(t, "../cases", "Tell")
	for _, who := range known {
		if tellings[cases.Tell(who)] == nil {
			t.Errorf("nobody finds who is meant by %q", who)
		}
	}
	for who := range tellings {
		if !slices.Contains(known, string(who)) {
			t.Errorf("%q is found, and never meant", who)
		}
	}
}

// Whoever is told of an act reads why: the staff, the reporter and the addressee
// in the words of its row, an agency in words of its own.
func TestWhoIsToldReadsWhy(t *testing.T) {
	ofAgencies := []cases.Tell{cases.TellCalled, cases.TellLeg, cases.TellLegs, cases.TellHead, cases.TellHanded}
	ofTheirOwn := []cases.Tell{cases.TellRung, cases.TellLegRung, cases.TellWorkers} // the reminder and the offer say it
	x := &Turn{World: worldtest.New(t)}
	c := cases.Case{Number: 1001, Category: "lamp", Grid: "yanchang", Round: 2, Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled}},
		Log: []cases.Entry{{Leg: 1}}}
	for _, name := range worldtest.Constants(t, "../cases", "Action") {
		a := cases.Act{Do: cases.Action(name), Note: text.Said("words")}
		for _, who := range a.Do.Tells() {
			switch {
			case slices.Contains(ofTheirOwn, who):
			case slices.Contains(ofAgencies, who) && x.legWhy(c, c.Legs[0], a).Empty():
				t.Errorf("%s tells %s, and the agency does not read why", a.Do, who)
			case !slices.Contains(ofAgencies, who) && show.Why(x.World, c, a).Empty():
				t.Errorf("%s tells %s, who does not read why", a.Do, who)
			}
		}
	}
}
