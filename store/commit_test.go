package store

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/duty"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// full is a change that touches every kind of record.
func full(number int) world.Change {
	return world.Change{
		Session: &talk.Session{Dialogue: "report", Answered: []string{"what"}},
		People:  []world.Person{{ID: 7011, Name: "王建国", Role: world.Worker, Grid: "yanchang"}},
		Cases:   []world.Moved{{After: reported(number, "yanchang", monday.Unix()+1800)}},
		Group:   &world.Group{Grid: "yanchang", Chat: -7101},
		Unbind:  []string{"lingshi"},
		Invite:  &world.Invite{Token: "new", Role: world.Worker, Expires: monday.Unix()},
		Used:    "old",
		Letters: []world.Letter{letter(7001, "一"), letter(7011, "二")},
		Log:     []world.Logged{{At: monday.Unix(), Case: number, Do: cases.Claim}},
	}
}

// invited is a store in which the invitation "old" can be used.
func invited(t *testing.T, address string) *Store {
	s := opened(t, address)
	if err := s.PutInvite(t.Context(), world.Invite{Token: "old", Expires: monday.Add(time.Hour).Unix()}, monday); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestACommitIsWrittenWhole(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := invited(t, address)
		op := s.received(t, 1)
		before := s.everything(t)
		w := s.mustCommit(t, op, 7001, full(1001))
		touched := []string{}
		for _, c := range changes(before, s.everything(t)) {
			name, _, _ := strings.Cut(c, "\n")
			touched = append(touched, strings.TrimPrefix(name, "{daning}:"))
		}
		want := []string{"case:1001", "grid:yanchang", "groups", "inbox", "invite:new", "invite:old", "invited", "lines", "log", "mine:7001",
			"number", "outbox", "person:7011", "reached", "session:7001", "staff", "timers", "traces:7001"}
		if !slices.Equal(touched, want) {
			t.Errorf("touched %q, want %q", touched, want)
		}
		if len(w.Letters) != 2 {
			t.Errorf("%d letters", len(w.Letters))
		}
	})
}

func TestLettersGetTheirIDsInTheirOrder(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := invited(t, address)
		w := s.mustCommit(t, s.received(t, 1), 7001, full(1001))
		posts, err := s.Outbox(t.Context(), "-", 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(posts) != 2 {
			t.Fatalf("%d letters in the outbox", len(posts))
		}
		for i, words := range []string{"一", "二"} {
			if posts[i].ID != w.Letters[i] || posts[i].Letter.Say.Say.Words != words {
				t.Errorf("letter %d is %s %q, want %s %q", i, posts[i].ID, posts[i].Letter.Say.Say.Words, w.Letters[i], words)
			}
		}
	})
}

func TestTheSameOpIsCommittedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := invited(t, address)
		op := s.received(t, 1)
		other := s.received(t, 2)
		s.mustCommit(t, op, 7001, full(1001))
		again := func() {
			t.Helper()
			before := s.everything(t)
			if w, err := s.Commit(t.Context(), op, 7001, full(1001)); err != nil || !w.Again || w.Letters != nil {
				t.Errorf("the second time: %+v, %v", w, err)
			}
			s.same(t, before)
		}
		again()
		s.mustCommit(t, other, 7001, world.Change{Session: &talk.Session{}, Letters: []world.Letter{letter(7001, "三")}})
		again() // although somebody else wrote in between
	})
}

func TestWhatIsStaleOrFencedChangesNothing(t *testing.T) {
	c := reported(1001, "yanchang", monday.Unix()+1800)
	worker := world.Person{ID: 7012, Role: world.Worker}
	tests := []struct {
		name   string
		change func() world.Change
		fenced bool
	}{
		{"a new case whose number is taken", func() world.Change { return full(1001) }, false},
		{"a case written since it was read", func() world.Change {
			ch := full(1002)
			m, _ := moves(c, func(c *cases.Case) { c.Status = cases.Claimed })
			ch.Cases = append(ch.Cases, m.Cases...) // rev 0 was read; it is 1
			return ch
		}, false},
		{"a case that is not there", func() world.Change {
			gone := c
			gone.Number, gone.Rev = 1009, 3
			ch := full(1002)
			m, _ := moves(gone, func(*cases.Case) {})
			ch.Cases = append(ch.Cases, m.Cases...)
			return ch
		}, false},
		{"a person written since they were read", func() world.Change {
			ch := full(1002)
			ch.People = append(ch.People, worker)
			return ch
		}, false},
		{"an invitation that is used up", func() world.Change {
			ch := full(1002)
			ch.Used = "never made"
			return ch
		}, false},
		{"the district of somebody else", func() world.Change { return full(1002) }, true},
	}
	onBoth(t, func(t *testing.T, address string) {
		s := invited(t, address)
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		s.mustCommit(t, s.received(t, 2), 7012, world.Change{People: []world.Person{worker}})
		for i, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				op, want := s.received(t, int64(100+i)), world.ErrStale
				if test.fenced {
					want = world.ErrFenced
					s.rdb.Set(t.Context(), s.keys.lease(), "99:somebody else", 0)
				}
				before := s.everything(t)
				if w, err := s.Commit(t.Context(), op, 7001, test.change()); !errors.Is(err, want) || w.Letters != nil {
					t.Errorf("%+v, %v; want %v", w, err, want)
				}
				s.same(t, before)
			})
		}
	})
}

func TestAPersonOfTheStaffIsListedAsLongAsTheyHaveARole(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		p := world.Person{ID: 7011, Name: "王建国"}
		for i, role := range []world.Role{world.Resident, world.Worker, world.Lead, world.Resident, world.Coordinator} {
			p.Role = role
			s.mustCommit(t, s.received(t, int64(i+1)), p.ID, world.Change{People: []world.Person{p}})
			p.Rev++
			staff, err := s.Staff(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got, listed := staff.People[p.ID]
			if listed != (role != world.Resident) || (listed && (got.Role != role || got.Rev != p.Rev)) {
				t.Errorf("as %q: %v %+v", role, listed, got)
			}
		}
	})
}

func TestAGroupIsBoundAndUnbound(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		g := world.Group{Grid: "yanchang", Chat: -7101, Thread: 5}
		s.mustCommit(t, s.received(t, 1), 7021, world.Change{Group: &g})
		staff, err := s.Staff(t.Context())
		if err != nil || staff.Groups["yanchang"] != g {
			t.Errorf("bound: %+v, %v", staff.Groups, err)
		}
		s.mustCommit(t, s.received(t, 2), 7021, world.Change{Unbind: []string{"yanchang"}})
		if staff, err = s.Staff(t.Context()); err != nil || len(staff.Groups) != 0 {
			t.Errorf("unbound: %+v, %v", staff.Groups, err)
		}
	})
}

func TestAnInvitationIsUsedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := invited(t, address)
		first, second := s.received(t, 1), s.received(t, 2)
		ask := world.Need{Invite: "old"}
		if f, err := s.Read(t.Context(), 7001, ask); err != nil || f.Invite == nil || f.Invite.Token != "old" {
			t.Fatalf("before: %+v, %v", f.Invite, err)
		}
		join := func(who int64) world.Change {
			return world.Change{Used: "old", People: []world.Person{{ID: who, Role: world.Worker}}}
		}
		s.mustCommit(t, first, 7001, join(7001))
		if _, err := s.Commit(t.Context(), second, 7002, join(7002)); !errors.Is(err, world.ErrStale) {
			t.Errorf("the second one: %v", err)
		}
		if f, err := s.Read(t.Context(), 7002, ask); err != nil || f.Invite != nil || f.Me != nil {
			t.Errorf("after: %+v, %v", f, err)
		}
	})
}

func TestAnInvitationOfTheCommandLineIsForgottenWhenItExpires(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := invited(t, address)
		if ttl := s.rdb.PTTL(t.Context(), s.keys.invite("old")).Val(); ttl <= 0 || ttl > time.Hour {
			t.Errorf("it lasts %v", ttl)
		}
	})
}

func TestASessionIsForgottenAfterALongTimeAndAtOnceWhenItEnds(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		ctx := context.Background()
		open := talk.Session{Dialogue: "report", Answered: []string{"what"}, About: 1001}
		s.mustCommit(t, s.received(t, 1), 7001, world.Change{Session: &open})
		if ttl := s.rdb.PTTL(ctx, s.keys.session(7001)).Val(); ttl < world.SessionLasts-time.Minute || ttl > world.SessionLasts {
			t.Errorf("it lasts %v", ttl)
		}
		s.mustCommit(t, s.received(t, 2), 7001, world.Change{}) // nil: as it was
		if f, err := s.Read(ctx, 7001, world.Need{}); err != nil || f.Session.About != 1001 || f.Session.Dialogue != "report" {
			t.Errorf("%+v, %v", f.Session, err)
		}
		s.mustCommit(t, s.received(t, 3), 7001, world.Change{Session: &talk.Session{}})
		if n := s.rdb.Exists(ctx, s.keys.session(7001)).Val(); n != 0 {
			t.Error("the session that ended is still there")
		}
	})
}

// The plans of duty are one record: whoever changes what has changed meanwhile is
// told so, and decides anew.
func TestTwoLeadsDoNotOverwriteEachOthersPlan(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		plan := func(id int64) duty.Plan {
			return duty.Plan{Week: []duty.Turn{{Day: 1, From: 480, To: 1200, Who: []int64{id}}}}
		}
		staff, err := s.Staff(t.Context())
		if err != nil || staff.Rota.Rev != 0 || len(staff.Rota.Plans) != 0 {
			t.Fatalf("at first there is %+v, %v", staff.Rota, err)
		}
		first, second := staff.Rota.With("yanchang", plan(1)), staff.Rota.With("lingshi", plan(2))
		s.mustCommit(t, s.received(t, 1), 0, world.Change{Rota: &first})
		if _, err := s.Commit(t.Context(), s.received(t, 2), 0, world.Change{Rota: &second}); !errors.Is(err, world.ErrStale) {
			t.Errorf("the second one is written over the first: %v", err)
		}
		if staff, err = s.Staff(t.Context()); err != nil || staff.Rota.Rev != 1 {
			t.Fatalf("then there is %+v, %v", staff.Rota, err)
		}
		second = staff.Rota.With("lingshi", plan(2))
		s.mustCommit(t, s.received(t, 3), 0, world.Change{Rota: &second})
		if staff, err = s.Staff(t.Context()); err != nil || staff.Rota.Rev != 2 || len(staff.Rota.Plans) != 2 || !reflect.DeepEqual(staff.Rota.Plans["lingshi"], plan(2)) {
			t.Errorf("at last there is %+v, %v", staff.Rota, err)
		}
	})
}

// What can still be used is in the list, and nothing else.
func TestOpenInvitationsAreListed(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		list := func() string {
			found, err := s.Read(t.Context(), 0, world.Need{Invites: true})
			if err != nil {
				t.Fatal(err)
			}
			var tokens []string
			for _, in := range found.Invites {
				tokens = append(tokens, in.Token)
			}
			return strings.Join(tokens, " ")
		}
		made := func(token string, after int64) *world.Invite {
			return &world.Invite{Token: token, Role: world.Worker, By: 7021, Expires: monday.Unix() + after}
		}
		s.mustCommit(t, s.received(t, 1), 7021, world.Change{Invite: made("one", 900)})
		s.mustCommit(t, s.received(t, 2), 7021, world.Change{Invite: made("two", 600)})
		if got := list(); got != "two one" {
			t.Errorf("listed %q", got)
		}
		s.mustCommit(t, s.received(t, 3), 7011, world.Change{Used: "two"})
		if got := list(); got != "one" {
			t.Errorf("one was used: %q", got)
		}
	})
}
