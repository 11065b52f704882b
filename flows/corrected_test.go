package flows_test

import (
	"slices"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// carriesOn plays events one after the other, and returns the last change.
func (s *scene) carriesOn(events ...talk.Event) world.Change {
	var ch world.Change
	for _, e := range events {
		ch = s.happens(e)
		s.keep(ch)
	}
	return ch
}

// A case that is put right to danger rings with everybody who has to do with it,
// and climbs the ladder of danger from then on.
func TestWhatBecomesDangerRings(t *testing.T) {
	s := newScene(t)
	lead := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "lead" })]
	s.set(lead, cases.Handling, cases.ClockHandle, true, false)
	on := func(press string) talk.Event { return talk.Event{Press: press} }
	ch := s.carriesOn(on("c|4711|correct"), on("d|correct|what|category"), on("d|correct|category|g-fire"), on("d|correct|category|c-gas"), on("d|correct|sure|yes"))
	rings := map[int64]bool{}
	for _, l := range ch.Letters {
		rings[l.To.ID] = rings[l.To.ID] || l.Class == world.ClassDanger
	}
	for who, id := range map[string]int64{"who has it": holderID, "the other lead": bossID, "who reported it": tellerID} {
		if !rings[id] {
			t.Errorf("%s does not hear it ring", who)
		}
	}
	c := *s.kase
	due := s.district.ClocksOf(must(s.district.Category("gas"))).Arrive
	if want := s.district.Calendar.Add(s.now, due); !c.Danger || c.Clock.Name != cases.ClockArrive || !c.Due().Equal(want) || c.Clock.Next == 0 || c.Clock.Next >= c.Clock.Due {
		t.Errorf("danger %t, %+v; want it due at %v, and reminded of before", c.Danger, c.Clock, want)
	}
}

func must[V any](v V, _ bool) V { return v }

// Who declined it is asked nothing of it again, by whatever button.
func TestWhoDeclinedItDoesNotDecideAgain(t *testing.T) {
	s := newScene(t)
	lead := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "lead" })]
	for _, do := range []string{"uphold", "reinstate", "decline"} {
		s.set(lead, cases.Reported, cases.ClockClaim, false, false)
		s.prepare("uphold")
		s.kase.Dispute.By = figureID
		if ch := s.happens(talk.Event{Press: "c|4711|" + do}); ch.Toast.Empty() || !ch.Alert || ch.Session != nil || s.logs(ch) {
			t.Errorf("%s: %s", do, plain(t, ch))
		}
	}
}
