package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

func redisZ(score int64, member string) redis.Z {
	return redis.Z{Score: float64(score), Member: member}
}

func TestListsAreReadInTheirOrder(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		held := reported(1004, "lingshi", 400)
		held.Assignee, held.Status = 7001, cases.Claimed
		s.mustCommit(t, s.received(t, 1), 7001, opens(reported(1001, "yanchang", 300), reported(1002, "yanchang", 0), reported(1003, "yanchang", 100), held))
		tests := []struct {
			need world.Need
			want []int
		}{
			{world.Need{Mine: true}, []int{1004, 1003, 1002, 1001}},      // newest first
			{world.Need{Grid: "yanchang"}, []int{1003, 1001, 1002}},      // most urgent first, those without a deadline last
			{world.Need{Held: true}, []int{1004}},                        //
			{world.Need{Held: true, Grid: "lingshi"}, []int{1004, 1004}}, //
			{world.Need{Grid: "nowhere"}, nil},
			{world.Need{}, nil},
		}
		for _, test := range tests {
			f, err := s.Read(t.Context(), 7001, test.need)
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, c := range f.List {
				got = append(got, c.Number)
				if c.Rev != 1 {
					t.Errorf("case %d has rev %d", c.Number, c.Rev)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%+v: %v, want %v", test.need, got, test.want)
			}
		}
	})
}

// Two cases are read beside each other, each with how often it was written.
func TestAnotherCaseIsReadBesideTheFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		s.mustCommit(t, s.received(t, 1), 7001, opens(reported(1001, "yanchang", 300), reported(1002, "yanchang", 0)))
		f, err := s.Read(t.Context(), 7001, world.Need{Case: 1001, Other: 1002})
		if err != nil || f.Case == nil || f.Case.Number != 1001 || f.Other == nil || f.Other.Number != 1002 || f.Other.Rev != 1 {
			t.Errorf("%+v, %+v, %v", f.Case, f.Other, err)
		}
	})
}

func TestALongListIsCut(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		var all []cases.Case
		for n := range longestList + 5 {
			all = append(all, reported(1001+n, "yanchang", int64(n+1)))
		}
		s.mustCommit(t, s.received(t, 1), 7001, opens(all...))
		f, err := s.Read(t.Context(), 7001, world.Need{Grid: "yanchang"})
		if err != nil || len(f.List) != longestList || f.List[0].Number != 1001 {
			t.Errorf("%d cases, %v", len(f.List), err)
		}
	})
}

func TestWhatDoesNotExistIsNil(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		f, err := s.Read(t.Context(), 7001, world.Need{Case: 1001, Other: 1002, Invite: "none", Mine: true})
		if err != nil || f.Me != nil || f.Case != nil || f.Other != nil || f.Invite != nil || f.List != nil || f.Session.Dialogue != "" {
			t.Errorf("%+v, %v", f, err)
		}
	})
}

// Nobody but us writes our records, but a record that is broken must be told
// from a Redis that is away: trying again does not mend it.
func TestARecordThatCannotBeReadSaysSo(t *testing.T) {
	keys := keys{"daning"}
	tests := []struct {
		key, value string
		need       world.Need
	}{
		{keys.person(7001), `{"id":7001}`, world.Need{}}, // no revision
		{keys.person(7001), `x {}`, world.Need{}},
		{keys.person(7001), `3 {`, world.Need{}},
		{keys.session(7001), `[]`, world.Need{}},
		{keys.caseOf(1001), `1 {"n":"a"}`, world.Need{Case: 1001}},
		{keys.caseOf(1001), ``, world.Need{Mine: true}},
		{keys.invite("x"), `null,`, world.Need{Invite: "x"}},
	}
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		for _, test := range tests {
			s.rdb.FlushDB(t.Context())
			s.rdb.ZAdd(t.Context(), s.keys.mine(7001), redisZ(1, "1001"))
			s.rdb.Set(t.Context(), test.key, test.value, 0)
			_, err := s.Read(t.Context(), 7001, test.need)
			var d interface{ Damaged() bool }
			if !errors.As(err, &d) || !d.Damaged() {
				t.Errorf("%s = %q: %v", test.key, test.value, err)
			}
		}
	})
}

func TestACaseComesBackAsItWasWritten(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := reported(1001, "yanchang", 300)
		c.What = "<b>液化气 & \u2028灶</b> 🔥"
		c.Log = []cases.Entry{{At: 1, Do: cases.Claim, To: cases.Claimed}}
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		f, err := s.Read(t.Context(), 0, world.Need{Case: 1001})
		if err != nil {
			t.Fatal(err)
		}
		c.Rev = 1
		if got, want := fmt.Sprintf("%+v", *f.Case), fmt.Sprintf("%+v", c); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

func TestASessionUnderAnotherOneComesBack(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		in := talk.Session{Dialogue: "reason", About: 1001, Below: &talk.Session{Dialogue: "report", Answered: []string{"what"}, Data: []byte(`{"what":"灶"}`)}}
		s.mustCommit(t, s.received(t, 1), 7001, world.Change{Session: &in})
		f, err := s.Read(t.Context(), 7001, world.Need{})
		if err != nil || f.Session.Below == nil || string(f.Session.Below.Data) != `{"what":"灶"}` || f.Session.About != 1001 {
			t.Errorf("%+v, %v", f.Session, err)
		}
	})
}

func TestHowMuchSomebodySaidIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		s.mustCommit(t, s.received(t, 1), 7, world.Change{Flood: &world.Flood{Full: 99, Told: true}})
		found, err := s.Read(t.Context(), 7, world.Need{})
		if err != nil || found.Flood != (world.Flood{Full: 99, Told: true}) {
			t.Errorf("%+v, %v", found.Flood, err)
		}
	})
}

// Who tells of danger is held against what was told around there, beside every list.
func TestWhatWasToldAroundAPlaceIsReadBesideTheLists(t *testing.T) {
	s := opened(t, redistest.Embedded(t))
	here, far := reported(1001, "yanchang", 300), reported(1002, "yanchang", 300)
	here.Place.Point, far.Place.Point = &grids.Point{Lat: 31.276, Lon: 121.443}, &grids.Point{Lat: 31.296, Lon: 121.443}
	s.mustCommit(t, s.received(t, 1), 7001, opens(here, far))
	f, err := s.Read(t.Context(), 7001, world.Need{Mine: true, Alarms: grids.Point{Lat: 31.2761, Lon: 121.4431}})
	if err != nil || len(f.Alarms) != 1 || f.Alarms[0].Number != 1001 || len(f.List) != 2 {
		t.Errorf("around there %+v, in the list %d, %v", f.Alarms, len(f.List), err)
	}
}

// The conferences of several grids are read at once; a grid without one is passed over.
func TestConferencesOfSeveralGridsAreRead(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		for i, grid := range []string{"yanchang", "lingshi"} {
			m := world.Conference{Grid: grid, N: 1 + i, Stage: world.StageSigned, Tasks: []world.Task{{N: 1, What: "登记", Due: monday.Unix(), Rest: &cases.Standstill{Until: monday.Unix()}}}}
			s.mustCommit(t, s.received(t, int64(1+i)), 7001, world.Change{Met: &world.Met{After: m}})
		}
		f, err := s.Read(t.Context(), 7001, world.Need{Meetings: "yanchang,nowhere,lingshi"})
		if err != nil || len(f.Meetings) != 2 || f.Meetings[0].Grid != "yanchang" || f.Meetings[1].N != 2 || f.Meetings[1].Rev != 1 || f.Meetings[1].Tasks[0].Rest == nil {
			t.Fatalf("%+v, %v", f.Meetings, err)
		}
		if f, err := s.Read(t.Context(), 7001, world.Need{}); err != nil || f.Meetings != nil {
			t.Errorf("not asked for: %+v, %v", f.Meetings, err)
		}
	})
}
