package flows

import (
	"slices"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Called are the officers who answer for the grid and the category, are on duty
// and can be reached; for who is off duty or has blocked us, who stands in.
func TestWhoOfAnAgencyIsCalled(t *testing.T) {
	one := Person{ID: 1, Name: "a", Role: Officer, Agency: "gas", Duty: true}
	for what, c := range map[string]struct {
		change func(*Person)
		want   []int64
	}{
		"on duty":                        {func(*Person) {}, []int64{1, 2}},
		"of another grid":                {func(p *Person) { p.Grids = []string{"lingshi"} }, []int64{2}},
		"for another category":           {func(p *Person) { p.Kinds = []string{"noise"} }, []int64{2}},
		"for this one and another":       {func(p *Person) { p.Grids, p.Kinds = []string{"lingshi", "yanchang"}, []string{"gas"} }, []int64{1, 2}},
		"off duty":                       {func(p *Person) { p.Duty = false }, []int64{2}},
		"blocked us":                     {func(p *Person) { p.Gone = true }, []int64{2}},
		"off duty, and stood in for":     {func(p *Person) { p.Duty, p.Substitute = false, 3 }, []int64{2, 3}},
		"blocked us, and stood in for":   {func(p *Person) { p.Gone, p.Substitute = true, 3 }, []int64{2, 3}},
		"stood in for by another agency": {func(p *Person) { p.Duty, p.Substitute = false, 4 }, []int64{2}},
	} {
		p := one
		c.change(&p)
		s := Staff{People: map[int64]Person{1: p, 2: {ID: 2, Name: "b", Role: Officer, Agency: "gas", Duty: true},
			3: {ID: 3, Name: "c", Role: Officer, Agency: "gas", Duty: true, Grids: []string{"jiangchang"}}, 4: {ID: 4, Name: "d", Role: Officer, Agency: "water", Duty: true}}}
		var got []int64
		for _, p := range s.callable("gas", "yanchang", "gas") {
			got = append(got, p.ID)
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

// Who has reported in and is off duty or cannot be reached any more is not told:
// the others are.
func TestALegOfWhoCannotBeReachedIsTheOthers(t *testing.T) {
	x := watching(t)
	x.Staff = Staff{People: map[int64]Person{1: {ID: 1, Role: Officer, Agency: "gas", Duty: true, Gone: true}, 2: {ID: 2, Role: Officer, Agency: "gas", Duty: true},
		3: {ID: 3, Role: Officer, Agency: "gas", Head: true}}}
	l := cases.Leg{N: 1, Agency: "gas", Officer: 1, Status: cases.LegComing}
	if ps := x.legPeople(cases.Case{Grid: "yanchang", Category: "gas"}, l); len(ps) != 1 || ps[0].ID != 2 {
		t.Errorf("%+v", ps)
	}
}

// That somebody of the staff has blocked us is told to the head of the agency.
func TestTheHeadHearsWhoHasBlockedUs(t *testing.T) {
	x := watching(t)
	w := x.World
	gao := Person{ID: 1, Name: "高工", Role: Officer, Agency: "gas", Duty: true, Lang: text.Chinese, Rev: 1}
	w.Me, w.Staff = gao, Staff{People: map[int64]Person{1: gao, 3: {ID: 3, Role: Officer, Agency: "gas", Head: true, Lang: text.Chinese}, 9: {ID: 9, Role: Coordinator, Lang: text.Chinese}}}
	ch, err := Decide(w, talk.Event{ID: "b", At: w.Now, From: talk.Sender{ID: 1}, Chat: talk.Chat{ID: 1}, Blocked: true})
	var to []int64
	for _, l := range ch.Letters {
		to = append(to, l.To.ID)
	}
	if slices.Sort(to); err != nil || !slices.Equal(to, []int64{3, 9}) {
		t.Errorf("told %v, %v", to, err)
	}
}

// Copies of one photo differ in a few bits, other photos in more.
func TestAFewBitsMakeNoOtherPhoto(t *testing.T) {
	if !SameLook("00000000000000ff", "00000000000000e0") || SameLook("00000000000000ff", "00000000000000c0") {
		t.Error("5 bits are a copy, 6 are not")
	}
}

// Silence climbs: the officer, the head of the agency, both leads, the coordinator.
func TestSilenceClimbsFromTheHeadToTheCoordinator(t *testing.T) {
	x := watching(t)
	x.Staff = Staff{People: map[int64]Person{1: {ID: 1, Role: Officer, Agency: "gas", Duty: true}, 2: {ID: 2, Role: Officer, Agency: "gas", Head: true},
		3: {ID: 3, Role: Lead, Grid: "yanchang"}, 4: {ID: 4, Role: Lead, Grid: "yanchang"}, 5: {ID: 5, Role: Coordinator}}}
	began := x.Now
	c := cases.Case{Number: 1001, Grid: "yanchang", Category: "gas", Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled}}}
	l := &c.Legs[0]
	l.Clock = cases.Clock{Name: cases.ClockReport, Since: began.Unix(), Due: began.Add(30 * time.Minute).Unix()}
	for step, want := range [][]int64{{1}, {1, 2}, {2, 3, 4}, {2, 3, 4, 5}} {
		l.Clock.Step = step
		x.Now = x.LegRung(c, *l, step)
		var got []int64
		for _, p := range x.legRungPeople(c, *l) {
			if !slices.Contains(got, p.ID) {
				got = append(got, p.ID)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("rung %d: %v, want %v", step, got, want)
		}
	}
}

// Who helped at this place before is offered first.
func TestWhoHelpedHereBeforeIsSuggested(t *testing.T) {
	x := watching(t)
	x.World.Case = &cases.Case{Number: 1002, Category: "lamp", Grid: "yanchang"}
	x.World.List = []cases.Case{{Number: 1001, Legs: []cases.Leg{{Agency: "water", Status: cases.LegFinished}, {Agency: "police", Status: cases.LegReleased}}}}
	d := whistleData{Helped: x.World.helped()}
	if ids := d.offered(x.World); !slices.Equal(d.Helped, []string{"water"}) || !slices.Contains(ids, "water") || slices.Contains(ids, "police") {
		t.Errorf("helped %v, offered %v", d.Helped, ids)
	}
}

// What came back is on the agenda without anybody putting it there.
func TestWhatCameBackIsOnTheAgenda(t *testing.T) {
	x := watching(t)
	x.World.List = []cases.Case{{Number: 1001, Category: "lamp", Grid: "yanchang", Status: cases.Claimed, Round: 2}, {Number: 1002, Category: "lamp", Grid: "yanchang", Status: cases.Claimed},
		{Number: 1003, Category: "lamp", Grid: "yanchang", Status: cases.Closed, Round: 2}}
	m := Conference{Grid: "yanchang"}
	if m.agenda(nil, x.World); len(m.Items) != 1 || m.Items[0].Case != 1001 || m.Items[0].Why != WhyRelapse {
		t.Errorf("%+v", m.Items)
	}
}

// When the only officer of an agency who can be called blocks us, the leads of
// the cases they were called to hear it at once, and what they can do.
func TestWhoCanNoMoreBeReachedIsToldToTheLeads(t *testing.T) {
	for others, want := range map[bool]int{false: 1, true: 0} {
		x := watching(t)
		w := x.World
		w.Me = Person{ID: 1, Name: "a", Role: Officer, Agency: "gas", Duty: true}
		w.Staff = Staff{People: map[int64]Person{1: w.Me, 5: {ID: 5, Role: Lead, Grid: "yanchang"}, 6: {ID: 6, Role: Coordinator}}}
		if others {
			w.Staff.People[2] = Person{ID: 2, Role: Officer, Agency: "gas", Duty: true}
		}
		e := talk.Event{ID: "sender", At: w.Now, From: talk.Sender{ID: 1}, Chat: talk.Chat{ID: 1}, Blocked: true}
		if n := Needs(w, e); n.Agency != "gas" {
			t.Fatalf("reads %+v", n)
		}
		w.List = []cases.Case{
			{Number: 1001, Grid: "yanchang", Category: "gas", Status: cases.Joint, Legs: []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled}}},
			{Number: 1002, Grid: "yanchang", Category: "gas", Status: cases.Joint, Legs: []cases.Leg{{N: 1, Agency: "water", Status: cases.LegCalled}}},
		}
		ch, err := Decide(w, e)
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, l := range ch.Letters {
			if l.To.ID == 5 && l.Say.Say.ID == "legs.nobody" {
				told++
			}
		}
		if told != want {
			t.Errorf("somebody else can be called: %t; the lead is told %d times: %+v", others, told, ch.Letters)
		}
	}
}
