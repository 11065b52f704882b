package flows

import (
	"regexp"
	"slices"
	"testing"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A row that names a dialogue finds it, and every dialogue about a case is begun
// by some row; what is chosen on the card is asked for there.
func TestEveryActBeginsWhatItSays(t *testing.T) {
	begun := map[string]bool{}
	for _, r := range show.Acts {
		d, ok := theBook.Dialogues[r.Begins]
		if begun[r.Begins] = true; r.Begins != "" && (!ok || d.Free || d.Begin == nil) {
			t.Errorf("%s begins %q, which cannot be begun on a case", r.Do, r.Begins)
		}
		if fills := theBook.Presses[r.Do].Fill != nil; r.Chosen != fills {
			t.Errorf("%s: something is chosen first %t, and asked for %t", r.Do, r.Chosen, fills)
		}
	}
	for name, d := range theBook.Dialogues {
		if !d.Free && !begun[name] {
			t.Errorf("no act begins %q", name)
		}
	}
	for do := range theBook.Presses {
		if _, ok := show.ActOf[do]; !ok {
			t.Errorf("%q is pressed, and no act", do)
		}
	}
	for _, s := range theBook.Subjects {
		for _, h := range s.Heeds {
			for _, do := range h.Acts {
				if _, ok := show.ActOf[do]; !ok {
					t.Errorf("%s heeds %q, which is no act", s.Name, do)
				}
			}
		}
	}
}

// Nothing is brought along by two subjects, and every row does something.
func TestEverythingIsBroughtAlongOnce(t *testing.T) {
	seen := map[string]string{}
	once := func(of, kind, name string, does bool) {
		key := kind + " " + name
		if was, twice := seen[key]; twice {
			t.Errorf("%s is brought along by %s and by %s", key, was, of)
		}
		if seen[key] = of; name == "" || !does {
			t.Errorf("a %s %q of %s has no name, or does nothing", kind, name, of)
		}
	}
	for _, s := range theBook.Subjects {
		once(s.Name, "subject", s.Name, true)
		for _, c := range s.Commands {
			once(s.Name, "command", c.Name, c.Does != nil)
			if (c.May == nil) != (c.Sorry == nil) {
				t.Errorf("/%s: who it is for, and what all others read, go together", c.Name)
			}
			if (c.Place == 0) != c.Line.Empty() {
				t.Errorf("/%s: its place in the menu and its line there go together", c.Name)
			}
		}
		for _, c := range s.Group {
			once(s.Name, "command in a group", c.Name, c.Does != nil)
		}
		for _, d := range s.Dialogues {
			once(s.Name, "dialogue", d.Name, d.Spoken != nil)
		}
		for _, p := range s.Presses {
			once(s.Name, "press", string(p.Do), p.Fill != nil || p.Then != nil || p.Need != nil)
		}
		for _, l := range s.Looks {
			once(s.Name, "look", l.Name, l.Does != nil)
			if _, act := show.ActOf[cases.Action(l.Name)]; act {
				t.Errorf("%q is a look and an act: one button cannot be both", l.Name)
			}
		}
	}
}

// names tells whether words name a command, and not a longer one.
func names(words, command string) bool {
	return regexp.MustCompile("/" + command + `\b`).MatchString(words)
}

// Two commands never share a place, and what stands in the menu of a role is
// told of in its help.
func TestEveryMenuHasItsOrderAndItsHelp(t *testing.T) {
	catalog, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	plain := []string{"report", "help"} // what one says, and what one is reading
	at := map[int]string{}
	for name, c := range theBook.Commands {
		if c.Place == 0 {
			continue
		}
		if at[c.Place] != "" {
			t.Errorf("/%s and /%s have the same place in the menu", name, at[c.Place])
		}
		at[c.Place] = name
	}
	for _, role := range []world.Role{world.Resident, world.Worker, world.Officer, world.Lead, world.Coordinator} {
		x := &acts.Turn{World: &world.World{Me: world.Person{Role: role}}}
		for _, l := range text.Langs {
			said, err := catalog.Say(l, show.Help(x.World))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range Menu(role) {
				if !slices.Contains(plain, line.Command) && !names(said, line.Command) {
					t.Errorf("/%s stands in the menu of %q, and its help in %s does not tell of it: %s", line.Command, role, l, said)
				}
			}
		}
	}
}
