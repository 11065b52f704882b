package flows

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A case that goes to another grid counts there alike, however it went: routed,
// handed over with consent, or given by the coordinator's word.
func TestAMovedCaseCountsAlikeHoweverItWent(t *testing.T) {
	for _, how := range []cases.Action{cases.Route, cases.Accede, cases.Entrust} {
		x := watching(t)
		x.World.Me = Person{ID: 1, Role: Coordinator}
		worker := func(grid string) cases.Person { return cases.Person{ID: 5, Grid: grid, Worker: true} }
		chief, clock := cases.Person{ID: 1, Coordinator: true}, cases.Person{Clock: true}
		counts := Counts{}
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
			act(cases.Act{Do: cases.Entrust, By: chief, Grid: "lingshi"})
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
