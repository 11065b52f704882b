package acts

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/grids"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// A closing says how many agencies had their share in it: who reported in and
// finished, each once; not who was let go or never came.
func TestAClosingCountsTheAgenciesThatFinished(t *testing.T) {
	x := &Turn{World: worldtest.New(t)}
	at := x.Now.Unix()
	before := cases.Case{Number: 1001, Grid: "yanchang", Category: "kitchen", Status: cases.Verified, Legs: []cases.Leg{
		{N: 1, Agency: "gas", Status: cases.LegFinished, In: at}, {N: 2, Agency: "gas", Status: cases.LegFinished, In: at},
		{N: 3, Agency: "police", Status: cases.LegReleased, In: at}, {N: 4, Agency: "fire", Status: cases.LegFinished},
		{N: 5, Agency: "enforcement", Status: cases.LegFinished, In: at},
	}}
	for do, outcome := range map[cases.Action]cases.Outcome{cases.Confirm: cases.Confirmed, cases.Lapse: cases.Unconfirmed} {
		after := before
		after.Status, after.Outcome = cases.Closed, outcome
		after.Log = []cases.Entry{{At: at, Do: do, To: cases.Closed}}
		if l := x.logged(&before, after, cases.Act{Do: do}); l.Agencies != 2 || l.Outcome != outcome {
			t.Errorf("%s: %d agencies, %s", do, l.Agencies, l.Outcome)
		}
	}
}

// A case that goes to another grid counts there alike, however it went: routed,
// handed over with consent, or given by the coordinator's word.
func TestAMovedCaseCountsAlikeHoweverItWent(t *testing.T) {
	for _, how := range []cases.Action{cases.Route, cases.Accede, cases.Entrust, cases.Resite} {
		x := &Turn{World: worldtest.New(t)}
		x.World.Me = world.Person{ID: 1, Role: world.Coordinator}
		worker := func(grid string) cases.Person { return cases.Person{ID: 5, Grid: grid, Worker: true} }
		chief, clock := cases.Person{ID: 1, Coordinator: true}, cases.Person{Clock: true}
		counts := world.Counts{}
		c := cases.Start(cases.Case{Number: 1001, Grid: "yanchang", Category: "lamp", By: cases.Reporter{ID: 50}, Place: cases.Place{Point: &grids.Point{Lat: 31, Lon: 121}}}, x.Now, x)
		act := func(a cases.Act) {
			t.Helper()
			a.At, a.Note = x.Now, text.Said("weil")
			next, _, err := c.Apply(a, x)
			if err != nil {
				t.Fatal(err)
			}
			counts.Add(x.logged(&c, next, a))
			c = next
		}
		act(cases.Act{Do: cases.Claim, By: worker("yanchang")})
		act(cases.Act{Do: cases.Arrive, By: worker("yanchang")})
		x.Now = x.Now.Add(10 * 24 * time.Hour)
		act(cases.Act{Do: cases.Overdue, By: clock}) // it fell due, in yanchang
		switch how {
		case cases.Route:
			act(cases.Act{Do: cases.Return, By: worker("yanchang")})
			act(cases.Act{Do: cases.Route, By: chief, Grid: "lingshi"})
		case cases.Accede:
			act(cases.Act{Do: cases.Cede, By: chief, Grid: "lingshi"})
			act(cases.Act{Do: cases.Accede, By: chief})
		default:
			act(cases.Act{Do: how, By: chief, Grid: "lingshi"})
		}
		act(cases.Act{Do: cases.Claim, By: worker("lingshi")})
		act(cases.Act{Do: cases.Arrive, By: worker("lingshi")})
		act(cases.Act{Do: cases.Submit, By: worker("lingshi"), Files: []cases.File{{Kind: "photo", ID: "a", Phase: cases.PhaseAfter}}})
		f, _ := figures.Of("disposal")
		sum := func(grid string) figures.Value {
			s := figures.Sums{}
			for week := range counts {
				for name, n := range counts.Sum(grid, week) {
					s[name] += n
				}
			}
			return f.Value(s)
		}
		if old, now := sum("yanchang"), sum("lingshi"); old.Num != 0 || old.Of != 1 || now.Num != 1 || now.Of != 1 {
			t.Errorf("%s: yanchang %d of %d, lingshi %d of %d", how, old.Num, old.Of, now.Num, now.Of)
		}
	}
}
