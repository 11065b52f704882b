package hotspots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

const (
	places = 40
	kinds  = 8
)

// town is two years of reports without any hot spot: kinds have seasons and
// their own frequency, places their own size, the district grows.
func town(dice *rand.Rand, days int) (events []Event) {
	for day := range days {
		grow := 1 + float64(day)/float64(days)
		for kind := range kinds {
			rate := 0.15 * float64(kind+1) * grow * (1 + 0.5*math.Sin(2*math.Pi*float64(day)/365+float64(kind)))
			for range poisson(dice, rate) {
				place := min(dice.IntN(places), dice.IntN(places)) // some are larger
				events = append(events, Event{
					Day: day, Place: fmt.Sprint("p", place), Kind: fmt.Sprint("k", kind), Who: 1 + dice.Int64N(5000), Case: len(events),
				})
			}
		}
	}
	return events
}

func poisson(dice *rand.Rand, mean float64) (n int) {
	for p := dice.Float64(); p > math.Exp(-mean); n++ {
		p *= dice.Float64()
	}
	return n
}

// In years without any hot spot hardly one is named as rising: at most one
// year in ten has a night on which anything is.
func TestChanceAloneHardlyEverRises(t *testing.T) {
	false_, years := 0, 0
	for seed := range uint64(20) {
		events := town(rand.New(rand.NewPCG(seed, 1)), 800)
		years++
		if risesIn(NewLedger(events), 430, 800) {
			false_++
		}
	}
	if false_ > years/10 {
		t.Errorf("in %d of %d years something rose by chance alone", false_, years)
	}
	t.Logf("%d of %d years", false_, years)
}

func risesIn(l *Ledger, from, to int) bool {
	for today := from; today < to; today += 10 {
		for _, days := range Windows {
			for _, f := range l.Find(today, days, 0, places) {
				if f.Why == Rising {
					return true
				}
			}
		}
	}
	return false
}

// A drain that was told of once a month and now is three times a week is named
// within a month, in nine of ten years.
func TestAPlantedSpotIsFound(t *testing.T) {
	found := 0
	for seed := range uint64(40) {
		dice := rand.New(rand.NewPCG(seed, 2))
		events := town(dice, 700)
		for day := 600; day < 630; day++ {
			if dice.IntN(7) < 3 {
				events = append(events, Event{Day: day, Place: "p30", Kind: "k3", Who: 9000 + int64(day), Case: len(events)})
			}
		}
		for _, f := range NewLedger(events).Find(629, 30, 0, places) {
			if f.Spot == (Spot{"p30", "k3"}) && f.Why == Rising {
				found++
			}
		}
	}
	if found < 36 {
		t.Errorf("%d of 40 planted spots were found", found)
	}
	t.Logf("%d of 40", found)
}

// What is even is not frequent; what is all in one place is.
func TestAnUnevenPlaceIsFrequent(t *testing.T) {
	named := 0
	for seed := range uint64(200) {
		dice := rand.New(rand.NewPCG(seed, 3))
		var events []Event
		for n := range 100 {
			events = append(events, Event{Day: n % 30, Place: fmt.Sprint("p", dice.IntN(places)), Kind: "kerb", Who: int64(n + 1), Case: n})
		}
		named += len(NewLedger(events).Find(29, 30, 0, places))
	}
	if named > 4 { // one night in a hundred, and some
		t.Errorf("%d named in 200 nights of chance", named)
	}
	var events []Event
	for n := range 6 {
		events = append(events, Event{Day: n, Place: "lingshi", Kind: "kerb", Who: int64(n + 1), Case: n})
	}
	got := NewLedger(events).Find(29, 30, 0, places)
	want := Found{
		Spot: Spot{"lingshi", "kerb"}, at: got[0].at, Why: Frequent, Days: 30, Voices: 6, Before: 6. / places,
		Level: math.Pow(1./places, 6), Cases: []int{0, 1, 2, 3, 4, 5},
	}
	if len(got) != 1 || math.Abs(got[0].Level/want.Level-1) > 1e-9 {
		t.Fatalf("%+v", got)
	}
	if got[0].Level, got[0].Before = want.Level, want.Before; !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v, want %+v", got[0], want)
	}
}

// However often one resident writes, it is one voice.
func TestOneAngryPersonMakesNoSpot(t *testing.T) {
	var events []Event
	for n := range 60 {
		events = append(events, Event{Day: n % 30, Place: "lingshi", Kind: []string{"kerb", "noise", "dirt", "lamp", "drain", "smoke"}[n%6], Who: 7001, Case: n})
	}
	if got := NewLedger(events).Find(29, 30, 0, places); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	events = append(events, Event{Day: 3, Place: "lingshi", Kind: "kerb", Who: 7002, Case: 60}, Event{Day: 4, Place: "lingshi", Kind: "kerb", Who: 7003, Case: 61})
	if got := NewLedger(events).Find(29, 30, 0, places); len(got) != 0 {
		t.Errorf("three voices: %+v", got)
	}
}

// Without a season of history nothing rises, and a new district has no surge.
func TestNothingRisesWithoutHistory(t *testing.T) {
	var events []Event
	for n := range 200 {
		events = append(events, Event{Day: 700 + n%30, Place: fmt.Sprint("p", n%places), Kind: "kerb", Who: int64(n + 1), Case: n})
	}
	for _, f := range NewLedger(events).Find(729, 30, 700, places) {
		t.Errorf("%+v", f)
	}
}

// What came back twice is told, however few tell of it.
func TestWhatComesBackIsTold(t *testing.T) {
	events := []Event{
		{Day: 1, Place: "p1", Kind: "kerb", Who: 1, Case: 1}, {Day: 9, Place: "p1", Kind: "kerb", Who: 1, Case: 2, Back: true},
		{Day: 20, Place: "p1", Kind: "kerb", Who: 1, Case: 3, Back: true},
	}
	got := NewLedger(events).Find(29, 30, 0, places)
	if len(got) != 1 || got[0].Why != Relapse || !reflect.DeepEqual(got[0].Cases, []int{1, 2, 3}) {
		t.Errorf("%+v", got)
	}
}

// By hand: of 8 voices 4 in the window, 3 of 3 of one spot; and 5 coins of 5.
func TestChanceByHand(t *testing.T) {
	// C(5,1)/C(8,4) = 5/70
	if p := fisher(3, 1, 0, 4); math.Abs(p-5./70) > 1e-12 {
		t.Errorf("fisher: %v", p)
	}
	if p := binomialTail(5, 5, 0.5); math.Abs(p-1./32) > 1e-12 {
		t.Errorf("binomial: %v", p)
	}
	if p := binomialTail(0, 5, 0.5); math.Abs(p-1) > 1e-12 {
		t.Errorf("all of it: %v", p)
	}
}

func BenchmarkAHundredThousandCases(b *testing.B) {
	dice := rand.New(rand.NewPCG(1, 1))
	var events []Event
	for n := range 100_000 {
		events = append(events, Event{Day: n * 365 / 100_000, Place: fmt.Sprint("p", dice.IntN(400)), Kind: fmt.Sprint("k", dice.IntN(24)), Who: 1 + dice.Int64N(30_000), Case: n})
	}
	b.ReportAllocs()
	for b.Loop() {
		l := NewLedger(events)
		for _, days := range Windows {
			l.Find(364, days, 0, 400)
		}
	}
}
