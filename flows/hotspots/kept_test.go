package hotspots

import (
	"testing"
	"time"

	"gridbot/flows/bills"
)

// Worked by hand: what counts as held, and what says nothing.
func TestWhatCountsAsHeld(t *testing.T) {
	day := func(n int) int64 { return time.Unix(1_795_000_000, 0).AddDate(0, 0, n).Unix() }
	topic := func(steps ...Entry) Topic {
		return Topic{Grid: "north", Diary: append([]Entry{{At: day(0), Stage: StageFound}}, steps...)}
	}
	held := Entry{At: day(10), Stage: StageHeld}
	for name, c := range map[string]struct {
		of       Topic
		held, in int
	}{
		"never held":                    {topic(), 0, 0},
		"for 90 days":                   {topic(held), 1, 1},
		"for 89":                        {topic(Entry{At: day(11), Stage: StageHeld}), 0, 0},
		"back after 30":                 {topic(held, Entry{At: day(40), Stage: StageBack}), 0, 1},
		"back after 95":                 {topic(held, Entry{At: day(105), Stage: StageBack}), 1, 1},
		"back after 30, and held again": {topic(held, Entry{At: day(40), Stage: StageBack}, Entry{At: day(50), Stage: StageHeld}), 0, 1},
		"closed after 30":               {topic(held, Entry{At: day(40), Stage: StageClosed}), 0, 0},
		"closed after 95":               {topic(held, Entry{At: day(105), Stage: StageClosed}), 1, 1},
	} {
		ts := Topics{All: []Topic{c.of}}
		if held, of := ts.Held("north", time.Unix(day(100), 0).Add(6*24*time.Hour)); name != "for 89" && (held != c.held || of != c.in) {
			t.Errorf("%s: %d of %d", name, held, of)
		}
		if held, of := ts.Held("", time.Unix(day(100), 0)); name == "for 89" && (held != 0 || of != 0) {
			t.Errorf("%s: %d of %d", name, held, of)
		}
		if _, of := ts.Held("south", time.Unix(day(200), 0)); of != 0 {
			t.Errorf("%s: of another grid", name)
		}
	}
}

// A share counts when it is due, and not when the bill was called off.
func TestWhatCountsAsPaid(t *testing.T) {
	now := time.Unix(1_795_000_000, 0)
	paid, open := bills.Share{Cents: 100, Paid: 1}, bills.Share{Cents: 100}
	ts := Topics{All: []Topic{{Grid: "north", Bills: []bills.Bill{
		{Due: now.Unix() - 9, Shares: []bills.Share{paid, paid, open}},
		{Due: now.Unix() + 9, Shares: []bills.Share{open, open}},
		{Due: now.Unix() - 9, Off: 5, Shares: []bills.Share{open, open}},
	}}}}
	if p, of := ts.Shares("north", now); p != 2 || of != 3 {
		t.Errorf("%d of %d", p, of)
	}
	if p, of := (*Topics)(nil).Shares("", now); p != 0 || of != 0 {
		t.Errorf("%d of %d", p, of)
	}
}
