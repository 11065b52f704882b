package topics

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
	"gridbot/flows/patrol"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// By hand: seven cases in eighteen days, six of them on Wednesdays and Fridays in the
// evening; of three that agencies had a share in none came back, of two without both
// did.
func TestAProfileByHand(t *testing.T) {
	w := worldtest.New(t)
	at := func(day, hour int) cases.Case {
		opened := time.Date(2026, 11, day, hour, 10, 0, 0, w.District.Zone)
		return cases.Case{Number: day, Opened: opened.Unix(), Status: cases.Closed}
	}
	joint, back := at(4, 18), at(6, 19) // a Wednesday, a Friday
	joint.Legs = []cases.Leg{{N: 1, Agency: "water"}}
	back.Next = 9
	again, open, none := at(11, 20), at(20, 18), at(21, 3)
	again.Next, open.Status, none.Status = 13, cases.Reported, cases.Declined
	two, three := at(13, 21), at(18, 18)
	two.Legs, three.Legs = joint.Legs, joint.Legs
	morning := at(3, 8)
	morning.Status = cases.Reported
	p := hotspots.Profiled([]cases.Case{joint, back, again, two, three, open, none, morning}, w.District.Here)
	if p.N != 7 || p.Days != 18 || p.Alone != [2]int{2, 2} || p.With != [2]int{3, 0} {
		t.Errorf("%+v", p)
	}
	if at, n := p.BusyHours(); at != 6 || n != 6 {
		t.Errorf("from part %d: %d", at, n)
	}
	if days := p.BusyDays(); len(days) != 2 || days[0] != 2 || days[1] != 4 {
		t.Errorf("%v", days)
	}
	said := sentence(p, text.Said("崧涵庭"))
	var ids []string
	for _, l := range said.List {
		ids = append(ids, l.ID)
	}
	if len(ids) != 5 || ids[0] != "profile.often" || said.List[0].Blank["every"] != "2.6" || ids[4] != "profile.helped" {
		t.Errorf("%v %v", ids, said.List[0].Blank)
	}
	var counts []hotspots.Count
	for _, c := range []struct{ hour, n int }{{8, 1}, {9, 3}, {18, 5}, {20, 2}} {
		counts = append(counts, hotspots.Count{At: time.Date(2026, 11, 4, c.hour, 0, 0, 0, w.District.Zone).Unix(), N: c.n})
	}
	if said := patrol.CountText(w, counts); said.ID != "profile.counts" || said.Blank["from"] != 18 || said.Blank["mean"] != "3.5" {
		t.Errorf("%+v", said)
	}
	if said := patrol.CountText(w, counts[:2]); !said.Empty() {
		t.Errorf("of two counts: %+v", said)
	}
	if said := patrol.CountText(w, []hotspots.Count{{}, {}, {}}); !said.Empty() {
		t.Errorf("where there is nothing: %+v", said)
	}
	if even := hotspots.Profiled(nil, w.District.Here); even.N != 0 || even.Days != 0 {
		t.Errorf("%+v", even)
	}
}
