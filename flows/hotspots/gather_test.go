package hotspots

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"strconv"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
)

var (
	zone = time.FixedZone("CST", 8*3600)
	now  = time.Date(2026, 11, 23, 3, 10, 0, 0, zone)
)

func ago(days int) int64 { return now.AddDate(0, 0, -days).Add(9 * time.Hour).Unix() }

// told is a report of a kerb at lingshi.
func told(n, days, voice int) figures.Logged {
	return figures.Logged{At: ago(days), Case: n, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, Grid: "yanchang", Category: "kerb", Spot: "lingshi", Voice: voice}
}

func none(string) []string {
	var ids []string
	for n := range 30 {
		ids = append(ids, "p"+strconv.Itoa(n))
	}
	return ids
}

func found(g *Gathering) (all []string) {
	for _, h := range g.Find(now, none) {
		all = append(all, h.Grid+" "+h.Place+" "+h.Kind+" "+strconv.Itoa(h.Voices)+" of "+strconv.Itoa(h.Reports))
	}
	return all
}

// What was none, or somebody else's already, is not counted; what was put right
// counts as what it is.
func TestTheLogIsReadForWhatWasTold(t *testing.T) {
	tests := map[string]struct {
		more []figures.Logged
		want []string
	}{
		"as told":       {nil, []string{"yanchang lingshi kerb 5 of 5"}},
		"withdrawn":     {[]figures.Logged{{At: ago(1), Case: 1, Do: cases.Withdraw, To: cases.Withdrawn}}, []string{"yanchang lingshi kerb 4 of 4"}},
		"two declined":  {[]figures.Logged{{At: ago(1), Case: 1, To: cases.Declined}, {At: ago(1), Case: 2, To: cases.Declined}}, nil},
		"heard anew":    {[]figures.Logged{{At: ago(2), Case: 1, To: cases.Declined}, {At: ago(1), Case: 1, To: cases.Reported}}, []string{"yanchang lingshi kerb 5 of 5"}},
		"merged":        {[]figures.Logged{{At: ago(1), Case: 1, Do: cases.Merge, To: cases.Merged}}, []string{"yanchang lingshi kerb 4 of 4"}},
		"nothing there": {[]figures.Logged{{At: ago(1), Case: 1, Do: cases.Confirm, To: cases.Closed, Outcome: cases.NothingSeen}}, []string{"yanchang lingshi kerb 4 of 4"}},
		"another grid": {[]figures.Logged{{At: ago(1), Case: 1, Do: cases.Route, To: cases.Reported, Grid: "lingshi"}, {At: ago(1), Case: 2, Do: cases.Route, To: cases.Reported, Grid: "lingshi"}},
			nil},
		"another kind":       {[]figures.Logged{{At: ago(1), Case: 1, Do: cases.Correct, To: cases.Reported, Category: "lamp"}}, []string{"yanchang lingshi kerb 4 of 4"}},
		"somewhere else":     {[]figures.Logged{{At: ago(1), Case: 1, Do: cases.Resite, To: cases.Reported, Spot: "songhan"}}, []string{"yanchang lingshi kerb 4 of 4"}},
		"again by the first": {[]figures.Logged{told(6, 1, 11), told(7, 1, 11)}, []string{"yanchang lingshi kerb 5 of 7"}},
		"of before the log":  {[]figures.Logged{{At: ago(1), Case: 900, Do: cases.Claim, To: cases.Claimed, Grid: "yanchang", Category: "kerb"}}, []string{"yanchang lingshi kerb 5 of 5"}},
		"a line of no case":  {[]figures.Logged{{At: ago(1), Do: figures.Burden, Grid: "yanchang"}}, []string{"yanchang lingshi kerb 5 of 5"}},
	}
	for name, test := range tests {
		g := Gather(zone)
		for n := 1; n <= 5; n++ {
			g.Add(told(n, 10+n, 10+n))
		}
		for _, l := range test.more {
			g.Add(l)
		}
		if got := found(g); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// Whoever gives no name is nobody who can be told from another: all of them are
// one voice a week.
func TestNamelessReportsAreOneVoiceAWeek(t *testing.T) {
	g := Gather(zone)
	for n := range 20 {
		g.Add(told(n+1, n, 0))
	}
	if got := found(g); len(got) != 0 {
		t.Errorf("three weeks of one voice: %q", got)
	}
	for n := range 20 {
		l := told(n+101, n, 0)
		l.Part = cases.PartImport // each is one that another system heard
		g.Add(l)
	}
	if got := found(g); !reflect.DeepEqual(got, []string{"yanchang lingshi kerb 23 of 40"}) {
		t.Errorf("%q", got)
	}
}

// That most of it comes from one resident is said, and not who that is.
func TestASpotThatRestsOnOneIsSaidToRestOnOne(t *testing.T) {
	g := Gather(zone)
	for n := 1; n <= 5; n++ {
		g.Add(told(n, 10+n, 10+n))
	}
	for n := 6; n <= 15; n++ {
		g.Add(told(n, 1, 11))
	}
	all := g.Find(now, none)
	if len(all) != 1 || all[0].ByOne != 11 || all[0].Reports != 15 || all[0].Voices != 5 {
		t.Errorf("%+v", all)
	}
}

// A hundred thousand cases of a year, with what happens to them, of five grids:
// at most two seconds and a hundred megabytes. The log is read line by line, so it is
// not held; all that is allocated is an upper bound of what is held at once.
func BenchmarkAYearOfTheLog(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		g := Gather(zone)
		yearOfLog(g.Add)
		g.Find(now, none)
	}
}

// yearOfLog tells that log.
func yearOfLog(tell func(figures.Logged)) {
	dice := rand.New(rand.NewPCG(1, 1))
	for n := range 100_000 {
		l := figures.Logged{At: ago(455 - n*455/100_000), Case: n + 1, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, Grid: grids[dice.IntN(5)],
			Category: kindsOf[dice.IntN(24)], Spot: spotsOf[dice.IntN(400)], Voice: 1 + dice.IntN(64)}
		tell(l)
		l.Spot, l.Voice = "", 0
		for _, to := range []cases.Status{cases.Claimed, cases.OnSite, cases.Submitted, cases.Closed} {
			l.To = to
			tell(l)
		}
	}
}

// numbered are names that end with a number.
func numbered(name string, n int) (all []string) {
	for i := range n {
		all = append(all, name+strconv.Itoa(i))
	}
	return all
}

var grids, kindsOf, spotsOf = numbered("g", 5), numbered("k", 24), numbered("p", 400)

// The hundred megabytes hold: what is allocated in all is less, so what is held at
// once is, too.
func TestAYearOfTheLogFitsIntoAHundredMegabytes(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	g := Gather(zone)
	yearOfLog(g.Add)
	found := g.Find(now, none)
	runtime.ReadMemStats(&after)
	if mb := float64(after.TotalAlloc-before.TotalAlloc) / 1e6; mb > 100 {
		t.Errorf("%.1f MB for %d spots", mb, len(found))
	} else {
		t.Logf("%.1f MB", mb)
	}
}
