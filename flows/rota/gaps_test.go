package rota

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/duty"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Over two months of plans by chance every gap is told once, and a day before it
// comes, though nothing is told in the quiet hours; only what was near when the
// plan was made is told as soon as it can be.
func TestEveryGapIsToldADayAhead(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 3))
		w := worldtest.New(t)
		var plan duty.Plan
		for d := range duty.Day(duty.Days) {
			for _, h := range w.District.Duty.Shifts {
				if r.IntN(4) > 0 {
					plan = plan.Toggled(duty.Turn{Day: d, From: h.From, To: h.To}, int64(1+r.IntN(3)))
				}
			}
		}
		if plan.Empty() {
			continue
		}
		w.Staff = world.Staff{Rota: world.Rota{}.With("yanchang", plan), People: map[int64]world.Person{9: {ID: 9, Role: world.Lead, Grid: "yanchang"}}}
		began := w.Now
		told := map[int64]time.Time{}
		for h := range 60 * 24 {
			w.Now = began.Add(time.Duration(h)*time.Hour + time.Duration(r.IntN(10))*time.Minute)
			if w.District.Quiet.Holds(w.Now) {
				continue
			}
			own := *w
			x := &acts.Turn{World: &own}
			gaps(x, "yanchang")
			if (x.Change.Rota != nil) != (len(x.Letters) == 1) {
				t.Fatalf("%d letters, and the plan is kept: %v", len(x.Letters), x.Change.Rota != nil)
			}
			if x.Change.Rota == nil {
				continue
			}
			for _, at := range x.Change.Rota.Plans["yanchang"].Told {
				if before, again := told[at]; again && !slices.Contains(w.Staff.Rota.Plans["yanchang"].Told, at) {
					t.Errorf("the gap at %s is told at %s and at %s", time.Unix(at, 0), before, w.Now)
				} else if !again {
					told[at] = w.Now
				}
			}
			w.Staff.Rota = *x.Change.Rota
		}
		n := 0
		for _, g := range plan.Gaps(w.District.Calendar, began, w.Now, w.District.Duty.Cover) {
			at, ok := told[g.From.Unix()]
			if near := g.From.Before(began.Add(24 * time.Hour)); near {
				continue
			}
			if n++; !ok || g.From.Sub(at) < 24*time.Hour {
				t.Errorf("plan %d: the gap from %s was told at %s", seed, g.From, at)
			}
		}
		t.Logf("plan %d: %d gaps", seed, n)
	}
}
