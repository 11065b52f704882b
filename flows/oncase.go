package flows

import (
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// onCaseData is what a dialogue about a case has heard so far.
type onCaseData struct {
	Files  []cases.File `json:"files,omitempty"`
	Words  string       `json:"words,omitempty"`
	Reason text.Text    `json:"reason,omitzero"` // a usual one, picked
	Album  string       `json:"album,omitempty"`

	dayPick
	Plea cases.PleaKind `json:"plea,omitempty"`
	Item *int           `json:"item,omitempty"` // of the notice; nil: the only open one
	Leg  int            `json:"leg,omitempty"`  // which leg it is about, from 1
	Grid string         `json:"grid,omitempty"`

	First bool `json:"first,omitempty"` // the photo came before anything was pressed
	Other bool `json:"other,omitempty"` // … and shows something else
}

// takeFile keeps what was sent as evidence of a phase; its caption counts as
// words. The further items of an album are kept without a word.
func takeFile(d *onCaseData, e talk.Event, phase cases.Phase) (again bool) {
	again = e.Album != "" && e.Album == d.Album
	d.Album = e.Album
	if len(d.Files) < mostFiles {
		d.Files = append(d.Files, evidence(e, phase)...)
	}
	if e.Text != "" {
		d.Words = joinWords(d.Words, e.Text)
	}
	return again
}

// arriving: the worker is on the spot and shows what it looks like.
var arriving = talk.Dialogue[*World, onCaseData]{
	Name: "arrive",
	Steps: []talk.Step[*World, onCaseData]{{
		Name: "photo",
		Ask: func(w *World, _ onCaseData) talk.Prompt {
			return talk.Prompt{Say: text.T("arrive.photo", "number", w.about()), Rows: [][]talk.Button{
				{pick(text.T("arrive.photo.none"), "skip")}, {leave()},
			}}
		},
		Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
			switch {
			case e.Press == "skip":
				return talk.OK()
			case !e.Shows():
				return talk.Sorry("arrive.photo.sorry")
			}
			takeFile(d, e, cases.PhaseSite)
			return talk.OK()
		},
	}},
	Finish: finish(cases.Arrive),
}

// noting: the assignee adds words or photos while they work.
var noting = addition("note", cases.Note, text.T("note.ask"))

// adding: the reporter adds words or photos while the case is open.
var adding = addition("add", cases.Add, text.T("add.ask"))

func addition(name string, act cases.Action, question text.Text) talk.Dialogue[*World, onCaseData] {
	return talk.Dialogue[*World, onCaseData]{
		Name: name,
		Steps: []talk.Step[*World, onCaseData]{{
			Name: "what",
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				return talk.Prompt{Say: text.Lines(text.T("card.number", "number", w.about()), question), Rows: [][]talk.Button{{leave()}}}
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
				switch {
				case len(e.Files) > 0:
					takeFile(d, e, cases.PhaseNote)
				case e.Text != "":
					d.Words = text.Clean(e.Text, longestWords)
				default:
					return talk.Sorry("note.sorry")
				}
				return talk.OK()
			},
		}},
		Finish: finish(act),
	}
}

// handingIn: the work is done, and shown.
var handingIn = talk.Dialogue[*World, onCaseData]{
	Name: "submit",
	Take: func(_ *World, d *onCaseData, e talk.Event, at string) talk.Answer {
		if len(e.Files) == 0 || at == "photo" {
			return talk.Pass()
		}
		if takeFile(d, e, cases.PhaseAfter) && e.Text == "" {
			return talk.Silent()
		}
		if d.Words != "" {
			return talk.Filled("words")
		}
		return talk.Filled()
	},
	Steps: []talk.Step[*World, onCaseData]{
		{
			Name: "photo",
			Ask: func(w *World, _ onCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("submit.photo", "number", w.about()), Rows: [][]talk.Button{{leave()}}}
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
				if !e.Shows() {
					return talk.Sorry("submit.photo.sorry")
				}
				takeFile(d, e, cases.PhaseAfter)
				return talk.OK()
			},
		},
		{
			Name: "words",
			When: func(_ *World, d onCaseData) bool { return d.Words == "" },
			Ask: func(*World, onCaseData) talk.Prompt {
				return talk.Prompt{Say: text.T("submit.words"), Rows: [][]talk.Button{
					{pick(text.T("talk.skip"), "skip"), back()},
				}}
			},
			Hear: func(_ *World, d *onCaseData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "skip":
					return talk.OK()
				case e.Text == "":
					return talk.Sorry("submit.words.sorry")
				}
				d.Words = text.Clean(e.Text, longestWords)
				return talk.OK()
			},
		},
	},
	Finish: finish(cases.Submit),
}

// leave is the button that leads back from a question about a case to its card.
func leave() talk.Button { return menuButton(text.T("talk.back"), "cancel") }

// quit is the same where there is a way back to the question before, too.
func quit() talk.Button { return menuButton(text.T("talk.quit"), "cancel") }

// finish decides for the act, with all that was heard.
func finish(do cases.Action) func(*World, onCaseData) talk.Decision {
	return func(_ *World, d onCaseData) talk.Decision { return act(do, d) }
}

// act is the act with all that was heard.
func act(do cases.Action, d onCaseData) cases.Act {
	note := d.Reason
	if note.Empty() {
		note = text.Said(d.Words)
	}
	a := cases.Act{Do: do, Note: note, Files: d.Files, Plea: d.Plea, Leg: d.Leg}
	if d.Until != 0 {
		a.Until = time.Unix(d.Until, 0)
	}
	return a
}

// about is the number of the case the dialogue is about.
func (w *World) about() int {
	if w.Case == nil {
		return w.Session.About
	}
	return w.Case.Number
}
