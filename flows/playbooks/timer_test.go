package playbooks

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/cases"
)

// Whatever is done with its steps: one that is due is told on its day and once more,
// never when it is done or left out, and the timer always goes on.
func TestAStepIsToldTwiceAtMost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		now := time.Unix(1_795_000_000, 0)
		var b Book
		v := Version{At: now.Unix(), Steps: []Step{{What: "a", Days: 2}, {What: "b", Days: 9}, {What: "c"}}}
		b.Begin("lamp", 1, v)
		p := &b.All[0]
		p.Freeze(Evidence{})
		p.Take(2, "east", 7, now)
		p.Take(-1001, "east", 7, now)
		told := map[[2]int]int{}
		for range rapid.IntRange(1, 40).Draw(rt, "days") {
			now = now.Add(time.Duration(rapid.IntRange(1, 60).Draw(rt, "hours")) * time.Hour)
			of := rapid.SampledFrom([]int{2, -1001}).Draw(rt, "of")
			i := rapid.IntRange(0, 2).Draw(rt, "step")
			switch rapid.IntRange(0, 5).Draw(rt, "do") {
			case 0:
				p.Tick(of, i, now)
			case 1:
				p.Leave(of, i, now)
			}
			for at := b.Strikes(); at != 0 && at <= now.Unix(); at = b.Strikes() {
				for _, u := range p.Uses {
					for _, i := range u.Due(now) {
						if d := u.Doing[i]; d.Done != 0 || d.Not != 0 || d.Due > now.Unix() || told[[2]int{u.Of(), i}] == 1 && now.Unix() < d.Due+3*day {
							rt.Fatalf("told at %d: %+v", now.Unix(), d)
						}
						told[[2]int{u.Of(), i}]++
					}
					p.Tell(u.Of(), now)
					p.Reckon(u.Of(), func(a *Account) {
						if a.Look <= now.Unix() {
							a.Rest(now)
						}
					})
				}
			}
		}
		for at, n := range told {
			if n > 2 {
				rt.Fatalf("%v was told %d times", at, n)
			}
		}
	})
}

// What is over is told no more, and how it went stays, also as it is kept.
func TestWhatIsOverStaysAsItWas(t *testing.T) {
	now := time.Unix(1_795_000_000, 0)
	var b Book
	b.Begin("lamp", 1, Version{At: now.Unix(), Steps: []Step{{What: "a", Days: 2}}})
	p := &b.All[0]
	p.Take(2, "east", 7, now)
	p.Take(-1001, "east", 7, now)
	p.Reckon(2, func(a *Account) {
		a.Freeze(Evidence{Topics: 1, Before: Span{Cases: 9, Days: 60}, After: Span{Cases: 2, Days: 60}})
	})
	p.Freeze(Evidence{Topics: 1, Before: Span{Cases: 3, Days: 30}})
	if at := b.Strikes(); at != now.AddDate(0, 0, 2).Unix() {
		t.Errorf("the other strikes at %d", at)
	}
	p.Hush(-1001)
	p.Reckon(-1001, func(a *Account) { a.Freeze(Evidence{Ones: Span{Cases: 1, Closed: 1}}) })
	if b.Strikes() != 0 {
		t.Error("what is over strikes")
	}
	raw, _ := json.Marshal(b)
	var kept Book
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	want := Evidence{Topics: 2, Before: Span{Cases: 12, Days: 90}, After: Span{Cases: 2, Days: 60}, Ones: Span{Cases: 1, Closed: 1}}
	if got := kept.All[0].Of("1.0"); got != want {
		t.Errorf("%+v", got)
	}
	if got := kept.All[0].Of("2.0"); got != (Evidence{}) {
		t.Errorf("of another version: %+v", got)
	}
	b.Wait = now.Unix() + 99
	if b.Strikes() != 0 {
		t.Error("nothing is due, and it waits")
	}
}

// A single case is known when it came back, or did not for 90 days; what was none says
// nothing.
func TestASingleCaseIsWatchedFor90Days(t *testing.T) {
	at := int64(1_795_000_000)
	shut := cases.Case{Status: cases.Closed, Ended: at, Outcome: cases.Confirmed}
	again, none, open := shut, shut, cases.Case{Status: cases.Claimed}
	again.Next, none.Outcome = 1002, cases.NothingSeen
	for name, c := range map[string]struct {
		of    cases.Case
		now   int64
		want  Span
		known bool
	}{
		"a month later": {shut, at + 30*day, Span{Cases: 1, Closed: 1}, false}, "90 days later": {shut, at + 90*day, Span{Cases: 1, Closed: 1}, true},
		"back": {again, at + 5*day, Span{Cases: 1, Closed: 1, Back: 1}, true}, "none": {none, at + day, Span{}, true}, "open": {open, at, Span{}, false},
		"declined": {cases.Case{Status: cases.Declined, Ended: at}, at + day, Span{}, true},
	} {
		if e, known := One(c.of, c.now); e.Ones != c.want || known != c.known {
			t.Errorf("%s: %+v, known %t", name, e.Ones, known)
		}
	}
}
