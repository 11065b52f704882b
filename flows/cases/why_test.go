package cases

import (
	"slices"
	"testing"
)

// An officer sees what their agency is called to as far as they answer for it, and
// nobody sees what nobody has.
func TestAnOfficerSeesWhatTheyAnswerFor(t *testing.T) {
	c := Case{Number: 1, Grid: "yanchang", Status: Joint, Legs: []Leg{{N: 1, Agency: "gas", Status: LegCalled}}}
	here, there := Scope{Grids: []string{"yanchang"}}, Scope{Grids: []string{"lingshi"}}
	for _, is := range []struct {
		name string
		p    Person
		sees bool
	}{
		{"answers for the grid", Person{ID: 7, Agency: "gas", Share: Share{Own: []Scope{here}}}, true},
		{"answers for all there is", Person{ID: 7, Agency: "gas"}, true},
		{"answers for another grid, and somebody else for this", Person{ID: 7, Agency: "gas", Share: Share{Own: []Scope{there}, Others: []Scope{here}}}, false},
		{"is of another agency", Person{ID: 7, Agency: "fire"}, false},
		{"is nobody", Person{Agency: "gas"}, false},
	} {
		if why := c.Why(is.p); (len(why) > 0) != is.sees || c.Sees(is.p) != is.sees {
			t.Errorf("who %s sees it as %v, want %t", is.name, why, is.sees)
		}
	}
	if why := (Case{Number: 2, Grid: "yanchang"}).Why(Person{}); len(why) > 0 {
		t.Errorf("nobody reported it, and nobody has it; so nobody sees it: %v", why)
	}
	mine := c
	mine.Legs = slices.Clone(c.Legs)
	mine.Legs[0].Officer = 7
	if !mine.Sees(Person{ID: 7, Agency: "gas", Share: Share{Own: []Scope{there}, Others: []Scope{here}}}) {
		t.Error("who has reported in does not see it")
	}
}

// Whose own affair a case is does not check it, though they lead its grid: who told of
// it, or of the same thing, or follows the notice.
func TestNobodyChecksTheirOwnAffair(t *testing.T) {
	lead := Person{ID: 7, Lead: true, Grid: "yanchang"}
	for name, is := range map[string]func(*Case){
		"told of it": func(c *Case) { c.By.ID = 7 }, "told of the same thing": func(c *Case) { c.Joined = []Joiner{{ID: 7}} },
		"follows the notice": func(c *Case) { c.Notices = []Notice{{ID: "1-1", Followers: []int64{7}}} }, "did the work": func(c *Case) { c.Handlers = []int64{7} },
	} {
		c := Case{Number: 1, Grid: "yanchang", Status: Submitted, By: Reporter{ID: 50}, Assignee: 11}
		if !slices.Contains(c.Parts(lead), PartVerifier) {
			t.Fatal("a lead does not check: the test shows nothing")
		}
		if is(&c); slices.Contains(c.Parts(lead), PartVerifier) {
			t.Errorf("who %s checks it", name)
		}
	}
}
