package patrol

import (
	"encoding/json"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/danger"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is written down about a topic may speak of danger: a plan against gas, a place
// called after a fire. It is held, with the numbers to call, until they say whether it is
// happening now.

// Danger tells whether words speak of danger.
func Danger(w *world.World, words string) bool {
	d, is := w.District.Danger(words)
	return is && (d.Kind != district.Help || len(d.Why) > 0)
}

// Held is the question whether it is happening now, below the numbers to call.
func Held(w *world.World, words string, question text.Text) text.Text {
	d, _ := w.District.Danger(words)
	return text.Lines(danger.Emergency(w, d, text.Text{}).Say, question)
}

// Now is the button that says so.
func Now() talk.Button { return show.Pick(text.T("held.now"), "now") }

// holding are the dialogues in which words of danger are held.
var holding = []string{"spot", "topic", "accordoption", "accordterm", "accordsay"}

// Asks tells whether it is asked just now.
func Asks(x *acts.Turn) bool {
	var d struct {
		Held bool `json:"held"`
	}
	s := x.Change.Session
	return s != nil && slices.Contains(holding, s.Dialogue) && x.Event.Text != "" && Danger(x.World, x.Event.Text) && json.Unmarshal(s.Data, &d) == nil && d.Held
}

// Happens hears words of danger as if they were said outside of any question.
func Happens(x *acts.Turn, words string) error {
	e := x.Event
	e.Text, e.Press = words, ""
	x.Event, x.World.Session = e, talk.Session{}
	if below := x.Change.Session; below != nil {
		x.World.Session = *below
	}
	for _, s := range x.Book.Subjects {
		for _, h := range s.First {
			if h.Is(x.World, e) {
				return h.Does(x)
			}
		}
	}
	return nil
}
