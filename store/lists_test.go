package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// where are the lists and timers a case is in, as "name member@score".
func (s *Store) where(t *testing.T, number int) []string {
	t.Helper()
	var in []string
	for name, k := range s.everything(t) {
		short := strings.TrimPrefix(name, "{daning}:")
		if k.kind != "zset" || short == "seen" {
			continue
		}
		for _, m := range strings.Fields(k.value) {
			if member, _, _ := strings.Cut(m, "@"); member == fmt.Sprint(number) || strings.HasPrefix(member, fmt.Sprint(number)+":") {
				in = append(in, short+" "+m)
			}
		}
	}
	slices.Sort(in)
	return in
}

// A case is led through its life; after every move it is in the lists it
// belongs in and in no other, and one timer runs exactly as long as a clock
// runs that has not rung.
func TestListsAndTimersFollowTheCase(t *testing.T) {
	const (
		due   = 2_000_000_000
		never = "@1099511627776"
	)
	moved := []struct {
		what string
		how  func(*cases.Case)
		want []string
	}{
		{"nothing changes", func(*cases.Case) {}, []string{"grid:- 1001@2000000000", "timers 1001:claim@2000000000"}},
		{"its grid is found", func(c *cases.Case) { c.Grid = "yanchang" },
			[]string{"grid:yanchang 1001@2000000000", "timers 1001:claim@2000000000"}},
		{"its clock rings", func(c *cases.Case) { c.Clock.Rung = true }, []string{"grid:yanchang 1001@2000000000"}},
		{"it is claimed", func(c *cases.Case) {
			c.Status, c.Assignee, c.Clock = cases.Claimed, 7011, cases.Clock{Name: cases.ClockArrive, Due: due + 1}
		}, []string{"grid:yanchang 1001@2000000001", "held:7011 1001@2000000001", "timers 1001:arrive@2000000001"}},
		{"its deadline moves", func(c *cases.Case) { c.Clock.Due = due + 2 },
			[]string{"grid:yanchang 1001@2000000002", "held:7011 1001@2000000002", "timers 1001:arrive@2000000002"}},
		{"another worker gets it", func(c *cases.Case) { c.Assignee = 7012 },
			[]string{"grid:yanchang 1001@2000000002", "held:7012 1001@2000000002", "timers 1001:arrive@2000000002"}},
		{"the clock has another name and the same deadline", func(c *cases.Case) { c.Clock.Name = cases.ClockHandle },
			[]string{"grid:yanchang 1001@2000000002", "held:7012 1001@2000000002", "timers 1001:handle@2000000002"}},
		{"a lead writes on it", func(c *cases.Case) {
			c.Postings = []cases.Posting{{N: 1, Clock: cases.Clock{Name: cases.ClockPost, Due: due, Next: due + 9}}}
		}, []string{"grid:yanchang 1001@2000000002", "held:7012 1001@2000000002", "timers 1001:handle@2000000002", "timers 1001:post1@2000000009"}},
		{"it was heard", func(c *cases.Case) { c.Postings = []cases.Posting{{N: 1, Heard: due}} },
			[]string{"grid:yanchang 1001@2000000002", "held:7012 1001@2000000002", "timers 1001:handle@2000000002"}},
		{"no clock runs", func(c *cases.Case) { c.Clock = cases.Clock{} },
			[]string{"grid:yanchang 1001" + never, "held:7012 1001" + never}},
		{"it moves to another grid", func(c *cases.Case) {
			c.Grid, c.Clock = "lingshi", cases.Clock{Name: cases.ClockVerify, Due: due}
		}, []string{"grid:lingshi 1001@2000000000", "held:7012 1001@2000000000", "timers 1001:verify@2000000000"}},
		{"it is closed", func(c *cases.Case) { c.Status, c.Clock = cases.Closed, cases.Clock{} }, []string{"over 1001:kitchen@1795395600"}},
		{"it is opened again", func(c *cases.Case) {
			c.Status, c.Assignee, c.Clock = cases.Reported, 0, cases.Clock{Name: cases.ClockClaim, Due: due}
		}, []string{"grid:lingshi 1001@2000000000", "timers 1001:claim@2000000000"}},
	}
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := reported(1001, "", due)
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		c.Rev = 1
		mine := fmt.Sprintf("mine:7001 1001@%d", c.Opened)
		for i, m := range moved {
			var ch world.Change
			ch, c = moves(c, m.how)
			s.mustCommit(t, s.received(t, int64(i+2)), 7011, ch)
			want := append(slices.Clone(m.want), mine, "traces:7001 1001@1001")
			slices.Sort(want)
			if got := s.where(t, 1001); !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", m.what, got, want)
			}
		}
	})
}

// A reminder may find that it is not time yet. The clock that runs on must
// not be left without its timer.
func TestATimerThatStruckIsSetAgainWhereItsClockRunsOn(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		due := monday.Unix() + 60
		c := reported(1001, "yanchang", due)
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		c.Rev = 1
		struck := world.Op{Timer: &talk.Clock{Case: 1001, Name: string(cases.ClockClaim), Due: time.Unix(due, 0)}}
		ch, c := moves(c, func(c *cases.Case) { c.What = "还在" })
		s.mustCommit(t, struck, 0, ch)
		timer := fmt.Sprintf("timers 1001:claim@%d", due)
		if got := s.where(t, 1001); !slices.Contains(got, timer) {
			t.Errorf("its clock runs on: %q", got)
		}
		ch, _ = moves(c, func(c *cases.Case) { c.Clock.Rung = true })
		s.mustCommit(t, struck, 0, ch)
		if got := s.where(t, 1001); slices.Contains(got, timer) {
			t.Errorf("it has rung: %q", got)
		}
		before := s.everything(t)
		if w, err := s.Commit(t.Context(), struck, 0, ch); err != nil || !w.Again {
			t.Errorf("the same timer again: %+v, %v", w, err)
		}
		s.same(t, before)
	})
}

func TestATimerOfAnotherDeadlineHasStruckBefore(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		due := monday.Unix() + 60
		s.mustCommit(t, s.received(t, 1), 7001, opens(reported(1001, "yanchang", due)))
		before := s.everything(t)
		for _, k := range []talk.Clock{
			{Case: 1001, Name: string(cases.ClockClaim), Due: time.Unix(due-1, 0)},
			{Case: 1001, Name: "arrive", Due: time.Unix(due, 0)},
			{Case: 1002, Name: string(cases.ClockClaim), Due: time.Unix(due, 0)},
		} {
			if w, err := s.Commit(t.Context(), world.Op{Timer: &k}, 0, full(1009)); err != nil || !w.Again {
				t.Errorf("%+v: %+v, %v", k, w, err)
			}
		}
		s.same(t, before)
	})
}

func TestWhatIsDueComesOldestFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		at := monday.Unix()
		s.mustCommit(t, s.received(t, 1), 7001, opens(reported(1001, "a", at), reported(1002, "a", at-60), reported(1003, "a", at+1)))
		s.rdb.ZAdd(t.Context(), s.keys.timers(), redisZ(at-90, "no timer of ours"))
		numbers := func(n int) (got []int) {
			due, err := s.Due(t.Context(), monday, n)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range due {
				got = append(got, k.Case)
				if k.Name != string(cases.ClockClaim) {
					t.Errorf("timer %+v", k)
				}
			}
			return got
		}
		if got := numbers(10); !slices.Equal(got, []int{1002, 1001}) {
			t.Errorf("due: %v", got)
		}
		if got := numbers(2); !slices.Equal(got, []int{1002}) {
			t.Errorf("at most two, one of them unreadable: %v", got)
		}
	})
}

func TestTheHighestNumberIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		for i, want := range []int{0, 1005, 1005, 1010} {
			if want != 0 {
				s.mustCommit(t, s.received(t, int64(i)), 7001, opens(reported([]int{0, 1005, 1002, 1010}[i], "a", 0)))
			}
			if n, err := s.Number(t.Context()); err != nil || n != want {
				t.Errorf("number %d, %v; want %d", n, err, want)
			}
		}
	})
}
