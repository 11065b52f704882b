package world

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
)

// An agency that is late is late for those who lead, whatever time who has the case has;
// for a worker it is not theirs to do, and for an officer their own leg counts alone.
func TestALateAgencyIsInTheListOfThoseWhoLead(t *testing.T) {
	const now = 1000
	late := cases.LegLine{Agency: "gas", Open: true, Due: now - 10}
	line := cases.Line{Number: 1001, Grid: "yanchang", Status: cases.Joint, Clock: cases.ClockHandle, Due: now + 500_000, Assignee: 7, Legs: []cases.LegLine{late}}
	done := line
	done.Legs = []cases.LegLine{{Agency: "gas", Due: now - 10}}
	soon := line
	soon.Legs = []cases.LegLine{{Agency: "gas", Open: true, Due: now + 10}}
	for _, c := range []struct {
		name string
		of   Listing
		line cases.Line
		want bool
	}{
		{"a lead", Listing{Grids: "yanchang", Leads: true, Who: 21}, line, true},
		{"a lead elsewhere", Listing{Grids: "lingshi", Leads: true, Who: 22}, line, false},
		{"the coordinator", Listing{Grids: "yanchang,lingshi"}, line, true},
		{"who has it", Listing{Grids: "yanchang", Who: 7}, line, false},
		{"an officer of it", Listing{Agency: "gas"}, line, true},
		{"an officer of another", Listing{Agency: "police"}, line, false},
		{"a lead, when it is done", Listing{Grids: "yanchang", Leads: true, Who: 21}, done, false},
		{"a lead, before its time is up", Listing{Grids: "yanchang", Leads: true, Who: 21}, soon, false},
	} {
		c.of.Now, c.of.Tonight, c.of.Part, c.of.Most = now, now+5, PartLate, 8
		_, page := c.of.Of(slices.Values([]cases.Line{c.line}))
		if got := len(page) == 1; got != c.want {
			t.Errorf("%s: in the list of what is late: %t", c.name, got)
		}
	}
}
