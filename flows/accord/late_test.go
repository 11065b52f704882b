package accord

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// asleep are the times at which no clock strikes, the first begin first.
type asleep [][2]int64

// strike is when a clock strikes that is set to a moment.
func (a asleep) strike(at int64) int64 {
	for _, gap := range a {
		if gap[0] <= at && at < gap[1] {
			at = gap[1]
		}
	}
	return at
}

// Whatever the absences: what has gone by is not announced as coming, one duty writes once
// at a time, and a time is missed only when whoever has it was asked, and had time.
func TestAnAbsenceIsHeldAgainstNobody(t *testing.T) {
	c := office(t)
	rhythms := []Rhythm{{Cron: "0 18 * * *"}, {Cron: "0 3 * * *"}, {Cron: "0 */6 * * *"}, {Cron: "0 * * * *"}, {Cron: "0 18 * * 1"}, {Cron: "0 9 */2 * *"}, {Work: 1}, {Work: 3}, {Once: monday + 10*oneDay}}
	rapid.Check(t, func(rt *rapid.T) {
		a := kerb(t)
		rhythm := rapid.SampledFrom(rhythms).Draw(rt, "rhythm")
		if _, err := a.Write(Term{Kind: Patrols, Words: "looks", Owner: PersonOwner(8), Rhythm: rhythm}); err != nil {
			rt.Fatal(err)
		}
		if err := a.Lay("x", monday); err != nil {
			rt.Fatal(err)
		}
		if err := a.Accept(1, a.Asked()[0].ID, 8, c, monday); err != nil {
			rt.Fatal(err)
		}
		var away asleep
		from := monday
		for range rapid.IntRange(0, 12).Draw(rt, "absences") {
			from += int64(rapid.IntRange(0, 4*oneDay).Draw(rt, "after"))
			to := from + int64(rapid.SampledFrom([]int{60, 3600, 9 * 3600, oneDay, 10 * oneDay}).Draw(rt, "long"))
			away = append(away, [2]int64{from, to})
			from = to
		}
		id := a.Versions[0].Terms[0].ID
		asked, last, missed := map[int64]int64{}, int64(0), 0
		for range 60 {
			d := a.Duty(id)
			if d == nil {
				return
			}
			before := *d
			at := max(away.strike(d.Next), last)
			if at == last {
				rt.Fatalf("two letters at once, %+v", before)
			}
			if night := rapid.IntRange(0, 5).Draw(rt, "quiet"); night == 0 { // people sleep
				d.Postpone(at, at+8*3600)
				at = away.strike(d.Next)
			}
			set := d.Next
			rung, err := a.Strike(id, c, at)
			if err != nil {
				rt.Fatal(err)
			}
			switch rung {
			case Ahead:
				if at >= before.Due {
					rt.Fatalf("announced at %d: %+v", at, before)
				}
			case Falls:
				asked[before.Due] = at
			case Overdue:
				since, told := asked[before.Due]
				if grace := min(least, before.grace(*a.InForce(id), c)); !told || at-since < grace || at-set > slack {
					rt.Fatalf("missed at %d, asked at %d: %+v", at, since, before)
				}
				missed++
			}
			last = at
			if d := a.Duty(id); d.Next <= at || rhythm.Once == 0 && d.Missed != missed {
				rt.Fatalf("after %d at %d: %+v", rung, at, d)
			}
		}
	})
}

// What was missed is made up for by the button of its letter, or by any while the next time
// is far: it was done late, and not missed. The button of a time that is over does nothing.
func TestWhatWasMissedIsMadeUpFor(t *testing.T) {
	c := office(t)
	a := agreed(t, c)
	evening := a.Versions[0].Terms[1].ID
	first := a.Duty(evening).Due
	for range 3 {
		must(t, second(a.Strike(evening, c, a.Duty(evening).Next)))
	}
	d, at := a.Duty(evening), a.Duty(evening).Due-12*3600+60
	if d.Missed != 1 || d.Owed != first {
		t.Fatalf("%+v", d)
	}
	if late, err := a.Do(evening, 20, first, "", "", c, at); err != nil || !late || d.Missed != 0 || d.Late != 1 || d.Kept != 0 || d.Row != 0 || d.Due == first {
		t.Errorf("%t, %v, %+v", late, err, d)
	}
	if _, err := a.Do(evening, 20, first, "", "", c, at); !errors.Is(err, ErrPast) || d.Late != 1 {
		t.Errorf("twice: %v, %+v", err, d)
	}
	if late, err := a.Do(evening, 20, d.Due, "", "", c, at); err != nil || late || d.Kept != 1 {
		t.Errorf("the next one: %t, %v, %+v", late, err, d)
	}
}
