package figures

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gridbot/flows/cases"
)

// All that is read from durations is right within two per cent.
func TestQuantilesAreRightWithinTwoPerCent(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 9, 100, 5000} {
		s, all := Sums{}, []int64{}
		for range n {
			d := int64(math.Exp(random.Float64() * 14)) // from a second to two weeks
			all = append(all, d)
			s[response+bucket(d)]++
		}
		slices.Sort(all)
		for _, q := range []float64{0.01, 0.5, 0.9, 1} {
			want := float64(all[max(0, int(math.Ceil(q*float64(n)))-1)])
			if got := s.Response().Quantile(q); math.Abs(got/want-1) > 0.0201 {
				t.Errorf("quantile %v of %d durations is %v, want %v", q, n, got, want)
			}
		}
	}
	if got := (Sums{}).Response().Quantile(0.5); !math.IsNaN(got) {
		t.Errorf("of nothing it is %v", got)
	}
	if got := (Sums{response + bucket(0): 3}).Response().Quantile(0.9); got != 0 {
		t.Errorf("at once is %v", got)
	}
}

// life is lines of the log of one case in a grid, in week 47 unless they say
// otherwise.
func life(lines ...Logged) Counts {
	c := Counts{}
	for _, l := range lines {
		if l.Week == "" {
			l.Week = "2026-W47"
		}
		if l.Category == "" {
			l.Category = "lamp"
		}
		if l.Grid == "" {
			l.Grid = "north"
		}
		c.Add(l)
	}
	return c
}

// Worked by hand: what happens to cases that cross a week, are reopened, moved,
// withdrawn, or come back.
func TestFiguresCountAsTheyAreDefined(t *testing.T) {
	seconds := func(n int64) *int64 { return &n }
	for _, c := range []struct {
		name  string
		lines []Logged
		grid  string
		week  string
		want  map[string]Value
	}{
		{"it was due in one week and handed in in the next: it counts where it was due", []Logged{
			{Do: cases.Overdue, Owes: true, Owed: "2026-W46", Clock: cases.ClockHandle, Due: "2026-W46"},
			{Do: cases.Submit, Handed: true, Owed: "2026-W46"},
		}, "north", "2026-W46", map[string]Value{"disposal": {Num: 1, Of: 1}, "ontime.handle": {Num: 0, Of: 1}, "overdue": {Num: 1}}},
		{"and nothing of that in the week it was handed in, but the handing in", []Logged{
			{Do: cases.Overdue, Owes: true, Owed: "2026-W46", Clock: cases.ClockHandle, Due: "2026-W46"},
			{Do: cases.Submit, Handed: true, Owed: "2026-W46"},
		}, "north", "2026-W47", map[string]Value{"disposal": {}, "ontime.handle": {}, "rework": {Num: 0, Of: 1}}},
		{"it is due and was never handed in", []Logged{{Do: cases.Overdue, Owes: true, Owed: "2026-W47"}}, "north", "2026-W47",
			map[string]Value{"disposal": {Num: 0, Of: 1}}},
		{"closed and confirmed, then reopened two weeks later: it was not solved in the week it was closed", []Logged{
			{Do: cases.Pass}, {Do: cases.Confirm, Outcome: cases.Confirmed}, {Do: cases.Rate, Rating: 5, Asked: "2026-W47"},
			{Do: cases.Reopen, Week: "2026-W49", Asked: "2026-W47", Ended: "2026-W47"},
		}, "north", "2026-W47", map[string]Value{"solved": {Num: 0, Of: 1}, "closed": {Num: 1}, "satisfied": {Num: 1, Of: 2}, "answers": {Num: 1, Of: 1}}},
		{"nobody answered: closed, checked, solved as far as we know, and nobody satisfied", []Logged{
			{Do: cases.Pass}, {Do: cases.Lapse, Outcome: cases.Unconfirmed},
		}, "north", "2026-W47", map[string]Value{"solved": {Num: 1, Of: 1}, "satisfied": {}, "answers": {Num: 0, Of: 1}}},
		{"it was brought in from another system and checked here: nobody was asked, so nobody is silent", []Logged{
			{Do: cases.Pass, Unasked: true}, {Do: cases.Lapse, Outcome: cases.Unconfirmed},
		}, "north", "2026-W47", map[string]Value{"solved": {Num: 1, Of: 1}, "satisfied": {}, "answers": {}}},
		{"another system had closed it: nobody knows whether it was solved", []Logged{{Do: cases.Report, Outcome: cases.Elsewhere}},
			"north", "2026-W47", map[string]Value{"solved": {}, "closed": {Num: 1}}},
		{"withdrawn: reported, and neither closed nor due", []Logged{{Do: cases.Report}, {Do: cases.Withdraw}}, "north", "2026-W47",
			map[string]Value{"reported": {Num: 1}, "closed": {}, "disposal": {}, "solved": {}}},
		{"reported in one grid and routed to another: reported where it was, answered where it is", []Logged{
			{Do: cases.Report}, {Do: cases.Route, Grid: "south", Left: "north"}, {Do: cases.Claim, Grid: "south", Answered: seconds(60), Waited: seconds(20)},
		}, "south", "2026-W47", map[string]Value{"reported": {}, "response": {Num: 1, Seconds: 60}, "claim": {Num: 1, Seconds: 20}, "return": {Num: 0, Of: 1}}},
		{"in the district it is one case all the time", []Logged{
			{Do: cases.Report}, {Do: cases.Route, Grid: "south", Left: "north"}, {Do: cases.Claim, Grid: "south", Answered: seconds(60), Waited: seconds(20)},
		}, Everywhere, "2026-W47", map[string]Value{"reported": {Num: 1}, "response": {Num: 1, Seconds: 60}}},
		{"came back after 31 days: within 90, not within 30; in the week the first round was closed", []Logged{
			{Do: cases.Confirm, Outcome: cases.Confirmed, Week: "2026-W40"},
			{Do: cases.Report, Round: 2, Ended: "2026-W40", Rested: 31 * oneDay},
		}, "north", "2026-W40", map[string]Value{"relapse30": {Num: 0, Of: 1}, "relapse90": {Num: 1, Of: 1}}},
		{"reassigned while it was on nobody's offer: it was not taken again", []Logged{{Do: cases.Claim, Waited: seconds(5)}, {Do: cases.Assign}},
			"north", "2026-W47", map[string]Value{"return": {Num: 0, Of: 1}, "claim": {Num: 1, Seconds: 5}}},
		{"granted more time, and a pause", []Logged{{Do: cases.Claim, Waited: seconds(5)}, {Do: cases.Grant, Plea: cases.PleaExtension},
			{Do: cases.Grant, Plea: cases.PleaPause}, {Do: cases.Extend}, {Do: cases.Pause}},
			"north", "2026-W47", map[string]Value{"extension": {Num: 2, Of: 1}, "pause": {Num: 2, Of: 1}}},
		{"two of three items passed when they were first looked at", []Logged{{Do: cases.Inspect, Items: 3, Passed: 2}}, "north", "2026-W47",
			map[string]Value{"firstpass": {Num: 2, Of: 3}}},
		{"solved by two agencies, and by one", []Logged{{Do: cases.Confirm, Outcome: cases.Confirmed, Agencies: 2}, {Do: cases.Confirm, Outcome: cases.Confirmed, Agencies: 1}},
			"north", "2026-W47", map[string]Value{"joint": {Num: 1}, "closed": {Num: 2}}},
		{"nothing was found there: neither closed nor solved, and nobody is asked how satisfied they are", []Logged{
			{Do: cases.Absent, Handed: true, Owed: "2026-W47"}, {Do: cases.Pass, Unasked: true}, {Do: cases.Lapse, Outcome: cases.NothingSeen, Proofs: 2},
		}, "north", "2026-W47", map[string]Value{"notfound": {Num: 1}, "closed": {}, "solved": {}, "answers": {}, "proved": {}, "rework": {Num: 0, Of: 1}}},
		{"four agencies were called: one was silent, one did not come, one was not done; what happens later counts in the week of the call", []Logged{
			{Do: Calling, Agency: "gas", Week: "2026-W46"}, {Do: Calling, Agency: "gas", Week: "2026-W46"}, {Do: Calling, Agency: "police", Week: "2026-W46"}, {Do: Calling, Agency: "fire", Week: "2026-W46"},
			{Do: Lapsing, Agency: "gas", Lapsed: cases.ClockReport, Called: "2026-W46"}, {Do: Lapsing, Agency: "police", Lapsed: cases.ClockReach, Called: "2026-W46"},
			{Do: Lapsing, Agency: "fire", Lapsed: cases.ClockFinish, Called: "2026-W46"}, {Do: cases.ReportIn, Agency: "gas", Late: true}, {Do: cases.LegLate, Agency: "gas"},
		}, "north", "2026-W46", map[string]Value{"legs": {Num: 4}, "legsilent": {Num: 1, Of: 4}, "legabsent": {Num: 1, Of: 4}, "leglate": {Num: 1, Of: 4}}},
		{"one of two closings is proved twice", []Logged{{Do: cases.Confirm, Outcome: cases.Confirmed, Proofs: 2}, {Do: cases.Lapse, Outcome: cases.Unconfirmed, Proofs: 1}},
			"north", "2026-W47", map[string]Value{"proved": {Num: 1, Of: 2}}},
		{"one of two declines is contested", []Logged{{Do: cases.Decline}, {Do: cases.Decline}, {Do: cases.Contest}, {Do: cases.Uphold}},
			"north", "2026-W47", map[string]Value{"contested": {Num: 1, Of: 2}}},
		{"what is put right twice was wrong once", []Logged{{Do: cases.Report}, {Do: cases.Correct, Fixed: cases.OfCategory}, {Do: cases.Correct}},
			"north", "2026-W47", map[string]Value{"corrected": {Num: 1, Of: 1}}},
		{"passed around until it rose", []Logged{{Do: cases.Return}, {Do: cases.Return, Rose: true}}, "north", "2026-W47", map[string]Value{"bounced": {Num: 1}}},
		{"what it cost the staff", []Logged{{Do: cases.Report, Told: 3, Taps: 1}, {Do: Burden, Told: 2, Hushed: 1}}, "north", "2026-W47",
			map[string]Value{"told": {Num: 5, Of: 1}, "taps": {Num: 1, Of: 1}, "hushed": {Num: 1}}},
	} {
		s := life(c.lines...).Sum(c.grid, c.week)
		for key, want := range c.want {
			f, ok := Of(key)
			if !ok {
				t.Fatalf("there is no figure %s", key)
			}
			got := f.Value(s)
			if f.Quantile != 0 && math.Abs(got.Seconds/want.Seconds-1) <= 0.02 {
				got.Seconds = want.Seconds
			}
			if got != want {
				t.Errorf("%s: %s is %+v, want %+v", c.name, key, got, want)
			}
		}
	}
}

// The published figures of the real programme, from a log: 205 problems solved
// across departments, all disposed of, 98.05 % satisfied, and answers 80 %
// sooner than in the year before.
func TestThePublishedFiguresComeOutOfALog(t *testing.T) {
	var lines []Logged
	hour, fifth := int64(5*3600), int64(3600)
	for i := range 205 {
		rating := 5
		if i >= 201 {
			rating = 2
		}
		lines = append(lines,
			Logged{Do: cases.Claim, Week: "2025-W10", Answered: &hour}, Logged{Do: cases.Claim, Answered: &fifth},
			Logged{Do: cases.Submit, Handed: true, Owes: true, Owed: "2026-W47"}, Logged{Do: cases.Pass},
			Logged{Do: cases.Confirm, Outcome: cases.Confirmed, Agencies: 2 + i%3}, Logged{Do: cases.Rate, Rating: rating, Asked: "2026-W47"})
	}
	counts := life(lines...)
	is, was := counts.Sum("north", "2026-W47"), counts.Sum("north", "2025-W10")
	number := func(key string, s Sums) float64 {
		f, _ := Of(key)
		return f.Number(f.Value(s))
	}
	if n := number("joint", is); n != 205 {
		t.Errorf("%v were solved across departments", n)
	}
	if n := number("disposal", is); n != 1 {
		t.Errorf("the disposal rate is %v", n)
	}
	if n := number("satisfied", is); math.Round(n*10000) != 9805 {
		t.Errorf("%v are satisfied", n)
	}
	if change := number("response", is)/number("response", was) - 1; math.Abs(change+0.8) > 0.01 {
		t.Errorf("the response time changed by %v", change)
	}
}

// A line of an older release counts nowhere; every other line counts the same
// in its grid as everywhere.
func TestWhatCountsInAGridCountsEverywhere(t *testing.T) {
	if all := (Logged{Do: cases.Claim, Grid: "north"}).Tallies(); len(all) != 0 {
		t.Errorf("without a week: %v", all)
	}
	took := int64(7)
	for _, l := range []Logged{{Do: cases.Claim, Answered: &took, Waited: &took, Clock: cases.ClockClaim, Kept: true}, {Do: cases.Inspect, Items: 2, Passed: 1},
		{Do: cases.Reopen, Asked: "2026-W46", Ended: "2026-W46"}, {Do: Burden, Told: 1}} {
		l.Week, l.Grid, l.Category = "2026-W47", "north", "lamp"
		c := Counts{}
		c.Add(l)
		for week := range c {
			if len(c[week]["north"]) == 0 || !maps.Equal(c[week]["north"], c[week][Everywhere]) {
				t.Errorf("%s: %v", l.Do, c[week])
			}
		}
	}
}

// What is counted of each agency adds up to what is counted of all.
func TestAgenciesAddUp(t *testing.T) {
	counts := life(Logged{Do: Calling, Agency: "gas"}, Logged{Do: Calling, Agency: "gas"}, Logged{Do: Calling, Agency: "police"},
		Logged{Do: Lapsing, Agency: "gas", Lapsed: cases.ClockReport, Called: "2026-W47"})
	for _, grid := range []string{"north", Everywhere} {
		s := counts.Sum(grid, "2026-W47")
		for _, c := range []struct {
			name string
			want int
		}{{LegsCalled, 3}, {OfAgency(LegsCalled, "gas"), 2}, {OfAgency(LegsCalled, "police"), 1}, {LegsSilent, 1}, {OfAgency(LegsSilent, "gas"), 1}, {OfAgency(LegsSilent, "police"), 0}} {
			if s[c.name] != c.want {
				t.Errorf("%s, %s: %d, want %d", grid, c.name, s[c.name], c.want)
			}
		}
	}
}

// Three cases that another system had closed change nothing about what we solved.
func TestWhatWasBroughtInIsNotSolvedByUs(t *testing.T) {
	solved, _ := Of("solved")
	s := Sums{Confirmed: 8, Checked: 4, Reopened: 1}
	before := solved.Number(solved.Value(s))
	s[Imported] = 3
	if after := solved.Number(solved.Value(s)); after != before || math.Abs(after-11.0/12) > 1e-9 {
		t.Errorf("it was %.4f and is %.4f", before, after)
	}
	answered, _ := Of("answers")
	if v := answered.Value(Sums{Asked: 2, answer + "5": 2, NotFixed: 2}); v.Num > v.Of {
		t.Errorf("%d of %d asked have answered", v.Num, v.Of)
	}
}

func TestOfFewCasesThereIsNoPercentage(t *testing.T) {
	solved, _ := Of("solved")
	response, _ := Of("response")
	told, _ := Of("told")
	reported, _ := Of("reported")
	for _, c := range []struct {
		f    Figure
		v    Value
		want bool
	}{
		{solved, Value{Num: 9, Of: Fewest - 1}, true}, {solved, Value{Num: 3, Of: Fewest}, false},
		{response, Value{Num: Fewest - 1}, true}, {response, Value{Num: Fewest}, false},
		{told, Value{Num: 3, Of: 1}, false}, {reported, Value{Num: 1}, false},
	} {
		if got := c.f.Few(c.v); got != c.want {
			t.Errorf("%s of %+v: %v", c.f.Key, c.v, got)
		}
	}
}
