package store

import (
	"testing"

	"gridbot/flows/accord"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// Among all that is kept of somebody is what they agreed on, also where they run it, and
// the topics and playbooks, with keys and without.
func TestWhatSomebodyAgreedOnIsAmongWhatIsKeptOfThem(t *testing.T) {
	for name, s := range map[string]*Store{"plain": opened(t, redistest.Embedded(t)), "sealed": keyed(t, redistest.Embedded(t), districtKeys(t))} {
		ts := world.Topics{Last: 3, All: []hotspots.Topic{{N: 3, Grid: "yanchang", Owner: 7021, Stage: hotspots.StageFound, Bills: []bills.Bill{{N: 1, Treasurer: 7021, Shares: []bills.Share{{Name: "a", Who: 7001}}}}}}}
		b := world.Book{Last: 1, All: []playbooks.Playbook{{N: 1, Versions: []playbooks.Version{{By: 7021}}}}}
		s.mustCommit(t, s.received(t, 1), 7001, world.Change{Agreed: []world.Agreed{{After: voted(t)}}, Topics: &ts, Plays: &b})
		for _, who := range []int64{7001, 7021} {
			k, err := s.Kept(t.Context(), who)
			if err != nil || len(k.Accords) != 1 || k.Closed || k.Topics == nil || k.Topics.All[0].Bills[0].Shares[0].Who != 7001 || k.Plays == nil {
				t.Errorf("%s, %d: %+v, %v", name, who, k, err)
			}
		}
		k, err := s.Kept(t.Context(), 7099)
		if err != nil || len(k.Accords) != 0 {
			t.Errorf("%s: of somebody else it keeps %+v, %v", name, k.Accords, err)
		}
	}
}

// Whoever runs what is agreed on is found in it also where an older release wrote it, once
// it is written again; and is found no more once they are forgotten.
func TestWhoRunsAnAccordIsFoundInIt(t *testing.T) {
	s := opened(t, redistest.Embedded(t))
	s.mustCommit(t, s.received(t, 1), 7001, world.Change{Agreed: []world.Agreed{{After: voted(t)}}})
	if err := s.rdb.ZRem(t.Context(), s.keys.accords("p7021"), 3).Err(); err != nil {
		t.Fatal(err)
	}
	read := func() accord.Accord {
		found, err := s.Read(t.Context(), 7001, world.Need{Accord: 3})
		if err != nil || found.Agreeing.Accord == nil {
			t.Fatalf("%+v, %v", found.Agreeing, err)
		}
		return *found.Agreeing.Accord
	}
	was := read()
	s.mustCommit(t, s.received(t, 2), 7001, world.Change{Agreed: []world.Agreed{{Before: &was, After: was.Clone()}}})
	if k, err := s.Kept(t.Context(), 7021); err != nil || len(k.Accords) != 1 {
		t.Errorf("%+v, %v", k.Accords, err)
	}
	was = read()
	after := was.Clone()
	after.Forget(7021)
	s.mustCommit(t, s.received(t, 3), 7021, world.Change{Agreed: []world.Agreed{{Before: &was, After: after}}})
	if k, err := s.Kept(t.Context(), 7021); err != nil || len(k.Accords) != 0 || read().Owner != 0 {
		t.Errorf("%+v, %v", k.Accords, err)
	}
}
