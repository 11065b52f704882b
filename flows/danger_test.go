package flows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// In every state of every dialogue about a case, and of none, a sentence of danger
// shows the numbers to who wrote it, and reaches somebody on duty. Who asks others
// of the staff for something reads the numbers and a button: what they ask of them
// speaks of danger too.
func TestDangerIsHeardInEveryStateOfEveryDialogue(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.free = true // what it does to the letters' size is tested elsewhere
	for _, st := range statuses {
		for _, f := range figures {
			if cannotBe(f, st.status, st.held) {
				continue
			}
			s.t = named{t, fmt.Sprintf("%s, a case that is %s", f.name, st.status)}
			s.set(f, st.status, st.clock, st.held, false)
			s.hearsDanger(t, f)
			for _, r := range policy {
				if !r.governs(st.status) || !f.within(r.who) || !slices.Contains(strings.Fields(r.when), string(st.status)) {
					continue
				}
				steps := attempt(r.do, f)
				for n := 1; n < len(steps); n++ {
					s.set(f, st.status, st.clock, st.held, false)
					s.prepare(r.do)
					s.t = named{t, fmt.Sprintf("%s, a case that is %s, %d steps into %s", f.name, st.status, n, r.do)}
					for _, e := range steps[:n] {
						s.keep(s.happens(e))
					}
					if s.session.Dialogue != "" {
						s.hearsDanger(t, f)
					}
				}
			}
		}
	}
}

// hearsDanger says a sentence of danger where the figure stands now.
func (s *scene) hearsDanger(t *testing.T, f figure) {
	if f.person.Role == "" && f.name == "" {
		return
	}
	where := s.session.Dialogue
	ch := s.happens(talk.Event{Text: "着火了，楼道里全是黑烟"})
	numbers, reached, offered := false, false, false
	for _, l := range ch.Letters {
		said := plain(t, l)
		p := s.staff[l.To.ID]
		switch {
		case l.To.ID == figureID && strings.Contains(said, `"report.danger"`):
			numbers = true
			offered = strings.Contains(said, "m|report|danger")
		case l.To.ID != figureID && p.Role != world.Resident && l.Class == world.ClassDanger:
			reached = true
		}
	}
	if !numbers || !reached && !offered {
		s.t.Errorf("in %q: the numbers are shown %t, somebody is told %t: %d letters", where, numbers, reached, len(ch.Letters))
	}
}
