package playbooks

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/cases"
	"gridbot/flows/hotspots"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func first() Version {
	return Version{By: 21, Grid: "yanchang", At: monday.Unix(), When: "底楼有餐饮", Steps: []Step{
		{Part: Clear, Who: "物业", What: "加一个桶", Days: 7}, {Part: Run, Agency: "sanitation", What: "周三周五清运", Days: 14}, {Part: Guard, What: "每月看一次"}}}
}

// Whatever is done to a playbook, what a version said stays, letter by letter, and
// whoever wrote one is named.
func TestAVersionIsNeverChanged(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var b Book
		b.Begin("rubbish", 1, first())
		kept := map[string]string{}
		plain := func(v any) string {
			out, err := json.Marshal(v)
			if err != nil {
				rt.Fatal(err)
			}
			return string(out)
		}
		for i := range rapid.IntRange(1, 20).Draw(rt, "steps") {
			b = b.Clone()
			p := b.Playbook(1)
			topic := rapid.IntRange(1, 4).Draw(rt, "topic")
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0:
				f := rapid.SampledFrom(Fields).Draw(rt, "field")
				grid := rapid.SampledFrom([]string{"yanchang", "lingshi", "pengpu"}).Draw(rt, "grid")
				v := p.Newest().Put(f, []Step{{Part: Part(f), What: string(rune('a' + i))}}, string(rune('a'+i)))
				v.By, v.Grid, v.Why = int64(i), grid, "why"
				knew := slices.Contains(p.Grids(), grid)
				was := p.Newest()
				if !p.Improve(was.Label(), v) {
					rt.Fatalf("nobody was quicker than %s", was.Label())
				}
				is := p.Newest()
				if knew && (is.Major != was.Major || is.Minor != was.Minor+1) || !knew && (is.Major != was.Major+1 || is.Minor != 0) {
					rt.Fatalf("after %s comes %s", was.Label(), is.Label())
				}
				if p.Improve(was.Label(), v) {
					rt.Fatal("a second one was written over the first")
				}
			case 1:
				p.Take(topic, "lingshi", 22, monday)
			case 2:
				p.Tick(topic, i%4, monday)
			case 3:
				p.Leave(topic, i%4, monday)
			case 4:
				p.Add(topic, Step{Part: Run, What: "own", Days: 3}, monday)
			}
			for _, v := range p.Versions {
				if was, ok := kept[v.Label()]; ok && was != plain(v) {
					rt.Fatalf("%s was %s and is %s", v.Label(), was, plain(v))
				}
				kept[v.Label()] = plain(v)
				if !slices.Contains(p.Authors(), Author{v.By, v.Grid}) {
					rt.Fatalf("%d is not named", v.By)
				}
			}
			if len(kept) != len(p.Versions) {
				rt.Fatalf("%d versions, and %d were there", len(p.Versions), len(kept))
			}
		}
	})
}

// What is used has its days from when it was begun; what is done otherwise is kept
// beside it, and the next day is that of what is left.
func TestAUseHasItsDays(t *testing.T) {
	var b Book
	p := b.Begin("rubbish", 1, first())
	if !p.Take(2, "lingshi", 22, monday) || p.Take(2, "lingshi", 22, monday) {
		t.Fatal("it is begun once")
	}
	if got, want := p.Use(2).Next(), monday.AddDate(0, 0, 7).Unix(); got != want {
		t.Errorf("next %d, want %d", got, want)
	}
	p.Tick(2, 0, monday)
	if got, want := p.Use(2).Next(), monday.AddDate(0, 0, 14).Unix(); got != want {
		t.Errorf("then %d, want %d", got, want)
	}
	p.Leave(2, 1, monday)
	p.Add(2, Step{Part: Guard, What: "x", Days: 30}, monday)
	if left, added := p.Use(2).Differs(); left != 1 || added != 1 {
		t.Errorf("left out %d, added %d", left, added)
	}
	if p.Tick(2, 9, monday) || p.Tick(3, 0, monday) || p.Leave(2, -1, monday) {
		t.Error("there is no such step")
	}
	if p.Newest().Steps[1].What != "周三周五清运" {
		t.Error("the version knows of what was left out")
	}
}

// What the next version says is seen line by line.
func TestADiffSaysWhatWentAndWhatCame(t *testing.T) {
	was := first()
	is := was.Put(Field(Run), []Step{{Part: Run, Agency: "sanitation", What: "天天清运", Days: 14}}, "").Put(Cost, nil, "每月300元")
	got := Diff(was, is)
	if len(got) != 3 || got[0].New || got[0].Step.What != "周三周五清运" || !got[1].New || got[1].Step.What != "天天清运" || got[2].Field != Cost || !got[2].New || got[2].Words != "每月300元" {
		t.Errorf("%+v", got)
	}
	if d := Diff(was, was); d != nil {
		t.Errorf("nothing is another: %+v", d)
	}
}

// of is a topic with cases at days, closed on the day after, that was begun on a day.
func of(turn int, days ...int) (hotspots.Topic, []cases.Case) {
	t := hotspots.Topic{N: 1, Stage: hotspots.StageHeld, Diary: []hotspots.Entry{{At: int64(turn) * day, Stage: hotspots.StageRunning}}}
	var all []cases.Case
	for i, d := range days {
		t.Cases = append(t.Cases, i+1)
		all = append(all, cases.Case{Number: i + 1, Status: cases.Closed, Opened: int64(d) * day, Ended: int64(d+1) * day})
	}
	return t, all
}

// Worked by hand: a case at day 0 begins the days before and does not count.
func TestEvidenceIsCountedAsItIsDefined(t *testing.T) {
	topic, all := of(60, 0, 10, 20, 30, 40, 50, 70)
	all[1].Next = 3                             // back after nine days
	all[5].Status = cases.Declined              // was none
	all = append(all, cases.Case{Number: 9999}) // of something else
	e := Told(topic, all, Turn(topic), 120*day)
	want := Evidence{Topics: 1, Before: Span{Cases: 4, Days: 60, Closed: 2, Back: 1}, After: Span{Cases: 1, Days: 60}}
	// Closed and watched for 90 days by day 120: those of day 0, 10 and 20; day 10 came back.
	want.Before.Closed = 3
	if e != want {
		t.Errorf("got %+v, want %+v", e, want)
	}
	if got := e.Before.AMonth(); got != 2 {
		t.Errorf("%v a month", got)
	}
	for _, none := range []Evidence{Told(topic, all, 0, 120*day), Told(topic, nil, 60*day, 120*day), Told(topic, all, 130*day, 120*day)} {
		if none != (Evidence{}) {
			t.Errorf("nothing can be said: %+v", none)
		}
	}
}

// The interval of Clopper and Pearson, from the tables.
func TestIntervalsAreExact(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{0, 10, 0, 0.3085}, {1, 10, 0.0025, 0.4450}, {5, 10, 0.1871, 0.8129}, {10, 10, 0.6915, 1}, {3, 20, 0.0321, 0.3789}} {
		got := Share(c.k, c.n)
		if math.Abs(got.Low-c.low) > 0.0001 || math.Abs(got.High-c.high) > 0.0001 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.k, c.n, got.Low, got.High, c.low, c.high)
		}
	}
	if Share(0, 0).Known() {
		t.Error("of nothing nothing is known")
	}
}

// What went down is not called solved, what went up is said, and so is what went
// down less than where nothing was done.
func TestTheVerdictIsHonest(t *testing.T) {
	e := func(before, after int) Evidence {
		return Evidence{Topics: 1, Before: Span{Cases: before, Days: 90}, After: Span{Cases: after, Days: 90}}
	}
	for _, c := range []struct {
		own, nothing Evidence
		want         Verdict
	}{
		{e(2, 1), Evidence{}, Few},
		{e(12, 10), Evidence{}, Same},
		{e(20, 4), Evidence{}, Better},
		{e(4, 20), Evidence{}, Worse},
		{e(40, 30), e(60, 10), Nothing}, // found at its worst, everything becomes less
		{e(40, 20), e(60, 10), Nothing},
		{e(40, 5), e(60, 10), Better},
		{e(40, 20), e(2, 0), Better}, // of two cases nothing is held against it
	} {
		if got := c.own.Verdict(c.nothing); got != c.want {
			t.Errorf("%+v against %+v: %s, want %s", c.own, c.nothing, got, c.want)
		}
	}
}

// Without any change, one in forty at most is called better, and one in forty worse.
func TestChanceIsSeldomCalledAChange(t *testing.T) {
	for n := Fewest; n < 80; n += 5 {
		better, worse := 0.0, 0.0
		for k := range n + 1 {
			p := tail(k, n, 0.5) - tail(k+1, n, 0.5)
			switch (Evidence{Before: Span{Cases: n - k, Days: 90}, After: Span{Cases: k, Days: 90}}).Verdict(Evidence{}) {
			case Better:
				better += p
			case Worse:
				worse += p
			}
		}
		if better > 0.025+1e-9 || worse > 0.025+1e-9 {
			t.Errorf("of %d cases: better %.4f, worse %.4f", n, better, worse)
		}
	}
}

// What fits a kind comes before what fits any.
func TestWhatFitsAKindComesFirst(t *testing.T) {
	var b Book
	b.Begin("", 1, first())
	b.Begin("lamp", 2, first())
	b.Begin("rubbish", 3, first())
	fits := b.Fits("rubbish")
	if len(fits) != 2 || fits[0].N != 3 || fits[1].N != 1 {
		t.Errorf("%+v", fits)
	}
	b.Last = 500
	for range MostBooks {
		b.Begin("lamp", 9, first())
	}
	if len(b.All) != MostBooks || b.Begin("lamp", 9, first()) != nil {
		t.Errorf("%d playbooks", len(b.All))
	}
}

// What stands in records and on buttons keeps its word.
func TestPublishedWordsStay(t *testing.T) {
	for got, want := range map[string]string{
		string(Clear): "clear", string(Run): "run", string(Guard): "guard", string(When): "when", string(Plan): "plan", string(Notice): "notice", string(Cost): "cost", string(Pitfalls): "pitfalls",
	} {
		if got != want {
			t.Errorf("%q was %q", got, want)
		}
	}
}

// Before thirty days have gone by nothing is said, however many were told of: what came
// in half an hour is no measure of a month.
func TestNothingIsSaidBeforeThirtyDaysHaveGoneBy(t *testing.T) {
	for days, said := range map[float64]bool{0.025: false, 1: false, 29.9: false, 30: true, 60: true} {
		e := Evidence{Topics: 1, Before: Span{Cases: 30, Days: 60}, After: Span{Cases: 1, Days: days}}
		if e.Ratio().Known() != said || e.Early() == said || (e.Verdict(Evidence{}) != Few) != said {
			t.Errorf("after %v days: %+v, %s", days, e.Ratio(), e.Verdict(Evidence{}))
		}
	}
	for days, known := range map[float64]bool{0.025: false, 6.9: false, 7: true} {
		if s := (Span{Cases: 1, Days: days}); math.IsNaN(s.AMonth()) == known {
			t.Errorf("%v days: %v a month", days, s.AMonth())
		}
	}
}
