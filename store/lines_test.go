package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// everyOne is a listing of all there is, for the coordinator.
func everyOne() world.Listing {
	return world.Listing{Grids: "-,yanchang,lingshi", Among: "-,yanchang,lingshi", Now: monday.Unix(), Most: 8}
}

// Fifty-two open cases are all reached by turning the pages, none of them twice.
func TestEveryCaseIsOnSomePage(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		var all []cases.Case
		for n := range 52 {
			c := reported(1001+n, []string{"yanchang", "lingshi", ""}[n%3], monday.Unix()+int64((n*37)%52))
			c.Danger = n == 40
			all = append(all, c)
		}
		s.mustCommit(t, s.received(t, 1), 7001, opens(all...))
		var seen []int
		for from := 0; from < 52; from += 8 {
			need := everyOne()
			need.Stands, need.From = world.StandsOpen, from
			f, err := s.Read(t.Context(), 7001, world.Need{Listing: need})
			if err != nil || f.Listed.All != 52 || f.Listed.From != from || len(f.List) > 8 {
				t.Fatalf("from %d: %+v, %v", from, f.Listed, err)
			}
			for _, c := range f.List {
				seen = append(seen, c.Number)
			}
		}
		if seen[0] != 1041 {
			t.Errorf("danger comes first, not %d", seen[0])
		}
		slices.Sort(seen)
		if len(slices.Compact(seen)) != 52 {
			t.Errorf("%d cases were seen", len(seen))
		}
		need := everyOne()
		need.Stands, need.From = world.StandsOpen, 800
		if f, err := s.Read(t.Context(), 7001, world.Need{Listing: need}); err != nil || f.Listed.From != 48 || len(f.List) != 4 {
			t.Errorf("a page that is not there any more is the last one: %+v, %v", f.Listed, err)
		}
	})
}

// A line follows its case, and a case without one is found all the same.
func TestALineFollowsItsCase(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := reported(1001, "yanchang", 300)
		c.Place = cases.Place{Name: text.Said("陈家弄12号")}
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		c.Rev = 1
		ch, c := moves(c, func(c *cases.Case) {
			c.Status, c.Place, c.Clock = cases.Closed, cases.Place{Name: text.Said("灵石路658弄")}, cases.Clock{}
		})
		s.mustCommit(t, s.received(t, 2), 7001, ch)
		found := func(words string, stands world.Stands) []int {
			t.Helper()
			need := everyOne()
			need.Words, need.Stands = grids.Hear(words).String(), stands
			f, err := s.Read(t.Context(), 7001, world.Need{Listing: need})
			if err != nil || f.Listed.All != len(f.List) {
				t.Fatalf("%+v, %v", f.Listed, err)
			}
			return numbersOf(f.List)
		}
		see := func(when string) {
			t.Helper()
			if got := found("灵石路", world.StandsAny); !slices.Equal(got, []int{1001}) {
				t.Errorf("%s: found %v", when, got)
			}
			if got := found("液化气", world.StandsOver); !slices.Equal(got, []int{1001}) {
				t.Errorf("%s: by what was reported: %v", when, got)
			}
			if got := found("1001", world.StandsAny); !slices.Equal(got, []int{1001}) {
				t.Errorf("%s: by its number: %v", when, got)
			}
			if got := slices.Concat(found("陈家弄", world.StandsAny), found("灵石路", world.StandsOpen)); got != nil {
				t.Errorf("%s: %v is not there any more", when, got)
			}
		}
		see("as it was committed")
		s.rdb.Del(t.Context(), s.keys.lines()) // as an older release has left it
		see("without a line")
		if made, err := s.KeepLines(t.Context()); err != nil || made != 1 {
			t.Errorf("%d lines were made, %v", made, err)
		}
		see("with a line made later")
		if made, err := s.KeepLines(t.Context()); err != nil || made != 0 {
			t.Errorf("%d lines were made again, %v", made, err)
		}
		ch, _ = moves(c, func(c *cases.Case) { c.Place.Name = text.Said("汶水路9号") })
		s.mustCommit(t, s.received(t, 3), 7001, ch)
		if got := found("灵石路", world.StandsAny); got != nil || !slices.Equal(found("汶水路", world.StandsAny), []int{1001}) {
			t.Errorf("the line stayed behind: %v", got)
		}
	})
}

// Who has a case finds it, and no other agency does.
func TestAnAgencyFindsWhereItWasCalled(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		joint, other := placed(1004), placed(1005)
		joint.Status = cases.Joint
		joint.Legs = []cases.Leg{{N: 1, Agency: "gas", Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Due: monday.Unix() + 1800}}}
		s.mustCommit(t, s.received(t, 1), 7001, opens(joint, other))
		for _, test := range []struct {
			need world.Listing
			want []int
		}{
			{world.Listing{Agency: "gas", Stands: world.StandsOpen}, []int{1004}},
			{world.Listing{Agency: "gas"}, []int{1004}},
			{world.Listing{Agency: "police"}, nil},
			{world.Listing{Agency: "gas", Words: "液化气"}, nil}, // what was reported is not theirs to read
			{world.Listing{}, nil},
		} {
			test.need.Most, test.need.Now = 8, monday.Unix()
			f, err := s.Read(t.Context(), 0, world.Need{Listing: test.need})
			if got := numbersOf(f.List); err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%+v: %v, %v", test.need, got, err)
			}
		}
	})
}

// BenchmarkFind looks for words among 100 000 cases, on a real Redis.
func BenchmarkFind(b *testing.B) {
	s := opened(b, redistest.Real(b, "--appendfsync", "no").Address)
	const all = 100_000
	ctx := context.Background()
	for first := 0; first < all; first += 1000 {
		var cs []cases.Case
		for n := first; n < first+1000; n++ {
			c := reported(1001+n, []string{"yanchang", "lingshi"}[n%2], monday.Unix()+int64(n))
			c.What = fmt.Sprintf("第%d次来反映，楼下的垃圾堆了很久没有人收，味道很大，请尽快安排人来处理", n)
			c.Place = cases.Place{Name: text.Said(fmt.Sprintf("灵石路%d弄%d号", n%700, n%40)), More: "三楼门口"}
			if n%1000 == 7 {
				c.Place.Name = text.Said("陈家弄" + strconv.Itoa(n))
			}
			if n > 500 {
				c.Status, c.Clock = cases.Closed, cases.Clock{}
			}
			cs = append(cs, c)
		}
		if _, err := s.Commit(ctx, world.Op{}, 7001, opens(cs...)); err != nil {
			b.Fatal(err)
		}
	}
	for _, test := range []struct{ name, words string }{{"few", "陈家弄"}, {"none", "没有这个词"}, {"all", ""}, {"halfOpen", "灵石路"}} {
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				need := everyOne()
				need.Words = test.words
				if _, err := s.Read(ctx, 7001, world.Need{Listing: need}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			need := everyOne()
			need.Stands = world.StandsOpen
			if _, err := s.Read(ctx, 7001, world.Need{Listing: need}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
