package conference

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Invited is whom the agenda concerns, and not every agency there is: who leads, the
// agencies usual for its cases or at work on them, and the grids they are asked of.
func TestMembersAreThoseConcerned(t *testing.T) {
	w := worldtest.New(t)
	people := map[int64]world.Person{
		1: {ID: 1, Role: world.Lead, Grid: "yanchang"}, 2: {ID: 2, Role: world.Coordinator}, 3: {ID: 3, Role: world.Lead, Grid: "lingshi"}, 4: {ID: 4, Role: world.Lead, Grid: "pingguang"},
	}
	at := map[string]int64{}
	for i, a := range w.District.Agencies {
		id := int64(100 + i)
		people[id], at[a.ID] = world.Person{ID: id, Role: world.Officer, Agency: a.ID, Duty: true}, id
	}
	w.Staff = world.Staff{People: people}
	lamp, _ := w.District.Category("lamp")
	for _, c := range []struct {
		name string
		of   cases.Case
		want []int64
	}{
		{"nothing is on it", cases.Case{}, []int64{1, 2}},
		{"a case with an agency at work, and one that was let go", cases.Case{Number: 1001, Category: "unknown", Legs: []cases.Leg{{Agency: "gas", Status: cases.LegThere}, {Agency: "fire", Status: cases.LegReleased}}}, []int64{1, 2, at["gas"]}},
		{"a case another grid is asked to take", cases.Case{Number: 1001, Category: "unknown", Ceding: &cases.Cession{To: "lingshi"}}, []int64{1, 2, 3}},
		{"a kind that some agencies are usual for", cases.Case{Number: 1001, Category: "lamp"}, func() []int64 {
			ids := []int64{1, 2}
			for _, a := range lamp.Agencies {
				ids = append(ids, at[a])
			}
			return ids
		}()},
	} {
		c.of.Grid, c.of.Status, c.of.OnAgenda = "yanchang", cases.Joint, 1
		w.List = []cases.Case{c.of}
		m := world.Conference{Grid: "yanchang"}
		if c.of.Number != 0 {
			agenda(&m, nil, w)
		}
		var got []int64
		for _, k := range membersOf(w, m) {
			got = append(got, k.ID)
		}
		slices.Sort(got)
		if slices.Sort(c.want); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v are invited, want %v", c.name, got, c.want)
		}
	}
	// Who is called to care teams alone talks of no case, by whatever button.
	for _, a := range w.District.Agencies {
		if got := speakersOf(w, "yanchang", "a"+a.ID); (len(got) > 0) == a.Care {
			t.Errorf("for %s come %v", a.ID, got)
		}
	}
	if who, _ := invitable(w, world.Conference{Grid: "yanchang"}); slices.Contains(who, "aschool") || !slices.Contains(who, "agas") {
		t.Errorf("%v can be invited", who)
	}
	m := world.Conference{Grid: "yanchang", Members: []world.Member{{ID: at["gas"]}}}
	if who, _ := invitable(w, m); slices.Contains(who, "agas") || !slices.Contains(who, "afire") || !slices.Contains(who, "glingshi") || slices.Contains(who, "gyanchang") {
		t.Errorf("%v can be invited besides", who)
	}
}
