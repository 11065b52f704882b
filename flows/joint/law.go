package joint

import (
	"slices"
	"time"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What was handed over to enforcement: they say that they have it, under which number,
// and what came of it.

// receiving: enforcement has it; the number may come later.
var receiving = talk.Dialogue[*world.World, legData]{
	Name:  "receive",
	Steps: []talk.Step[*world.World, legData]{legRef()},
	Finish: func(_ *world.World, d legData) talk.Decision {
		return cases.Act{Do: cases.Receive, Ref: d.Ref}
	},
}

// docketing: it has a number now.
var docketing = talk.Dialogue[*world.World, legData]{
	Name: "docket",
	Steps: []talk.Step[*world.World, legData]{{
		Name: "ref",
		Ask: func(w *world.World, _ legData) talk.Prompt {
			return talk.Prompt{Say: text.T("docket.ref", "number", ask.About(w))}
		},
		Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
			if d.Ref = text.CleanLine(e.Text, 40); d.Ref == "" {
				return talk.Sorry("docket.ref.sorry")
			}
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d legData) talk.Decision { return cases.Act{Do: cases.Docket, Ref: d.Ref} },
}

// ruling: what came of it, and a sentence: how much, until when, or why nothing.
var ruling = talk.Dialogue[*world.World, legData]{
	Name: "rule",
	Steps: []talk.Step[*world.World, legData]{
		{
			Name: "what",
			Ask: func(w *world.World, _ legData) talk.Prompt {
				p := talk.Prompt{Say: text.T("rule.what", "number", ask.About(w))}
				for _, r := range cases.Rulings {
					p.Rows = append(p.Rows, talk.Row(show.Pick(measures.RulingTexts[r], "r"+string(r))))
				}
				return p
			},
			Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
				if len(e.Press) < 2 || e.Press[0] != 'r' || !slices.Contains(cases.Rulings, cases.Ruling(e.Press[1:])) {
					return talk.Sorry("rule.what.sorry")
				}
				d.Ruling = cases.Ruling(e.Press[1:])
				return talk.OK()
			},
		},
		{
			Name: "words",
			Ask: func(_ *world.World, d legData) talk.Prompt {
				if d.Ruling == cases.RulingDropped {
					return talk.Prompt{Say: text.T("rule.why")}
				}
				return talk.Prompt{Say: text.T("rule.words")}
			},
			Hear: func(_ *world.World, d *legData, e talk.Event) talk.Answer {
				if d.Words = text.Clean(e.Text, ask.LongestWords); d.Words == "" {
					return talk.Sorry("rule.words.sorry")
				}
				return talk.OK()
			},
		},
		legRef(),
	},
	Finish: func(w *world.World, d legData) talk.Decision {
		return cases.Act{Do: cases.Rule, Ruling: d.Ruling, Note: text.Said(d.Words), Ref: d.Ref, Files: d.Files, Until: lookAgain(w)}
	},
}

// lookAgain is by when somebody looks again after enforcement: as long as a round of
// the category usually takes.
func lookAgain(w *world.World) time.Time {
	if w.Case == nil {
		return w.Now
	}
	category, _ := w.District.Category(w.Case.Category)
	return w.District.Calendar.Add(w.Now, w.District.ClocksOf(category).Rectify)
}
