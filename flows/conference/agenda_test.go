package conference

import (
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// What came back is on the agenda without anybody putting it there.
func TestWhatCameBackIsOnTheAgenda(t *testing.T) {
	w := worldtest.New(t)
	w.List = []cases.Case{{Number: 1001, Category: "lamp", Grid: "yanchang", Status: cases.Claimed, Round: 2}, {Number: 1002, Category: "lamp", Grid: "yanchang", Status: cases.Claimed},
		{Number: 1003, Category: "lamp", Grid: "yanchang", Status: cases.Closed, Round: 2}}
	m := world.Conference{Grid: "yanchang"}
	if agenda(&m, nil, w); len(m.Items) != 1 || m.Items[0].Case != 1001 || m.Items[0].Why != world.WhyRelapse {
		t.Errorf("%+v", m.Items)
	}
}

// A look that nobody took in time is said to be talked of: it is on the agenda of the
// next conference, and no more once somebody has looked.
func TestALookThatNobodyTookIsOnTheAgenda(t *testing.T) {
	w := worldtest.New(t)
	w.List = []cases.Case{{Number: 1001, Category: "lamp", Grid: "yanchang", Status: cases.Watch, Red: true}, {Number: 1002, Category: "lamp", Grid: "yanchang", Status: cases.Closed, Red: true},
		{Number: 1003, Category: "lamp", Grid: "yanchang", Status: cases.Watch}}
	m := world.Conference{Grid: "yanchang"}
	if agenda(&m, nil, w); len(m.Items) != 1 || m.Items[0].Case != 1001 || m.Items[0].Why != world.WhyRed {
		t.Errorf("%+v", m.Items)
	}
}
