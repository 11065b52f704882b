package correct

import (
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Into which case a lead puts another: one that they lead, that is open, and that
// went nowhere itself. Of what they may not see they read what is said of none.
func TestNotEveryCaseIsMergedInto(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{ID: 21, Role: world.Lead, Grid: "yanchang", Lang: text.Chinese}
	w.Case = &cases.Case{Number: 1001, Grid: "yanchang", Status: cases.Reported}
	other := func(grid string, s cases.Status) *cases.Case {
		return &cases.Case{Number: 1002, Grid: grid, Status: s, Into: 1003}
	}
	gave := other("lingshi", cases.Reported)
	gave.Former = []string{"yanchang"} // they see it until it is closed
	for name, test := range map[string]struct {
		number int
		of     *cases.Case
		want   string
	}{
		"open":               {1002, other("yanchang", cases.Handling), ""},
		"itself":             {1001, w.Case, "merge.self"},
		"none":               {1002, nil, "case.none"},
		"another was read":   {1004, other("yanchang", cases.Handling), "case.none"},
		"of another grid":    {1002, other("lingshi", cases.Reported), "case.none"},
		"given away":         {1002, gave, "merge.elsewhere"},
		"merged itself":      {1002, other("yanchang", cases.Merged), "merge.merged"},
		"checked":            {1002, other("yanchang", cases.Verified), "merge.over"},
		"closed":             {1002, other("yanchang", cases.Closed), "merge.over"},
		"withdrawn":          {1002, other("yanchang", cases.Withdrawn), "merge.over"},
		"declined":           {1002, other("yanchang", cases.Declined), "merge.over"},
		"nobody knows where": {1002, other("", cases.Reported), "case.none"},
	} {
		if got := why(w, test.number, test.of); got.ID != test.want {
			t.Errorf("%s: %q, want %q", name, got.ID, test.want)
		}
	}
	w.Me = world.Person{ID: 31, Role: world.Coordinator, Lang: text.Chinese}
	if got := why(w, 1002, other("lingshi", cases.Reported)); !got.Empty() {
		t.Errorf("the coordinator reads %q", got.ID)
	}
}

// Words and photos go along to who has a case of the same kind, or where they lie open
// to all: of a home nothing comes to who has a street lamp.
func TestWordsGoAlongToTheSameKind(t *testing.T) {
	x := &acts.Turn{World: worldtest.New(t)}
	of := func(kind string) cases.Case { return cases.Case{Category: kind} }
	if !goesAlong(x, of("care"), of("care")) || !goesAlong(x, of("lamp"), of("pavement")) || goesAlong(x, of("care"), of("lamp")) || goesAlong(x, of("nosuch"), of("lamp")) {
		t.Error("what is told of a home goes along to another kind, or what lies open does not")
	}
}
