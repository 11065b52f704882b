package hotspots

import (
	"testing"
	"time"
)

// What was decided is not asked again until there is half as much again, or a
// month has passed.
func TestWhatWasDecidedRests(t *testing.T) {
	h := Hot{"yanchang", Found{Spot: Spot{"lingshi", "kerb"}, Voices: 8}}
	b := Board{}.Looked([]Hot{h}, now)
	if w, d := b.In("yanchang", now); len(w) != 1 || len(d) != 0 {
		t.Fatalf("%v %v", w, d)
	}
	b = b.Decide(Decision{Grid: "yanchang", Spot: h.Spot, Do: Watch, At: now.Unix(), Voices: 8})
	for _, test := range []struct {
		voices, days int
		waits        bool
	}{{8, 0, false}, {11, 29, false}, {12, 1, true}, {8, 30, true}, {2, 29, false}} {
		h.Voices = test.voices
		at := now.AddDate(0, 0, test.days)
		looked := b.Looked([]Hot{h}, at)
		w, _ := looked.In("", at)
		if len(w) == 1 != test.waits {
			t.Errorf("%+v: %v", test, w)
		}
	}
	if w, d := b.In("lingshi", now); len(w)+len(d) != 0 {
		t.Errorf("of another grid: %v %v", w, d)
	}
	b = b.Decide(Decision{Grid: "yanchang", Spot: h.Spot, Do: Topical, At: now.Unix(), Voices: 8, N: 1})
	if h.Voices = 40; b.Holds(h, now.AddDate(2, 0, 0)) == nil {
		t.Error("what is a key topic is asked of again")
	}
	b = b.Closed("yanchang", h.Spot, 21, now)
	if h.Voices = 8; b.Holds(h, now) == nil || b.Holds(h, now.AddDate(0, 0, 31)) != nil {
		t.Errorf("once the topic is closed: %+v", b.Decided)
	}
	if b = b.Decide(Decision{Grid: "yanchang", Spot: h.Spot, Do: Later, At: now.Unix() + 1, Voices: 8}); len(b.Decided) != 1 || b.Decided[0].Do != Later {
		t.Errorf("%+v", b.Decided)
	}
	if b = b.Looked(nil, now.Add(366*24*time.Hour)); len(b.Decided) != 0 {
		t.Errorf("a year later: %+v", b.Decided)
	}
}

// A topic goes its way and no other; what is told of its spot is of it, of the
// narrowest where several would take it, and of none that is closed.
func TestATopicGoesItsWay(t *testing.T) {
	var ts Topics
	place, _ := ts.Begin(Topic{Grid: "yanchang", Spot: Spot{Place: "lingshi"}, Owner: 21}, now)
	if place.N != 1 || place.Stage != StageFound {
		t.Fatalf("%+v", place)
	}
	kerb, _ := ts.Begin(Topic{Grid: "yanchang", Spot: Spot{"lingshi", "kerb"}, Owner: 21}, now)
	if ts.For("yanchang", Spot{"lingshi", "kerb"}).N != kerb.N || ts.For("yanchang", Spot{"lingshi", "lamp"}).N != 1 {
		t.Error("not the narrowest")
	}
	if ts.For("lingshi", Spot{"lingshi", "kerb"}) != nil || ts.For("yanchang", Spot{"songhan", "kerb"}) != nil || ts.For("yanchang", Spot{}) != nil {
		t.Error("what is elsewhere is of none")
	}
	one := ts.Topic(2)
	if one.Go(StageHeld, 21, now) || !one.Go(StageLooked, 21, now) || one.Go(StageLooked, 21, now) {
		t.Errorf("%+v", one)
	}
	one.Join(1001, now)
	one.Join(1001, now)
	for _, s := range []Stage{StageOptions, StageAgreed, StageRunning, StageHeld} {
		if !one.Go(s, 21, now) {
			t.Errorf("not to %s", s)
		}
	}
	diary := len(one.Diary)
	if one.Join(1002, now); len(one.Cases) != 2 || len(one.Diary) != diary+1 {
		t.Errorf("what comes after it held is written down: %+v", one)
	}
	if !one.Go(StageClosed, 21, now) || len(one.Goes()) != 0 || ts.For("yanchang", Spot{"lingshi", "kerb"}).N != 1 {
		t.Errorf("closed: %+v", one)
	}
	for ts.Last < MostTopics+1 {
		if _, ok := ts.Begin(Topic{Grid: "yanchang", Spot: Spot{Kind: "kerb"}}, now); !ok {
			t.Fatalf("after %d", ts.Last)
		}
	}
	if _, ok := ts.Begin(Topic{}, now); ok {
		t.Error("more than there is room for")
	}
	if again := ts.Clone(); len(again.All) != len(ts.All) {
		t.Error("a copy lacks some")
	}
}
