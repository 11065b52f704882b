package acts

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// What was put right, what went up by itself, and how a closing is shown stand in
// the log; nothing found asks nobody how it was put right.
func TestTheLogSaysWhatWasPutRightAndDoubted(t *testing.T) {
	x := &Turn{World: worldtest.New(t)}
	x.World.Me = world.Person{ID: 1, Role: world.Coordinator}
	worker, chief, clock := cases.Person{ID: 5, Grid: "yanchang", Worker: true}, cases.Person{ID: 1, Coordinator: true}, cases.Person{Clock: true}
	reporter := cases.Person{ID: 50}
	c := cases.Start(cases.Case{Number: 1001, Grid: "yanchang", Category: "lamp", By: cases.Reporter{ID: 50}}, x.Now, x)
	act := func(a cases.Act) figures.Logged {
		t.Helper()
		a.At, a.Rise = x.Now, cases.Rise{Lead: 2, Coordinator: 3}
		next, _, err := c.Apply(a, x)
		if err != nil {
			t.Fatal(err)
		}
		before := c
		c = next
		return x.logged(&before, next, a)
	}
	fix := cases.Act{Do: cases.Correct, By: chief, Of: cases.OfCategory, Category: "rubbish"}
	if l := act(fix); l.Fixed != cases.OfCategory || l.Category != "rubbish" {
		t.Errorf("the first correction: %+v", l)
	}
	fix.Category, fix.Known = "lamp", 1
	if l := act(fix); l.Fixed != "" {
		t.Errorf("the second one counts again: %+v", l)
	}
	for n := range 3 {
		act(cases.Act{Do: cases.Claim, By: worker})
		if l := act(cases.Act{Do: cases.Return, By: worker, Note: text.Said("weil")}); l.Rose != (n > 0) {
			t.Errorf("returned %d times before: it rose %t", n, l.Rose)
		}
	}
	photo := []cases.File{{Kind: "photo", ID: "a", Phase: cases.PhaseAfter}}
	act(cases.Act{Do: cases.Claim, By: worker})
	act(cases.Act{Do: cases.Arrive, By: worker})
	if l := act(cases.Act{Do: cases.Absent, By: worker, Files: photo}); !l.Handed {
		t.Errorf("nothing found is not handed in: %+v", l)
	}
	if l := act(cases.Act{Do: cases.Pass, By: chief}); !l.Unasked {
		t.Errorf("the reporter is asked whether nothing was put right: %+v", l)
	}
	if l := act(cases.Act{Do: cases.Reopen, By: reporter}); l.Asked != "" {
		t.Errorf("that it is still there counts as dissatisfied: %+v", l)
	}
	act(cases.Act{Do: cases.Submit, By: worker, Files: photo, Besides: []cases.Evidence{{Kind: cases.EvidencePin}}})
	act(cases.Act{Do: cases.Pass, By: chief})
	if l := act(cases.Act{Do: cases.Lapse, By: clock}); l.Proofs != 2 || l.Outcome != cases.Unconfirmed {
		t.Errorf("the closing: %+v", l)
	}
}

// A folder says from where the clocks of what was put right are counted, and that
// a kind is danger; the case does not know.
func TestTheFolderRulesACorrection(t *testing.T) {
	x := &Turn{World: worldtest.New(t)}
	a := cases.Act{Do: cases.Correct, Of: cases.OfCategory, Category: "gas"}
	x.ruled(&a, cases.Case{Category: "noise"})
	if !a.Urgent || a.FromStart || !a.Account || a.Rise != (cases.Rise{Lead: 2, Coordinator: 4}) {
		t.Errorf("%+v", a)
	}
	district := *x.District
	district.FromStart, x.World.District = true, &district
	a = cases.Act{Do: cases.Correct, Of: cases.OfUrgency}
	x.ruled(&a, cases.Case{Category: "lamp"})
	if a.Urgent || !a.FromStart || a.Account {
		t.Errorf("%+v", a)
	}
}

// Who declined it is not asked whether that was right; where no other lead is, the
// coordinator is.
func TestAnotherLeadHearsOfAnObjection(t *testing.T) {
	x := &Turn{World: worldtest.New(t)}
	people := map[int64]world.Person{
		21: {ID: 21, Role: world.Lead, Grid: "yanchang"}, 22: {ID: 22, Role: world.Lead, Grid: "yanchang"}, 31: {ID: 31, Role: world.Coordinator},
	}
	x.World.Staff.People = people
	told := func() (all []int64) {
		c := cases.Case{Grid: "yanchang", Dispute: &cases.Dispute{By: 21}}
		x.tell(cases.TellOther, &c, c, cases.Act{Do: cases.Contest}, func(p world.Person, _ cases.View, _ text.Text) { all = append(all, p.ID) })
		return all
	}
	if got := told(); !slices.Equal(got, []int64{22}) {
		t.Errorf("told are %v", got)
	}
	people[5] = world.Person{ID: 5, Role: world.Worker, Grid: "yanchang", Duty: true}
	if got := x.Holders(cases.Case{Status: cases.Reported, Grid: "yanchang", Dispute: &cases.Dispute{By: 21}}); len(got) != 1 || got[0].ID != 22 {
		t.Errorf("of an objection are reminded %v: a worker cannot decide it", got)
	}
	delete(people, 22)
	if got := told(); !slices.Equal(got, []int64{31}) {
		t.Errorf("with one lead, told are %v", got)
	}
}
