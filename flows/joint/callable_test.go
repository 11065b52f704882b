package joint

import (
	"slices"
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world/worldtest"
)

// Who is called to care teams alone is called to no case: not by a button nobody has, not
// where a proposal or a category names them, and not in the place of another agency.
func TestNoAgencyOfCareTeamsIsCalledToACase(t *testing.T) {
	w := worldtest.New(t)
	w.Case = &cases.Case{Number: 1002, Category: "lamp", Grid: "yanchang", Danger: true,
		Proposal: &cases.Whistling{Calls: []cases.Call{{Agency: "school"}, {Agency: "water"}}}}
	for i, k := range w.District.Categories {
		if k.ID == "lamp" {
			w.District.Categories[i].Agencies = []string{"counselling", "water"}
		}
	}
	var d whistleData
	if d.toggle(w, "school") || !d.toggle(w, "water") || len(d.Calls) != 1 {
		t.Errorf("called: %+v", d.Calls)
	}
	d.Helped = []string{"social"}
	for _, id := range d.offered(w) {
		if a, _ := w.District.Agency(id); a.Care {
			t.Errorf("%s is offered", id)
		}
	}
	if calls := stillToCall(w, w.Case.Proposal.Calls); len(calls) != 1 || calls[0].Agency != "water" {
		t.Errorf("of a proposal: %+v", calls)
	}
	s, err := beginWhistle(whistling)(w)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = whistling.Data(s); err != nil || slices.ContainsFunc(d.Calls, func(k cases.Call) bool { return k.Agency != "water" }) {
		t.Errorf("begun with %+v, %v", d.Calls, err)
	}
}

// Nor is it called in the place of another.
func TestNoAgencyOfCareTeamsTakesThePlaceOfAnother(t *testing.T) {
	for agency, counts := range map[string]bool{"school": false, "water": true, "nobody": false} {
		w := worldtest.New(t)
		c := cases.Case{Number: 1002, Category: "lamp", Grid: "yanchang", Status: cases.Joint, Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled}}}
		w.Case, w.Me.ID = &c, 21
		x := &acts.Turn{World: w, Book: acts.NewBook(Subject()), Event: talk.Event{Press: "c|1002|swap|1-" + agency, Chat: talk.Chat{ID: 21}}}
		a := cases.Act{Do: cases.Swap}
		if ready, err := fillLeg(x, c, &a, "1-"+agency); ready != counts || err != nil || (a.Whistle != nil) != counts {
			t.Errorf("%s in the place of another: %v, %v", agency, ready, err)
		}
	}
}
