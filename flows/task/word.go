package task

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A command that needs a word asks for it, and hears the next words as the
// answer.

// askedFor is the word that was asked for.
type askedFor struct {
	Words string `json:"words,omitempty"`
}

// placing asks which place /place is about.
var placing = talk.Dialogue[*world.World, askedFor]{
	Name: "place",
	Steps: []talk.Step[*world.World, askedFor]{{
		Name: "where",
		Ask:  func(*world.World, askedFor) talk.Prompt { return talk.Prompt{Say: text.T("place.ask")} },
		Hear: func(w *world.World, d *askedFor, e talk.Event) talk.Answer {
			if _, _, ok := w.PlaceOf(e.Text); !ok {
				return talk.Sorry("place.unknown")
			}
			d.Words = text.CleanLine(e.Text, 60)
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d askedFor) talk.Decision { return d },
}

// numbering asks which case /case is about.
var numbering = talk.Dialogue[*world.World, askedFor]{
	Name: "number",
	Steps: []talk.Step[*world.World, askedFor]{{
		Name: "number",
		Ask:  func(*world.World, askedFor) talk.Prompt { return talk.Prompt{Say: text.T("case.ask")} },
		Hear: func(_ *world.World, d *askedFor, e talk.Event) talk.Answer {
			if world.CaseNumber(e.Text) == 0 {
				return talk.Sorry("case.ask.sorry")
			}
			d.Words = e.Text
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d askedFor) talk.Decision { return d },
}

// askedPlace shows the place that was named to who may still ask for it.
func askedPlace(x *acts.Turn, decided talk.Decision) error {
	d, _ := decided.(askedFor)
	c := x.Book.Commands["place"]
	if !c.Allows(x.Me.Role) {
		x.Reply(c.Sorry(x))
		return nil
	}
	if d.Words == "" {
		return nil
	}
	return placeFile(x, d.Words)
}

func askedNumber(x *acts.Turn, decided talk.Decision) error {
	d, _ := decided.(askedFor)
	x.OpenCase(world.CaseNumber(d.Words))
	return nil
}

// openByNumber answers /case.
func openByNumber(x *acts.Turn, choice string) error {
	if strings.TrimSpace(choice) == "" {
		return x.Above(numbering.Name, askedFor{})
	}
	x.OpenCase(world.CaseNumber(choice))
	return nil
}
