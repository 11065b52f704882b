package flows_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// refusals are what somebody reads whom a command is not for.
var refusals = []string{"tasks.staff", "digest.staff", "duty.staff", "rota.staff", "invite.staff", "export.staff", "conference.staff", "bind.staff", "groups.staff", "start.command", "file.staff", "looked.staff", "care.staff", "hot.staff", "topics.staff", "plays.staff", "badge.staff", "declare.staff", "treasurer.staff"}

// offMenu are the commands that stand in no menu, though there are people who
// may use them.
var offMenu = []string{"start", "case", "figure", "bind", "settings", "joins", "groups", "mute", "muted", "objection", "second", "dues", "badge", "declare", "treasurer"}

// Whatever somebody may ask for stands in their menu, and nothing else.
func TestTheMenuShowsWhatOneMayDo(t *testing.T) {
	commands := readSource(t).commands
	for _, name := range flows.Commands() {
		if !slices.Contains(commands, name) {
			t.Errorf("the menus know /%s, which does nothing", name)
		}
	}
	s := newScene(t)
	for _, f := range figures {
		s.set(f, cases.Handling, "", false, false)
		menu := flows.Menu(s.me.Role)
		for _, name := range commands {
			if !slices.Contains(flows.Commands(), name) {
				t.Errorf("/%s has no row in the table of the menus: say whose menu it stands in", name)
				continue
			}
			shown := slices.ContainsFunc(menu, func(l flows.MenuLine) bool { return l.Command == name })
			may := s.mayAsk(name)
			switch {
			case slices.Contains(offMenu, name) && shown:
				t.Errorf("/%s stands in the menu of %s", name, f.name)
			case slices.Contains(offMenu, name):
			case may && !shown:
				t.Errorf("%s may ask for /%s, and it is not in their menu", f.name, name)
			case !may && shown:
				t.Errorf("/%s is in the menu of %s, who are refused", name, f.name)
			}
		}
	}
}

// mayAsk reports whether a bare command gets another answer than a refusal.
func (s *scene) mayAsk(name string) bool {
	s.t.Helper()
	ch := s.happens(talk.Event{Command: name})
	return len(ch.Letters) > 0 && !slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return slices.Contains(refusals, l.Say.Say.ID) })
}

// A line that cannot be said, or twice the same, would leave everybody of that
// role without a menu.
func TestEveryMenuCanBeSaid(t *testing.T) {
	catalog := newScene(t).catalog
	for _, role := range []world.Role{world.Resident, world.Worker, world.Officer, world.Lead, world.Coordinator} {
		menu := flows.Menu(role)
		if len(menu) < 5 || len(menu) > 100 {
			t.Errorf("the menu of %q has %d lines", role, len(menu))
		}
		seen := map[string]bool{}
		for _, line := range menu {
			for _, l := range text.Langs {
				say, err := catalog.Say(l, line.What)
				if n := utf8.RuneCountInString(say); err != nil || n < 2 || n > 256 || seen[line.Command+string(l)] {
					t.Errorf("/%s in the menu of %q says %q in %s (%v)", line.Command, role, say, l, err)
				}
				seen[line.Command+string(l)] = true
			}
		}
	}
}
