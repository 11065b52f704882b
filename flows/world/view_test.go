package world_test

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// What somebody is shown follows from why they may see the case, and not from
// what they are elsewhere.
func TestTheViewFollowsFromWhy(t *testing.T) {
	t.Parallel()
	const me, other = 7, 8
	kase := func(change func(*cases.Case)) cases.Case {
		c := cases.Case{Number: 1, Grid: "home", Status: cases.Rectifying, By: cases.Reporter{ID: other}}
		c.Notices = []cases.Notice{{ID: "N1"}}
		if change != nil {
			change(&c)
		}
		return c
	}
	follows := func(c *cases.Case) { c.Notices[0].Followers = []int64{me} }
	over := func(c *cases.Case) { follows(c); c.Notices[0].Over = 1 }
	leg := func(s cases.LegStatus) func(*cases.Case) {
		return func(c *cases.Case) { c.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: s}} }
	}
	both := func(a, b func(*cases.Case)) func(*cases.Case) { return func(c *cases.Case) { a(c); b(c) } }
	joined := func(c *cases.Case) { c.Joined = []cases.Joiner{{ID: me}} }
	worker := func(grid string) world.Person {
		return world.Person{ID: me, Role: world.Worker, Grid: grid, Duty: true}
	}
	lead := func(grid string) world.Person { return world.Person{ID: me, Role: world.Lead, Grid: grid} }
	officer := world.Person{ID: me, Role: world.Officer, Agency: "gas"}
	for what, is := range map[string]struct {
		c    cases.Case
		p    world.Person
		want cases.View
	}{
		"a worker of another grid who follows the notice":          {kase(follows), worker("far"), cases.ViewAddressee},
		"a lead of another grid who follows the notice":            {kase(follows), lead("far"), cases.ViewAddressee},
		"a coordinator who follows the notice":                     {kase(follows), world.Person{ID: me, Role: world.Coordinator}, cases.ViewLead},
		"a released officer who follows the notice":                {kase(both(leg(cases.LegReleased), follows)), officer, cases.ViewAddressee},
		"a released officer":                                       {kase(leg(cases.LegReleased)), officer, cases.ViewOutside},
		"an officer at work":                                       {kase(leg(cases.LegThere)), officer, cases.ViewOfficer},
		"who followed a notice that is over":                       {kase(over), worker("far"), cases.ViewOutside},
		"a worker of another grid who joined":                      {kase(joined), worker("far"), cases.ViewJoiner},
		"a lead of another grid who joined":                        {kase(joined), lead("far"), cases.ViewJoiner},
		"a worker of the grid who joined":                          {kase(joined), worker("home"), cases.ViewWorker},
		"a worker of the grid who reported it":                     {kase(func(c *cases.Case) { c.By.ID = me }), worker("home"), cases.ViewReporter},
		"a worker who was dismissed and had it":                    {kase(func(c *cases.Case) { c.Assignee = me }), world.Person{ID: me}, cases.ViewOutside},
		"a worker of another grid who filed it":                    {kase(func(c *cases.Case) { c.Filed = &cases.Filing{By: me} }), worker("far"), cases.ViewReporter},
		"a stranger":                                               {kase(nil), world.Person{ID: me}, cases.ViewOutside},
		"a lead of the grid that gave it away, after it was ended": {kase(func(c *cases.Case) { c.Former, c.Status = []string{"far"}, cases.Closed }), lead("far"), cases.ViewOutside},
	} {
		if got := world.ViewOf(is.c, is.p); got != is.want {
			t.Errorf("%s: view %q, want %q", what, got, is.want)
		}
		if sees := is.c.Sees(is.p.Part()); sees != (is.want != cases.ViewOutside) {
			t.Errorf("%s: sees it: %t, view %q", what, sees, is.want)
		}
	}
	// A card keeps the eyes it was sent for, while there is a reason for them.
	twice := kase(follows)
	for as, want := range map[cases.View]cases.View{cases.ViewAddressee: cases.ViewAddressee, cases.ViewWorker: cases.ViewWorker, cases.ViewLead: cases.ViewWorker} {
		if got := world.ViewBy(twice, worker("home"), as); got != want {
			t.Errorf("sent as %q, shown as %q, want %q", as, got, want)
		}
	}
	if got := world.ViewBy(kase(over), worker("far"), cases.ViewAddressee); got != cases.ViewAddressee {
		t.Errorf("who followed a notice that is over reads that it is; got %q", got)
	}
}
