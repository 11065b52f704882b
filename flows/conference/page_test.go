package conference

import (
	"testing"

	"gridbot/flows/world"
)

// A button whose press is not in the table would never be shown, and nobody
// would miss it.
func TestEveryButtonOfThePageCanBePressed(t *testing.T) {
	presses := meetingPresses()
	for press, label := range pressTexts {
		if _, ok := presses[press]; !ok {
			t.Errorf("%q stands on the page as %s, and means nothing", press, label.ID)
		}
	}
}

// What the page shows at a stage, to the chair and to a member who only came.
func TestThePageShowsWhatMayBePressed(t *testing.T) {
	for _, test := range []struct {
		stage  world.Stage
		chair  bool
		shows  []string
		hides  []string
		absent bool
	}{
		{stage: world.StageCalled, chair: true, shows: []string{"begin", "move", "off", "up", "suggest", "ask"}, hides: []string{"end", "item", "call", "there"}},
		{stage: world.StageCalled, shows: []string{"come", "suggest", "drop"}, hides: []string{"begin", "move", "off", "up", "ask"}},
		{stage: world.StageCalled, absent: true, hides: []string{"come", "suggest", "begin"}},
		{stage: world.StageOpen, chair: true, shows: []string{"item", "end", "code", "there"}, hides: []string{"begin", "call", "come"}},
		{stage: world.StageOpen, shows: []string{"there", "suggest"}, hides: []string{"item", "end", "code"}},
		{stage: world.StageOpen, absent: true, hides: []string{"there", "suggest"}},
		{stage: world.StageOpen, chair: true, absent: true, shows: []string{"there", "end"}, hides: []string{"suggest"}},
		{stage: world.StageOver, chair: true, shows: []string{"item", "call", "sign"}, hides: []string{"issue", "minutes", "end"}},
		{stage: world.StageSigned, chair: true, shows: []string{"call"}, hides: []string{"item", "sign", "issue"}},
		{stage: world.StageOff, chair: true, shows: []string{"call"}, hides: []string{"begin", "minutes"}},
	} {
		w := &world.World{Me: world.Person{ID: 7, Role: world.Officer}}
		if test.chair {
			w.Me.Role = world.Coordinator
		}
		m := &world.Conference{Grid: "g", Stage: test.stage}
		if !test.absent {
			m.Members = []world.Member{{ID: 7}}
		}
		p := page{w, "g", m, meetingPresses()}
		for _, press := range test.shows {
			if !p.may(press) {
				t.Errorf("%s, chair %v, member %v: %q cannot be pressed", test.stage, test.chair, !test.absent, press)
			}
		}
		for _, press := range test.hides {
			if p.may(press) {
				t.Errorf("%s, chair %v, member %v: %q can be pressed", test.stage, test.chair, !test.absent, press)
			}
		}
	}
}
