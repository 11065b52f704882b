package playbooks

import (
	"encoding/json"
	"testing"
	"time"
)

// Who has a step hears of it by its own clock, and whoever answers for the use does not
// beside them; when they cannot, when it is done, and when it is over, nobody does.
func TestAStepSomebodyElseHasStrikesByItsOwnClock(t *testing.T) {
	now := time.Unix(1_795_000_000, 0)
	var b Book
	b.Begin("lamp", 1, Version{At: now.Unix(), Steps: []Step{{What: "a", Days: 9}, {What: "b"}}})
	p := &b.All[0]
	p.Freeze(Evidence{})
	p.Take(2, "east", 7, now)
	p.Reckon(2, func(a *Account) { a.Look = 0 })
	give := func(next int64) {
		p.Errand(2, 0, func(e *Errand) {
			e.Give(0, now, p.Use(2).Doing[0].Due)
			e.Clock.Next = next
		})
	}
	give(now.Unix() + 3*day)
	p.Errand(2, 1, func(e *Errand) { e.Give(9, now, 0) }) // no day: nobody hears of it
	if at := b.Strikes(); at != now.Unix()+3*day {
		t.Errorf("it strikes at %d", at)
	}
	then := now.AddDate(0, 0, 30)
	if got := p.Use(2).Struck(then); len(got) != 1 || got[0] != 0 {
		t.Errorf("struck: %v", got)
	}
	if p.Tell(2, then) != -1 || p.Use(2).Doing[0].Told != 0 {
		t.Error("the lead is told of what somebody else has")
	}
	raw, _ := json.Marshal(b)
	var kept Book
	if err := json.Unmarshal(raw, &kept); err != nil || kept.Strikes() != b.Strikes() || kept.All[0].Use(2).Doing[1].Owner != 9 {
		t.Errorf("kept as %s: %v", raw, err)
	}
	p.Errand(2, 0, func(e *Errand) { e.Refuse(WhyTime, now) })
	if d := p.Use(2).Doing[0]; d.Held() || d.Strikes() != d.Due {
		t.Errorf("they cannot, and whoever answers for it hears on the day: %+v", d)
	}
	for name, ends := range map[string]func(){
		"done": func() { p.Tick(2, 0, now) }, "left out": func() { p.Leave(2, 0, now) }, "hushed": func() { p.Hush(2) },
	} {
		give(now.Unix() + 3*day)
		if ends(); b.Strikes() != 0 {
			t.Errorf("%s, and it strikes at %d", name, b.Strikes())
		}
		p.change(2, 0, func(d *Doing) { *d = Doing{Step: d.Step, Due: d.Due} })
	}
	if p.Errand(2, 9, func(*Errand) {}) || p.Errand(3, 0, func(*Errand) {}) {
		t.Error("there is no such step")
	}
}
