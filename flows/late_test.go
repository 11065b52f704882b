package flows_test

import (
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What comes on the red list is said to be talked of at the next conference: it
// stands on the agenda of the one that is called, be it work, a look that nobody
// took, or an agency that does not finish.
func TestWhatIsOnTheRedListIsOnTheAgenda(t *testing.T) {
	for name, late := range map[string]func(s *scene, due int64) talk.Clock{
		"the work": func(s *scene, due int64) talk.Clock {
			s.kase.Status = cases.Handling
			return talk.Clock{Name: string(cases.ClockHandle)}
		},
		"a look": func(s *scene, due int64) talk.Clock {
			s.kase.Status, s.kase.Outcome, s.kase.Ended = cases.Watch, cases.Confirmed, due-30*86400
			return talk.Clock{Name: string(cases.ClockLook)}
		},
		"an agency": func(s *scene, due int64) talk.Clock {
			s.kase.Status = cases.Joint
			callIn(s.kase, "gas")
			s.kase.Clock.Rung = true
			l := &s.kase.Legs[0]
			l.Status, l.Officer, l.Arrived = cases.LegThere, mateID, due-86400
			l.Clock = cases.Clock{Name: cases.ClockFinish, Since: due - 3*86400, Due: due, Step: 4, Next: due}
			return talk.Clock{Name: l.Timer()}
		},
	} {
		for _, stage := range []world.Stage{world.StageCalled, world.StageOver} {
			s := newScene(t)
			s.as("lead", stage)
			s.meeting.Items, s.meeting.Tasks, s.kase.OnAgenda = s.meeting.Items[1:], nil, 0
			s.now = s.now.Add(26 * time.Hour) // an office hour
			due := s.now.Add(-9 * 24 * time.Hour).Unix()
			k := late(s, due)
			s.kase.Clock = cases.Clock{Name: cases.ClockName(k.Name), Since: due - 86400, Due: due, Step: 4, Next: due}
			if world.LegOf(k.Name) != 0 {
				s.kase.Clock = cases.Clock{Name: cases.ClockHandle, Since: due, Due: s.now.Unix() + 86400, Rung: true}
			}
			k.Case, k.Due = theCase, time.Unix(due, 0)
			ch := s.happens(talk.Event{Clock: &k})
			if len(ch.Cases) != 1 || !ch.Cases[0].After.OnRedList() {
				t.Fatalf("%s: not on the red list: %s", name, plain(t, ch.Cases))
			}
			on := ch.Met != nil && len(ch.Met.After.Items) == 2 && ch.Met.After.Items[1].Case == theCase && ch.Met.After.Items[1].Why == world.WhyRed
			if on != (stage == world.StageCalled) {
				t.Errorf("%s, conference %s: on the agenda: %t", name, stage, on)
			}
		}
	}
}
