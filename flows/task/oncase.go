// Package task is a case in somebody's hands: taken, done, given on, put off,
// checked, looked at again. What a notice or an agency brings in is not known here.
package task

import (
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// arriving: the worker is on the spot and shows what it looks like.
var arriving = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "arrive",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{{
		Name: "photo",
		When: func(w *world.World, _ ask.OnCaseData) bool { return !shown(w, cases.PhaseSite) },
		Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
			return talk.Prompt{Say: text.T("arrive.photo", "number", ask.About(w)), Rows: [][]talk.Button{
				{show.Pick(text.T("arrive.photo.none"), "skip")},
			}}
		},
		Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
			switch {
			case e.Press == "skip":
				return talk.OK()
			case !e.Shows():
				return talk.Sorry("arrive.photo.sorry")
			}
			ask.TakeFile(d, e, cases.PhaseSite)
			return talk.OK()
		},
	}},
	Finish: ask.Finish(cases.Arrive),
}

// shown tells whether what a step would ask to be shown was shown before,
// without a question.
func shown(w *world.World, phase cases.Phase) bool {
	return w.Case != nil && slices.ContainsFunc(w.Case.Noted(phase), cases.File.Shows)
}

// noting: the assignee adds words or photos while they work.
var noting = addition("note", cases.Note, text.T("note.ask"))

// adding: the reporter adds words or photos while the case is open.
var adding = addition("add", cases.Add, text.T("add.ask"))

func addition(name string, act cases.Action, question text.Text) talk.Dialogue[*world.World, ask.OnCaseData] {
	return talk.Dialogue[*world.World, ask.OnCaseData]{
		Name: name,
		Steps: []talk.Step[*world.World, ask.OnCaseData]{{
			Name: "what",
			Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
				return talk.Prompt{Say: text.Lines(text.T("card.number", "number", ask.About(w)), question)}
			},
			Hear: func(_ *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
				return ask.TakeMore(d, e, talk.Sorry("note.sorry"))
			},
		}},
		Finish: ask.Finish(act),
	}
}
