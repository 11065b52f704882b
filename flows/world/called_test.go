package world_test

import (
	"slices"
	"testing"

	"gridbot/flows/district"
	"gridbot/flows/evidence"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Called are the officers who answer for the grid and the category, are on duty
// and can be reached; for who is off duty or has blocked us, who stands in.
func TestWhoOfAnAgencyIsCalled(t *testing.T) {
	one := world.Person{ID: 1, Name: "a", Role: world.Officer, Agency: "gas", Duty: true}
	for what, c := range map[string]struct {
		change func(*world.Person)
		want   []int64
	}{
		"on duty":                        {func(*world.Person) {}, []int64{1, 2}},
		"of another grid":                {func(p *world.Person) { p.Grids = []string{"lingshi"} }, []int64{2}},
		"for another category":           {func(p *world.Person) { p.Kinds = []string{"noise"} }, []int64{2}},
		"for this one and another":       {func(p *world.Person) { p.Grids, p.Kinds = []string{"lingshi", "yanchang"}, []string{"gas"} }, []int64{1, 2}},
		"off duty":                       {func(p *world.Person) { p.Duty = false }, []int64{2}},
		"blocked us":                     {func(p *world.Person) { p.Gone = true }, []int64{2}},
		"off duty, and stood in for":     {func(p *world.Person) { p.Duty, p.Substitute = false, 3 }, []int64{2, 3}},
		"blocked us, and stood in for":   {func(p *world.Person) { p.Gone, p.Substitute = true, 3 }, []int64{2, 3}},
		"stood in for by another agency": {func(p *world.Person) { p.Duty, p.Substitute = false, 4 }, []int64{2}},
	} {
		p := one
		c.change(&p)
		s := world.Staff{People: map[int64]world.Person{1: p, 2: {ID: 2, Name: "b", Role: world.Officer, Agency: "gas", Duty: true},
			3: {ID: 3, Name: "c", Role: world.Officer, Agency: "gas", Duty: true, Grids: []string{"jiangchang"}}, 4: {ID: 4, Name: "d", Role: world.Officer, Agency: "water", Duty: true}}}
		var got []int64
		for _, p := range s.Callable("gas", world.In("yanchang", "gas")) {
			got = append(got, p.ID)
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

// Where nobody of an agency answers for a place or a kind, it is for all of them:
// a call must not fall between two scopes.
func TestWhatNobodyAnswersForIsForAllOfTheAgency(t *testing.T) {
	s := world.Staff{People: map[int64]world.Person{
		1: {ID: 1, Name: "a", Role: world.Officer, Agency: "property", Duty: true, Grids: []string{"lingshi"}},
		2: {ID: 2, Name: "b", Role: world.Officer, Agency: "property", Duty: true, Kinds: []string{"lift"}},
		3: {ID: 3, Name: "c", Role: world.Officer, Agency: "property", Grids: []string{"jiangchang"}},
	}}
	for of, want := range map[[2]string]int{{"yanchang", "gas"}: 2, {"lingshi", "gas"}: 1, {"lingshi", "lift"}: 2, {"jiangchang", "gas"}: 0} {
		if got := s.Callable("property", world.In(of[0], of[1])); len(got) != want {
			t.Errorf("%v: %d are called, want %d", of, len(got), want)
		}
	}
}

// Copies of one photo differ in a few bits, other photos in more.
func TestAFewBitsMakeNoOtherPhoto(t *testing.T) {
	if !evidence.SameLook("00000000000000ff", "00000000000000e0") || evidence.SameLook("00000000000000ff", "00000000000000c0") {
		t.Error("5 bits are a copy, 6 are not")
	}
}

// Every word of a ladder reaches somebody.
func TestEveryWordOfALadderReachesSomebody(t *testing.T) {
	w := worldtest.New(t)
	w.Staff = world.Staff{People: map[int64]world.Person{2: {ID: 2, Role: world.Lead, Grid: "yanchang"}, 3: {ID: 3, Role: world.Coordinator}}}
	for _, word := range worldtest.Constants(t, "../district", "Told") {
		if len(w.Climbed(district.Told(word), "yanchang", []world.Person{{ID: 1}}, []world.Person{{ID: 5}})) == 0 {
			t.Errorf("a rung that names %q reaches nobody", word)
		}
	}
}
