package frequent

import (
	"strconv"

	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Steps are the uses of playbooks in an area of which a step is late, as a digest names
// them, with what shows them.
func Steps(w *world.World, area string) (say text.Text, buttons []talk.Button) {
	if w.Plays == nil {
		return text.Text{}, nil
	}
	lines := []text.Text{text.T("frequent.steps")}
	for _, p := range w.Plays.All {
		for _, u := range p.Uses {
			late := len(u.Late(w.Now))
			if late == 0 || area != world.Everywhere && u.Grid != area || len(buttons) == mostInDigest {
				continue
			}
			name := text.T("frequent.steps.case", "n", u.Case)
			if u.Case == 0 {
				t := w.Topics.Topic(u.Topic)
				if t == nil || !t.Open() {
					continue
				}
				name = Name(w, t.Spot)
			}
			lines = append(lines, text.T("frequent.steps.item", "n", p.N, "name", name, "late", late))
			buttons = append(buttons, show.MenuButton(text.T("frequent.steps.open", "n", p.N), "plays", strconv.Itoa(p.N), "at", strconv.Itoa(u.Of())))
		}
	}
	if len(buttons) == 0 {
		return text.Text{}, nil
	}
	return text.Lines(lines...), buttons
}
