package store

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// shared are topics with a bill of which Chen has taken a share.
func shared(rev int) world.Topics {
	return world.Topics{Rev: rev, Last: 2, All: []hotspots.Topic{
		{N: 1, Grid: "yanchang", Stage: hotspots.StageRunning, Next: monday.Unix() + 86400, Bills: []bills.Bill{{N: 1, What: "换隔油池", Cents: 200, Key: bills.Equal, Due: monday.Unix() + 600,
			Treasurer: 7021, Shares: []bills.Share{{Name: "烧烤", Weight: 100, Cents: 100}, {Name: "粥铺", Weight: 100, Cents: 100, Who: 70017001}}}}},
		{N: 2, Grid: "yanchang", Stage: hotspots.StageClosed},
	}}
}

// A key topic has one clock, at the first of what is due; once it is closed it has none.
func TestATopicHasOneClock(t *testing.T) {
	s := opened(t, redistest.Embedded(t))
	due := func() (all []string) {
		clocks, err := s.Due(t.Context(), monday.AddDate(1, 0, 0), 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range clocks {
			if k.Topic != 0 {
				all = append(all, timerOf(k)+" "+k.Due.UTC().Format(time.RFC3339))
			}
		}
		return all
	}
	ts := shared(0)
	s.mustCommit(t, world.Op{}, 7021, world.Change{Topics: &ts})
	if got := due(); len(got) != 1 || got[0] != "t1:due "+time.Unix(monday.Unix()+601, 0).UTC().Format(time.RFC3339) {
		t.Fatal(got)
	}
	if err := s.rdb.Del(t.Context(), s.keys.timers()).Err(); err != nil {
		t.Fatal(err)
	}
	if err := s.remakeTopics(t.Context()); err != nil || len(due()) != 1 {
		t.Errorf("its clock is not put back: %v", err)
	}
	ts = shared(1)
	ts.All[0].Stage = hotspots.StageClosed
	s.mustCommit(t, world.Op{Timer: &talk.Clock{Topic: 1, Name: world.ClockTopic, Due: time.Unix(monday.Unix()+601, 0)}}, 0, world.Change{Topics: &ts})
	if got := due(); len(got) != 0 {
		t.Error(got)
	}
}

// Whose share one is lies sealed where there are keys; where they are missing it is not
// lost by what others write.
func TestWhoPaysIsSealed(t *testing.T) {
	s := keyed(t, redistest.Embedded(t), districtKeys(t))
	ts := shared(0)
	s.mustCommit(t, world.Op{}, 7021, world.Change{Topics: &ts})
	if ts.All[0].Bills[0].Shares[1].Who != 70017001 {
		t.Error("what was to be kept was changed")
	}
	v := s.rdb.Get(t.Context(), s.keys.topics()).Val()
	if strings.Contains(v, "70017001") || !strings.Contains(v, "粥铺") {
		t.Errorf("in Redis: %s", v)
	}
	read := func() world.Topics {
		found, err := s.Read(t.Context(), 7021, world.Need{Topics: true})
		if err != nil {
			t.Fatal(err)
		}
		return *found.Topics
	}
	if got := read(); got.All[0].Bills[0].Shares[1].Who != 70017001 || got.All[0].Bills[0].Shares[0].Who != 0 {
		t.Fatalf("%+v", got.All[0].Bills)
	}
	keys := s.sealing.keys
	s.sealing.keys = nil
	shut := read()
	if shut.Sealed == nil || shut.All[0].Bills[0].Shares[1].Who != 0 {
		t.Fatalf("without keys: %+v", shut)
	}
	shut.All[0].Plan = "每月清一次"
	s.mustCommit(t, world.Op{}, 7021, world.Change{Topics: &shut})
	s.sealing.keys = keys
	if got := read(); got.All[0].Bills[0].Shares[1].Who != 70017001 || got.All[0].Plan == "" || got.Sealed != nil {
		t.Errorf("with them again: %+v", got)
	}
}

// What was written before there were keys is sealed with them.
func TestWhoPaysIsSealedLater(t *testing.T) {
	address := redistest.Embedded(t)
	ts := shared(0)
	opened(t, address).mustCommit(t, world.Op{}, 7021, world.Change{Topics: &ts})
	s := keyed(t, address, districtKeys(t))
	if done, err := s.Reseal(t.Context()); err != nil || done.First != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if v := s.rdb.Get(t.Context(), s.keys.topics()).Val(); strings.Contains(v, "70017001") {
		t.Errorf("in Redis: %s", v)
	}
	found, err := s.Read(t.Context(), 7021, world.Need{Topics: true})
	if err != nil || found.Topics.All[0].Bills[0].Shares[1].Who != 70017001 {
		t.Errorf("%v", err)
	}
}
