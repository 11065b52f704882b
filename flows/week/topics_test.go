package week

import (
	"testing"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/bills"
	"gridbot/flows/district"
	"gridbot/flows/figures"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Worked by hand: what is counted of topics is of their grid alone, and of few no per
// cent is said.
func TestStandingsAreOfTheirGrid(t *testing.T) {
	w := worldtest.New(t)
	w.Now = time.Unix(1_795_000_000, 0)
	held := []hotspots.Entry{{At: w.Now.AddDate(0, 0, -100).Unix(), Stage: hotspots.StageHeld}}
	share := func(paid int64) bills.Share { return bills.Share{Cents: 100, Paid: paid} }
	w.Topics = &world.Topics{All: []hotspots.Topic{
		{N: 1, Grid: "yanchang", Stage: hotspots.StageHeld, Diary: held, Bills: []bills.Bill{{Due: w.Now.Unix() - 1, Shares: []bills.Share{share(1), share(0)}}}},
		{N: 2, Grid: "lingshi", Stage: hotspots.StageBack, Diary: append(held, hotspots.Entry{At: w.Now.AddDate(0, 0, -80).Unix(), Stage: hotspots.StageBack})},
	}}
	w.Agreeing.List = []accord.Accord{
		{Topic: 1, Grid: "yanchang", Duties: []accord.Duty{{Kept: 11, Late: 1}, {Missed: 2}}}, {Topic: 2, Grid: "lingshi", Duties: []accord.Duty{{Kept: 2}}},
	}
	var b world.Book
	b.Begin("lamp", 1, playbooks.Version{Grid: "yanchang"})
	b.Playbook(1).Freeze(playbooks.Evidence{Topics: 1, Before: playbooks.Span{Closed: 12, Back: 6}, After: playbooks.Span{Closed: 20, Back: 1}})
	w.Plays = &b
	for grid, want := range map[string][]standing{
		"yanchang":         {{"held", 1, 1}, {"duties", 11, 14}, {"shares", 1, 2}, {"before", 6, 12}, {"after", 1, 20}},
		"lingshi":          {{"held", 0, 1}, {"duties", 2, 2}},
		figures.Everywhere: {{"held", 1, 2}, {"duties", 13, 16}, {"shares", 1, 2}, {"before", 6, 12}, {"after", 1, 20}},
		"songhan":          nil,
	} {
		got := standings(w, grid)
		if len(got) != len(want) {
			t.Errorf("%s: %+v, want %+v", grid, got, want)
			continue
		}
		for i, s := range got {
			if s != want[i] {
				t.Errorf("%s: %+v, want %+v", grid, s, want[i])
			}
			value, _ := standingText(s).Blank["value"].(text.Text)
			if few := s.of < figures.Fewest; few != (value.ID == "figure.few") {
				t.Errorf("%s: of %d it is said %v", s.key, s.of, value)
			}
		}
	}
}

// The published figure of the response time: a fifth of what it was is 80 % less; of
// few, or without a baseline, nothing is said.
func TestTheResponseTimeIsHeldAgainstTheBaseline(t *testing.T) {
	w := worldtest.New(t)
	took := int64(3600)
	sums := func(n int) figures.Sums {
		c := figures.Counts{}
		for range n {
			c.Add(figures.Logged{Week: "2026-W47", Grid: "yanchang", Category: "lamp", Do: "claim", Answered: &took})
		}
		return c.Sum("yanchang", "2026-W47")
	}
	if !baselineText(w, sums(20)).Empty() {
		t.Error("nobody has stated a baseline")
	}
	own := *w.District
	own.Baseline = district.Baseline{Response: 5 * time.Hour, Year: 2024}
	w.District = &own
	if !baselineText(w, sums(figures.Fewest-1)).Empty() {
		t.Error("of too few something is said")
	}
	said := baselineText(w, sums(20))
	if len(said.List) != 2 || said.List[1].ID != "change.percent.down" {
		t.Fatalf("%+v", said)
	}
}
